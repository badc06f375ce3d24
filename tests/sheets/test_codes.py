"""Codes of papers: the same for the same paper, other for anybody else, read however they are written down."""

import re
import secrets

import pytest

from bot.sheets.codes import PATTERN, code_of, read_code

CODE = code_of("a paper", "secret")


def test_a_code_belongs_to_one_text_of_one_conversation() -> None:
    assert code_of("a paper", "secret") == CODE
    assert re.fullmatch(PATTERN, CODE)
    others = {code_of("another paper", "secret"), code_of("a paper", "another secret")}
    assert CODE not in others
    assert len(others) == 2


def test_a_thousand_codes_all_differ_and_use_every_sign() -> None:
    codes = {code_of("a paper", secrets.token_hex()) for _ in range(1000)}
    assert len(codes) == 1000
    assert {len({code[place] for code in codes}) for place in (0, 4, 6, 10)} == {32}


@pytest.mark.parametrize(
    "said", [CODE, CODE.lower(), CODE.replace("-", ""), f"  {CODE} ", CODE.replace("-", " "), " ".join(CODE)]
)
def test_a_code_is_read_however_it_is_written(said: str) -> None:
    assert read_code(said) == CODE


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    assert read_code("oOiIl-00112") == "00111-00112"


@pytest.mark.parametrize(
    "said", ["", "-", CODE[:-1], CODE + "0", "UUUUU-UUUUU", "../../etc-pas", "编号编号编-编号编号编", "12345_67890"]
)
def test_anything_else_is_no_code(said: str) -> None:
    assert read_code(said) is None
