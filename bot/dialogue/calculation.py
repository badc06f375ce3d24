"""A calculation as a conversation: opening it, each turn of it, its result, and corrections afterwards."""

import re
from dataclasses import replace
from decimal import Decimal

from bot import wording
from bot.content.load import Content
from bot.conversation import KEPT_WAITING, Conversation, Dialogue
from bot.dialogue import asking, filling, reporting
from bot.messages import QuickReply, Reply, Source
from calculators.answers import Span, Told
from calculators.calculator import Calculator, field_of
from calculators.fields import Field
from calculators.inputs import UNKNOWN, Given, Missing, Unanswerable
from calculators.money import spoken
from calculators.result import Result, Status

Turn = tuple[Reply, Conversation]
OPEN_AGAIN = "回到刚才的测算："


class Calculations:
    """Dialogues over the calculators of one content. Every method takes values and returns new ones."""

    def __init__(self, content: Content) -> None:
        self.content = content

    # ---- opening

    def values(self, calculator_id: str, text: str) -> dict[str, Told]:
        """What an opening sentence already tells."""
        return filling.opening_values(self.content.calculators[calculator_id], text)

    def open(self, conversation: Conversation, calculator_id: str, text: str, policy: str | None = None) -> Turn:
        """Starts a calculation with what the sentence and the profile already tell."""
        calculator = self.content.calculators[calculator_id]
        told = self.values(calculator_id, text)
        dialogue = Dialogue(calculator_id, policy=policy).with_answers(told)
        notes = [calculator.opening] if calculator.opening else []
        kept = self._from_profile(calculator, conversation, dialogue)
        if kept:
            dialogue = dialogue.with_answers(kept)
            said = "、".join(
                f"{asking.label_of(calculator, path)}{asking.value_of(field_of(calculator, path), value)}"
                for path, value in kept.items()
            )
            notes.append(f"按您之前说的：{said}。")
        back = asking.read_back(calculator, told)
        if back:
            notes.append(back)
        if conversation.dialogue is not None and conversation.dialogue.calculator != calculator_id:
            waiting = (conversation.dialogue, *conversation.waiting)[:KEPT_WAITING]
            conversation = replace(conversation, waiting=waiting)
        return self.advance(self._remember(conversation, calculator, told), dialogue, notes)

    @staticmethod
    def _from_profile(calculator: Calculator, conversation: Conversation, dialogue: Dialogue) -> dict[str, Told]:
        return {
            name: conversation.profile[field.profile]
            for name, field in calculator.inputs.items()
            if field.profile
            and field.profile in conversation.profile
            and name not in dialogue.answers
            and conversation.profile[field.profile].value is not UNKNOWN
        }

    @staticmethod
    def _remember(conversation: Conversation, calculator: Calculator, told: dict[str, Told]) -> Conversation:
        facts = {
            field.profile: value
            for path, value in told.items()
            if (field := field_of(calculator, path)) is not None and field.profile and value.value is not UNKNOWN
        }
        return replace(conversation, profile={**conversation.profile, **facts}) if facts else conversation

    # ---- one step further

    def advance(self, conversation: Conversation, dialogue: Dialogue, notes: list[str]) -> Turn:
        """The next question, or the result."""
        calculator = self.content.calculators[dialogue.calculator]
        try:
            result = self._assess(calculator, dialogue)
        except Missing as missing:
            return self._ask(conversation, calculator, replace(dialogue, awaiting=missing.path), notes)
        except Unanswerable as stuck:
            return self._cannot(conversation, calculator, dialogue, stuck.path, notes)
        return self._report(conversation, calculator, dialogue, result, notes)

    def _assess(self, calculator: Calculator, dialogue: Dialogue) -> Result:
        """The result; of ranges both ends are computed."""
        spans = [path for path, told in dialogue.answers.items() if isinstance(told.value, Span)]
        low = calculator.assess(dialogue.given())
        about = [asking.label_of(calculator, path) for path, told in dialogue.answers.items() if told.about]
        if about:
            low = replace(low, assumptions=(*low.assumptions, f"{'、'.join(about)}是您说的大约数，照它算"))
        if not spans:
            return low
        ends = {path: told.value.high for path, told in dialogue.answers.items() if isinstance(told.value, Span)}
        high = calculator.assess({**dialogue.given(), **ends})
        if low.amount == high.amount and low.status == high.status:
            return replace(high, limits=(*high.limits, "您说的范围两头算出来一样多"))
        if low.amount is None or high.amount is None:
            first, second = sorted((low, high), key=lambda r: r.amount is not None)
            steps = (*first.steps, *second.steps)
            return replace(second, steps=steps, amount=None, range=(Decimal(0), second.amount or Decimal(0)))
        ends_in_order = (min(low.amount, high.amount), max(low.amount, high.amount))
        return replace(high, amount=None, range=ends_in_order, steps=(*low.steps, *high.steps))

    def _ask(self, conversation: Conversation, calculator: Calculator, dialogue: Dialogue, notes: list[str]) -> Turn:
        path = dialogue.awaiting
        assert path is not None
        interim = self._interim(calculator, dialogue)
        offer, quick = self._offer(calculator, path)
        lines = [*notes, *([interim] if interim else []), asking.question(calculator, dialogue, path, offer)]
        reply = Reply(
            kind="ask",
            text="\n".join(lines),
            intent=f"calculate.{calculator.id}",
            policies=self._policies(calculator, dialogue),
            calculator=calculator.id,
            awaiting=path,
            quick_replies=(*quick, *asking.buttons(calculator, path)),
            sources=self._sources(calculator, dialogue, path),
        )
        return reply, replace(conversation, dialogue=dialogue, options=reply.quick_replies, rest="")

    def _offer(self, calculator: Calculator, path: str) -> tuple[str, tuple[QuickReply, ...]]:
        field = None if path.endswith(".more") else field_of(calculator, path)
        if field is None or not field.series or field.series not in self.content.rates:
            return "", ()
        text, words = filling.offered_mean(self.content.rates[field.series])
        return text, (QuickReply(label=f"按{words}", text=words),) if words else ()

    def _interim(self, calculator: Calculator, dialogue: Dialogue) -> str:
        """What it comes to so far, when only extras are still open."""
        given: dict[str, Given] = dict(dialogue.given())
        if any(isinstance(told.value, Span) for told in dialogue.answers.values()):
            return ""
        for _ in range(12):
            try:
                result = calculator.assess(given)
            except Missing as missing:
                field = None if missing.path.endswith(".more") else field_of(calculator, missing.path)
                if missing.path.endswith(".more"):
                    given[missing.path] = False
                elif field is not None and field.has_default:
                    given[missing.path] = field.default_value
                else:
                    return ""
                continue
            except Unanswerable:
                return ""
            if result.amount is None or result.status in (Status.NOT_ELIGIBLE, Status.TABLE_MISSING, Status.PER_UNIT):
                return ""
            word = "最高" if result.status is Status.CEILING else "是"
            bound = f"（{result.limits[0]}）" if result.limits else ""
            return f"按目前说的，{word}{spoken(result.amount)}{bound}。再确认一点："
        return ""

    def _cannot(
        self, conversation: Conversation, calculator: Calculator, dialogue: Dialogue, path: str, notes: list[str]
    ) -> Turn:
        """A figure nobody knows and nothing can be said without."""
        label = asking.label_of(calculator, path)
        lines = [*notes, f"不知道{label}，{calculator.title}就算不出确切的数。"]
        if calculator.opening and calculator.opening not in notes:
            lines.append(f"规则是：{calculator.opening}")
        lines.append(f"查到{label}后直接告诉我，就接着算。")
        reply = Reply(
            kind="answer",
            text="\n".join(lines),
            intent=f"calculate.{calculator.id}",
            policies=self._policies(calculator, dialogue),
            calculator=calculator.id,
            sources=self._sources(calculator, dialogue, path),
        )
        return reply, replace(conversation, dialogue=None, finished=dialogue.without({path}), options=())

    def _report(
        self, conversation: Conversation, calculator: Calculator, dialogue: Dialogue, result: Result, notes: list[str]
    ) -> Turn:
        text, rest = reporting.report(self.content, calculator, dialogue, result)
        said = [note for note in notes if note != calculator.opening]
        waiting = conversation.waiting
        quick: list[QuickReply] = []
        if waiting:
            title = self.content.calculators[waiting[0].calculator].title
            text += f"\n刚才的{title}还没算完，说“继续”就接着算。"
            quick.append(QuickReply(label="继续刚才的", text="继续"))
        if rest:
            quick.append(QuickReply(label=wording.MORE_DETAIL, text=wording.MORE_DETAIL))
        quick += [
            QuickReply(label="再算一次", text=f"帮我算{calculator.title}"),
            QuickReply(label="要什么条件", text=f"{self._title(result)}要什么条件"),
        ]
        reply = Reply(
            kind="result",
            text="\n".join([*said, text]),
            intent=f"calculate.{calculator.id}",
            policies=result.policies,
            calculator=calculator.id,
            quick_replies=tuple(quick[:3]),
            sources=tuple(self._source(policy, result) for policy in result.policies[:1]),
            result=result.as_json(),
        )
        finished = replace(dialogue, awaiting=None, misses=0)
        topic = f"policy:{result.policies[0]}" if result.policies else conversation.topic
        return reply, replace(
            conversation, dialogue=None, finished=finished, options=reply.quick_replies, rest=rest, topic=topic
        )

    def _title(self, result: Result) -> str:
        return self.content.cards[result.policies[0]].title if result.policies else ""

    # ---- a turn

    def turn(self, conversation: Conversation, text: str) -> Turn | None:
        """Takes a message as an answer; None when it is none (a question, or nonsense)."""
        dialogue = conversation.dialogue
        assert dialogue is not None and dialogue.awaiting is not None
        calculator = self.content.calculators[dialogue.calculator]
        corrected = self._corrected(conversation, calculator, dialogue, text)
        if corrected is not None:
            return corrected
        filled = filling.fill(calculator, dialogue, text, self.content.rates)
        if filled.more:
            return self._next_item(conversation, calculator, dialogue)
        if filled.told:
            return self._taken(conversation, calculator, dialogue, filled.told)
        if filled.unclear:
            return self.ask_again(conversation, filled.unclear.rstrip("。？") + "。")
        return None

    def _taken(
        self, conversation: Conversation, calculator: Calculator, dialogue: Dialogue, told: dict[str, Told]
    ) -> Turn:
        changed = [
            path for path in told if path in dialogue.answers and dialogue.answers[path].value != told[path].value
        ]
        notes = [asking.read_back(calculator, told)]
        if changed:
            said = "，".join(
                f"{asking.label_of(calculator, path)}改成{asking.value_of(field_of(calculator, path), told[path])}"
                for path in changed
            )
            notes = [f"好，{said}。"]
        dialogue = replace(dialogue.with_answers(told), misses=0)
        dialogue = self._pruned(calculator, dialogue)
        return self.advance(self._remember(conversation, calculator, told), dialogue, [note for note in notes if note])

    @staticmethod
    def _pruned(calculator: Calculator, dialogue: Dialogue) -> Dialogue:
        """Answers that a correction made void (`only_if` no longer holds) are dropped."""
        void = set()
        for path in dialogue.answers:
            field = field_of(calculator, path)
            for other, wanted in (field.only_if if field else {}).items():
                told = dialogue.answers.get(other)
                value = told.value if told else None
                if isinstance(value, bool):
                    value = "yes" if value else "no"
                if isinstance(value, str) and value != wanted:
                    void.add(path)
        return dialogue.without(void) if void else dialogue

    def _next_item(self, conversation: Conversation, calculator: Calculator, dialogue: Dialogue) -> Turn:
        name = (dialogue.awaiting or "").removesuffix(".more")
        index = sum(
            1
            for path in {".".join(p.split(".")[:2]) for p in dialogue.answers}
            if path.startswith(f"{name}.") and path.split(".")[1].isdigit()
        )
        field = calculator.inputs[name]
        path = f"{name}.{index}" + (f".{next(iter(field.fields))}" if field.kind == "record" else "")
        return self._ask(conversation, calculator, replace(dialogue, awaiting=path, misses=0), ["好。"])

    def _corrected(
        self, conversation: Conversation, calculator: Calculator, dialogue: Dialogue, text: str
    ) -> Turn | None:
        told = filling.correct(calculator, dialogue, text)
        if told is None:
            return None
        if isinstance(told, str):
            return self.ask_again(conversation, told.rstrip("。？") + "。")
        return self._taken(conversation, calculator, dialogue, told)

    # ---- moves inside a dialogue

    def question(self, conversation: Conversation) -> str:
        """The open question, to be asked again."""
        dialogue = conversation.dialogue
        assert dialogue is not None and dialogue.awaiting is not None
        calculator = self.content.calculators[dialogue.calculator]
        return asking.question(calculator, dialogue, dialogue.awaiting)

    def ask_again(self, conversation: Conversation, before: str, kind: str = "ask") -> Turn:
        """The open question once more, with something said before it."""
        dialogue = conversation.dialogue
        assert dialogue is not None and dialogue.awaiting is not None
        calculator = self.content.calculators[dialogue.calculator]
        reply = Reply(
            kind=kind,  # type: ignore[arg-type]
            text=f"{before}\n{self.question(conversation)}".strip(),
            intent=f"calculate.{calculator.id}",
            policies=self._policies(calculator, dialogue),
            calculator=calculator.id,
            awaiting=dialogue.awaiting,
            quick_replies=asking.buttons(calculator, dialogue.awaiting),
        )
        return reply, replace(conversation, options=reply.quick_replies)

    def missed(self, conversation: Conversation) -> Turn:
        """Nothing was understood: asked again, with more help each time."""
        dialogue = conversation.dialogue
        assert dialogue is not None and dialogue.awaiting is not None
        calculator = self.content.calculators[dialogue.calculator]
        misses = dialogue.misses + 1
        conversation = replace(conversation, dialogue=replace(dialogue, misses=misses))
        field = None if dialogue.awaiting.endswith(".more") else field_of(calculator, dialogue.awaiting)
        if misses == 1:
            return self.ask_again(conversation, "没听明白，咱们接着这一问：")
        if misses == 2:
            return self.ask_again(
                conversation, f"还是没听懂。{_how_to_answer(field)}不想答可以说“不知道”，不算了说“取消”。"
            )
        told = reporting.told_lines(calculator, dialogue)
        collected = f"到现在记下的：{'；'.join(told)}。" if told else ""
        award = reporting.award_of(calculator)
        office = award.next if award and award.next else ""
        return self.ask_again(
            conversation, f"这样下去说不清，也可以直接问主管部门。{office}\n{collected}要接着算就回答：".strip()
        )

    def why(self, conversation: Conversation) -> Turn:
        field = self._open_field(conversation)
        reason = field.why if field and field.why else "每一项都要算进去，得问清还有没有。"
        return self.ask_again(conversation, reason, "answer")

    def meaning(self, conversation: Conversation) -> Turn:
        field = self._open_field(conversation)
        told = field.means if field and field.means else "就是字面的意思。"
        return self.ask_again(conversation, f"{field.label}：{told}" if field else told, "answer")

    def example(self, conversation: Conversation) -> Turn:
        dialogue = conversation.dialogue
        assert dialogue is not None
        calculator = self.content.calculators[dialogue.calculator]
        for policy in calculator.policies:
            for example in self.content.cards[policy].examples:
                if example.amount is not None and self.content.cards[policy].calculator_id == calculator.id:
                    return self.ask_again(
                        conversation, f"举个例子：{example.say}，能拿{spoken(example.amount)}。", "answer"
                    )
        return self.ask_again(conversation, _how_to_answer(self._open_field(conversation)), "answer")

    def unknown(self, conversation: Conversation) -> Turn:
        """不知道: kept as unknown; a list is closed."""
        dialogue = conversation.dialogue
        assert dialogue is not None and dialogue.awaiting is not None
        calculator = self.content.calculators[dialogue.calculator]
        value: Given = False if dialogue.awaiting.endswith(".more") else UNKNOWN
        return self._taken(conversation, calculator, dialogue, {dialogue.awaiting: Told(value, "不知道")})

    def back(self, conversation: Conversation) -> Turn:
        """上一步: drops the last answer and asks for it again."""
        dialogue = conversation.dialogue
        assert dialogue is not None
        if not dialogue.answers:
            return self.ask_again(conversation, wording.NOTHING_BEFORE)
        calculator = self.content.calculators[dialogue.calculator]
        last = list(dialogue.answers)[-1]
        dialogue = replace(dialogue.without({last}), misses=0, awaiting=last)
        return self._ask(conversation, calculator, dialogue, ["好，退回上一步。"])

    def resume(self, conversation: Conversation) -> Turn | None:
        """继续: the calculation that waits, or None."""
        if not conversation.waiting:
            return None
        first, *others = conversation.waiting
        title = self.content.calculators[first.calculator].title
        return self.advance(replace(conversation, waiting=tuple(others)), first, [f"接着算{title}。"])

    def again(self, conversation: Conversation, text: str) -> Turn | None:
        """A correction or a what-if after the result: one figure changed, all computed anew."""
        finished = conversation.finished
        if finished is None:
            return None
        calculator = self.content.calculators[finished.calculator]
        told = filling.correct(calculator, finished, text)
        if told is None or isinstance(told, str):
            return None
        return self._taken(replace(conversation, dialogue=None), calculator, replace(finished, awaiting=None), told)

    def _open_field(self, conversation: Conversation) -> Field | None:
        dialogue = conversation.dialogue
        assert dialogue is not None and dialogue.awaiting is not None
        if dialogue.awaiting.endswith(".more"):
            return None
        return field_of(self.content.calculators[dialogue.calculator], dialogue.awaiting)

    # ---- cards behind a calculation

    @staticmethod
    def _policies(calculator: Calculator, dialogue: Dialogue) -> tuple[str, ...]:
        own = (dialogue.policy,) if dialogue.policy in calculator.policies else ()
        return tuple(dict.fromkeys((*own, *calculator.policies)))

    def _sources(self, calculator: Calculator, dialogue: Dialogue, path: str) -> tuple[Source, ...]:
        field = None if path.endswith(".more") else field_of(calculator, path)
        found = self._policies(calculator, dialogue)[:1]
        return tuple(self._cited(policy, field.clause if field and field.clause else None) for policy in found)

    def _source(self, policy: str, result: Result) -> Source:
        clauses = list(dict.fromkeys(step.clause for step in result.steps))
        return self._cited(policy, "、".join(clauses) or None)

    def _cited(self, policy: str, clause: str | None) -> Source:
        card, document = self.content.cards[policy], self.content.document_of(policy)
        return Source(policy=policy, document=document.title, number=document.number, clause=clause or card.clause)


def _how_to_answer(field: Field | None) -> str:
    if field is None:
        return "回答“没有了”或者直接说下一个的数。"
    kinds = {
        "money": "回一个金额就行，例如“300万”“1.2亿”。",
        "percent": "回一个百分数，例如“35%”。",
        "rate": "回一个利率，例如“3.45%”。",
        "factor": "回一个数，例如“1.2”。",
        "count": "回一个数，例如“8家”。",
        "yes_no": "回“是”或“不是”。",
        "choice": "选一个："
        + "、".join(f"{n}. {option.label}" for n, option in enumerate(field.options.values(), 1))
        + "。",
        "marks": "回“没有”，或者领过的是哪几档。",
    }
    return kinds.get(field.kind, "")


_QUESTION = re.compile(
    r"[?？]|多少|怎么|什么|哪|谁|几[家个户条项年月号]|吗|么$|呢$|能不能|是不是|有没有|可不可以|为什么|如何|是否"
)


def is_question(normal: str) -> bool:
    """Does a normalised message ask something?"""
    return bool(_QUESTION.search(normal))
