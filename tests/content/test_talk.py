"""Small talk and aspects as they stand in `intents/`."""

from bot.content.load import Content
from bot.content.talk import aspects, talks


def test_every_small_talk_has_forms_and_an_answer() -> None:
    assert len(talks()) >= 5
    for talk in talks().values():
        assert len(talk.ask) >= 6, talk.id
        assert 10 <= len(talk.text) <= 300, talk.id


def test_no_form_stands_twice() -> None:
    forms = [form for talk in talks().values() for form in talk.ask]
    assert len(forms) == len(set(forms))


def test_every_aspect_has_a_title_and_cues_of_its_own() -> None:
    cues = [cue for aspect in aspects().values() for cue in aspect.cues]
    assert len(cues) == len(set(cues))
    assert len({aspect.title for aspect in aspects().values()}) == len(aspects())


def test_every_section_of_a_card_is_an_aspect(content: Content) -> None:
    used = {name for card in content.cards.values() for name in card.sections}
    assert used <= aspects().keys()
    assert {"amount", "conditions", "steps", "contact", "combine"} <= used
