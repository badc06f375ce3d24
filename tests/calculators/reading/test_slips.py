"""Slips of the tongue: what is taken back at once does not count; a correction of something older stays one."""

import pytest

from calculators.reading.slips import without_slips


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("5000万,不对,是5500万", "5500万"),
        ("完成的是5000万,不对,是5500万", "完成的是5500万"),
        ("到账300万 哦不 400万,没有别的了", "到账400万,没有别的了"),
        ("25%,啊不对,应该是35%", "35%"),
        ("3家,不对,是4家,不对,是5家", "5家"),
        ("总投资2亿,完成5000万,不对,是6000万", "总投资2亿,完成6000万"),
    ],
)
def test_what_is_taken_back_at_once_does_not_count(said: str, meant: str) -> None:
    assert without_slips(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "刚才不对,是6000万",
        "4000万说错了,是6000万",
        "不是4000万,是6000万",
        "4000万不对,是6000万",
        "总投资4000万,不对劲,完成的是6000万",
        "配套企业5家,不对,配套率是30%",
        "5000万,不对吗",
        "链主,不对,是链核",
        "",
    ],
)
def test_other_words_stay_as_they_are(said: str) -> None:
    assert without_slips(said) == said
