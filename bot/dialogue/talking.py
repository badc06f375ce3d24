"""A message while a calculation is open: a move, a switch, a side question, an answer, or two of them at once."""

from bot.changed import replace
from bot.checks import Checks
from bot.courtesies import Courtesies
from bot.dialogue import asking
from bot.dialogue.about_result import asks_for_steps, asks_how_far, asks_why
from bot.dialogue.agreed_before import kept_agreed, says_it_came
from bot.dialogue.aside import SideQuestions, only_a_figure
from bot.dialogue.asking import leads_back
from bot.dialogue.assessing import interim
from bot.dialogue.calculation import Calculations
from bot.dialogue.cases import Cases
from bot.dialogue.changing import once_it_holds
from bot.dialogue.confirming import confirmed
from bot.dialogue.correcting import find_correction, sounds_corrected
from bot.dialogue.had_before import HadBefore
from bot.dialogue.moving import Moving
from bot.dialogue.otherwise import another_amount, otherwise
from bot.dialogue.payments import paid_off
from bot.dialogue.repair import Repair
from bot.dialogue.reporting import how_far
from bot.dialogue.standing import standing
from bot.dialogue.state import Open, Turn
from bot.dialogue.switching import Switching
from bot.dialogue.unknowns import left_unknown, note_of
from bot.dialogue.unmet import unmet
from bot.dialogue.verdicts import Verdicts
from bot.questions import Questions
from calculators.patterns import lazy
from calculators.reading.figures import find_figures
from calculators.reading.received import counts_receipts
from calculators.reading.replies import says_unknown
from calculators.reading.rows import main_of
from calculators.reading.told import Told
from policies.inquiry import Inquiry

_WAITS = lazy(r"^(?:等等|等一?下|稍等|慢着|且慢|先等等)[,.!\s]+")
_AND_SO = lazy(r"呢[?]?$|^(?:那|就)?还是")
_STILL = lazy(r"^(?:算了|那|就|不|,)*还是(?:按|用)?")
_ROUGHLY = lazy(r"大概|大约|估计|差不多|左右|可能|也就|应该|约|[来多][万家户亿]|几[十百千]?万|按")
_OF_ANOTHER = lazy(r"[万亿w\d].*(?:另|其他|其它|别的|剩下|还有一|第二)")
_UNSURE_AT_LENGTH = 24


class Talking:
    """The turns of an open calculation."""

    def __init__(
        self,
        calculations: Calculations,
        questions: Questions,
        courtesies: Courtesies,
        checks: Checks,
        switching: Switching,
        verdicts: Verdicts,
    ) -> None:
        self.verdicts = verdicts
        self.calculations = calculations
        self.checks = checks
        self.questions = questions
        self.courtesies = courtesies
        self.switching = switching
        self.repair = Repair(calculations)
        self.had = HadBefore(calculations)
        self.cases = Cases(calculations)
        self.moving = Moving(calculations, questions.understanding, courtesies, switching)
        self.aside = SideQuestions(calculations, questions, checks)

    def turn(self, at: Open, normal: str, move: str | None) -> Turn:
        """The reply to one message."""
        moved = self.moving.turn(at, normal, move)
        if moved is not None:
            return moved
        normal = _WAITS.sub("", normal) or normal
        by_button = self.questions.computing.asked_by_title(at.conversation, normal)
        if by_button is not None:
            return by_button
        switched = self.checks.wanted(at.conversation, normal) or self.switching.turn(at.conversation, normal)
        if switched is not None:
            return switched
        midway = self.verdicts.midway(at, normal)
        if midway is not None:
            return midway
        confirming = confirmed(self.calculations.prompts, at, normal)
        if confirming is not None:
            return confirming
        far = self._cases(at, normal) or self._how_far(at, normal) or self._standing(at, normal)
        if far is not None:
            return far
        unknown = left_unknown(at.goal, normal, at.dialogue.answers)
        if unknown and (at.path not in unknown or not says_unknown(normal)):
            dialogue = replace(at.dialogue.with_answers(unknown), misses=0)
            return self.calculations.advance(at.conversation, dialogue, [note_of(at.goal, unknown)])
        if self._is_unknown(at, normal):
            return self.repair.unknown(at)
        agreed = self._only_agreed(at, normal) or self._came_in(at, normal)
        if agreed is not None:
            return agreed
        had = self.had.midway(at, normal)
        if had is not None:
            return had
        supposed = (
            self._another_figure(at, normal)
            or self._once_it_holds(at, normal)
            or otherwise(self.calculations.prompts, at, normal)
            or another_amount(self.calculations.prompts, at, normal)
        )
        if supposed is not None:
            return supposed
        both = self.aside.beside_an_answer(at, normal)
        if both is not None:
            return both
        side = self.aside.turn(at, normal)
        if side is not None:
            return side
        profile = self._profile(at, normal)
        if profile is not None:
            return profile
        answered = self.calculations.turn(at.conversation, normal)
        against = unmet(self.calculations.content, at.goal, normal) if answered is None else []
        if against:
            return self.calculations.prompts.ask_again(at, "\n".join(against))
        if answered is not None or move == "bye":
            return answered or self.repair.later(at)
        return self.aside.after_all(at, normal) or self.repair.missed(at, normal)

    def _is_unknown(self, at: Open, normal: str) -> bool:
        """不知道, 在经开区但不知道算不算示范开发区; of a question with several answers the reader decides."""
        if not says_unknown(normal) or at.field is not None and at.field.kind == "several":
            return False
        if sounds_corrected(normal) or find_figures(normal) and _ROUGHLY.search(normal):
            return False
        if kept_agreed(at.goal, normal):
            return False  # 不知道到账多少，合同是260万
        if _OF_ANOTHER.search(normal) and at.path in self.calculations.told_by(at, normal):
            return False  # 200万，另一个还没定
        if len(normal) <= 16 and not normal.endswith(("吗", "?")):
            return True
        named = at.field is not None and any(cue in normal for cue in (at.field.label, *at.field.cues, *at.field.yes))
        return named and len(normal) <= _UNSURE_AT_LENGTH and not normal.endswith(("吗", "?"))

    def _only_agreed(self, at: Open, normal: str) -> Turn | None:
        """不知道到账多少，合同是260万: what came in of it is asked for, it is no question about the award."""
        told = says_unknown(normal) and kept_agreed(at.goal, normal)
        return self.calculations.turn(at.conversation, normal) if told else None

    def _came_in(self, at: Open, normal: str) -> Turn | None:
        """都打过来了, after 卖了210万 that was taken for what came in: so it was computed."""
        field = at.goal.inputs.get(at.list_name or "")
        if field is None or at.dialogue.unplaced or not counts_receipts(main_of(field)) or not says_it_came(normal):
            return None
        return self.calculations.prompts.ask_again(at, "好，就是按都到账了算的，没有变。")

    def _another_figure(self, at: Open, normal: str) -> Turn | None:
        """那5亿呢, 还是25亿吧, while only an extra is open: what was told before, not how much of the extra there is."""
        if at.field is None or isinstance(at.goal, Inquiry):
            return None
        if not at.field.has_default and not (at.field.kind == "yes_no" and _STILL.match(normal)):
            return None
        if not _AND_SO.search(normal) or len(normal) > _UNSURE_AT_LENGTH:
            return None
        told = self.calculations.told_by(at, normal)
        if told and told.keys() <= at.dialogue.answers.keys():  # 占比60呢
            return self.calculations.taken(at.conversation, at.goal, at.dialogue, told, [])
        normal = _STILL.sub("", normal)
        if not only_a_figure(normal):
            return None
        correction = find_correction(at.goal, at.dialogue, f"改成{find_figures(normal)[0].text}")
        return self.calculations.corrected(at, correction) if correction is not None else None

    def _cases(self, at: Open, normal: str) -> Turn | None:
        """投6000万和投9000万差多少, midway: told, and asked on."""
        found = self.cases.turn(at.conversation, at.goal.id, normal)
        if found is None:
            return None
        return self.calculations.prompts.ask_again(at, f"{found[0].text}\n\n{leads_back(at.goal)}", "answer")

    def _once_it_holds(self, at: Open, normal: str) -> Turn | None:
        """那下个月投产了呢, 剩下的都投完呢, while something after it is open."""
        told = once_it_holds(at.goal, at.dialogue, normal) or self._all_of_it(at, normal)
        if not told:
            return None
        beside = self.calculations.told_by(at, normal)  # 如果投产了也投完了呢
        told = {**{path: one for path, one in beside.items() if not path.endswith(".more")}, **told}
        said = f"先按{asking.as_if(at.goal, told, at.dialogue.answers)}来算。"
        return self.calculations.taken(at.conversation, at.goal, at.dialogue, told, [said])

    @staticmethod
    def _all_of_it(at: Open, normal: str) -> dict[str, Told]:
        """剩下的都投完呢: the part told before, as large as its whole."""
        if isinstance(at.goal, Inquiry) or not _AND_SO.search(normal):
            return {}
        told = paid_off(at.goal, at.dialogue, normal) or {}
        return {path: value for path, value in told.items() if at.dialogue.answers[path].value != value.value}

    def _how_far(self, at: Open, normal: str) -> Turn | None:
        """还差多少到顶, while only extras are open: from what was told so far."""
        if isinstance(at.goal, Inquiry) or not asks_how_far(normal):
            return None
        result = interim(at.goal, at.dialogue.given())
        if result is None or not result.hints and not result.limits:
            return None
        return self.calculations.prompts.ask_again(at, f"{how_far(at.goal, result)}\n\n{leads_back(at.goal)}", "answer")

    def _standing(self, at: Open, normal: str) -> Turn | None:
        """怎么算的, 为什么不是更多, before there is a result: from what was told so far."""
        if isinstance(at.goal, Inquiry) or not asks_for_steps(normal) and not asks_why(normal):
            return None
        told = standing(at.goal, at.dialogue, asks_why(normal))
        return self.calculations.prompts.ask_again(at, f"{told}\n\n{leads_back(at.goal)}", "answer") if told else None

    def _profile(self, at: Open, normal: str) -> Turn | None:
        """删掉我的身份 midway: the profile changes, the open question stands."""
        if not at.conversation.profile or sounds_corrected(normal) or self.calculations.told_by(at, normal):
            return None
        changed = self.courtesies.profiles.changed(at.conversation, normal)
        if changed is None:
            return None
        reply, after = changed
        return self.calculations.prompts.ask_again(
            replace(at, conversation=after), f"{reply.text}\n{leads_back(at.goal)}", "notice"
        )
