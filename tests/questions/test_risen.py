"""占比从18%做到61%: computed with what it is now, not with what it was."""

import pytest

from bot.conversation import Conversation
from bot.engine import Engine


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("主导产业链占比从18%做到61%，能奖管委会多少", "占比61%"),
        ("主导产业链占比18%一下子提到了45%，给管委会多少", "占比45%"),
        ("配套率从52%升到66%，相应总额3亿，给多少", "原来的协作配套率：52%；现在的协作配套率：66%"),
    ],
)
def test_what_it_rose_to_counts(engine: Engine, text: str, told: str) -> None:
    reply, _ = engine.respond(Conversation(), text)
    assert told in reply.text
