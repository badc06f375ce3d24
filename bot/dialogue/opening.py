"""The opening sentence of a dialogue: what it already tells, beside the name of the award itself."""

from collections.abc import Iterable

from bot.content.load import Content
from bot.conversation import Dialogue
from bot.dialogue.choices import choices_named
from bot.dialogue.items import closed
from bot.dialogue.state import Goal
from bot.dialogue.wholes import all_of_it
from calculators.calculator import Fillable
from calculators.patterns import lazy
from calculators.reading.amounts import take
from calculators.reading.figures import Sort, find_figures
from calculators.reading.flags import is_between
from calculators.reading.sentence import read_sentence
from calculators.reading.told import Told
from intents.normalise import bare, normalise
from policies.inquiry import Inquiry

LONG_NAME = 6
_WHOSE = lazy(  # 长治的成果转化补助 says whose award it is, not where the enterprise is
    r"(?:长治|太原|山西|[省市])[市省里]?的?(?=(?:(?!企业|公司|厂|我|能|可以)[^,.;?]){0,12}(?:奖|补助|补贴|政策))"
)
_ASPIRED = lazy(  # 链核我们够条件吗 asks of becoming one
    r"链[主核](?=(?:企业)?的?(?:条件|标准|门槛)?,?(?:我们?|咱们?|俺们?)(?:家|公司|企业|厂)?(?:够|符合|能|行|可以|达到|满足|有戏|差|是否|合不合))|"
    r"(?<=[能想要算么样才够])(?:够)?(?:评|当|升|认定|够|达到|进)(?:得)?(?:上|成|到|为)?(?:个)?(?:省级)?链[主核]"  # 差多少能评上链核
)
_ASKS_TO_BE = lazy(
    r"(?:够|评|当|算)(?:得上|不上|上|得了)?[^,.;?]{0,3}链[主核](?:企业)?(?:吗|么|不|[?]|$)"
)  # 我们够链主吗
_ALONE = lazy(r"(?:^|(?<=,))链[主核](?=,)")  # 链主,营收60亿,…我们够链主吗
_LONG_LABEL = 5  # a choice named by so long a label in an opening sentence is told
_PART = 4  # this much of a name is enough to mean it
_GIVER = lazy(  # 专精特新市里奖多少 says who gives, not which level
    r"(?<=专精特新)市级(?=的?(?:奖|补))|(?:[市省]里|国家)(?=(?:对?(?:□+|专精特新|高新技术|小巨人|技术中心|新认定)的?(?:企业)?)?(?:能|会|可以|还|再|另外|又|也|都|对我们?|一共|总共|现在|到底|这边|那边)*(?:奖|给|补|拨|发(?!改)|有(?:没有|多少|什么|啥|哪些)))"
)


def names_of(content: Content, calculator: Goal) -> tuple[str, ...]:
    """What the award itself is called: 新认定高新技术企业奖励 says nothing of whoever asks."""
    if isinstance(calculator, Inquiry) and calculator.of_all:
        return ()  # 省级专精特新 is what one is, not what is computed
    cards = [content.cards[policy] for policy in calculator.policies]
    names = {calculator.title, *(card.title for card in cards), *(name for card in cards for name in card.names)}
    return tuple(sorted((normalise(name) for name in names if len(name) >= LONG_NAME), key=len, reverse=True))


def says_name(names: Iterable[str], normal: str) -> bool:
    """Does a text say one of the names, or a good part of it?"""
    return any(name[start : start + _PART] in normal for name in names for start in range(len(name) - _PART + 1))


def told_at_opening(calculator: Goal, text: str, names: tuple[str, ...]) -> dict[str, Told]:
    """What an opening sentence already tells; the award's own `names` tell nothing."""
    if isinstance(calculator, Inquiry):
        text = _WHOSE.sub("", text)
        text = _ASPIRED.sub("□□", text)
        text = _ALONE.sub("□□", text) if _ASKS_TO_BE.search(text) else text
        named = {} if calculator.of_all else choices_named(calculator, text, _LONG_LABEL)
        return {**named, **opening_values(calculator, text, names)}
    return opening_values(calculator, text, names)


def betweens_said(calculator: Goal, text: str) -> list[str]:
    """参保了但没进名单 is neither yes nor no: what there is to say of it."""
    return [field.between.says for field in calculator.inputs.values() if field.between and is_between(field, text)]


def opening_values(calculator: Fillable, text: str, names: tuple[str, ...] = ()) -> dict[str, Told]:
    """The values that an opening sentence already states; words inside the award's own names state nothing."""
    for name in names:
        text = text.replace(name, "□" * len(name))
    text = _GIVER.sub(lambda found: "□" * len(found.group()), text)
    main = calculator.tells[0] if calculator.tells else None
    told = read_sentence(calculator.inputs, text, bare=main).told
    told |= all_of_it(calculator, Dialogue(calculator.id), text, told)
    told = told or _by_its_classifier(calculator, text)
    return told | closed(calculator, Dialogue(calculator.id), text, told)


def _by_its_classifier(calculator: Fillable, text: str) -> dict[str, Told]:
    """三条, and nothing else: the one field that is counted so."""
    figures = find_figures(text)
    if len(figures) != 1 or figures[0].sort is not Sort.COUNT or bare(text) != figures[0].text:
        return {}
    counted = {name: field for name, field in calculator.inputs.items() if field.kind == "count"}
    own = [name for name, field in counted.items() if field.counter == figures[0].unit]
    told = take(counted[own[0]], figures[0]) if len(own) == 1 and figures[0].unit != "个" else None
    return {own[0]: told} if isinstance(told, Told) else {}
