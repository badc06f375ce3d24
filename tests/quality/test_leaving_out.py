"""Examples taken out still find their card; and they are really out."""

import pytest

from bot.content.load import Content
from bot.engine import Engine
from bot.messages import Reply
from bot.quality import leaving_out
from bot.quality.leaving_out import LEAST, LeftOut, leave_out, told
from bot.understanding import Understanding
from intents.index import Read

TENTHS = 1  # of the ten parts: what fits into the time of the tests; `jince eval --leave-one-out` takes all
CHANCE = 0.013  # of 2,000 examples drawn from all, the share may be this much below the whole (two standard errors)


@pytest.mark.timeout(300)
def test_examples_taken_out_still_find_their_card(engine: Engine) -> None:
    rows = leave_out(engine.understanding, tenths=TENTHS)
    assert len({row.card for row in rows}) == len(engine.content.cards), "every card is among them"
    share = sum(row.right for row in rows) / len(rows)
    assert share >= LEAST - CHANCE, told(rows)


def test_of_one_policy_all_examples_are_asked_and_names_stay(
    engine: Engine, content: Content, few_examples: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = few_examples[0]
    kept: list[list[str]] = []
    knowing = leaving_out._knowing

    def noting(understanding: Understanding, examples: Read) -> Understanding:
        kept.append([sample.text for sample in examples.samples])
        return knowing(understanding, examples)

    monkeypatch.setattr(leaving_out, "PARTS", 2)
    monkeypatch.setattr(leaving_out, "_knowing", noting)
    rows = leave_out(engine.understanding, policy, 2)
    card = content.cards[policy]
    wanted = [*card.ask, *(text for section in card.sections.values() for text in section.ask)]
    wanted += [text for question in card.questions for text in question.ask]
    assert {row.text for row in rows} == set(wanted) - {card.title, *card.names}
    assert {row.card for row in rows} == {policy}
    both = [learnt.sample.text for learnt in leaving_out.learnt_from(content)]
    assert sum(len(both) - len(texts) for texts in kept) == len(rows), "what is asked is out, and nothing else"
    first, second = (set(both) - set(texts) for texts in kept)
    assert first
    assert second
    assert not first & second, "each is out once"
    assert card.names[0] in set(kept[0]) & set(kept[1])


def row(text: str, card: str, kind: str, *policies: str) -> LeftOut:
    return LeftOut(text, card, Reply.model_validate({"kind": kind, "text": "…", "policies": policies, "intent": "x"}))


def test_the_report_tells_the_share_and_lists_what_was_lost_worst_card_first() -> None:
    rows = [
        row("一", "a", "answer", "a"),
        row("二", "a", "choices", "b", "a"),
        row("三", "a", "answer", "b"),
        row("四", "b", "fallback"),
        row("五", "b", "answer", "a"),
    ]
    assert [one.right for one in rows] == [True, True, False, False, False]
    assert [one.first for one in rows] == [True, False, False, False, False]
    text = told(rows)
    assert "40.0%（2/5），要求至少 90%" in text
    assert "20.0%" in text
    assert text.index("b  2 句里找错 2 句") < text.index("a  3 句里找错 1 句")
    for line in ("三 → b", "四 → (x)", "五 → a"):
        assert line in text
