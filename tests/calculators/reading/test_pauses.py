"""Blanks typed for commas, and blanks that part nothing."""

import pytest

from calculators.reading.pauses import with_commas


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("固投1.2亿 都投完了 已投产", "固投1.2亿,都投完了,已投产"),
        ("合同五百万 到账二百六十万", "合同五百万,到账二百六十万"),
        ("300万 200万", "300万,200万"),
        ("3000 万 已付", "3000 万,已付"),
        ("2024 年 3 个项目", "2024 年 3 个项目"),
        ("总投资 5000万", "总投资 5000万"),
        ("lpr 3.45%", "lpr 3.45%"),
        ("没有空格", "没有空格"),
    ],
)
def test_a_blank_between_clauses_is_a_comma(typed: str, read: str) -> None:
    assert with_commas(typed) == read
