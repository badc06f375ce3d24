"""The real calculators, for the tests of their rules."""

from collections.abc import Mapping

import pytest

from bot.content.load import Content
from calculators.calculator import Calculator


@pytest.fixture(scope="session")
def calculators(content: Content) -> Mapping[str, Calculator]:
    return content.calculators
