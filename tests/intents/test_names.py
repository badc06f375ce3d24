"""Names in a text: as written, as they sound, with one slip in a long one; the longest wins."""

import pytest

from intents.names import NameFinder, NameHit

NAMES = {
    "链主": "leader",
    "链主认定": "recognition",
    "链主认定奖励": "award",
    "高新技术企业": "hightech",
    "高企": "hightech",
    "专精特新": "sred",
    "小巨人": "giants",
    "首台套": "first",
    "1551工程": "soe",
    "表4": "supply",
    "12345热线": "hotline",
    "科技成果转化补助": "transfer",
    "奖": "nothing",
    "承载示范奖": "hosting",
}


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    return NameFinder(NAMES)


def found(hits: list[NameHit]) -> list[tuple[str, bool]]:
    return [(hit.name, hit.exact) for hit in hits]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("链主认定奖励多少", [("链主认定奖励", True)]),
        ("链主认定怎么办", [("链主认定", True)]),
        ("链主多少", [("链主", True)]),
        ("高企和专精特新", [("专精特新", True), ("高企", True)]),
        ("奖多少", []),
        ("", []),
        ("链", []),
    ],
)
def test_exact_names_longest_first(finder: NameFinder, text: str, hits: list[tuple[str, bool]]) -> None:
    assert found(finder.find(text)) == hits


def test_a_hit_says_where_it_stands(finder: NameFinder) -> None:
    (hit,) = finder.find("我们小巨人能拿吗")
    assert (hit.topic, hit.start, hit.size) == ("giants", 2, 3)
    assert "我们小巨人能拿吗"[hit.start : hit.start + hit.size] == hit.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("专精特薪多少", "专精特新"),
        ("专晶特新多少", "专精特新"),
        ("小居人多少", "小巨人"),
        ("首台讨多少", "首台套"),
        ("高薪技术企业多少", "高新技术企业"),
        ("恋主认定怎么办", "链主认定"),
        ("科技成果转化不住", "科技成果转化补助"),
        ("手台套", "首台套"),  # sh/s
    ],
)
def test_names_that_only_sound_right(finder: NameFinder, text: str, name: str) -> None:
    assert (name, False) in found(finder.find(text))


@pytest.mark.parametrize("text", ["连主多少", "高起多少"])
def test_names_of_two_characters_must_be_written_right(finder: NameFinder, text: str) -> None:
    assert finder.find(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("高新技木企业多少", "高新技术企业"),  # one wrong
        ("高新术企业多少", "高新技术企业"),  # one missing
        ("高新技术的企业多少", "高新技术企业"),  # one more
        ("我们高新术企业", "高新技术企业"),  # at the end
        ("高兴技术企业", "高新技术企业"),
        ("科技成果专化补助", "科技成果转化补助"),
    ],
)
def test_one_slip_in_a_long_name(finder: NameFinder, text: str, name: str) -> None:
    assert [hit.name for hit in finder.find(text)][:1] == [name]
    assert not finder.find(text)[0].exact


@pytest.mark.parametrize("text", ["高新工木企业多少", "小臣人多少", "专粗持新", "首都套餐"])
def test_two_slips_or_a_slip_in_a_short_name_are_too_many(finder: NameFinder, text: str) -> None:
    assert finder.find(text) == []


@pytest.mark.parametrize("text", ["1541工程", "1550工程", "551工程", "表3", "表5", "12346热线", "12343热线"])
def test_digits_must_be_exact(finder: NameFinder, text: str) -> None:
    assert finder.find(text) == []


def test_names_with_digits_are_found_as_written(finder: NameFinder) -> None:
    assert found(finder.find("1551工程是什么")) == [("1551工程", True)]
    assert found(finder.find("表4给谁看")) == [("表4", True)]


def test_no_names_find_nothing() -> None:
    assert NameFinder({}).find("链主认定奖励") == []


def test_a_name_without_its_award_is_another_thing(finder: NameFinder) -> None:
    assert finder.find("落在重点承载示范开发区") == []
    assert [hit.name for hit in finder.find("承载示范将给多少")] == ["承载示范奖"]
