"""After a result: a figure changed or supposed, how it was computed, how far it is, one step back."""

from bot.changed import replace
from bot.conversation import Conversation, Dialogue
from bot.dialogue import about_result
from bot.dialogue.assessing import assessed
from bot.dialogue.calculation import Calculations
from bot.dialogue.changing import Changing
from bot.dialogue.closing import Closing
from bot.dialogue.correcting import sounds_corrected
from bot.dialogue.paid_later import PaidLater
from bot.dialogue.prompts import intent_of
from bot.dialogue.remarks import Remarks
from bot.dialogue.repair import Repair
from bot.dialogue.state import Goal, Open, Turn
from bot.dialogue.totals import together
from bot.dialogue.verdicts import Verdicts
from bot.dialogue.which_item import last_items
from bot.messages import Reply
from bot.speech import has_subject, is_question, sounds_supposed, wants_sum
from calculators.calculator import Calculator
from calculators.patterns import lazy
from calculators.reading.figures import Sort, find_figures
from calculators.reading.sentence import read_sentence
from intents.normalise import bare
from policies.inquiry import ENOUGH, Inquiry

_FILLING = lazy(
    r"^[那就按要是如果假如的话呢吗啊呀吧呗了只有大概约差不多左右具体准确切精实际点讲算来付到账投花改成为换是变会怎样么说改再重新一遍下共总合,.?!\s]*$"
)
_RISEN = lazy(
    r"(?:现在|后来|今年|[,\s])*(?:提|涨|升|做|干)(?:高|加|大)?[到至]了?[\d.一二三四五六七八九十百千万亿分之成]+%?[.!]?"
)  # 提到39.9%
_THIS_YEARS = lazy(r"今年的?")  # 就今年的3个
_DIFFERENCE = lazy(r"再(?!算|按|来(?!\d|[一两二三四五六七八九十百]+[个家户条万亿]))|多(?!少)|少|加|减|漏|补")
_SWAPPED = lazy(r"^(?:那|要是|如果|换成)*(.{1,8}?)(?:的)?(?:呢|的话)[?]?$")
_IS_SO = lazy(r"^.{4,20}(?:呢|的话)[?]?$")
_VERB = lazy(
    r"付|到账|花|到(?=\d|[一二两三四五六七八九十百])"
)  # 如果付3000万呢: of the figures it fits, the one of this verb


class Afterwards:
    """Turns that mean the last result."""

    def __init__(self, calculations: Calculations, verdicts: Verdicts) -> None:
        self.calculations = calculations
        self.verdicts = verdicts
        self.content = calculations.content
        self.repair = Repair(calculations)
        self.changing = Changing(calculations, verdicts)
        self.paid_later = PaidLater(calculations, self.changing)
        self.closing = Closing(calculations)
        self.remarks = Remarks(calculations, verdicts.naming)

    def turn(self, conversation: Conversation, normal: str) -> Turn | None:
        """The reply to a message about the result; None when it is about something else."""
        goal = self.content.goal(conversation.finished.calculator) if conversation.finished else None
        summed = together(self.content, conversation, normal)
        if summed is not None:
            return summed
        closed = self.closing.turn(conversation, goal, normal)
        if closed is not None or conversation.finished is None or goal is None:
            return closed
        if isinstance(goal, Inquiry):
            why = self.verdicts.explained(conversation, normal) or self.verdicts.in_all(conversation, normal)
            if why is not None:
                return why
        if not isinstance(goal, Inquiry):
            about = self._about_the_amount(conversation, goal, conversation.finished, normal)
            if about is not None:
                return about
        is_about = self._is_about(conversation, goal)
        remarked = self.remarks.turn(conversation, goal, conversation.finished, normal, is_about)
        if remarked is not None:
            return remarked
        later = self.closing.paid_later(conversation, goal, normal) if is_about else None
        if later is not None:
            return later
        changed = self._changed(conversation, normal)
        unplaced = changed is not None and changed[0].kind == "choices" and not sounds_corrected(normal)
        if unplaced and self.remarks.names_another(goal, normal):
            return None  # 储能合同3300万的话咋弄: which figure of the last result, is not the question
        return (
            changed
            or (
                self.remarks.against_a_condition(conversation, goal, conversation.finished, normal)
                if is_about
                else None
            )
            or (self.closing.as_it_was(conversation, goal, normal) if is_about else None)
            or self.closing.claimed(conversation, goal, normal)
            or (self.closing.never_had(conversation, goal, normal) if is_about else None)
        )

    # ---- asked about

    def _about_the_amount(
        self, conversation: Conversation, goal: Calculator, finished: Dialogue, normal: str
    ) -> Turn | None:
        if not about_result.is_meant(conversation):
            return None
        result = assessed(goal, finished)
        part = about_result.part_asked(result, normal) if result is not None else ""
        told_anew = sounds_corrected(normal) and find_figures(normal)  # 算错了，没付清，付了2500
        if result is None or not part and (told_anew or not about_result.is_asked(normal)):
            return None
        reply = Reply(
            kind="answer",
            text=part or about_result.answer(goal, finished, result, normal),
            intent=intent_of(goal),
            policies=result.policies,
            calculator=goal.id,
            sources=self.calculations.results.sources(result),
        )
        return reply, conversation

    @staticmethod
    def _is_about(conversation: Conversation, goal: Goal) -> bool:
        """Was the award of the result the last thing talked of, by its result or by its card?"""
        return (conversation.topic or "").partition(":")[2] in goal.policies

    # ---- changed or supposed

    def _changed(self, conversation: Conversation, normal: str) -> Turn | None:
        """A correction or what-if: said so, only a figure, or a short statement naming an answered field."""
        named = self._earlier(conversation, normal)
        if named is not None:
            return named
        only = self.changing.only_item(conversation, normal) or self.changing.another_one(conversation, normal)
        if only is not None:
            return only
        whole = self.paid_later.turn(conversation, normal)
        if whole is not None:
            return whole
        then = self.changing.once_it_holds(conversation, normal) if about_result.is_meant(conversation) else None
        if then is not None:
            return then
        if self._only_a_figure(normal):
            word = "如果是" if sounds_supposed(normal) else "改成"
            verb, figure = _VERB.search(normal), find_figures(normal)[0].text
            found = self._of_a_field(conversation, word, normal) or self.changing.again(
                conversation, f"{word}{verb.group() if verb else ''}{figure}", loose=False
            )
            if found is not None:
                return found
        if sounds_corrected(normal):
            return self.changing.again(conversation, normal, loose=False)
        if _RISEN.fullmatch(normal) and about_result.is_meant(conversation):
            return self.changing.again(conversation, f"改成{normal}", loose=False)
        if sounds_supposed(normal) and find_figures(normal) and len(normal) <= 30:
            return self.changing.again(conversation, f"如果{normal}", loose=False)
        swapped = _SWAPPED.match(normal)
        if (
            swapped
            and has_subject(bare(swapped.group(1)))
            and not find_figures(normal)
            and "也是" not in normal  # 去年也是优秀呢 asks of both years
            and about_result.is_meant(conversation)
        ):
            found = self.changing.again(conversation, f"如果是{swapped.group(1)}", loose=False)
            if found is not None:
                return found
        flags = self._other_flags(conversation, normal)
        if flags is not None:
            return flags
        if len(normal) <= 30 and not is_question(normal) and not wants_sum(normal):
            return self.changing.again(conversation, normal, loose=True)
        return None

    def _other_flags(self, conversation: Conversation, normal: str) -> Turn | None:
        """在示范区但不是靶向呢: yes or no of what was told the other way, each in its own words."""
        finished = conversation.finished
        goal = self.content.goal(finished.calculator) if finished else None
        if finished is None or goal is None or isinstance(goal, Inquiry) or not _IS_SO.search(normal):
            return None
        if find_figures(normal) or not about_result.is_meant(conversation):
            return None
        read = read_sentence(goal.inputs, normal, given=finished.given(), item=last_items(finished)).told
        told = {path: one for path, one in read.items() if isinstance(one.value, bool) and path in finished.answers}
        if all(finished.answers[path].value == one.value for path, one in told.items()):
            return None
        return self.changing.supposed(conversation, goal, finished, told)

    @staticmethod
    def _only_a_figure(normal: str) -> bool:
        """420万呢, 就按500万算: nothing but one figure."""
        figures = find_figures(normal)
        if _DIFFERENCE.search(normal) or len(figures) != 1:
            return False
        rest = normal.replace(figures[0].text, "", 1)
        rest = _THIS_YEARS.sub("", rest) if figures[0].sort is Sort.COUNT else rest
        return bool(_FILLING.match(rest))

    def _of_a_field(self, conversation: Conversation, word: str, normal: str) -> Turn | None:
        """付了3000万: the verb says which of several figures is meant."""
        finished = conversation.finished
        goal = self.content.goal(finished.calculator) if finished else None
        if finished is None or goal is None:
            return None
        told = read_sentence(goal.inputs, normal, given=finished.given()).told
        named = [path for path in told if path in finished.answers and "." not in path]
        return self.changing.again(conversation, f"{word}{normal}", loose=False) if len(named) == 1 else None

    def _earlier(self, conversation: Conversation, normal: str) -> Turn | None:
        """刚才算的成果转化,到账改成380万: a result before the last one, called by its name."""
        if not conversation.earlier or not sounds_corrected(normal):
            return None
        for dialogue in conversation.earlier:
            goal = self.content.goal(dialogue.calculator)
            if goal is None or not self.calculations.is_named(dialogue.calculator, normal):
                continue
            others = (conversation.finished, *(one for one in conversation.earlier if one is not dialogue))
            kept = tuple(one for one in others if one is not None)
            found = self.changing.again(replace(conversation, finished=dialogue, earlier=kept), normal, loose=False)
            if found is not None:
                reply, after = found
                if after.finished != dialogue:
                    return reply, after
                return reply, replace(after, finished=conversation.finished, earlier=conversation.earlier)
        return None

    # ---- one step back

    def back(self, conversation: Conversation) -> Turn | None:
        """上一步 after the result: its last answer is asked for again."""
        finished = conversation.finished
        goal = self.content.goal(finished.calculator) if finished else None
        if finished is None or goal is None or not finished.answers or conversation.said:
            return None
        if ENOUGH in finished.answers:
            return self.calculations.advance(conversation, finished.without({ENOUGH}), ["好，接着问。"])
        last = list(finished.answers)[-1]
        reopened = replace(finished, awaiting=last)
        return self.repair.back(Open(replace(conversation, dialogue=reopened), reopened, goal, last))
