"""Relatives: named as the cards write them, the near ones apart from the others."""

import pytest

from intents.relatives import other_relatives, relatives


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("我妈买药", []),
        ("老婆的弟弟看病", ["兄弟姐妹"]),
        ("姑妈和丈母娘", ["叔", "岳"]),
        ("我姑娘上大学", []),
        ("外孙女", ["外孙"]),
    ],
)
def test_relatives_beyond_the_nearest(text: str, others: list[str]) -> None:
    assert relatives(text)
    assert other_relatives(text) == others


def test_a_text_without_one() -> None:
    assert not relatives("买药能刷吗")
