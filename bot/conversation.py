"""A conversation as a value: only what was said is kept, everything else is computed from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pydantic_core import from_json, to_json

from bot.changed import replace
from bot.messages import QuickReply, Reply
from calculators.inputs import UNKNOWN, Given
from calculators.reading.told import Span, Told

KEPT_REPLIES = 5
KEPT_WAITING = 3
KEPT_RESULTS = 2
KEPT_PAPERS = 40  # the oldest goes first


@dataclass(frozen=True)
class Dialogue:
    """A calculation in progress (or done): which one, and the answers by field, in the order given."""

    calculator: str
    answers: Mapping[str, Told] = field(default_factory=dict)
    awaiting: str | None = None
    misses: int = 0  # misunderstandings in a row
    policy: str | None = None  # the card the person came from
    doubt: Told | None = None  # a figure out of reason, asked back once; it belongs to `awaiting`
    unplaced: str = ""  # a figure as it was said, while its unit or its field is asked for
    rise: str = ""  # a rise as it was said, told before what it rose from (新增6户)
    replaced: Mapping[str, Told] = field(default_factory=dict)  # what a correction took the place of, the last one last

    def with_answers(self, told: Mapping[str, Told]) -> "Dialogue":
        """With these answers added or replaced; a replaced one moves to the end."""
        kept = {path: value for path, value in self.answers.items() if path not in told}
        old = {p: self.answers[p] for p, new in told.items() if p in self.answers and self.answers[p] != new}
        before = {path: value for path, value in self.replaced.items() if path not in old} | old
        return replace(self, answers=kept | dict(told), doubt=None, unplaced="", replaced=before)

    def without(self, paths: "set[str]") -> "Dialogue":
        return replace(self, answers={path: told for path, told in self.answers.items() if path not in paths})

    def answers_now(self, path: str) -> bool:
        """Does a value at `path` answer what is asked for: that field, its list, or "any more?"."""
        return self.awaiting is not None and path.split(".")[0] == self.awaiting.split(".")[0]

    def given(self) -> dict[str, Given]:
        """The answers as a calculator takes them; of a range the lower end."""
        return {
            path: told.value.low if isinstance(told.value, Span) else told.value for path, told in self.answers.items()
        }


@dataclass(frozen=True)
class Conversation:
    """Everything kept of one conversation."""

    dialogue: Dialogue | None = None
    waiting: tuple[Dialogue, ...] = ()  # put aside for another calculation
    finished: Dialogue | None = None  # the last result, for corrections and what-ifs
    earlier: tuple[Dialogue, ...] = ()  # results before that one
    dropped: Dialogue | None = None  # the last one cancelled: its figures are not asked for twice
    topic: str | None = None  # what the last turn was about: policy:…, rule:…
    told: tuple[str, ...] = ()  # the parts of its card that were told, the last one last: lead, section:…, question:…
    said: str = ""  # the last question that a card answered: 给我算算 may mean it
    options: tuple[QuickReply, ...] = ()  # offered last, for picking by number
    profile: Mapping[str, Told] = field(default_factory=dict)  # what was said about the enterprise
    seen: tuple[tuple[str, str], ...] = ()  # message ids ("": none) and replies as JSON, the last one last
    rest: str = ""  # the details kept behind 查看明细
    at: str | None = None  # when the last message came, ISO 8601
    secret: str = ""  # makes the codes of its papers; known to nobody else
    papers: tuple[str, ...] = ()  # store keys of the papers (测算单, 体检报告) issued to it
    issued: Mapping[str, str] = field(default_factory=dict)  # papers of this turn by store key, not yet kept

    def put_aside(self) -> "Conversation":
        """The open dialogue waits; one about the same thing that waited before is replaced."""
        if self.dialogue is None:
            return self
        others = tuple(one for one in self.waiting if one.calculator != self.dialogue.calculator)
        return replace(self, dialogue=None, waiting=(self.dialogue, *others)[:KEPT_WAITING])

    def without(self, calculator: str) -> "Conversation":
        """Without the dialogue about one calculator, open or waiting."""
        open_one = None if self.dialogue and self.dialogue.calculator == calculator else self.dialogue
        others = tuple(one for one in self.waiting if one.calculator != calculator)
        return replace(self, dialogue=open_one, waiting=others)

    def with_result(self, dialogue: Dialogue) -> "Conversation":
        """A dialogue came to its result; the result before it stays at hand if it was about something else."""
        before = (self.finished, *self.earlier) if self.finished else self.earlier
        others = tuple(one for one in before if one is not None and one.calculator != dialogue.calculator)
        return replace(self, dialogue=None, finished=dialogue, earlier=others[:KEPT_RESULTS])

    def answered(self, message_id: str | None) -> Reply | None:
        """The reply a message got before, if it is a redelivered one."""
        text = next((reply for known, reply in self.seen if message_id and known == message_id), None)
        return None if text is None else Reply.model_validate_json(text)

    def last_reply(self) -> Reply | None:
        return Reply.model_validate_json(self.seen[-1][1]) if self.seen else None

    def issuing(self, key: str, text: str) -> "Conversation":
        """With a paper issued in this turn, to be kept under a key of the store."""
        papers = (*(paper for paper in self.papers if paper != key), key)[-KEPT_PAPERS:]
        return replace(self, papers=papers, issued={**self.issued, key: text})

    def remembering(self, message_id: str | None, reply: Reply) -> "Conversation":
        known = (one for one in self.seen if one[0])
        text = reply.model_dump_json(exclude_defaults=True)
        return replace(self, seen=(*known, (message_id or "", text))[-KEPT_REPLIES:])


def dump(conversation: Conversation) -> str:
    """As text for a store, a JSON value a line: the state, then the replies as they are: long, and seldom read again."""
    state = to_json(
        {
            "dialogue": conversation.dialogue and dialogue_out(conversation.dialogue),
            "waiting": [dialogue_out(one) for one in conversation.waiting],
            "finished": conversation.finished and dialogue_out(conversation.finished),
            "earlier": [dialogue_out(one) for one in conversation.earlier],
            "dropped": conversation.dropped and dialogue_out(conversation.dropped),
            "topic": conversation.topic,
            "told": conversation.told,
            "said": conversation.said,
            "options": [[option.label, option.text] for option in conversation.options],
            "profile": {name: _told_out(told) for name, told in conversation.profile.items()},
            "rest": conversation.rest,
            "at": conversation.at,
            "secret": conversation.secret,
            "papers": conversation.papers,
            "replied": [id for id, _ in conversation.seen],
        }
    ).decode()
    return "\n".join([state, *(reply for _, reply in conversation.seen)])


def parse(text: str) -> Conversation:
    """From a store's text. Raises ValueError and its like for what is none."""
    state, *replies = text.split("\n")
    data = from_json(state)
    seen = data["seen"] if "seen" in data else zip(data["replied"], replies, strict=True)  # as it was written before
    return Conversation(
        dialogue=data["dialogue"] and dialogue_in(data["dialogue"]),
        waiting=tuple(map(dialogue_in, data["waiting"])),
        finished=data["finished"] and dialogue_in(data["finished"]),
        earlier=tuple(map(dialogue_in, data.get("earlier", ()))),
        dropped=data.get("dropped") and dialogue_in(data["dropped"]),
        topic=data["topic"],
        told=tuple(data.get("told", ())),
        said=data.get("said", ""),
        options=tuple(QuickReply(label=label, text=said) for label, said in data["options"]),
        profile={name: _told_in(item) for name, item in data["profile"].items()},
        seen=tuple((known, reply) for known, reply in seen),
        rest=data["rest"],
        at=data["at"],
        secret=data.get("secret", ""),
        papers=tuple(data.get("papers", ())),
    )


def dialogue_out(dialogue: Dialogue) -> dict[str, Any]:
    """A calculation as JSON keeps it."""
    return {
        "calculator": dialogue.calculator,
        "answers": {path: _told_out(told) for path, told in dialogue.answers.items()},
        "awaiting": dialogue.awaiting,
        "misses": dialogue.misses,
        "policy": dialogue.policy,
        "doubt": _told_out(dialogue.doubt) if dialogue.doubt else None,
        "unplaced": dialogue.unplaced,
        "rise": dialogue.rise,
        "replaced": {path: _told_out(told) for path, told in dialogue.replaced.items()},
    }


def dialogue_in(data: Mapping[str, Any]) -> Dialogue:
    """A calculation from kept JSON."""
    answers = {path: _told_in(item) for path, item in data["answers"].items()}
    doubt = _told_in(data["doubt"]) if data["doubt"] else None
    awaiting, misses, policy = data["awaiting"], data["misses"], data["policy"]
    unplaced, rise = data.get("unplaced", ""), data.get("rise", "")
    replaced = {path: _told_in(item) for path, item in data.get("replaced", {}).items()}
    return Dialogue(data["calculator"], answers, awaiting, misses, policy, doubt, unplaced, rise, replaced)


def _told_out(told: Told) -> list[Any]:
    kept = [*_value_out(told.value), told.said, told.about, told.sensed]
    more = [told.short, None if told.of is None else str(told.of)]
    return [*kept, *more] if told.short or told.of is not None else kept


def _told_in(item: list[Any]) -> Told:
    sort, value, said, about, sensed, *more = item
    short, of = more or (False, None)
    return Told(_value_in(sort, value), said, about, sensed, short, None if of is None else Decimal(of))


def _value_out(value: Given | Span) -> tuple[str, Any]:
    if isinstance(value, Span):
        return "span", [str(value.low), str(value.high)]
    if isinstance(value, bool):
        return "flag", value
    if isinstance(value, Decimal):
        return "number", str(value)
    if isinstance(value, int):
        return "count", value
    if isinstance(value, tuple):
        return "marks", [str(mark) for mark in value]
    if isinstance(value, str):
        return "choice", value
    return "unknown", None


def _value_in(sort: str, value: Any) -> Given | Span:
    if sort == "span":
        return Span(Decimal(value[0]), Decimal(value[1]))
    if sort == "number":
        return Decimal(value)
    if sort == "marks":
        return tuple(Decimal(mark) for mark in value)
    if sort == "unknown":
        return UNKNOWN
    return value  # type: ignore[no-any-return]
