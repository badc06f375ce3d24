"""A calculation as a conversation: opening it, taking what a message tells, asking on, saying the result."""

from dataclasses import replace

from bot import wording
from bot.content.load import Content
from bot.conversation import KEPT_WAITING, Conversation, Dialogue
from bot.dialogue import asking, filling, reporting
from bot.dialogue.assessing import assess, so_far
from bot.dialogue.correcting import Correction, find_correction
from bot.dialogue.doubting import doubt
from bot.dialogue.state import Open, Turn, opened
from bot.messages import Kind, QuickReply, Reply, Source
from calculators.answers import Told, yes_or_no
from calculators.calculator import Calculator, field_of
from calculators.inputs import UNKNOWN, Missing, Unanswerable
from calculators.result import Result
from intents.normalise import normalise

LONG_NAME = 6


class Calculations:
    """Dialogues over the calculators of one content. Every method takes values and returns new ones."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self._names = {id: self._names_of(calculator) for id, calculator in content.calculators.items()}

    def _names_of(self, calculator: Calculator) -> tuple[str, ...]:
        """What the award itself is called: 新认定高新技术企业奖励 says nothing of whoever asks."""
        cards = [self.content.cards[policy] for policy in calculator.policies]
        names = {calculator.title, *(card.title for card in cards), *(name for card in cards for name in card.names)}
        return tuple(sorted((normalise(name) for name in names if len(name) >= LONG_NAME), key=len, reverse=True))

    # ---- opening

    def values(self, calculator_id: str, text: str) -> dict[str, Told]:
        """What an opening sentence already tells."""
        calculator = self.content.calculators[calculator_id]
        return filling.opening_values(calculator, text, self._names[calculator_id])

    def open(self, conversation: Conversation, calculator_id: str, text: str, policy: str | None = None) -> Turn:
        """Starts a calculation with what the sentence and the profile already tell."""
        calculator = self.content.calculators[calculator_id]
        told = self.values(calculator_id, text)
        dialogue = Dialogue(calculator_id, policy=policy)
        kept = {name: value for name, value in self._from_profile(calculator, conversation).items() if name not in told}
        notes = [calculator.opening] if calculator.opening else []
        if kept:
            notes.append(f"按您之前说的：{self._in_words(calculator, kept)}。")
            dialogue = dialogue.with_answers(kept)
        if conversation.dialogue is not None and conversation.dialogue.calculator != calculator_id:
            waiting = (conversation.dialogue, *conversation.waiting)[:KEPT_WAITING]
            conversation = replace(conversation, waiting=waiting)
        if told:
            notes.append(f"记下了：{self._in_words(calculator, told)}。")
        return self._taken(conversation, calculator, dialogue, told, notes)

    @staticmethod
    def _from_profile(calculator: Calculator, conversation: Conversation) -> dict[str, Told]:
        """What was said about the enterprise before and is asked for here."""
        kept = {name: conversation.profile.get(field.profile or "") for name, field in calculator.inputs.items()}
        return {name: told for name, told in kept.items() if told is not None and told.value is not UNKNOWN}

    @staticmethod
    def _in_words(calculator: Calculator, told: dict[str, Told]) -> str:
        return "；".join(
            f"{asking.label_of(calculator, path, told)}{asking.value_of(field_of(calculator, path), value)}"
            for path, value in told.items()
            if not path.endswith(".more")
        )

    # ---- a turn

    def turn(self, conversation: Conversation, text: str) -> Turn | None:
        """Takes a message as an answer; None when it is none (a question, or nonsense)."""
        at = opened(self.content, conversation)
        assert at is not None
        doubted = self._doubted(at, text)
        if doubted is not None:
            return doubted
        correction = find_correction(at.calculator, at.dialogue, text)
        if correction is not None:
            return self.corrected(at, correction)
        filled = filling.fill(at.calculator, at.dialogue, text, self.content.rates)
        if filled.more:
            return self._next_item(at)
        if filled.told:
            return self._taken(at.conversation, at.calculator, at.dialogue, filled.told, [])
        if filled.unclear:
            return self.ask_again(at, filled.unclear.rstrip("。？") + "。")
        return None

    def _doubted(self, at: Open, text: str) -> Turn | None:
        """The answer to "is that right?": yes takes the figure, no asks for it again."""
        pending = at.dialogue.doubt
        if pending is None:
            return None
        verdict = yes_or_no(text)
        filled = filling.fill(at.calculator, at.dialogue, text, self.content.rates)
        again = filled.told.get(at.path)
        if verdict is True and again is None or again is not None and again.value == pending.value:
            return self._taken(at.conversation, at.calculator, at.dialogue, {at.path: pending}, [], sure=True)
        if verdict is False and again is None:
            fresh = replace(at.dialogue, doubt=None)
            return self.ask(at.conversation, at.calculator, fresh, ["好，那请再说一遍。"])
        return None

    def corrected(self, at: Open, correction: Correction) -> Turn:
        """An open dialogue with a correction in it."""
        if correction.unclear:
            return self.ask_again(at, correction.unclear.rstrip("。？") + "。")
        if correction.removed is not None:
            return self._without(at.conversation, at.calculator, at.dialogue, *correction.removed)
        return self._taken(at.conversation, at.calculator, at.dialogue, correction.told, [])

    def again(self, conversation: Conversation, text: str, *, loose: bool) -> Turn | None:
        """A correction or a what-if after the result: one figure changed, all computed anew."""
        finished = conversation.finished
        if finished is None or finished.calculator not in self.content.calculators:
            return None
        calculator = self.content.calculators[finished.calculator]
        correction = find_correction(calculator, finished, text, loose=loose)
        if correction is None or correction.unclear:
            return None
        if correction.removed is not None:
            return self._without(conversation, calculator, finished, *correction.removed)
        if correction.supposed:
            supposed = self._supposed(conversation, calculator, finished, correction.told)
            if supposed is not None:
                return supposed
        return self._taken(conversation, calculator, finished, correction.told, [])

    def _supposed(
        self, conversation: Conversation, calculator: Calculator, finished: Dialogue, told: dict[str, Told]
    ) -> Turn | None:
        """如果到账500万呢: the other result beside the one there is; nothing that was said changes."""
        try:
            before, after = assess(calculator, finished), assess(calculator, finished.with_answers(told))
        except (Missing, Unanswerable):
            return None
        text = reporting.compared(self._in_words(calculator, told), before, after)
        reply = Reply(
            kind="result",
            text=f"【{calculator.title}】{text}",
            intent=f"calculate.{calculator.id}",
            policies=after.policies,
            calculator=calculator.id,
            quick_replies=(QuickReply(label="就按这个算", text=f"改成{self._in_words(calculator, told)}"),),
            sources=self._result_sources(after),
            result=after.as_json(),
        )
        return reply, replace(conversation, options=reply.quick_replies)

    def _taken(
        self,
        conversation: Conversation,
        calculator: Calculator,
        dialogue: Dialogue,
        told: dict[str, Told],
        notes: list[str],
        *,
        sure: bool = False,
    ) -> Turn:
        """Keeps what was told, says what changed or had to be sensed, and goes on."""
        after = replace(dialogue.with_answers(told), misses=0)
        if not sure:
            for path, value in told.items():
                reason = doubt(calculator, after, path, value)
                if reason:
                    kept = replace(dialogue.with_answers({p: v for p, v in told.items() if p != path}), misses=0)
                    return self._ask_back(conversation, calculator, kept, path, value, reason)
        after, void = self._pruned(calculator, after)
        notes = [*notes, *self._notes(calculator, dialogue, told), *void]
        facts = {
            field.profile: value
            for path, value in told.items()
            if (field := field_of(calculator, path)) is not None and field.profile and value.value is not UNKNOWN
        }
        if facts:
            conversation = replace(conversation, profile={**conversation.profile, **facts})
        return self.advance(conversation, after, notes)

    @staticmethod
    def _notes(calculator: Calculator, before: Dialogue, told: dict[str, Told]) -> list[str]:
        changed = [
            path for path, value in told.items() if path in before.answers and before.answers[path].value != value.value
        ]
        if changed:
            said = "，".join(
                f"{asking.label_of(calculator, path)}改成{asking.value_of(field_of(calculator, path), told[path])}"
                for path in changed
            )
            return [f"好，{said}。"]
        back = asking.read_back(calculator, told)
        return [back] if back else []

    @staticmethod
    def _pruned(calculator: Calculator, dialogue: Dialogue) -> tuple[Dialogue, list[str]]:
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

    def _without(
        self, conversation: Conversation, calculator: Calculator, dialogue: Dialogue, name: str, index: int
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
        return self.advance(conversation, replace(dialogue, answers=answers), [f"好，{label}去掉了。"])

    def _next_item(self, at: Open) -> Turn:
        """还有一个: asks for the item after the last one told."""
        name = at.list_name or ""
        told = {path.split(".")[1] for path in at.dialogue.answers if path.startswith(f"{name}.")}
        index = sum(place.isdigit() for place in told)
        field = at.calculator.inputs[name]
        path = f"{name}.{index}" + (f".{next(iter(field.fields))}" if field.kind == "record" else "")
        return self.ask(at.conversation, at.calculator, replace(at.dialogue, awaiting=path, misses=0), ["好。"])

    # ---- one step further

    def advance(self, conversation: Conversation, dialogue: Dialogue, notes: list[str]) -> Turn:
        """The next question, or the result."""
        calculator = self.content.calculators[dialogue.calculator]
        try:
            result = assess(calculator, dialogue)
        except Missing as missing:
            return self.ask(conversation, calculator, replace(dialogue, awaiting=missing.path), notes)
        except Unanswerable as stuck:
            return self._cannot(conversation, calculator, dialogue, stuck.path, notes)
        return self._report(conversation, calculator, dialogue, result, notes)

    def ask(self, conversation: Conversation, calculator: Calculator, dialogue: Dialogue, notes: list[str]) -> Turn:
        """The question for the awaited field."""
        path = dialogue.awaiting
        assert path is not None
        offer, quick = self._offer(calculator, path)
        lines = [*notes, so_far(calculator, dialogue), asking.question(calculator, dialogue, path, offer)]
        reply = self._asked("\n".join(line for line in lines if line), calculator, dialogue)
        reply = reply.model_copy(update={"quick_replies": (*quick, *reply.quick_replies)})
        return reply, replace(conversation, dialogue=dialogue, options=reply.quick_replies, rest="")

    def _asked(self, text: str, calculator: Calculator, dialogue: Dialogue, kind: Kind = "ask") -> Reply:
        path = dialogue.awaiting
        assert path is not None
        field = None if path.endswith(".more") else field_of(calculator, path)
        policies = self.policies(calculator, dialogue)
        return Reply(
            kind=kind,
            text=text,
            intent=f"calculate.{calculator.id}",
            policies=policies,
            calculator=calculator.id,
            awaiting=path,
            quick_replies=asking.buttons(calculator, path),
            sources=tuple(
                self._cited(policy, field.clause if field and field.clause else None) for policy in policies[:1]
            ),
        )

    def ask_again(self, at: Open, before: str, kind: Kind = "ask", quick: tuple[QuickReply, ...] = ()) -> Turn:
        """The open question once more, with something said before it."""
        text = f"{before}\n{asking.question(at.calculator, at.dialogue, at.path)}".strip()
        reply = self._asked(text, at.calculator, at.dialogue, kind)
        if quick:
            reply = reply.model_copy(update={"quick_replies": (*reply.quick_replies, *quick)})
        return reply, replace(at.conversation, dialogue=at.dialogue, options=reply.quick_replies)

    def _ask_back(
        self, conversation: Conversation, calculator: Calculator, dialogue: Dialogue, path: str, told: Told, reason: str
    ) -> Turn:
        """A figure out of reason: is it really meant?"""
        dialogue = replace(dialogue, awaiting=path, doubt=told)
        text = f"{reason.rstrip('？')}。确实是这个数就回“对”，不是就再说一遍。"
        reply = self._asked(text, calculator, dialogue)
        quick = (QuickReply(label="对，就是这个数", text="对"), QuickReply(label="说错了", text="不对"))
        reply = reply.model_copy(update={"quick_replies": quick})
        return reply, replace(conversation, dialogue=dialogue, options=quick, rest="")

    def _offer(self, calculator: Calculator, path: str) -> tuple[str, tuple[QuickReply, ...]]:
        field = None if path.endswith(".more") else field_of(calculator, path)
        if field is None or not field.series or field.series not in self.content.rates:
            return "", ()
        text, words = filling.offered_mean(self.content.rates[field.series])
        return text, (QuickReply(label=f"按{words}", text=words),) if words else ()

    def _cannot(
        self, conversation: Conversation, calculator: Calculator, dialogue: Dialogue, path: str, notes: list[str]
    ) -> Turn:
        """A figure nobody knows and nothing can be said without."""
        label = asking.label_of(calculator, path)
        lines = [*notes, f"不知道{label}，{calculator.title}就算不出确切的数。"]
        if calculator.opening and calculator.opening not in notes:
            lines.append(f"规则是：{calculator.opening}")
        lines.append(f"查到{label}后直接告诉我，就接着算。")
        policies = self.policies(calculator, dialogue)
        reply = Reply(
            kind="answer",
            text="\n".join(lines),
            intent=f"calculate.{calculator.id}",
            policies=policies,
            calculator=calculator.id,
            sources=tuple(self._cited(policy, None) for policy in policies[:1]),
        )
        kept = replace(dialogue.without({path}), awaiting=path)
        return reply, replace(
            conversation, dialogue=None, waiting=(kept, *conversation.waiting)[:KEPT_WAITING], options=()
        )

    def _report(
        self, conversation: Conversation, calculator: Calculator, dialogue: Dialogue, result: Result, notes: list[str]
    ) -> Turn:
        text, rest = reporting.report(self.content, calculator, dialogue, result)
        said = [note for note in notes if note != calculator.opening and not note.startswith("记下了：")]
        quick: list[QuickReply] = []
        if conversation.waiting:
            title = self.content.calculators[conversation.waiting[0].calculator].title
            text += f"\n刚才的{title}还没算完，说“继续”就接着算。"
            quick.append(QuickReply(label="继续刚才的", text="继续"))
        if rest:
            quick.append(QuickReply(label=wording.MORE_DETAIL, text=wording.MORE_DETAIL))
        quick.append(QuickReply(label="再算一次", text=f"帮我算{calculator.title}"))
        if result.policies:
            quick.append(
                QuickReply(label="要什么条件", text=f"{self.content.cards[result.policies[0]].title}要什么条件")
            )
        reply = Reply(
            kind="result",
            text="\n".join([*said, text]),
            intent=f"calculate.{calculator.id}",
            policies=result.policies,
            calculator=calculator.id,
            quick_replies=tuple(quick[:3]),
            sources=self._result_sources(result),
            result=result.as_json(),
        )
        finished = replace(dialogue, awaiting=None, misses=0)
        topic = f"policy:{result.policies[0]}" if result.policies else conversation.topic
        return reply, replace(
            conversation, dialogue=None, finished=finished, options=reply.quick_replies, rest=rest, topic=topic
        )

    def resume(self, conversation: Conversation) -> Turn | None:
        """继续: the calculation that waits, or None."""
        if not conversation.waiting:
            return None
        first, *others = conversation.waiting
        title = self.content.calculators[first.calculator].title
        return self.advance(replace(conversation, waiting=tuple(others)), first, [f"接着算{title}。"])

    # ---- cards behind a calculation

    @staticmethod
    def policies(calculator: Calculator, dialogue: Dialogue) -> tuple[str, ...]:
        """The cards collected for, the one the person came from first."""
        own = [dialogue.policy] if dialogue.policy in calculator.policies and dialogue.policy else []
        return tuple(dict.fromkeys((*own, *calculator.policies)))

    def _result_sources(self, result: Result) -> tuple[Source, ...]:
        clauses = "、".join(dict.fromkeys(step.clause for step in result.steps))
        return tuple(self._cited(policy, clauses or None) for policy in result.policies[:1])

    def _cited(self, policy: str, clause: str | None) -> Source:
        card, document = self.content.cards[policy], self.content.document_of(policy)
        return Source(policy=policy, document=document.title, number=document.number, clause=clause or card.clause)
