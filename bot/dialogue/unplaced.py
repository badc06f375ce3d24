"""Figures that found no place: which field is meant is asked, and the next message puts them there."""

from collections.abc import Mapping
from decimal import Decimal

from bot.changed import replace
from bot.conversation import Dialogue
from bot.dialogue import rises
from bot.dialogue.agreed_before import in_words, kept_agreed, with_agreed, without_mark
from bot.dialogue.asking import closed
from bot.dialogue.leftover import ROSE_FROM, left_over, lines_of, note_of
from bot.dialogue.not_counted import notes_of as notes_of_other_money
from bot.dialogue.one_or_several import kept_row, of_one_or_several
from bot.dialogue.state import Goal, Open
from bot.dialogue.undivided import divided, undivided
from calculators.calculator import Calculator, field_of, leaves
from calculators.patterns import lazy
from calculators.reading.amounts import fits
from calculators.reading.answers import answer
from calculators.reading.cues import MIN_SCORE, cue_score
from calculators.reading.figures import Figure, Sort, find_figures
from calculators.reading.other_money import without_other_money
from calculators.reading.received import in_parts
from calculators.reading.sentence import read_sentence
from calculators.reading.told import Told
from intents.normalise import bare
from policies.inquiry import Inquiry

_UNIT = lazy(
    r"^(?:没说?(?:带)?单位的?,?(?:那个?)?)?(?:单位)?(?:都|全|全部|均)?(?:是|按|就是|应该是)?(?:人民币)?(万元?|元|块|亿元?|百万|千万)(?:钱|的|吧|啊|呀|来算|算)*[.!]?$"
)
_HEARSAY = lazy(  # of the award: 最高20万, 3%就是300万, 补20万还是30万
    r"(?:最高|最多|至多|顶格|封顶|上限)(?:是|能?[拿给领奖补]|也?就|只有?)*(?:到)?$|"
    r"[%点成](?:的话|那|不?就|也|应该|得)*(?:是|等于|有)?$|"
    r"[给拿领奖补](?:到)?[\d.]+[万亿]?元?还是$"
)
_LEAST_AMOUNT = 10


def at_opening(
    goal: Goal, dialogue: Dialogue, text: str, told: Mapping[str, Told], names: tuple[str, ...]
) -> tuple[Dialogue, list[str]]:
    """The dialogue that keeps what an opening sentence told without a place, and what there is to say of it."""
    text = _without(names, text)
    notes = notes_of_other_money(goal, text)
    text = without_other_money(goal.inputs, text)
    rise = rises.early(goal, dialogue, text, told)
    if rise is not None:
        dialogue = rises.keep(dialogue, rise)
        notes.append(rises.note_of(rise))
    elif reasons := reasons_of(goal, text, names, told):
        notes += [closed(why) for why in reasons]
        dialogue = replace(dialogue, unplaced=undivided(goal, text) or kept_row(goal, text))
    elif not told and not dialogue.answers:
        figure, asked_back = which_of_two(goal, text)
        dialogue = replace(dialogue, unplaced=figure)
        notes += [asked_back] if asked_back else []
    elif told:
        notes += note_of(unused(goal, text, told, names) or left_over(goal, dialogue, text, told, _sorts_of(goal)))
    if not told and not dialogue.unplaced and (agreed := kept_agreed(goal, text)):
        dialogue = replace(dialogue, unplaced=agreed)
        notes += [] if notes else [f"{in_words(agreed)}是合同上的数，按它还算不了。"]
    return dialogue, notes


def _sorts_of(goal: Goal) -> tuple[Sort, ...]:
    """Of what sorts the figures are that an opening sentence may not lose."""
    shares = not isinstance(goal, Inquiry) and any(field.kind == "percent" for field in leaves(goal))
    counted = (Sort.COUNT, Sort.PERCENT) if shares else (Sort.COUNT,)
    return (*counted, Sort.BARE)  # a bare one is a factor, or counts nothing


def unclear(calculator: Goal, text: str, names: tuple[str, ...]) -> str:
    """Why what an opening sentence tells cannot be taken as it is (三个成果一共1000万); empty when nothing is so."""
    return next(iter(reasons_of(calculator, text, names, {})), "")


def reasons_of(calculator: Goal, text: str, names: tuple[str, ...], told: Mapping[str, Told]) -> list[str]:
    """Why what a sentence says of fields that were not told cannot be taken."""
    if isinstance(calculator, Inquiry):
        return []
    main = calculator.tells[0] if calculator.tells else None
    reading = read_sentence(calculator.inputs, _without(names, text), bare=main)
    return list(dict.fromkeys(why for path, why in reading.unclear.items() if path not in told))


def _without(names: tuple[str, ...], text: str) -> str:
    """A sentence without what the award itself is called."""
    for name in names:
        text = text.replace(name, "□" * len(name))
    return text


def unused(calculator: Goal, text: str, told: Mapping[str, Told], names: tuple[str, ...]) -> list[str]:
    """The amounts of an opening sentence that went nowhere, as they were said; nothing where nothing was told."""
    if isinstance(calculator, Inquiry) or not told:
        return []
    text = _without(names, text)
    bare = calculator.tells[0] if calculator.tells else None
    reading = read_sentence(calculator.inputs, text, bare=bare)
    values = {value.value for value in told.values()}
    agreed = {value.of for value in told.values()}  # 合同500万，到账200万
    claimed = sum((value for value in values if isinstance(value, Decimal)), Decimal(0))
    left = [
        figure
        for figure in reading.left
        if (figure.sort is Sort.MONEY or _lacks_unit(calculator, figure, text)) and figure.value not in values | agreed
    ]
    left = [f for f in left if not (_HEARSAY.search(text[: f.start]) or ROSE_FROM.search(text[: f.start]))]
    left = [f for f in left if f.value not in lines_of(calculator) and not in_parts(f, text)]
    return [f.text for f in left if f.value != claimed]  # 一共1000万, told one by one


def _lacks_unit(calculator: Calculator, figure: Figure, text: str) -> bool:
    """头一笔到了一百八: an amount by the words around it, with its unit left out."""
    if figure.sort is not Sort.BARE or figure.value < _LEAST_AMOUNT:
        return False
    figures = find_figures(text)
    fields = (field for field in leaves(calculator) if field.kind == "money")
    return any(cue_score(field, figure, figures, text) >= MIN_SCORE for field in fields)


def which_of_two(goal: Goal, text: str) -> tuple[str, str]:
    """帮我算应用场景奖励,3000万: one figure that two fields could mean, and the question which."""
    figures = [f for f in find_figures(text) if f.sort not in (Sort.OTHER, Sort.ORDINAL) and f.unit != "种"]
    if isinstance(goal, Inquiry) or len(figures) != 1 or figures[0].sort is Sort.BARE and figures[0].text != bare(text):
        return "", ""
    kinds = ("count", "percent") if figures[0].sort is Sort.BARE else ("money", "count", "percent")
    fields = [
        f for f in goal.inputs.values() if f.kind in kinds and not f.only_if and not f.had and fits(f, figures[0])
    ]
    if len(fields) < 2:
        return "", ""
    labels = "还是".join(field.label for field in fields)
    return figures[0].text, f"您说的{figures[0].text}，是{labels}？说清楚我就记下。"


def with_its_unit(goal: Goal, dialogue: Dialogue, text: str) -> dict[str, Told]:
    """万, 单位是元, after an amount whose unit had to be sensed: that amount with its unit."""
    unit = _UNIT.match(text)
    path, told = next(reversed(list(dialogue.answers.items())), ("", None))
    field = None if told is None or path.endswith(".more") else field_of(goal, path)
    if unit is None or told is None or field is None or field.kind != "money" or not told.sensed:
        return {}
    after = answer(field, in_unit(told.said, unit.group(1)))
    return {path: after} if isinstance(after, Told) and find_figures(told.said) else {}


def in_unit(said: str, unit: str) -> str:
    """四千五 with 万 behind it is 4500万, not 四千零五万: a number said in full, before its unit."""
    figures = find_figures(said)
    alone = len(figures) == 1 and figures[0].sort is Sort.BARE and not figures[0].ranged
    number = format(figures[0].value.normalize(), "f") if alone else said
    about = "约" if alone and figures[0].about else ""
    return f"{about}{number}{unit}"


def placed(at: Open, text: str) -> str:
    """元, or 采购额, after a figure that was asked back: the figure with its unit, or with its field."""
    figure = at.dialogue.unplaced
    if figure and (said := divided(at, text)) != text:
        return said
    if (said := with_agreed(at, text)) != text or figure and (said := of_one_or_several(at, text)) != text:
        return said
    if not figure or find_figures(text):
        return text
    figure = without_mark(figure)
    unit = _UNIT.match(text)
    if unit:
        return in_unit(figure, unit.group(1))
    named = any(text in (field.label, *field.cues) for field in at.goal.inputs.values())
    return f"{text}{figure}" if named else text
