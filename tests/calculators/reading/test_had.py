"""What was had of an award, and in which year."""

import pytest

from calculators.reading.had import When, had_amount, when_had


@pytest.mark.parametrize(
    ("text", "amount", "when"),
    [
        ("今年领过100万", 100, When.THIS_YEAR),
        ("采购2亿都付了,今年已经领了100万", 100, When.THIS_YEAR),
        ("今年上半年拿过20万", 20, When.THIS_YEAR),
        ("去年领过100万", 100, When.ANOTHER),
        ("之前领过100万", 100, When.UNSAID),
        ("2024年领过100万", 100, When.UNSAID),
        ("今年付了300万,之前领过20万", 20, When.UNSAID),
        ("今年这项补助已经补过50万", 50, When.THIS_YEAR),
    ],
)
def test_an_amount_had(text: str, amount: int, when: When) -> None:
    figure = had_amount(text)
    assert figure is not None
    assert (figure.value, when_had(figure, text)) == (amount * 10_000, when)


@pytest.mark.parametrize("text", ["能领100万吗", "付了100万", "没领过100万", "还能拿100万", "今年没有领到100万"])
def test_no_amount_had(text: str) -> None:
    assert had_amount(text) is None
