"""那没投产呢, while something after it is open: what it would come to otherwise, beside how it stands."""

from collections.abc import Mapping

from bot.dialogue.asking import as_if, leads_back
from bot.dialogue.assessing import interim
from bot.dialogue.items import main_path, places_of
from bot.dialogue.prompts import Prompts
from bot.dialogue.reporting import compared
from bot.dialogue.state import Open, Turn
from bot.dialogue.which_item import last_items
from bot.dialogue.wholes import followed
from bot.wording import headline
from calculators.patterns import lazy
from calculators.reading.amounts import take
from calculators.reading.figures import Sort, find_figures
from calculators.reading.rows import main_of
from calculators.reading.sentence import read_sentence
from calculators.reading.told import Told
from policies.inquiry import Inquiry

_OTHERWISE = lazy(r"^(?:那|那么|要是|如果|假如|万一|,)*(?P<said>[^,.;?!]*[没未不][^,.;?!]{1,10}?)(?:的话)?呢[?]?$")

_JUST_ITSELF = lazy(r"(?:那|那么|要是|如果|假如|换成|改成|是|只有?|[,\s])*□元?的?(?:话)?(?:呢|的话)[?]?")


def otherwise(prompts: Prompts, at: Open, normal: str) -> Turn | None:
    """The result as if the yes or no that is said were so; None where no answer given is spoken of."""
    found = _OTHERWISE.match(normal)
    if found is None or isinstance(at.goal, Inquiry) or find_figures(normal):
        return None
    answers = at.dialogue.answers
    read = read_sentence(at.goal.inputs, found["said"], given=at.dialogue.given(), item=last_items(at.dialogue)).told
    told = {path: one for path, one in read.items() if path in answers and isinstance(one.value, bool)}
    if not told:
        return None
    return beside(prompts, at, told)


def another_amount(prompts: Prompts, at: Open, normal: str) -> Turn | None:
    """2999万呢, to "any more?": what it would come to with that amount for the one told; no further item."""
    figures = find_figures(normal)
    if isinstance(at.goal, Inquiry) or at.list_name is None or len(figures) != 1 or figures[0].sort is not Sort.MONEY:
        return None
    if not _JUST_ITSELF.fullmatch(normal.replace(figures[0].text, "□", 1)):
        return None
    field = at.goal.inputs[at.list_name]
    path = main_path(at.list_name, field, 0)
    amount = take(main_of(field), figures[0], normal)
    if (
        places_of(at.list_name, at.dialogue.answers) != [0]
        or not isinstance(amount, Told)
        or path not in at.dialogue.answers
    ):
        return None
    return beside(prompts, at, {path: amount, **followed(at.goal, at.dialogue, {path: amount})})


def beside(prompts: Prompts, at: Open, told: Mapping[str, Told]) -> Turn | None:
    """What it would come to with these answers, beside how it stands; what was told stays as it is."""
    if isinstance(at.goal, Inquiry):
        return None
    answers = at.dialogue.answers
    said = as_if(at.goal, told, answers)
    before = interim(at.goal, at.dialogue.given())
    after = interim(at.goal, at.dialogue.with_answers(dict(told)).given())
    if after is None:
        return None
    if all(answers[path].value == one.value for path, one in told.items()):
        text = f"刚才就是按{said}算的：{headline(after)}"
    else:
        text = compared(said, before, after) if before is not None else f"如果{said}，{headline(after)}"
        text = f"{text}\n上面只是假设，记下的没有变。"
    return prompts.ask_again(at, f"{text}\n\n{leads_back(at.goal)}", "answer")
