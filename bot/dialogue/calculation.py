"""A dialogue from its opening sentence on: what each message tells, doubts, or corrects. The steps are in `steps`."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from bot.changed import replace
from bot.content.load import Content
from bot.conversation import Conversation, Dialogue
from bot.dialogue import asking, choices, filling, leftover, not_counted, rises
from bot.dialogue.agreed_before import kept_agreed
from bot.dialogue.averages import means_told
from bot.dialogue.correcting import Correction, find_correction
from bot.dialogue.had_year import of_an_unsaid_year
from bot.dialogue.leftover import left_over, still_out
from bot.dialogue.one_or_several import kept_row
from bot.dialogue.opening import betweens_said, names_of, says_name, told_at_opening
from bot.dialogue.remembered import remembered, reused
from bot.dialogue.settling import Settled, settled
from bot.dialogue.state import Goal, Open, Turn, opened
from bot.dialogue.steps import Steps
from bot.dialogue.told_beside import told_beside
from bot.dialogue.undivided import undivided
from bot.dialogue.unknowns import left_unknown
from bot.dialogue.unmet import not_for_us, unmet
from bot.dialogue.unplaced import at_opening, placed, unclear, with_its_unit
from bot.dialogue.wholes import followed
from bot.messages import QuickReply
from bot.speech import supposes
from calculators.reading.figures import find_figures
from calculators.reading.other_money import without_other_money
from calculators.reading.replies import yes_or_no
from calculators.reading.told import Told

KEPT = 4096  # sentences read before, each for one calculator


def ways_to_say(ways: Iterable[str]) -> tuple[QuickReply, ...]:
    """What could be said to place a figure, as buttons."""
    return tuple(QuickReply(label=say, text=say) for say in ways)


class Calculations(Steps):
    """Dialogues over the calculators of one content. Every method takes values and returns new ones."""

    def __init__(self, content: Content) -> None:
        super().__init__(content)
        goals: dict[str, Goal] = {**content.calculators, **content.inquiries}
        self._names = {id: names_of(content, goal) for id, goal in goals.items()}
        self._values = lru_cache(maxsize=KEPT)(self._told)  # the same sentence is read several times within one reply

    def is_named(self, calculator_id: str, normal: str) -> bool:
        """Does a text say the name of a calculator, or a good part of it?"""
        return says_name(self._names[calculator_id], normal)

    def values(self, calculator_id: str, text: str) -> dict[str, Told]:
        """What an opening sentence already tells."""
        return dict(self._values(calculator_id, text))

    def _told(self, calculator_id: str, text: str) -> dict[str, Told]:
        calculator = self.content.goal(calculator_id)
        assert calculator is not None
        told = told_at_opening(calculator, text, self._names[calculator_id])
        return told | means_told(calculator, text, self.content.rates, told) | left_unknown(calculator, text, told)

    def unclear(self, calculator_id: str, text: str) -> str:
        """Why figures of an opening sentence cannot be taken as they are; empty when none is so."""
        calculator = self.content.goal(calculator_id)
        assert calculator is not None
        return unclear(calculator, text, self._names[calculator_id])

    def worth_of_rise(self, calculator_id: str, text: str) -> Decimal | None:
        """What the award comes to, in yuan, for a rise that is told without what it rose from (净增4户)."""
        calculator = self.content.goal(calculator_id)
        assert calculator is not None
        rise = rises.early(calculator, Dialogue(calculator_id), text, self.values(calculator_id, text))
        return rise.worth if rise else None

    # ---- opening

    def open(
        self,
        conversation: Conversation,
        calculator_id: str,
        text: str,
        policy: str | None = None,
        *,
        notes: Iterable[str] = (),
        chosen: Mapping[str, Told] | None = None,
    ) -> Turn:
        """Starts a dialogue with what the sentence and the profile already tell; `notes` are said first.

        `chosen` is what the sentence tells beyond its own words (那链主呢, after 链主认定奖多少).
        """
        calculator = self.content.goal(calculator_id)
        assert calculator is not None
        told = {**reused(calculator, conversation, text), **self.values(calculator_id, text), **(chosen or {})}
        dialogue = Dialogue(calculator_id, policy=policy)
        heads = {path.split(".")[0] for path in told}
        known = remembered(calculator, conversation)
        kept = {path: value for path, value in known.items() if path.split(".")[0] not in heads}
        notes = [*notes, *([calculator.opening] if calculator.opening else [])]
        if kept:
            notes.append(f"按您之前说的：{asking.in_words(calculator, kept)}。")
            dialogue = dialogue.with_answers(kept)
        conversation = replace(conversation.without(calculator_id).put_aside(), said="")
        plain = {path: value for path, value in told.items() if not asking.is_read_back(value)}
        if asking.in_words(calculator, plain):
            notes.append(f"记下了：{asking.in_words(calculator, plain, told)}。")
        dialogue, unplaced = at_opening(calculator, dialogue, text, told, self._names[calculator_id])
        notes += [*unplaced, *betweens_said(calculator, text), *unmet(self.content, calculator, text)]
        notes += [*of_an_unsaid_year(calculator, text), *not_for_us(self.content, calculator, text, self.values)]
        reply, after = self.taken(conversation, calculator, dialogue, told, notes)
        if dialogue.unplaced and after.dialogue is not None:
            after = replace(after, dialogue=replace(after.dialogue, unplaced=dialogue.unplaced))
        return reply, replace(after, profile=conversation.profile) if supposes(text) or chosen else after

    # ---- a turn

    def turn(self, conversation: Conversation, text: str) -> Turn | None:
        """Takes a message as an answer; None when it is none (a question, or nonsense)."""
        at = opened(self.content, conversation)
        assert at is not None
        original, text = text, placed(at, text)
        unplaced = at.dialogue.unplaced if text != original else ""
        doubted = self._doubted(at, text)
        if doubted is not None:
            return doubted
        correction = find_correction(at.goal, at.dialogue, text)
        if correction is not None and not self._is_answer_supposed(at, correction, text):
            return self.corrected(at, told_beside(at, correction, text))
        rough = settled(at.goal, at.dialogue, text)
        if rough is not None:
            return self._settled(at, rough)
        filled = filling.fill(at.goal, at.dialogue, text, self.content.rates)
        if filled.more:
            return self.next_item(at)
        if filled.empty and (unit := with_its_unit(at.goal, at.dialogue, text)):
            (said,) = unit.values()
            return self.taken(at.conversation, at.goal, at.dialogue, unit, [f"好，是{said.said}。"])
        filled.told |= choices.choices_by_clause(at.goal, at.dialogue, text) if not filled.more else {}
        told = filled.told or choices.choices_named(at.goal, text) or choices.award_flags(at.goal, text)
        rise = rises.early(at.goal, at.dialogue, text, told)
        dialogue = rises.keep(at.dialogue, rise) if rise else at.dialogue
        if told:
            known = without_other_money(at.goal.inputs, text)
            notes = [f"好，记下了：{asking.in_words(at.goal, told)}。"] if unplaced else []
            notes += unmet(self.content, at.goal, text)
            left = [rises.note_of(rise)] if rise else [asking.closed(why) for why in filled.asides]
            left = left or [
                *leftover.note_of(left_over(at.goal, at.dialogue, known, told)),
                *not_counted.notes_of(at.goal, text),
                *still_out(at.goal, text, told),
            ]
            return self.taken(at.conversation, at.goal, dialogue, told, [*notes, *left])
        if rise:
            return self.prompts.ask(at.conversation, at.goal, replace(dialogue, misses=0), [rises.note_of(rise)])
        if filled.unclear:
            figures = find_figures(text)
            unplaced = kept_agreed(at.goal, text) or (figures[0].text if len(figures) == 1 else "")
            unplaced = unplaced or undivided(at.goal, text) or kept_row(at.goal, text)
            at = replace(at, dialogue=replace(at.dialogue, unplaced=unplaced))
            return self.prompts.ask_again(at, asking.closed(filled.unclear))
        return None

    def _is_answer_supposed(self, at: Open, correction: Correction, text: str) -> bool:
        """如果投了一个亿就投产, where what was invested is asked for: an answer, not another total."""
        if not correction.supposed or correction.unclear or at.path in correction.told or at.list_name:
            return False
        return at.path not in at.dialogue.answers and at.path in self.told_by(at, text)

    def told_by(self, at: Open, text: str) -> dict[str, Told]:
        """What a message answers of the open dialogue."""
        return filling.fill(at.goal, at.dialogue, text, self.content.rates).told

    def _doubted(self, at: Open, text: str) -> Turn | None:
        """The answer to "is that right?": yes takes the figure, no asks for it again."""
        pending = at.dialogue.doubt
        if pending is None:
            return None
        verdict = yes_or_no(text)
        filled = filling.fill(at.goal, at.dialogue, text, self.content.rates)
        again = filled.told.get(at.path)
        if verdict is True and again is None or again is not None and again.value == pending.value:
            return self.taken(at.conversation, at.goal, at.dialogue, {at.path: pending}, [], sure=True)
        if verdict is False and again is None:
            fresh = replace(at.dialogue, doubt=None)
            return self.prompts.ask(at.conversation, at.goal, fresh, ["好，那请再说一遍。"])
        return None

    def _settled(self, at: Open, rough: Settled) -> Turn:
        """按300万算: the item told roughly is exact from now on; or it is asked which item is meant."""
        if rough.told:
            notes = [
                f"好，{asking.label_of(at.goal, path, at.dialogue.answers)}就按{told.said}算。"
                for path, told in rough.told.items()
                if at.dialogue.answers[path].value == told.value
            ]
            told = {**rough.told, **followed(at.goal, at.dialogue, rough.told)}
            return self.taken(at.conversation, at.goal, at.dialogue, told, notes)
        return self.prompts.ask_again(at, f"{rough.asked}？", quick=ways_to_say(rough.ways))

    def corrected(self, at: Open, correction: Correction) -> Turn:
        """An open dialogue with a correction in it."""
        if correction.unclear:
            quick = ways_to_say(correction.either)
            return self.prompts.ask_again(at, asking.closed(correction.unclear), quick=quick)
        if correction.reopened:
            again = replace(at.dialogue, awaiting=correction.reopened, misses=0)
            return self.prompts.ask(at.conversation, at.goal, again, ["好，那再说一遍。"])
        if correction.removed is not None:
            return self.without_item(at.conversation, at.goal, at.dialogue, *correction.removed)
        return self.taken(at.conversation, at.goal, at.dialogue, correction.told, [])
