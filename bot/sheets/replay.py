"""Computing a sheet anew: would today's cards give the same amount?"""

from dataclasses import dataclass

from bot.content.load import Content
from bot.conversation import dialogue_in
from bot.dialogue.assessing import assess
from bot.sheets.issuing import amounts
from bot.sheets.sheet import Sheet
from bot.wording import headline
from calculators.calculator import field_of
from calculators.inputs import Missing, Unanswerable


@dataclass(frozen=True)
class Replayed:
    """What came out, in words, and whether it is what the sheet says."""

    same: bool
    text: str


def replay(content: Content, sheet: Sheet) -> Replayed:
    """The sheet's answers through the calculator of today."""
    head = f"【{sheet.title}】{sheet.issued}开的测算单：{sheet.headline}"
    dialogue = dialogue_in(sheet.dialogue)
    calculator = content.calculators.get(dialogue.calculator)
    if calculator is None:
        return Replayed(False, f"{head}\n现在的卡片里已经没有这个测算项，没法重算。")
    lost = [path for path in dialogue.answers if field_of(calculator, path.removesuffix(".more")) is None]
    if lost:
        return Replayed(False, f"{head}\n卡片改过，不再问 {'、'.join(lost)}，没法照原样重算。")
    try:
        result = assess(calculator, dialogue)
    except (Missing, Unanswerable) as lacking:
        return Replayed(False, f"{head}\n卡片改过，现在还要知道 {lacking.path}，没法照原样重算。")
    same = amounts(result) == sheet.amounts and str(result.status) == sheet.status
    version = "卡片没有变过" if sheet.content == content.version else f"卡片从{sheet.content}变成了{content.version}"
    told = (
        f"按现在的卡片重算，结果一样（{version}）。" if same else f"按现在的卡片重算：{headline(result)}（{version}）"
    )
    lines = [head, told]
    if not same:
        lines += [f"· {step.label}（{step.clause}）" for step in result.steps]
    return Replayed(same, "\n".join(lines))
