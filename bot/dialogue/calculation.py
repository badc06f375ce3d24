"""A dialogue, step by step: opening it, taking what a message tells, correcting it, asking on, ending it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot import wording
from bot.content.load import Content
from bot.conversation import Conversation, Dialogue
from bot.dialogue import asking, filling
from bot.dialogue.assessing import assess, without_undecidable
from bot.dialogue.correcting import Correction, find_correction
from bot.dialogue.doubting import doubt
from bot.dialogue.prompts import Prompts
from bot.dialogue.remembered import remembered
from bot.dialogue.results import Results
from bot.dialogue.state import Goal, Open, Turn, opened
from calculators.calculator import field_of
from calculators.inputs import UNKNOWN, Missing, Unanswerable
from calculators.reading.amounts import fits
from calculators.reading.figures import Sort, find_figures
from calculators.reading.flags import is_between
from calculators.reading.replies import yes_or_no
from calculators.reading.told import Told
from intents.normalise import bare, normalise
from policies.inquiry import ENOUGH, Inquiry

LONG_NAME = 6
_WHOSE = re.compile(  # 长治的成果转化补助 says whose award it is, not where the enterprise is
    r"(?:长治|太原|山西|[省市])[市省里]?的?(?=(?:(?!企业|公司|厂|我|能|可以)[^,.;?]){0,12}(?:奖|补助|补贴|政策))"
)
_SUPPOSED = re.compile(r"如果|假如|假设|要是|若是|万一")
_UNIT = re.compile(
    r"^(?:单位)?(?:是|按|就是|应该是)?(?:人民币)?(万元?|元|块|亿元?|百万|千万)(?:钱|的|吧|啊|呀|来算|算)*[.!]?$"
)
_LONG_LABEL = 5  # a choice named by so long a label in an opening sentence is told
_PART = 4  # this much of a name is enough to mean it


class Calculations:
    """Dialogues over the calculators of one content. Every method takes values and returns new ones."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.prompts = Prompts(content)
        self.results = Results(content, self.prompts)
        goals: dict[str, Goal] = {**content.calculators, **content.inquiries}
        self._names = {id: self._names_of(goal) for id, goal in goals.items()}

    def _names_of(self, calculator: Goal) -> tuple[str, ...]:
        """What the award itself is called: 新认定高新技术企业奖励 says nothing of whoever asks."""
        if isinstance(calculator, Inquiry) and calculator.of_all:
            return ()  # 省级专精特新 is what one is, not what is computed
        cards = [self.content.cards[policy] for policy in calculator.policies]
        names = {calculator.title, *(card.title for card in cards), *(name for card in cards for name in card.names)}
        return tuple(sorted((normalise(name) for name in names if len(name) >= LONG_NAME), key=len, reverse=True))

    def is_named(self, calculator_id: str, normal: str) -> bool:
        """Does a text say the name of a calculator, or a good part of it?"""
        return any(
            name[start : start + _PART] in normal
            for name in self._names[calculator_id]
            for start in range(len(name) - _PART + 1)
        )

    # ---- opening

    def values(self, calculator_id: str, text: str) -> dict[str, Told]:
        """What an opening sentence already tells."""
        calculator = self.content.goal(calculator_id)
        assert calculator is not None
        if isinstance(calculator, Inquiry):
            text = _WHOSE.sub("", text)
            named = {} if calculator.of_all else self._choices_named(calculator, text, _LONG_LABEL)
            return {**named, **filling.opening_values(calculator, text, self._names[calculator_id])}
        return filling.opening_values(calculator, text, self._names[calculator_id])

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
        told = {**self.values(calculator_id, text), **(chosen or {})}
        dialogue = Dialogue(calculator_id, policy=policy)
        heads = {path.split(".")[0] for path in told}
        known = remembered(calculator, conversation)
        kept = {path: value for path, value in known.items() if path.split(".")[0] not in heads}
        notes = [*notes, *([calculator.opening] if calculator.opening else [])]
        if kept:
            notes.append(f"按您之前说的：{self.in_words(calculator, kept)}。")
            dialogue = dialogue.with_answers(kept)
        conversation = replace(conversation.without(calculator_id).put_aside(), said="")
        plain = {path: value for path, value in told.items() if not asking.is_read_back(value)}
        if self.in_words(calculator, plain):
            notes.append(f"记下了：{self.in_words(calculator, plain, told)}。")
        elif not kept and not told:
            figure, asked_back = self._either(calculator, text)
            dialogue = replace(dialogue, unplaced=figure)
            notes += [asked_back] if asked_back else []
        fields = calculator.inputs.values()
        notes += [field.between.says for field in fields if field.between and is_between(field, text)]
        reply, after = self.taken(conversation, calculator, dialogue, told, notes)
        # 假如我们是链主: what is only supposed is no fact about the enterprise.
        return reply, replace(after, profile=conversation.profile) if _SUPPOSED.search(text) or chosen else after

    @staticmethod
    def in_words(calculator: Goal, told: Mapping[str, Told], every: Iterable[str] = ()) -> str:
        """固定资产投资额8000万元；是否投产：是. `every`: all paths told, to know whether there are several items."""
        known = {path: value for path, value in told.items() if path != ENOUGH}
        return "；".join(asking.told_lines(calculator, known, every))

    # ---- a turn

    def turn(self, conversation: Conversation, text: str) -> Turn | None:
        """Takes a message as an answer; None when it is none (a question, or nonsense)."""
        at = opened(self.content, conversation)
        assert at is not None
        placed = self._placed(at, text)
        text, unplaced = placed, at.dialogue.unplaced if placed != text else ""
        doubted = self._doubted(at, text)
        if doubted is not None:
            return doubted
        correction = find_correction(at.goal, at.dialogue, text)
        if correction is not None:
            return self.corrected(at, correction)
        filled = filling.fill(at.goal, at.dialogue, text, self.content.rates)
        if filled.more:
            return self._next_item(at)
        told = filled.told or self._choices_named(at.goal, text)
        if told:
            notes = [f"好，记下了：{self.in_words(at.goal, told)}。"] if unplaced else []
            return self.taken(at.conversation, at.goal, at.dialogue, told, notes)
        if filled.unclear:
            figures = find_figures(text)
            unplaced = figures[0].text if len(figures) == 1 else ""
            at = replace(at, dialogue=replace(at.dialogue, unplaced=unplaced))
            return self.prompts.ask_again(at, filled.unclear.rstrip("。？") + "。")
        return None

    @staticmethod
    def _placed(at: Open, text: str) -> str:
        """元, or 采购额, after a figure that was asked back: the figure with its unit, or with its field."""
        figure = at.dialogue.unplaced
        if not figure or find_figures(text):
            return text
        unit = _UNIT.match(text)
        if unit:
            return f"{figure}{unit.group(1)}"
        named = any(text in (field.label, *field.cues) for field in at.goal.inputs.values())
        return f"{text}{figure}" if named else text

    @staticmethod
    def _either(goal: Goal, text: str) -> tuple[str, str]:
        """帮我算应用场景奖励,3000万: one figure that two fields could mean, and the question which."""
        figures = [figure for figure in find_figures(text) if figure.sort not in (Sort.OTHER, Sort.ORDINAL)]
        if (
            isinstance(goal, Inquiry)
            or len(figures) != 1
            or figures[0].sort is Sort.BARE
            and figures[0].text != bare(text)
        ):
            return "", ""
        kinds = ("count", "percent") if figures[0].sort is Sort.BARE else ("money", "count", "percent")
        fields = [f for f in goal.inputs.values() if f.kind in kinds and not f.only_if and fits(f, figures[0])]
        if len(fields) < 2:
            return "", ""
        labels = "还是".join(field.label for field in fields)
        return figures[0].text, f"您说的{figures[0].text}，是{labels}？说清楚我就记下。"

    @staticmethod
    def _choices_named(goal: Goal, text: str, least: int = 3) -> dict[str, Told]:
        """优势基础产业链, while something else is asked for: a choice of a check said by its own name."""
        if not isinstance(goal, Inquiry):
            return {}
        return {
            name: Told(key, text)
            for name, field in goal.inputs.items()
            if field.kind == "choice"
            for key, option in field.options.items()
            if any(len(word) >= least and word in text for word in (option.label, *option.words))
        }

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

    def corrected(self, at: Open, correction: Correction) -> Turn:
        """An open dialogue with a correction in it."""
        if correction.unclear:
            return self.prompts.ask_again(at, correction.unclear.rstrip("。？") + "。")
        if correction.removed is not None:
            return self.without_item(at.conversation, at.goal, at.dialogue, *correction.removed)
        return self.taken(at.conversation, at.goal, at.dialogue, correction.told, [])

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
        after = replace(dialogue.with_answers(told) if told else dialogue, misses=0)
        if not sure:
            for path, value in told.items():
                reason = doubt(calculator, after, path, value)
                if reason:
                    kept = replace(dialogue.with_answers({p: v for p, v in told.items() if p != path}), misses=0)
                    return self.prompts.ask_back(conversation, calculator, kept, path, value, reason)
        after, void = self._pruned(calculator, after)
        notes = [*notes, *self._notes(calculator, dialogue, told), *beside, *void]
        facts = {
            field.profile: value
            for path, value in told.items()
            if (field := field_of(calculator, path)) is not None and field.profile and value.value is not UNKNOWN
        }
        if facts:
            conversation = replace(conversation, profile={**conversation.profile, **facts})
        return self.advance(conversation, after, notes)

    @staticmethod
    def _notes(calculator: Goal, before: Dialogue, told: dict[str, Told]) -> list[str]:
        if isinstance(calculator, Inquiry) and all(value.value is UNKNOWN for value in told.values()):
            return [wording.LEFT_OPEN] if told else []
        changed = [
            path for path, value in told.items() if path in before.answers and before.answers[path].value != value.value
        ]
        if changed:
            said = "，".join(
                f"{asking.label_of(calculator, path, before.answers)}改成{asking.value_of(field_of(calculator, path), told[path])}"
                for path in changed
            )
            return [f"好，{said}。"]
        back = asking.read_back(calculator, told, before.awaiting)
        beside = {path: value for path, value in told.items() if not before.answers_now(path)}
        beside.pop(ENOUGH, None)
        if beside and before.awaiting and len(beside) == len(told) and not _asked_in_a_group(calculator, before, told):
            back = f"记下了：{Calculations.in_words(calculator, beside)}。"
        return [back] if back else []

    @staticmethod
    def _pruned(calculator: Goal, dialogue: Dialogue) -> tuple[Dialogue, list[str]]:
        """Answers that a correction made void (`only_if` no longer holds) are dropped, and that is said."""
        void = set()
        for path in dialogue.answers:
            field = field_of(calculator, path)
            for other, wanted in (field.only_if if field else {}).items():
                told = dialogue.answers.get(other)
                value = told.value if told else None
                if isinstance(value, bool):
                    value = "yes" if value else "no"
                if isinstance(value, str) and value != wanted:
                    void.add(path)
        if not void:
            return dialogue, []
        names = "、".join(asking.label_of(calculator, path) for path in dialogue.answers if path in void)
        return dialogue.without(void), [f"{names}用不上了，已经去掉。"]

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
        answers: dict[str, Told] = {}
        for path, told in dialogue.answers.items():
            parts = path.split(".")
            if parts[0] == name and parts[1].isdigit():
                place = int(parts[1])
                if place == index:
                    continue
                parts[1] = str(place - 1 if place > index else place)
            answers[".".join(parts)] = told
        return self.advance(conversation, replace(dialogue, answers=answers), [f"好，{label}去掉了。", *notes])

    def _next_item(self, at: Open) -> Turn:
        """还有一个: asks for the item after the last one told."""
        name = at.list_name or ""
        told = {path.split(".")[1] for path in at.dialogue.answers if path.startswith(f"{name}.")}
        index = sum(place.isdigit() for place in told)
        field = at.goal.inputs[name]
        path = f"{name}.{index}" + (f".{next(iter(field.fields))}" if field.kind == "record" else "")
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


def _asked_in_a_group(goal: Goal, dialogue: Dialogue, told: Iterable[str]) -> bool:
    """Are these the facts of the group that was asked for?"""
    if not isinstance(goal, Inquiry) or dialogue.awaiting is None:
        return False
    members = {fact.id for fact in goal.facts.members(dialogue.awaiting)}
    return bool(members & set(told))
