"""The steps of a dialogue: answers kept and said back, an item taken out, the next question asked, the end reached."""

from collections.abc import Iterable

from bot.changed import replace
from bot.content.load import Content
from bot.conversation import Conversation, Dialogue
from bot.dialogue import asking, items, rises
from bot.dialogue.assessing import assess, without_undecidable
from bot.dialogue.doubting import below_part, doubt, on_the_line
from bot.dialogue.prompts import Prompts
from bot.dialogue.results import Results
from bot.dialogue.state import Goal, Open, Turn
from bot.dialogue.taking import notes_of, profile_facts, without_void
from calculators.inputs import Missing, Unanswerable
from calculators.reading.told import Told
from policies.inquiry import Inquiry


class Steps:
    """What follows from answers, in dialogues over the goals of one content."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.prompts = Prompts(content)
        self.results = Results(content, self.prompts)

    in_words = staticmethod(asking.in_words)

    def taken(
        self,
        conversation: Conversation,
        calculator: Goal,
        dialogue: Dialogue,
        told: dict[str, Told],
        notes: list[str],
        *,
        sure: bool = False,
        beside: Iterable[str] = (),
    ) -> Turn:
        """Keeps what was told, says what changed or had to be sensed (and what else, `beside`), and goes on."""
        told = {**told, **rises.added(calculator, dialogue, told)}
        after = replace(dialogue.with_answers(told) if told else dialogue, misses=0)
        if not sure:
            for path, value in told.items():
                line = on_the_line(calculator, path, value)
                if line:
                    return self._asked_exactly(conversation, calculator, dialogue, told, path, [*notes, line])
                reason = doubt(calculator, after, path, value) or below_part(calculator, dialogue, path, told)
                if reason:
                    kept = replace(dialogue.with_answers({p: v for p, v in told.items() if p != path}), misses=0)
                    return self.prompts.ask_back(conversation, calculator, kept, path, value, reason)
        after, void = without_void(calculator, after)
        notes = [*notes, *notes_of(calculator, dialogue, told), *beside, *void]
        facts = profile_facts(calculator, told)
        if facts:
            conversation = replace(conversation, profile={**conversation.profile, **facts})
        return self.advance(conversation, after, notes)

    def _asked_exactly(
        self,
        conversation: Conversation,
        calculator: Goal,
        dialogue: Dialogue,
        told: dict[str, Told],
        path: str,
        notes: list[str],
    ) -> Turn:
        """What else was told is kept; the one figure is asked for."""
        kept = dialogue.with_answers({other: value for other, value in told.items() if other != path})
        return self.prompts.ask(conversation, calculator, replace(kept, awaiting=path, misses=0), notes)

    def without_item(
        self,
        conversation: Conversation,
        calculator: Goal,
        dialogue: Dialogue,
        name: str,
        index: int,
        notes: Iterable[str] = (),
    ) -> Turn:
        """第二个不算了: the item goes, the later ones move up."""
        label, _ = asking.place_of(calculator, f"{name}.{index}")
        answers = items.without_item(dialogue.answers, name, index)
        gone = items.as_next_item(dialogue.answers, name, index)
        return self.advance(
            conversation, replace(dialogue, answers=answers, replaced=gone), [f"好，{label}去掉了。", *notes]
        )

    def next_item(self, at: Open) -> Turn:
        """还有一个: asks for the item after the last one told."""
        path = items.next_item(at.goal, at.dialogue, at.list_name or "")
        return self.prompts.ask(at.conversation, at.goal, replace(at.dialogue, awaiting=path, misses=0), ["好。"])

    # ---- one step further

    def advance(self, conversation: Conversation, dialogue: Dialogue, notes: list[str]) -> Turn:
        """The next question, or what it comes to."""
        goal = self.content.goal(dialogue.calculator)
        assert goal is not None
        try:
            if isinstance(goal, Inquiry):
                settled = without_undecidable(goal, dialogue)
                return self.results.found(conversation, goal, settled, goal.assess(settled.given()), notes)
            return self.results.report(conversation, goal, dialogue, assess(goal, dialogue), notes)
        except Missing as missing:
            return self.prompts.ask(conversation, goal, replace(dialogue, awaiting=missing.path), notes)
        except Unanswerable as stuck:
            assert not isinstance(goal, Inquiry)
            return self.results.cannot(conversation, goal, dialogue, stuck.path, notes)

    def resume(self, conversation: Conversation, calculator: str | None = None) -> Turn | None:
        """继续: the dialogue that waits (the last one put aside, or the one named), or None."""
        first = next((one for one in conversation.waiting if calculator in (None, one.calculator)), None)
        if first is None:
            return None
        goal = self.content.goal(first.calculator)
        title = goal.title if goal else ""
        back = conversation.without(first.calculator).put_aside()
        return self.advance(
            back, first, [f"好，接着算{title}。" if not title.endswith("体检") else f"好，接着{title}。"]
        )
