"""Words: names stay whole, and jieba's own state is left alone."""

import jieba
import pytest

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


def test_jieba_itself_is_not_touched(common: dict[str, int]) -> None:
    before = (jieba.dt.initialized, dict(jieba.dt.FREQ) if jieba.dt.initialized else {}, jieba.dt.total)
    segmenter = Segmenter.with_names(["某某独有的名字"], common)
    segmenter.words("某某独有的名字是什么")
    after = (jieba.dt.initialized, dict(jieba.dt.FREQ) if jieba.dt.initialized else {}, jieba.dt.total)
    assert before == after
    assert "某某独有的名字" not in common


def test_two_segmenters_know_nothing_of_each_other(common: dict[str, int]) -> None:
    first, second = Segmenter.with_names(["沙棘奖"], common), Segmenter.with_names(["剪纸奖"], common)
    assert "沙棘奖" in first.words("沙棘奖多少")
    assert "沙棘奖" not in second.words("沙棘奖多少")


def test_a_name_may_be_too_long_or_too_short_for_a_word(common: dict[str, int]) -> None:
    long = "某某市某某区某某企业奖励"
    assert long not in Segmenter.with_names([long, "奖"], common).words(long)
