"""那如果没参保,去年卖1200万今年9000万: what a correction tells besides what it corrects."""

from bot.changed import replace
from bot.dialogue.correcting import Correction
from bot.dialogue.state import Open
from calculators.reading.sentence import read_sentence
from policies.inquiry import Inquiry


def told_beside(at: Open, correction: Correction, text: str) -> Correction:
    """The correction with what the message tells, in their own words, of fields that had no answer yet."""
    if not correction.told or correction.unclear or isinstance(at.goal, Inquiry):
        return correction
    read = read_sentence(at.goal.inputs, text, given=at.dialogue.given()).told
    taken = {told.said for told in correction.told.values()}
    new = {
        path: told
        for path, told in read.items()
        if "." not in path
        and path not in at.dialogue.answers
        and path not in correction.told
        and not (told.said in taken and told.said != text)
    }
    return replace(correction, told={**correction.told, **new}) if new else correction
