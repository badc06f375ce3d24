"""Examples with other people's figures are left out for somebody who brings figures of their own."""

import pytest

from bot.answering.own_figures import OwnFigures
from bot.content.load import Content


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("按5%给。比如到账400万元，给20万元。", "按5%给。"),
        ("按5%给（比如到账400万元，给20万元），最高20万元。", "按5%给，最高20万元。"),
        ("老客户（比如复审、外地迁来的）给不给没写。", "老客户（比如复审、外地迁来的）给不给没写。"),  # of no figures
    ],
)
def test_only_examples_with_figures_are_left_out(content: Content, told: str, left: str) -> None:
    card = content.cards["cz-tech-transfer"]
    assert OwnFigures(content).without(card, told, "我们到账777万") == left
