"""Aspects: which side of a policy the words of a question ask about."""

import pytest

from bot.content.talk import aspects
from bot.understanding import aspect_hits
from intents.normalise import bare, normalise

ASKED = [
    ("链主给多少钱", "amount"),
    ("最高能拿几万", "amount"),
    ("奖励怎么算的", "how"),
    ("哪些企业能报", "who"),
    ("要啥条件", "conditions"),
    ("门槛高不高", "conditions"),
    ("带什么材料", "materials"),
    ("咋申请", "steps"),
    ("流程是啥", "steps"),
    ("几月截止", "when"),
    ("多久到账", "payout"),
    ("分几次给", "payout"),
    ("找谁办", "contact"),
    ("归谁管", "contact"),
    ("依据哪个文件", "basis"),
    ("能不能同时拿", "combine"),
    ("可以叠加不", "combine"),
    ("每年都给吗", "repeat"),
    ("外地的给不给", "area"),
    ("啥意思", "what"),
]


@pytest.mark.parametrize(("text", "aspect"), ASKED)
def test_words_of_an_aspect(text: str, aspect: str) -> None:
    assert aspect in aspect_hits(bare(normalise(text)))


def test_every_aspect_is_tried() -> None:
    assert {aspect for _, aspect in ASKED} == aspects().keys()


def test_longest_words_come_first() -> None:
    assert aspect_hits("什么时候到账")[0] == "payout", "not just 什么时候"


@pytest.mark.parametrize("text", ["链主", "高新技术企业", "我们是做钢材的", ""])
def test_texts_without_an_aspect(text: str) -> None:
    assert aspect_hits(text) == []


def test_cues_are_found_as_they_are_written() -> None:
    """A cue that normalising changes or empties would never be found."""
    for aspect in aspects().values():
        for cue in aspect.cues:
            assert bare(normalise(cue)), (aspect.id, cue)
            assert aspect.id in aspect_hits(bare(normalise(cue))), (aspect.id, cue)


@pytest.mark.parametrize("text", ["开发区里高企有多少", "签约的项目有多少"])
def test_how_many_there_are_asks_for_no_money(text: str) -> None:
    assert "amount" not in aspect_hits(bare(normalise(text)))


def test_how_much_there_is_to_get_does() -> None:
    assert "amount" in aspect_hits(bare(normalise("高企奖能有多少")))
