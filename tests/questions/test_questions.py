"""Questions of people who never saw the cards: answered right often enough, and never with a figure from nowhere."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.content.load import Content
from bot.content.talk import talks
from bot.conversation import Conversation
from bot.engine import Engine
from bot.messages import Reply
from calculators.calculator import field_of, next_field
from calculators.inputs import Unanswerable
from calculators.reading.characters import fold
from calculators.reading.figures import Sort, find_figures
from calculators.result import Result

HERE = Path(__file__).parent
RIGHT = {"dev": 0.88, "test": 0.83}  # share of questions answered rightly in every respect
POLICY = {"dev": 0.95, "test": 0.92}  # share of questions whose reply is about the right policy (or need be about none)


@dataclass(frozen=True)
class Question:
    """A question with what its reply must be. `policies`, `kinds`: any of them will do."""

    id: str
    text: str
    policies: tuple[str, ...]
    kinds: tuple[str, ...]
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    style: str


def questions(name: str) -> list[Question]:
    with (HERE / f"{name}.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [
        Question(
            **{key: tuple(value) if isinstance(value, list) else value for key, value in row.items() if key != "note"}
        )
        for row in rows
    ]


class Answered(NamedTuple):
    """A question, its reply, and the conversation after it."""

    question: Question
    reply: Reply
    after: Conversation


@pytest.fixture(scope="module")
def answered(engine: Engine) -> dict[str, list[Answered]]:
    """Every question in a fresh conversation."""
    return {
        name: [Answered(question, *engine.respond(Conversation(), question.text)) for question in questions(name)]
        for name in RIGHT
    }


def about(question: Question, reply: Reply) -> bool:
    """Is the reply about the policy? Of several choices offered any one may be it."""
    if not question.policies:
        return True
    spoken = reply.policies if reply.kind == "choices" else reply.policies[:1]
    return bool(set(spoken) & set(question.policies))


def wrong(question: Question, reply: Reply) -> list[str]:
    """Everything that is wrong with a reply."""
    texts = (reply.text, re.sub(r"(?<=\d),(?=\d{3})|[^\S\n]", "", reply.text))
    faults = [] if reply.kind in question.kinds else [f"kind {reply.kind}"]
    if not about(question, reply):
        faults.append(f"policies {', '.join(reply.policies) or 'none'}")
    faults += [f"lacks {p[:60]}" for p in question.must if not any(re.search(p, text) for text in texts)]
    faults += [f"has {p[:60]}" for p in question.must_not if any(re.search(p, text) for text in texts)]
    return faults


def test_questions_are_well_formed() -> None:
    every = [question for name in RIGHT for question in questions(name)]
    assert len({question.id for question in every}) == len(every)
    dev, test = ({question.text for question in questions(name) if question.style != "move"} for name in RIGHT)
    assert not dev & test, "no question stands in both sets"
    for question in every:
        assert question.kinds, question.id
        for pattern in (*question.must, *question.must_not):
            re.compile(pattern)


def test_questions_name_policies_that_exist(content: Content) -> None:
    named = {policy for name in RIGHT for question in questions(name) for policy in question.policies}
    assert named <= content.cards.keys()


@pytest.mark.parametrize("name", RIGHT)
def test_share_answered_rightly(answered: dict[str, list[Answered]], name: str) -> None:
    rows = answered[name]
    failed = [(question, reply, faults) for question, reply, _ in rows if (faults := wrong(question, reply))]
    share = 1 - len(failed) / len(rows)
    told = "\n".join(
        f"{question.id} {question.style} {question.text[:80]} | {'; '.join(faults)} | {reply.kind} {reply.text[:80]!r}"
        for question, reply, faults in failed
    )
    assert share >= RIGHT[name], f"{share:.3f} of {name} right, at least {RIGHT[name]} wanted:\n{told}"


@pytest.mark.parametrize("name", POLICY)
def test_share_about_the_right_policy(answered: dict[str, list[Answered]], name: str) -> None:
    rows = answered[name]
    failed = [(question, reply) for question, reply, _ in rows if not about(question, reply)]
    share = 1 - len(failed) / len(rows)
    told = "\n".join(
        f"{question.id} {question.text[:80]} | {', '.join(question.policies)} | {', '.join(reply.policies)}"
        for question, reply in failed
    )
    assert share >= POLICY[name], f"{share:.3f} of {name} about the policy, at least {POLICY[name]} wanted:\n{told}"


# ---- every number of a reply comes from somewhere

_RUN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_LISTED = re.compile(r"^\d{1,2}\. ", re.MULTILINE)  # 1. 2. 3. before the lines of a list
_NOT_TOLD = ("ask", "names", "examples", "cues", "words", "usual", "yes", "no")  # lists of what people say
_SORTS = {Sort.MONEY: "money", Sort.PERCENT: "percent"}
Number = tuple[str, Decimal]


def numbers(text: str) -> dict[Number, str]:
    """Every number a text states, exactly, with how it stands there.

    Amounts are yuan, percentages percent; everything else, and every run of digits outside of them, is plain.
    So 50万元 vouches for 五十万 and 500,000元, but not for 50户 or 50%.
    """
    found: dict[Number, str] = {}
    rest = fold(text)
    for figure in find_figures(text):
        sort = _SORTS.get(figure.sort, "plain")
        if sort != "plain":
            rest = rest[: figure.start] + " " * (figure.end - figure.start) + rest[figure.end :]
        elif _RUN.search(fold(figure.text)):
            continue  # its digits are runs
        found |= {(sort, value): figure.text for value in (figure.low, figure.high)}
    for run in _RUN.findall(rest):
        found.setdefault(("plain", Decimal(run.replace(",", ""))), run)
    return found


def told(data: Any) -> Iterator[str]:
    """The texts and figures of content as it was written, without what is only there to recognise questions."""
    if isinstance(data, dict):
        for key, value in data.items():
            if not (key in _NOT_TOLD and isinstance(value, list)):
                yield from told(value)
    elif isinstance(data, list):
        for item in data:
            yield from told(item)
    elif isinstance(data, str | int) and not isinstance(data, bool):
        yield str(data)


@pytest.fixture(scope="module")
def held(content: Content) -> set[Number]:
    """Every number of the content: cards, documents, tables, rules, rates, what is not held, small talk."""
    sources = {id(source): source for source in content.sources.values()}.values()
    texts = [text for source in sources for text in told(source.data)]
    texts += [talk.text for talk in talks().values()]
    longest = max(len(ranking.entries) for card in content.cards.values() for ranking in card.rankings)
    places = {("plain", Decimal(place)) for place in range(1, longest + 1)}
    return places | {found for text in texts for found in numbers(text)}


def results(content: Content, after: Conversation) -> Iterator[Result]:
    """The calculation that is open or was just finished, run anew on what was said so far: no further items,
    and defaults for what a program need not give."""
    for dialogue in (after.dialogue, after.finished):
        if dialogue is None:
            continue
        calculator = content.calculators.get(dialogue.calculator)
        if calculator is None:  # an inquiry: it holds no amounts
            continue
        given = dialogue.given()
        with suppress(Unanswerable):
            while (path := next_field(calculator, given)) is not None:
                field = field_of(calculator, path)
                if field is not None and not field.has_default:
                    break
                given[path] = field.default_value if field else False
            else:
                result = calculator.assess(given)
                yield from (result, *result.options)


def unfounded(question: str, reply: Reply, held: set[Number], calculated: Sequence[Result] = ()) -> list[str]:
    """The numbers of a reply that neither the content nor the question nor a calculation holds."""
    known = set(numbers(question))
    for text in told(reply.result):
        known |= numbers(text).keys()
    given = [reply.result] if reply.result else []
    for result in (*given, *(result.as_json() for result in calculated)):
        amounts = [result["amount"], *(result["range"] or ()), *(step["amount"] for step in result["steps"])]
        known |= {("money", Decimal(amount)) for amount in amounts if amount is not None}
    for result in calculated:
        for text in (*(step.label for step in result.steps), *result.hints):
            known |= numbers(text).keys()
    stated = numbers(_LISTED.sub("", reply.text))
    return [shown for found, shown in stated.items() if found not in held and found not in known]


def test_numbers_are_read_exactly() -> None:
    assert numbers("奖50万元") == {("money", Decimal(500_000)): "50万元"}
    assert numbers("百分之五").keys() == numbers("5%").keys() == {("percent", Decimal(5))}
    assert numbers("1.2亿元").keys() == numbers("120,000,000元").keys() == numbers("一亿两千万").keys()
    assert ("plain", Decimal(50)) not in numbers("50万元，50%")
    assert numbers("第9.2(1)条，2024年2月29日").keys() == {
        ("plain", Decimal(text)) for text in ("9.2", "1", "2024", "2", "29")
    }


@pytest.mark.parametrize("text", ["奖51万元", "按6.7%", "投诉打12399", "净增3721户", "二百零三万元", "20230427"])
def test_an_invented_number_is_noticed(held: set[Number], text: str) -> None:
    assert unfounded("能拿多少", Reply(kind="answer", text=text), held)


def test_a_number_may_come_from_the_question_or_the_calculation(held: set[Number]) -> None:
    reply = Reply(kind="answer", text="您说的203万元")
    assert unfounded("付了二百零三万", reply, held) == []
    step = {"label": "203万元 × 5%", "amount": "101500.00", "clause": "8.3"}
    result = {"amount": "101500.00", "range": None, "steps": [step]}
    reply = Reply(kind="result", text="能拿10.15万元：203万元 × 5%", result=result)
    assert unfounded("能拿多少", reply, held) == []


@pytest.mark.parametrize("name", RIGHT)
def test_every_number_of_every_reply_comes_from_somewhere(
    content: Content, answered: dict[str, list[Answered]], held: set[Number], name: str
) -> None:
    offenders = [
        f"{question.id} {question.text[:60]} | {', '.join(found)} | {reply.text[:120]!r}"
        for question, reply, after in answered[name]
        if (found := unfounded(question.text, reply, held, list(results(content, after))))
    ]
    assert not offenders, f"{len(offenders)} replies:\n" + "\n".join(offenders)
