"""Verdicts and check-ups as chat messages."""

from collections.abc import Iterable
from decimal import Decimal

from bot.wording import REPLY_BYTES
from calculators.money import spoken
from policies.bundle import Lost
from policies.card import Card
from policies.checkup import Claim, Near, Picture, Unfit, Unsettled, missed_of
from policies.eligibility import Checked, Eligibility, Verdict
from policies.fact import Facts
from policies.known import Known, is_moot

_HEAD = {
    Verdict.MET: "符合。能核对的条件都满足（{met}/{all}条），最后由主管部门审核。",
    Verdict.UNDECIDED: "能核对的都满足（{met}/{all}条），还有要看资料外的东西的，没法替您断定。",
    Verdict.UNMET: "不符合：有条件没满足。",
    Verdict.OPEN: "还说不准，差这些情况没有说。",
    Verdict.DISCRETION: "硬条件都满足，但“原则上”的条件没有全达到，能不能报由主管部门定（满足{met}/{all}条）。",
}
_EARLY = "这一条不过，别的条件不影响结果，就不再问了。"
_LINK_BYTES = 150
_MORE = "（其余说“查看明细”）"
NO_NOTICES = "我还不会主动通知政策变化，隔一阵再体检一次就行。"


# ---- one policy


def verdict(card: Card, one: Eligibility, known: Known, facts: Facts) -> str:
    """Does it fit, condition by condition; what would make it fit; the next step."""
    if card.moot is not None and is_moot(card, known):
        return f"【{card.title}】{card.moot.text}，不用再报这一项。"
    judged = [entry for entry in one.checked if entry.condition.decided_here and entry.condition.strength != "prefer"]
    met = sum(entry.verdict is True for entry in judged)
    lines = [f"【{card.title}】" + _HEAD[one.verdict].format(met=met, all=len(judged))]
    lines += [line for entry in one.checked if (line := _condition(entry, one, known, facts))]
    if one.verdict is Verdict.UNMET and any(entry.verdict is None for entry in judged):
        lines.append(_EARLY)
    mends = [miss.mend for miss in missed_of(one, known, facts) if miss.mend]
    if mends:
        lines.append("怎么补：" + "；".join(mends))
    premises = [entry.condition.text for entry in one.checked if entry.condition.strength == "premise"]
    if premises and one.verdict is not Verdict.UNMET:
        lines.append("报的时候还要：" + "；".join(premises) + "。")
    if one.verdict is not Verdict.UNMET:
        lines += [f"能拿多少：{card.stake.words}。"] if card.stake else []
        step = next_step(card)
        lines += [f"下一步：{step}"] if step else []
    return "\n".join(lines)


def next_step(card: Card) -> str:
    """What to do to apply: in short where the card says so, else how it is applied for, else whom to ask."""
    if card.award and card.award.next:
        return card.award.next
    section = card.sections.get("steps") or card.sections.get("contact")
    return section.text if section else ""


def _condition(entry: Checked, one: Eligibility, known: Known, facts: Facts) -> str:
    condition = entry.condition
    kind = {"principle": "（原则上）", "prefer": "（优先，不是硬条件）"}.get(condition.strength, "")
    told = f"{kind}{condition.text}（{condition.clause}）"
    if condition.strength == "premise":
        return ""
    if condition.test is None:
        return f"？{told}" if condition.strength != "prefer" else f"· {told}"
    if entry.verdict is True:
        return f"√ {told}"
    if entry.verdict is False:
        return f"× {told}：{condition.said(known.facts, facts.by_id)}"
    if one.verdict is Verdict.UNMET:
        return ""
    lacking = "、".join(facts.by_id[name].label for name in condition.lacking(known.facts))
    return f"？{told}：不知道{lacking}"


# ---- the check-up


def checkup(seen: Picture, facts: Facts) -> tuple[str, str]:
    """The picture as one message, and what did not fit into it; where its report is still fits in."""
    return fitted("\n".join(parts(seen, facts)), REPLY_BYTES - _LINK_BYTES)


def parts(seen: Picture, facts: Facts) -> list[str]:
    """The whole picture, part by part."""
    told = [
        _headline(seen),
        _section("现在能拿", [claim_line(claim) for claim in seen.claims]),
        _section("差一点", [near_line(near) for near in seen.near]),
        _section("要看附表才知道", [doubtful_line(claim) for claim in seen.doubtful]),
        _bundle(seen),
        _section("说不准", [unsettled_line(entry, facts) for entry in seen.unsettled]),
        _section("不适合", [unfit_line(entry) for entry in seen.unfit]),
        NO_NOTICES,
    ]
    return [part for part in told if part]


def fitted(text: str, limit: int = REPLY_BYTES) -> tuple[str, str]:
    """The text up to the end of a line that fits, and the rest, which 查看明细 shows."""
    if len(text.encode()) <= limit:
        return text, ""
    lines, kept = text.split("\n"), ""
    for place, line in enumerate(lines):
        if len(f"{kept}\n{line}\n{_MORE}".encode()) > limit:
            if lines[place - 1].endswith("："):  # a heading stays with its lines
                place, kept = place - 1, kept.rpartition("\n")[0]
            return f"{kept}\n{_MORE}", "\n".join(lines[place:])
        kept = f"{kept}\n{line}".strip()
    return kept, ""


def _headline(seen: Picture) -> str:
    counts = {
        "差一点": len(seen.near),
        "要看附表": len(seen.doubtful),
        "说不准": len(seen.unsettled),
        "不适合": len(seen.unfit),
    }
    told = [f"现在能拿{len(seen.claims)}项", *(f"{name}{count}项" for name, count in counts.items() if count)]
    return f"【政策体检】{'，'.join(told)}。\n{total_line(seen)}"


def total_line(seen: Picture) -> str:
    """How much in all: what is certain, and what may come on top."""
    certain, possible = seen.bundle.worth
    if not seen.claims and not seen.doubtful:
        return "按现在说的，没有马上能报的。"
    said = f"金额能定的合计{spoken(certain)}" if certain else "金额现在都还定不了"
    return said + (f"；另有要补数才能算的，上限合计{spoken(possible)}。" if possible else "。")


def _section(title: str, lines: Iterable[str]) -> str:
    told = [f"· {line}" for line in lines]
    return f"{title}：\n" + "\n".join(told) if told else ""


def claim_line(claim: Claim) -> str:
    return f"{claim.card.title}：{amount_words(claim)}{_clause(claim.card)}"


def amount_words(claim: Claim) -> str:
    """The amount; or the ceiling and what is needed to compute it."""
    if claim.amount is not None:
        left = f"（{'、'.join(claim.left_out)}没说，没算进来）" if claim.left_out else ""
        return spoken(claim.amount) + left
    if claim.result is not None and claim.at_most is not None:
        return f"最高{spoken(claim.at_most)}，实际由审核定"
    told = claim.stake.words if claim.stake else ""
    needs = "、".join(claim.needs)
    if needs:
        return f"{told}；要算还差：{needs}" if told else f"要算还差：{needs}"
    return told or no_amount(claim)


def no_amount(claim: Claim) -> str:
    """What is said where there is neither an amount nor a ceiling."""
    return "金额还定不了" if claim.card.calculator_id else "不直接给钱"


def near_line(near: Near) -> str:
    told = "；".join(
        f"{miss.said}（{miss.condition.clause}）" + (f"，{miss.mend}" if miss.mend else "") for miss in near.missed
    )
    return f"{near.card.title}：{told}"


def doubtful_line(claim: Claim) -> str:
    told = claim.open[0].text if claim.open else ""
    stake = f"；{claim.stake.words}" if claim.stake else ""
    return f"{claim.card.title}：{told}{stake}{_clause(claim.card)}"


def unsettled_line(entry: Unsettled, facts: Facts) -> str:
    return f"{entry.card.title}：不知道{'、'.join(facts.by_id[name].label for name in entry.lacking)}"


def unfit_line(entry: Unfit) -> str:
    return f"{entry.card.title}：{entry.reason}" + (f"（{entry.clause}）" if entry.clause else "")


def _clause(card: Card) -> str:
    return f"（{card.clause}）" if card.clause else ""


# ---- the best bundle


def _bundle(seen: Picture) -> str:
    lines = [lost_line(lost, seen) for lost in seen.bundle.lost]
    return _section("只能选一项的，这样选最划算", lines)


def lost_line(lost: Lost, seen: Picture) -> str:
    """Why an award is left out of the best bundle."""
    kept = [seen.claim(id) for id in lost.instead_of]
    rule = next(rule for rule in seen.exclusions if rule.id in lost.exclusions)
    chosen = "、".join(f"{claim.card.title}（{_worth(claim)}）" for claim in kept)
    own = seen.claim(lost.id)
    certain, possible = lost.loss
    if lost.tie:
        why = "一样多，任选其一"
    elif certain > 0:
        why = f"换成它要少{spoken(certain)}"
    else:
        why = f"上限少{spoken(possible)}"
    if own.amount is None and own.at_most and certain > 0:
        kept_sum = sum((claim.amount or Decimal(0) for claim in kept), Decimal(0))
        more = "算出来再比" if own.at_most > kept_sum else "超不过"
        why = f"它的金额还没算，最高{spoken(own.at_most)}，{more}"
    return f"选{chosen}，不选{own.card.title}（{_worth(own)}）：{why}（{rule.clause}）"


def _worth(claim: Claim) -> str:
    if claim.amount is not None:
        return spoken(claim.amount)
    return f"最高{spoken(claim.at_most)}" if claim.at_most else "金额没定"
