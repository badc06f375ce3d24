"""What is said against a condition of an award: told beside the amount (合同还没登记), or after it (我们不在长治)."""

from collections.abc import Callable, Mapping

from bot.content.load import Content
from bot.conversation import Dialogue
from bot.dialogue.state import Goal
from bot.speech import clauses
from calculators.calculator import OneAward
from calculators.patterns import lazy
from calculators.reading.told import Told
from policies.eligibility import Condition

_WE_ARE = lazy(
    r"(?:可是?|但是?|不过|就是|只是)?(?:我们?|咱们?|俺们?|本公司|我司)(?:家|公司|企业|厂)?(?:是|在|不在|不是|就是|属于|链[主核])"
)
_WHO = ("role", "body", "in_changzhi")  # the facts that say who may have an award at all
_SHORT = 14  # characters of a clause that is said back whole


def unmet(content: Content, goal: Goal, text: str, taken: str = "下面按都做到算") -> list[str]:
    """One line for each condition that the words of a text deny or leave open; the amount takes all of them as met,
    which `taken` says."""
    if not isinstance(goal, OneAward):
        return []
    lines = []
    for policy in goal.policies:
        for condition in content.cards[policy].conditions:
            said = next((words for words in condition.denied if words in text), None)
            open_said = next((words for words in condition.unsettled if words in text), None)
            rule = f"“{condition.text}”（{condition.clause}）"
            if said is not None:
                mend = f"要补上：{condition.mend}。" if condition.mend else ""
                lines.append(f"您说“{_clause(text, said)}”，条件里却要{rule}，没做到的那部分拿不到；{taken}。{mend}")
            elif open_said is not None:
                as_met = taken.replace("做到", "符合")
                lines.append(f"您说“{_clause(text, open_said)}”，条件里写的是{rule}：{condition.leaves}。{as_met}。")
    return lines


def _clause(text: str, words: str) -> str:
    """The clause of a text that says the words, where it is short; else the words."""
    clause = next((piece.strip(" ,.;!?") for piece in clauses(text) if words in piece), words)
    return clause if len(clause) <= _SHORT else words


def not_for_us(content: Content, goal: Goal, text: str, values: Callable[[str, str], Mapping[str, Told]]) -> list[str]:
    """我们是链核, where only a 链主 may have it: said beside the amount. `values` reads what a text tells of a form."""
    own = "".join(piece for piece in clauses(text) if _WE_ARE.match(piece))
    if not isinstance(goal, OneAward) or not own:
        return []
    for policy in goal.policies:
        check = f"check:{policy}"
        told = values(check, own) if check in content.inquiries else {}
        condition = _denied(content, policy, {name: told[name] for name in _WHO if name in told})
        if condition is not None:
            rule = f"“{condition.text}”（{condition.clause}）"
            but = f"（{condition.leaves}）" if condition.leaves else ""
            return [f"您说“{own.strip(' ,.;')}”，条件里要{rule}，照这样拿不到{but}；下面按符合算，只当参考。"]
    return []


def ruled_out(content: Content, finished: Dialogue | None, told: Mapping[str, Told]) -> str:
    """The condition of the award computed last that what is told of the enterprise does not meet; empty where none."""
    goal = content.goal(finished.calculator) if finished else None
    if not isinstance(goal, OneAward):
        return ""
    for policy in goal.policies:
        condition = _denied(content, policy, told)
        if condition is not None:
            return f"这样的话，刚才算的【{goal.title}】拿不到：条件里要“{condition.text}”（{condition.clause}）。"
    return ""


def held_against(content: Content, policy: str, told: Mapping[str, Told]) -> str:
    """What the card talked of asks of just what was told of the enterprise, and whether that does; empty where nothing."""
    inquiry = content.inquiries.get(f"check:{policy}")
    if inquiry is None or not told:
        return ""
    facts = inquiry.known(Dialogue(inquiry.id, told).given()).facts
    card = content.cards[policy]
    asking = (one for one in card.conditions if one.strength == "must" and not told.keys().isdisjoint(one.facts()))
    condition = next(asking, None)
    if condition is None:
        return ""
    verdict = {True: "您说的符合", False: "照您说的不符合", None: "光凭这个还定不了"}[condition.verdict(facts)]
    return f"刚才说的“{card.title}”，条件里写的是“{condition.text}”（{condition.clause}）：{verdict}。"


def _denied(content: Content, policy: str, told: Mapping[str, Told]) -> Condition | None:
    """The condition of a policy that must be met, that asks for what is told, and that this does not meet."""
    inquiry = content.inquiries.get(f"check:{policy}")
    if inquiry is None or not told:
        return None
    facts = inquiry.known(Dialogue(inquiry.id, told).given()).facts
    must = (one for one in content.cards[policy].conditions if one.strength == "must")
    asking = (one for one in must if not told.keys().isdisjoint(one.facts()))
    return next((one for one in asking if one.verdict(facts) is False), None)
