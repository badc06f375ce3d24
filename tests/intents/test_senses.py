"""What is spoken of (义类), whatever the words."""

from intents.features import features
from intents.normalise import bare, normalise
from intents.senses import senses


def of(text: str) -> list[str]:
    return senses(bare(normalise(text)))


def test_other_words_for_the_same_are_one_sense() -> None:
    assert of("龙头把外地的厂劝来落户") == of("链主引进外地的厂落地")


def test_a_text_that_speaks_of_nothing_known_has_none() -> None:
    assert of("明天会下雨么") == []


def test_two_senses_together_are_a_feature_of_their_own() -> None:
    found = features("老大引来一家厂", lambda text: [])
    assert "tattract leader" in found
    assert "tattract leader" not in features("老大", lambda text: [])
