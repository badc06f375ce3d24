"""Finding what a question means: the same content gives the same matcher, unseen words make it less sure."""

import numpy as np
import pytest

from intents.index import Sample, assemble, build, read, without
from intents.matcher import Matcher
from intents.segment import Segmenter, common_words

ASKED = {
    "leader": {
        "amount": ["链主认定奖多少钱", "链主奖励给几万", "评上链主给多少", "链主一次性奖多少"],
        "who": ["链主认定谁能报", "哪些企业能评链主", "什么样的厂子算链主"],
    },
    "hightech": {
        "amount": ["高新技术企业奖多少", "高新技术企业给多少钱", "评上高新技术企业补多少"],
        "when": ["高新技术企业奖励什么时候发", "高新技术企业的钱几月到账", "高新技术企业奖金多久能到"],
    },
    "hotline": {
        "rank": ["热线排名第几", "热线满意度哪个局最高", "热线办结多少件"],
        "phone": ["热线电话打哪个", "热线怎么打", "打热线要钱吗"],
    },
}
SAMPLES = [
    Sample(text, topic, unit) for topic, units in ASKED.items() for unit, texts in units.items() for text in texts
]


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter.with_names(["链主", "高新技术企业"], common_words())


@pytest.fixture(scope="module")
def matcher(segmenter: Segmenter) -> Matcher:
    return Matcher(SAMPLES, segmenter)


@pytest.mark.parametrize(
    ("text", "topic", "unit"),
    [
        ("链主给多少钱", "leader", "amount"),
        ("哪些厂子能报链主", "leader", "who"),
        ("评上高新技术企业奖几万", "hightech", "amount"),
        ("高新技术企业的奖金什么时候到账", "hightech", "when"),
        ("哪个局热线排名最高", "hotline", "rank"),
        ("热线打哪个电话", "hotline", "phone"),
    ],
)
def test_topic_and_part(matcher: Matcher, text: str, topic: str, unit: str) -> None:
    assert matcher.candidates(text)[0].topic == topic
    assert matcher.parts(text, topic)[0].unit == unit


@pytest.mark.parametrize("sample", range(len(SAMPLES)))
def test_an_example_finds_itself(matcher: Matcher, sample: int) -> None:
    first = matcher.candidates(SAMPLES[sample].text)[0]
    assert first.topic == SAMPLES[sample].topic
    assert first.nearest[0].sample == sample
    assert matcher.parts(SAMPLES[sample].text, first.topic)[0].sample == sample


def test_scores_fall_and_stay_within_bounds(matcher: Matcher) -> None:
    found = matcher.candidates("链主和高新技术企业奖多少", most=3)
    scores = [candidate.score for candidate in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= candidate.probability <= 1 for candidate in found)
    assert len({candidate.topic for candidate in found}) == len(found) <= 3


def test_the_same_examples_build_the_same_matcher(segmenter: Segmenter, matcher: Matcher) -> None:
    again = build(SAMPLES, segmenter)
    for name, value in vars(matcher.index).items():
        other = getattr(again, name)
        assert np.array_equal(value, other) if isinstance(value, np.ndarray) else value == other, name
    text = "链主奖多少"
    assert Matcher(SAMPLES, segmenter, again).candidates(text) == matcher.candidates(text)


def test_unseen_words_lower_the_confidence(matcher: Matcher) -> None:
    known = matcher.candidates("链主认定奖多少钱")[0]
    stranger = matcher.candidates("隔壁老王孵蛋的链主认定奖多少钱")[0]
    assert stranger.topic == known.topic
    assert stranger.score < known.score
    assert stranger.likeness < known.likeness


@pytest.mark.parametrize("text", ["", "qqq", "蝙蝠犀牛"])
def test_a_text_without_known_features_finds_nothing_sure(matcher: Matcher, text: str) -> None:
    found = matcher.candidates(text)
    assert not found or found[0].likeness < 0.3
    assert matcher.parts(text, "leader") == [] or matcher.parts(text, "leader")[0].likeness < 0.3


def test_leaving_an_example_out(matcher: Matcher, segmenter: Segmenter) -> None:
    every = read(SAMPLES, segmenter)
    for place, example in enumerate(SAMPLES):
        rest = without(every, np.arange(len(SAMPLES)) == place)
        fewer = Matcher(rest.samples, segmenter, assemble(rest))
        assert example not in fewer.samples
        assert matcher.candidates(example.text)[0].nearest[0].sample == place
        best = next((found for found in fewer.candidates(example.text) if found.topic == example.topic), None)
        assert best is None or best.likeness < matcher.candidates(example.text)[0].likeness, example.text


def test_leaving_nothing_out_changes_nothing(matcher: Matcher, segmenter: Segmenter) -> None:
    every = read(SAMPLES, segmenter)
    whole = without(every, np.zeros(len(SAMPLES), np.bool_))
    again = Matcher(whole.samples, segmenter, assemble(whole))
    assert again.candidates("链主奖多少") == matcher.candidates("链主奖多少")
