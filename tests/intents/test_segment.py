"""Words: names stay whole, and the cutting is jieba's."""

import re

import jieba
import pytest

from bot.content.load import Content
from intents.normalise import bare
from intents.segment import Segmenter, common_words

NAMES = ["链主", "链核", "专精特新", "首台套", "高新技术企业", "小巨人", "科技成果转化补助", "揭榜挂帅"]


@pytest.fixture(scope="module")
def common() -> dict[str, int]:
    return common_words()


@pytest.fixture(scope="module")
def segmenter(common: dict[str, int]) -> Segmenter:
    return Segmenter.with_names(NAMES, common)


@pytest.mark.parametrize("name", NAMES)
def test_names_stay_whole(segmenter: Segmenter, name: str) -> None:
    assert name in segmenter.words(f"请问{name}是什么")
    assert name in segmenter.words(f"我们企业评上{name}给多少")


def test_without_names_they_are_torn(common: dict[str, int]) -> None:
    assert "专精特新" not in Segmenter(common).words("专精特新是什么")


def test_every_character_comes_back(segmenter: Segmenter) -> None:
    text = "链主认定奖励给多少5%的钱r&d投入1.2亿"
    assert "".join(segmenter.words(text)) == text


def test_words_are_found_without_guessing(segmenter: Segmenter) -> None:
    assert segmenter.words("提高企业") == ["提高", "企业"]
    assert segmenter.words("") == []
    assert segmenter.words("，。！") == []


def test_words_are_those_jieba_cuts_with_the_same_dictionary(common: dict[str, int], content: Content) -> None:
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ = dict(common)
    for word in common:
        for end in range(1, len(word)):
            tokenizer.FREQ.setdefault(word[:end], 0)
    tokenizer.total, tokenizer.initialized = sum(common.values()), True
    ours = Segmenter(common)
    told = [bare(part.text) for card in content.cards.values() for part in card.sections.values()]
    assert len(told) > 100
    for text in told:
        cut = [word for run in re.findall(r"[\u4e00-\u9fff]+", text) for word in tokenizer.lcut(run, HMM=False)]
        assert [word for word in ours.words(text) if word[0] >= "\u4e00"] == cut


def test_the_words_it_is_made_of_are_left_alone(common: dict[str, int]) -> None:
    Segmenter.with_names(["某某独有的名字"], common)
    assert "某某独有的名字" not in common


def test_two_segmenters_know_nothing_of_each_other(common: dict[str, int]) -> None:
    first, second = Segmenter.with_names(["沙棘奖"], common), Segmenter.with_names(["剪纸奖"], common)
    assert "沙棘奖" in first.words("沙棘奖多少")
    assert "沙棘奖" not in second.words("沙棘奖多少")


def test_a_name_may_be_too_long_or_too_short_for_a_word(common: dict[str, int]) -> None:
    long = "某某市某某区某某企业奖励"
    assert long not in Segmenter.with_names([long, "奖"], common).words(long)
