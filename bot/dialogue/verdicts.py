"""Verdicts talked about: why not, how far, what if; after a check and in the middle of one."""

from bot.changed import replace
from bot.checkup import words
from bot.conversation import Conversation, Dialogue
from bot.dialogue.calculation import Calculations
from bot.dialogue.prompts import intent_of
from bot.dialogue.state import Open, Turn
from bot.fitting import cut
from bot.messages import Reply
from bot.naming import Naming
from bot.wording import REPLY_BYTES
from calculators.patterns import lazy
from calculators.reading.told import Told
from policies.checkup import Picture
from policies.eligibility import check
from policies.inquiry import ENOUGH, Inquiry

_WHY_NOT = lazy(
    r"(?:为什么|为啥|咋|怎么|凭什么)[^,.;]{0,14}(?:不符合|不够|不行|不能|没有|够不上|拿不到|不适合|报不了|没份|不给|不算|没通过|不满足|没满足)|(?:还|到底|我们?)?差在哪|差(?:的是|了|些)?(?:什么|啥|哪[些条里项儿])|"
    r"哪[一几]?[条项个](?:条件)?(?:不|没|还差|差)|还差多少|差多远|卡在哪|(?:怎么|怎样|咋|如何)(?:才能|才|能)(?:够|符合|达标|满足|报上|够上)|怎么补"
)
_NAMED = lazy(
    r"为什么|为啥|凭什么|怎么|咋|我们?|咱们?|俺们?|不符合|不够|不行|不能|拿不到|报不了|不适合|够不上|还|差在哪|差什么|差多少|里面?|呢|了|[,?!.]"
)

_IN_ALL = lazy(
    r"(?:那|所以|我们?|咱们?|这些|全部|都|[,\s])*(?:一共|总共|合计|加起来|加一起|总的|全加起来)(?:到底)?(?:是|有|能|可以|会)?"
    r"(?:拿|领|得|给|补|奖)?(?:到)?(?:多少|几个)(?:钱|万)?(?:呢|啊|呀|吗)?[?.!]?"
)


class Verdicts:
    """Explains what a check came to, or comes to so far."""

    def __init__(self, calculations: Calculations, naming: Naming) -> None:
        self.calculations = calculations
        self.content = calculations.content
        self.naming = naming

    def explained(self, conversation: Conversation, normal: str) -> Turn | None:
        """为什么我不符合, 差在哪: the conditions that are not met, with the figures and the clauses."""
        finished = conversation.finished
        goal = self.content.goal(finished.calculator) if finished else None
        if finished is None or not isinstance(goal, Inquiry) or not _WHY_NOT.search(normal):
            return None
        reply, rest = self._reasons(conversation, goal, finished, normal)
        topic = f"policy:{reply.policies[0]}" if reply.policies else conversation.topic
        return reply, replace(conversation, rest=rest, topic=topic)

    def in_all(self, conversation: Conversation, normal: str) -> Turn | None:
        """一共能拿多少, after a check-up over all: its own sum, with what it is the sum of."""
        finished = conversation.finished
        goal = self.content.goal(finished.calculator) if finished else None
        if finished is None or not isinstance(goal, Inquiry) or not goal.of_all or not _IN_ALL.fullmatch(normal):
            return None
        told, rest = words.fitted("\n".join(words.parts(self._seen(goal, finished), self.content.facts)[:2]))
        reply, _ = self._said(goal, told, ())
        return reply, replace(conversation, rest=rest)

    def midway(self, at: Open, normal: str) -> Turn | None:
        """The same in the middle of a check: by what is known so far; the open question stands."""
        if not isinstance(at.goal, Inquiry) or not _WHY_NOT.search(normal):
            return None
        reply, _ = self._reasons(at.conversation, at.goal, at.dialogue, normal)
        told, _ = cut(reply.text, REPLY_BYTES // 2)
        return self.calculations.prompts.ask_again(at, f"到现在为止：\n{told}\n\n接着问：", "answer")

    def _reasons(self, conversation: Conversation, goal: Inquiry, dialogue: Dialogue, normal: str) -> tuple[Reply, str]:
        policy = self._named(normal) if goal.of_all else next(iter(goal.cards))
        if policy is None:
            seen = self._seen(goal, dialogue)
            lines = [*map(words.near_line, seen.near), *map(words.unfit_line, seen.unfit)]
            body = "\n".join(f"· {line}" for line in lines)
            return self._said(goal, f"没满足的条件：\n{body}" if lines else "问过的条件都满足。", ())
        inquiry = self.content.inquiries[f"check:{policy}"]
        profile = Dialogue(inquiry.id, answers=conversation.profile)
        known = inquiry.known({**profile.given(), **dialogue.given()})
        one = check(policy, self.content.cards[policy].conditions, known.facts)
        return self._said(inquiry, words.verdict(self.content.cards[policy], one, known, self.content.facts), (policy,))

    def _named(self, normal: str) -> str | None:
        """The policy whose verdict is asked for by name."""
        phrase = _NAMED.sub("", normal)
        if len(phrase) < 2:
            return None
        understood = self.naming.understanding.understand(phrase)
        sort, _, id = (understood.topic or "").partition(":")
        near = understood.confidence >= 0.6 and sort == "policy"
        return id if near and f"check:{id}" in self.content.inquiries else None

    def _seen(self, goal: Inquiry, dialogue: Dialogue) -> Picture:
        given = dialogue.given()
        return self.calculations.results.picture(goal.assess({**given, ENOUGH: True}), goal.known(given))

    def _said(self, goal: Inquiry, text: str, policies: tuple[str, ...]) -> tuple[Reply, str]:
        text, rest = words.fitted(text)
        sources = tuple(self.calculations.prompts.cited(policy, None) for policy in policies)
        reply = Reply(
            kind="result", text=text, intent=intent_of(goal), policies=policies, calculator=goal.id, sources=sources
        )
        return reply, rest

    # ---- what if

    def supposed(self, conversation: Conversation, goal: Inquiry, finished: Dialogue, told: dict[str, Told]) -> Turn:
        """如果营收有9亿呢: what would be different; nothing that was said changes."""
        after = finished.with_answers(told)
        said = self.calculations.in_words(goal, told)
        text = self._moved(goal, finished, after) if goal.of_all else self._two_verdicts(goal, finished, after)
        reply, rest = self._said(goal, f"如果{said}：\n{text}", () if goal.of_all else tuple(goal.cards))
        return reply, replace(conversation, rest=rest)

    def _two_verdicts(self, goal: Inquiry, before: Dialogue, after: Dialogue) -> str:
        policy, card = next(iter(goal.cards.items()))
        told = []
        for dialogue in (after, before):
            known = goal.known(dialogue.given())
            one = check(policy, card.conditions, known.facts)
            told.append(words.verdict(card, one, known, self.content.facts))
        head = told[1].split("\n")[0].partition("】")[2]
        return f"{told[0]}\n现在这样：{head}"

    def _moved(self, goal: Inquiry, before: Dialogue, after: Dialogue) -> str:
        """The policies that change their place in the picture."""
        places = [_places(self._seen(goal, dialogue)) for dialogue in (before, after)]
        lines = [
            f"· {self.content.cards[id].title}：{places[0].get(id, '没提到')} → {places[1][id]}"
            for id in places[1]
            if places[0].get(id) != places[1][id]
        ]
        total = words.total_line(self._seen(goal, after))
        return "\n".join([*(lines or ["各项政策的结论都没有变化。"]), total])


def _places(seen: Picture) -> dict[str, str]:
    """Where each policy stands in a picture."""
    return {
        **{claim.card.id: "现在能拿" for claim in seen.claims},
        **{claim.card.id: "要看附表" for claim in seen.doubtful},
        **{near.card.id: "差一点" for near in seen.near},
        **{entry.card.id: "说不准" for entry in seen.unsettled},
        **{entry.card.id: "不适合" for entry in seen.unfit},
    }
