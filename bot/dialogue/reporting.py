"""A result in words: amount first, then why, what it was computed from, the steps, what is open, what to do next."""

from decimal import Decimal

from bot.content.load import Content
from bot.conversation import Dialogue
from bot.dialogue import asking
from bot.wording import REPLY_BYTES, headline
from calculators.award import Award
from calculators.calculator import BestOf, Calculator, Fillable, OneAward
from calculators.money import spoken
from calculators.result import Result, Status


def told_lines(calculator: Fillable, dialogue: Dialogue) -> list[str]:
    """The inputs as understood."""
    return asking.told_lines(calculator, dialogue.answers, mark="：")


_LONGEST_BOUND = 60  # characters; the rule between several awards in full is longer


def compared(changed: str, before: Result, after: Result) -> str:
    """What-if in words: the new result beside the old one."""
    lines = [f"如果{changed}，{headline(after)}", f"现在这样：{headline(before)}"]
    if before.amount is not None and after.amount is not None and before.amount != after.amount:
        word = "多" if after.amount > before.amount else "少"
        lines.append(f"差别：{word}{spoken(abs(after.amount - before.amount))}。")
    elif before.amount == after.amount and before.status == after.status:
        bound = f"（{after.limits[0]}）" if after.limits and len(after.limits[0]) <= _LONGEST_BOUND else ""
        lines.append(f"没有差别{bound}。")
    lines += [f"· {step.label}（{step.clause}）" for step in after.steps]
    return "\n".join(lines)


def explained(calculator: Calculator, dialogue: Dialogue, result: Result, why: bool) -> str:
    """How a result came about, from the person's own figures; `why`: the rule that bound it comes first."""
    lines = [f"【{calculator.title}】{headline(result)}"]
    limits = result.limits
    if isinstance(calculator, BestOf) and limits and result.steps:
        limits = (*limits[:-1], result.steps[-1].label)  # its rule in full is long
    if why and limits:
        lines.append("卡在这条上：" + "；".join(limits) + "。")
    lines += ["怎么算的：", *(f"· {step.label}（{step.clause}）" for step in result.steps)]
    told = told_lines(calculator, dialogue)
    if told:
        lines.append("用的是您说的：" + "；".join(told) + "。哪个数不对就直接说，比如“改成…”。")
    if not why and limits:
        lines.append("适用的上限和规则：" + "；".join(limits) + "。")
    if result.unknown:
        lines.append("没定的：" + "；".join(result.unknown) + "。")
    return "\n".join(lines)


def how_far(calculator: Calculator, result: Result) -> str:
    """How far it is to the next threshold or to the ceiling, from the person's own figures."""
    if isinstance(calculator, BestOf):
        return _how_far_of_the_best(calculator, result)
    lines = [f"【{calculator.title}】{headline(result)}"]
    if result.hints:
        lines.append("还差多少：" + "；".join(result.hints) + "。")
    elif result.amount is not None and result.limits:
        lines.append("已经到顶了：" + "；".join(result.limits) + "，再多也是这些。")
    elif result.status is Status.NOT_ELIGIBLE:
        lines += [f"· {step.label}（{step.clause}）" for step in result.steps]
        lines += ["规则：" + "；".join(result.limits) + "。"] if result.limits else []
    elif result.status is Status.TABLE_MISSING:
        lines.append("各档要多少、给多少、有没有上限都在附表里，这份资料没有，说不出还差多少。")
    else:
        lines.append(_without_distance(calculator, result))
    return "\n".join(lines)


def _how_far_of_the_best(calculator: BestOf, result: Result) -> str:
    """How far it is in each of the awards of which one may be had."""
    by_id = {each.id: each for each in calculator.calculators}
    told = [how_far(by_id[option.calculator], option) for option in result.options if option.amount is not None]
    return "\n".join((*told, f"{result.steps[-1].label}。")) if told else f"【{calculator.title}】{headline(result)}"


def _without_distance(calculator: Calculator, result: Result) -> str:
    """What there is to say where no distance was worked out: the ceiling reached just so, or how it is computed."""
    award = award_of(calculator)
    ceilings = {
        value
        for shape in (award.pays if award else ())
        for name, value in vars(shape).items()
        if name.startswith("ceiling") and isinstance(value, Decimal)
    }
    formula = "；".join(step.label for step in result.steps)
    if result.amount in ceilings:
        return f"正好到顶：最高{spoken(result.amount)}，再多也是这些。"
    if ceilings:
        return f"上限是{'、'.join(map(spoken, sorted(ceilings)))}，算式就是：{formula}。"
    return f"这一项没有可以再往上够的档或上限，算式就是：{formula}。"


def office(calculator: Fillable) -> str:
    """Whom to ask about an award."""
    award = award_of(calculator)
    return award.next if award and award.next else "山西省工业和信息化厅，或所在市的工业和信息化局。"


def award_of(calculator: Fillable) -> Award | None:
    return calculator.award if isinstance(calculator, OneAward) else None


def report(content: Content, calculator: Calculator, dialogue: Dialogue, result: Result) -> tuple[str, str]:
    """The reply's text and what did not fit into it."""
    head = [f"【{calculator.title}】{headline(result)}", *_compared_awards(content, calculator, result)]
    if result.range is None and result.amount is None:
        head += [step.label + f"（{step.clause}）" for step in result.steps]
        if result.limits:
            head.append("规则：" + "；".join(result.limits))
        head += _known_of_tables(content, calculator) if result.status is Status.TABLE_MISSING else []
    elif result.limits:
        limits = result.limits[:-1] if isinstance(calculator, BestOf) else result.limits  # its rule is said already
        head += ["适用的上限和规则：" + "；".join(limits)] if limits else []
    body: list[str] = []
    told = told_lines(calculator, dialogue)
    if told:
        body.append("您说的：" + "；".join(told) + "。")
    if result.amount is not None and result.status is not Status.NOT_ELIGIBLE or result.range:
        body.append("怎么算的：\n" + "\n".join(f"· {step.label}（{step.clause}）" for step in result.steps))
    tail: list[str] = []
    if result.hints:
        tail.append("还差多少：" + "；".join(result.hints) + "。")
    if result.assumptions:
        tail.append("前提：" + "；".join(result.assumptions) + "。")
    if result.unknown:
        tail.append("没定的：" + "；".join(result.unknown) + "。")
    award = award_of(calculator)
    if award and award.next:
        tail.append("下一步：" + award.next)
    source = _source(content, result)
    return _fitted(head, body, tail, source)


def _compared_awards(content: Content, calculator: Calculator, result: Result) -> list[str]:
    """Of several awards of which one may be had: which to take, and what each comes to."""
    if not isinstance(calculator, BestOf):
        return []
    by_id = {option.calculator: option for option in result.options}
    lines = []
    for each in calculator.calculators:
        option = by_id.get(each.id)
        if option is None:
            lines.append(f"· {each.title}：数没给全，没有算")
        elif option.amount is None:
            lines.append(f"· {each.title}：{headline(option).rstrip('。')}")
        else:
            lines.append(f"· {each.title}：{spoken(option.amount)}")
    advice = (
        [f"{result.steps[-1].label}（{result.steps[-1].clause}）。"]
        if result.amount is not None and result.steps
        else []
    )
    open_ones = [line for line in lines if "没有附表" in line or "没有算" in line]
    caution = ["有算不出的，等数齐了再比一次，说不定更多。"] if open_ones and advice else []
    return [*advice, *lines, *caution]


def _known_of_tables(content: Content, calculator: Calculator) -> list[str]:
    """The superseded figures, plainly marked, while a table is missing."""
    award = award_of(calculator)
    lines = []
    for id in award.table_ids() if award else ():
        old = content.tables[id].superseded
        if old and content.tables[id].status == "missing":
            tiers = "，".join(f"{spoken(tier.at)}→{spoken(tier.amount)}" for tier in old.tiers)
            lines.append(f"（{old.note}：{tiers}）")
    return lines


def _source(content: Content, result: Result) -> str:
    told = []
    for policy in result.policies[:1]:
        document = content.document_of(policy)
        told.append(f"{document.title}" + (f"（{document.number}）" if document.number else ""))
        if document.caution:
            told.append(document.caution)
    return "依据：" + "。".join(told) if told else ""


def _fitted(head: list[str], body: list[str], tail: list[str], source: str) -> tuple[str, str]:
    """Everything if it fits; else the head and as many of the other parts as do, the rest kept for later."""
    kept = "\n".join(head)
    left: list[str] = []
    for part in (*body, *tail):
        if len(f"{kept}\n{part}\n{source}".encode()) <= REPLY_BYTES:
            kept += "\n" + part
        else:
            left.append(part)
    if left:
        kept += "\n（说“查看明细”看其余部分）"
    return f"{kept}\n{source}".strip(), "\n".join(left)
