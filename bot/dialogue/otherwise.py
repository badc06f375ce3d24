"""那没投产呢, while something after it is open: what it would come to otherwise, beside how it stands."""

from bot.dialogue.asking import as_if, leads_back
from bot.dialogue.assessing import interim
from bot.dialogue.prompts import Prompts
from bot.dialogue.reporting import compared
from bot.dialogue.state import Open, Turn
from bot.dialogue.which_item import last_items
from bot.wording import headline
from calculators.patterns import lazy
from calculators.reading.figures import find_figures
from calculators.reading.sentence import read_sentence
from policies.inquiry import Inquiry

_OTHERWISE = lazy(r"^(?:那|那么|要是|如果|假如|万一|,)*(?P<said>[^,.;?!]*[没未不][^,.;?!]{1,10}?)(?:的话)?呢[?]?$")


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
    said = as_if(at.goal, told, answers)
    before = interim(at.goal, at.dialogue.given())
    after = interim(at.goal, at.dialogue.with_answers(told).given())
    if after is None:
        return None
    if all(answers[path].value == one.value for path, one in told.items()):
        text = f"刚才就是按{said}算的：{headline(after)}"
    else:
        text = compared(said, before, after) if before is not None else f"如果{said}，{headline(after)}"
        text = f"{text}\n上面只是假设，记下的没有变。"
    return prompts.ask_again(at, f"{text}\n\n{leads_back(at.goal)}", "answer")
