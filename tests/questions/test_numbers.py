"""Every number of every reply comes from somewhere: the content, the question, or a calculation that is shown."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from bot.content.load import Content
from bot.content.talk import talks
from bot.conversation import Conversation
from bot.dialogue.assessing import supposed_value
from bot.messages import Reply
from calculators.calculator import field_of, next_field
from calculators.inputs import UNKNOWN, Unanswerable
from calculators.reading.characters import fold
from calculators.reading.figures import Sort, find_figures
from calculators.result import Result

_RUN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_LISTED = re.compile(r"^\d{1,2}\. ", re.MULTILINE)  # 1. 2. 3. before the lines of a list
_FACTOR = re.compile(r"\d\.\d+")  # a small number without a unit of its own
_NOTHING_YET = re.compile("没[领拿]过")  # says 0元 in words
_NOT_TOLD = ("ask", "names", "examples", "cues", "words", "usual", "yes", "no")  # lists of what people say
_SORTS = {Sort.MONEY: "money", Sort.PERCENT: "percent"}
Number = tuple[str, Decimal]


@cache
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
    defaults for what a program need not give, and what the card supposes of what is still open."""
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
                if field is None or field.has_default:
                    given[path] = field.default_value if field else False
                elif (value := supposed_value(field, path, given)) is not UNKNOWN:
                    given[path] = value
                else:
                    break
            else:
                result = calculator.assess(given)
                yield from (result, *result.options)


def unfounded(question: str, reply: Reply, held: set[Number], calculated: Sequence[Result] = ()) -> list[str]:
    """The numbers of a reply that neither the content nor the question nor a calculation holds."""
    known = set(numbers(question))
    if _NOTHING_YET.search(question):
        known.add(("money", Decimal(0)))
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
    return [
        shown
        for found, shown in stated.items()
        if found not in held and found not in known and _as_it_stands(shown) not in held
    ]


def _as_it_stands(shown: str) -> Number | None:
    """×1.1 is no amount, though a unit further on (单位：万元) may be lent to it."""
    return ("plain", Decimal(shown)) if _FACTOR.fullmatch(shown) else None


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


def test_every_number_of_every_reply_comes_from_somewhere(content: Content, answers: Any, held: set[Number]) -> None:
    offenders = [
        f"{question.id} {question.text[:60]} | {', '.join(found)} | {reply.text[:120]!r}"
        for question, reply, after in answers.rows
        if (found := unfounded(question.text, reply, held, list(results(content, after))))
    ]
    assert not offenders, f"{len(offenders)} replies:\n" + "\n".join(offenders)
