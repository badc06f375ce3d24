"""The end of a dialogue as a reply: an amount, a verdict, a check-up, or why nothing can be said."""

from bot import wording
from bot.changed import replace
from bot.checkup import words
from bot.content.load import Content
from bot.conversation import KEPT_WAITING, Conversation, Dialogue
from bot.dialogue import asking, reporting
from bot.dialogue.prompts import Prompts, intent_of
from bot.dialogue.state import Turn
from bot.messages import QuickReply, Reply, Source
from calculators.calculator import Calculator, field_of
from calculators.result import Result
from policies.checkup import Picture, picture
from policies.eligibility import Eligibility
from policies.inquiry import ENOUGH, Inquiry
from policies.known import Known

MOST_BUTTONS = 3


class Results:
    """Says what a dialogue came to."""

    def __init__(self, content: Content, prompts: Prompts) -> None:
        self.content = content
        self.prompts = prompts

    def report(
        self, conversation: Conversation, calculator: Calculator, dialogue: Dialogue, result: Result, notes: list[str]
    ) -> Turn:
        """The amount, what bound it, and how it came about."""
        text, rest = reporting.report(self.content, calculator, dialogue, result)
        quick: list[QuickReply] = []
        if rest:
            quick.append(QuickReply(label=wording.MORE_DETAIL, text=wording.MORE_DETAIL))
        if result.amount is not None or result.range is not None:
            quick.append(QuickReply(label="测算单", text="测算单"))
        quick.append(QuickReply(label="再算一次", text=f"帮我算{calculator.title}"))
        if result.policies:
            title = self.content.cards[result.policies[0]].title
            quick.append(QuickReply(label="要什么条件", text=f"{title}要什么条件"))
        reply = Reply(
            kind="result",
            text=text,
            intent=intent_of(calculator),
            policies=result.policies,
            calculator=calculator.id,
            quick_replies=tuple(quick),
            sources=self.sources(result),
            result=result.as_json(),
        )
        said = [note for note in notes if note != calculator.opening and not note.startswith("记下了：")]
        return self._finished(conversation, dialogue, reply, said, rest)

    def sources(self, result: Result) -> tuple[Source, ...]:
        clauses = "、".join(dict.fromkeys(step.clause for step in result.steps))
        return tuple(self.prompts.cited(policy, clauses or None) for policy in result.policies[:1])

    def cannot(
        self, conversation: Conversation, calculator: Calculator, dialogue: Dialogue, path: str, notes: list[str]
    ) -> Turn:
        """A figure nobody knows and nothing can be said without."""
        label, field = asking.label_of(calculator, path), field_of(calculator, path)
        if field is not None and field.kind == "yes_no" and not label.startswith("是否"):
            label = f"是不是{label}"
        lines = [*notes, f"不知道{label}，{calculator.title}就算不出确切的数。"]
        if calculator.opening and calculator.opening not in notes:
            lines.append(f"规则是：{calculator.opening}")
        lines.append(f"查到{label}后直接告诉我，就接着算。")
        policies = self.prompts.policies(calculator, dialogue)
        reply = Reply(
            kind="answer",
            text="\n".join(lines),
            intent=intent_of(calculator),
            policies=policies,
            calculator=calculator.id,
            sources=tuple(self.prompts.cited(policy, None) for policy in policies[:1]),
        )
        kept = replace(dialogue.without({path}), awaiting=path)
        waiting = (kept, *conversation.waiting)[:KEPT_WAITING]
        return reply, replace(conversation, dialogue=None, waiting=waiting, options=())

    # ---- checks

    def found(
        self,
        conversation: Conversation,
        inquiry: Inquiry,
        dialogue: Dialogue,
        verdicts: tuple[Eligibility, ...],
        notes: list[str],
    ) -> Turn:
        """The verdict on one policy, or the check-up over all."""
        known = inquiry.known(dialogue.given())
        if inquiry.of_all:
            seen = self.picture(verdicts, known)
            text, rest = words.checkup(seen, self.content.facts)
            policies = tuple(claim.card.id for claim in (*seen.claims, *seen.doubtful))
            quick = self._after_checkup(dialogue, seen, rest)
        else:
            one = verdicts[0]
            card = self.content.cards[one.policy]
            text, rest = words.fitted(words.verdict(card, one, known, self.content.facts))
            policies = (card.id,)
            quick = self._after_check(one)
        reply = Reply(
            kind="result",
            text=text,
            intent=intent_of(inquiry),
            policies=policies,
            calculator=inquiry.id,
            quick_replies=quick,
            sources=tuple(self.prompts.cited(policy, None) for policy in policies[:1]),
        )
        return self._finished(conversation, dialogue, reply, notes, rest)

    def picture(self, verdicts: tuple[Eligibility, ...], known: Known) -> Picture:
        content = self.content
        return picture(verdicts, known, content.cards, content.facts, content.calculators, content.exclusions)

    def _after_check(self, one: Eligibility) -> tuple[QuickReply, ...]:
        card = self.content.cards[one.policy]
        quick = [QuickReply(label="怎么申请", text=f"{card.title}怎么申请")]
        calculator = self.content.calculators.get(card.calculator_id or "")
        if calculator is not None and calculator.inputs:
            quick.insert(0, QuickReply(label="算算能拿多少", text=f"帮我算{calculator.title}"))
        return (*quick, wording.CHECKUP_BUTTON)

    def _after_checkup(self, dialogue: Dialogue, seen: Picture, rest: str) -> tuple[QuickReply, ...]:
        quick = [QuickReply(label=wording.MORE_DETAIL, text=wording.MORE_DETAIL)] if rest else []
        if ENOUGH in dialogue.answers and seen.unsettled:
            quick.append(QuickReply(label="接着问", text="继续体检"))
        for claim in seen.claims:
            calculator = self.content.calculators.get(claim.card.calculator_id or "")
            if claim.needs and calculator is not None:
                quick.append(QuickReply(label=f"算{claim.card.title}", text=f"帮我算{calculator.title}"))
        return tuple(quick[:MOST_BUTTONS])

    def _finished(
        self, conversation: Conversation, dialogue: Dialogue, reply: Reply, notes: list[str], rest: str
    ) -> Turn:
        """The reply, with the dialogue that waits offered again; the finished one is kept for corrections."""
        text, quick = "\n".join([*notes, reply.text]), reply.quick_replies
        conversation = conversation.without(dialogue.calculator)
        if conversation.waiting:
            goal = self.content.goal(conversation.waiting[0].calculator)
            text += f"\n刚才的{goal.title if goal else '那项'}还没算完，说“继续”就接着算。"
            quick = (QuickReply(label="继续刚才的", text="继续"), *quick)
        reply = reply.model_copy(update={"text": text, "quick_replies": quick[:MOST_BUTTONS]})
        topic = f"policy:{reply.policies[0]}" if reply.policies else conversation.topic
        after = conversation.with_result(replace(dialogue, awaiting=None, misses=0))
        return reply, replace(after, options=reply.quick_replies, rest=rest, topic=topic, said="")
