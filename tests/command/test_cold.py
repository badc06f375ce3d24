"""A question from cold waits for nothing it does not need."""

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from bot.conversation import Conversation
from bot.engine import Engine
from intents import kept

CODE = "import sys; from bot.command import main; main(['ask', '链主认定奖多少']); print('\\n'.join(sys.modules))"
NOT_NEEDED = {
    *("bot.server", "bot.channels", "bot.quality", "bot.openapi", "bot.content.check"),
    *("aiohttp", "asyncio", "cryptography", "jieba", "numpy.ma", "psycopg", "pypinyin"),
    *("sqlite3", "starlette", "telegram", "typst", "uvicorn", "yaml"),
}


def test_a_question_from_cold_imports_only_what_it_needs(
    engine: Engine, environment: dict[str, str], tmp_path: Path
) -> None:
    engine.respond(Conversation(), "链主认定奖多少")  # whatever takes long to derive has been
    own = tmp_path / "kept"  # what tests beside this one derive meanwhile of content of their own is not seen here
    own.mkdir()
    for file in kept.folder().glob("*.[jn]*"):
        with suppress(FileNotFoundError):  # forgotten by a test beside this one
            shutil.copy(file, own)
    for _ in ("whatever is still lacking is derived", "from cold"):
        done = subprocess.run(
            [sys.executable, "-c", CODE],
            capture_output=True,
            env=environment | {"JINCE_CACHE": str(own)},
            timeout=120,
            check=True,
            text=True,
        )
    loaded = set(done.stdout.splitlines())
    assert {"bot.engine", "intents.matcher", "rjieba.rjieba"} <= loaded
    assert "rjieba" not in loaded, "the package would make a tokenizer of all of jieba's words"
    assert {name for name in loaded if any(name == one or name.startswith(one + ".") for one in NOT_NEEDED)} == set()


COMPILING = """
import re, sys
original, compiled = re.compile, []
def noting(*given):
    compiled.append(sys._getframe(1).f_globals["__name__"])
    return original(*given)
re.compile = noting
import bot.assistant
print("\\n".join(compiled))
"""


def test_nothing_of_ours_compiles_a_pattern_before_a_question_needs_it(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", COMPILING], capture_output=True, env=environment, timeout=120, check=True, text=True
    )
    compiling = set(done.stdout.split())
    assert "intents.normalise" in compiling, "the noting works: whatever is asked is normalised"
    assert {name for name in compiling if name.startswith(("bot.", "calculators.", "policies."))} == set()
