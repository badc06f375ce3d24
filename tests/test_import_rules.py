"""Who may import whom (the rules of the house): the domain knows nothing of the bot, channels nothing of the engine."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("bot", "intents", "policies", "calculators")
MIDDLE = ("engine", "dialogue", "understanding", "answering", "questions", "courtesies", "ranking", "conversation")
RIM = ("server", "command", "channels", "stores", "settings", "assistant")
NAMELESS = {"base", "common", "util", "utils", "manager", "managers", "helper", "helpers", "misc", "shared"}


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    """bot/channels/web/__init__.py is bot.channels.web."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Every module that a file imports, anywhere in it; a name out of a package counts as a module of it."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*above, node.module] if node.module else above)
            yield from (f"{module}.{alias.name}" for alias in node.names)


def below(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)


def breaches(paths: list[Path], *forbidden: str, but: tuple[str, ...] = ()) -> list[str]:
    """Imports of what is forbidden, as file: module."""
    return [
        f"{path.relative_to(ROOT)}: {module}"
        for path in paths
        for module in imported(path)
        if below(module, *forbidden) and not below(module, *but)
    ]


def test_imports_are_really_read() -> None:
    assert all(len(modules(folder)) >= 4 for folder in OURS)
    assert "calculators.fields.Rate" in set(imported(ROOT / "policies/rates.py"))
    assert "bot.server.application" in set(imported(ROOT / "bot/command/serve.py")), "inside a function"
    assert breaches([ROOT / "policies/rates.py"], "calculators") != []
    assert not below("bot.engineering", "bot.engine")


@pytest.mark.parametrize(
    ("package", "may"),
    [
        ("calculators", ()),
        ("policies", ("calculators",)),
        ("intents", ()),
        ("bot", ("calculators", "policies", "intents")),
    ],
)
def test_packages_import_only_what_they_may(package: str, may: tuple[str, ...]) -> None:
    forbidden = [other for other in (*OURS, "tests", "benchmarks") if other not in (package, *may)]
    assert breaches(modules(package), *forbidden) == []


def test_nobody_imports_the_command() -> None:
    command = set(modules("bot/command"))
    assert breaches([path for path in modules(*OURS) if path not in command], "bot.command") == []


def test_only_the_command_imports_the_server_and_only_when_it_starts_it() -> None:
    command = ROOT / "bot/command/serve.py"
    assert breaches([path for path in modules(*OURS) if path != command], "bot.server") == []
    tree = ast.parse(command.read_text(encoding="utf-8"))
    at_once = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert not any("server" in ast.unparse(node) for node in at_once)


def test_channels_know_messages_and_the_assistant_but_not_the_engine() -> None:
    assert breaches(modules("bot/channels"), *(f"bot.{name}" for name in (*MIDDLE, "server", "command"))) == []


def channels() -> list[Path]:
    """The channels: a package each, and the terminal. Other modules beside them are theirs in common."""
    folder = ROOT / "bot/channels"
    return [*(path for path in sorted(folder.iterdir()) if (path / "__init__.py").is_file()), folder / "terminal.py"]


def test_channels_do_not_know_each_other() -> None:
    names = [name_of(channel) for channel in channels()]
    assert "bot.channels.web" in names
    for channel, name in zip(channels(), names, strict=True):
        files = modules(str(channel.relative_to(ROOT))) if channel.is_dir() else [channel]
        assert breaches(files, *(other for other in names if other != name)) == []
    inside = {path for channel in channels() for path in (channel, *channel.rglob("*.py"))}
    beside = [path for path in modules("bot/channels") if path not in inside]
    assert breaches(beside, *names) == [], "what they have in common knows none of them"


def test_the_middle_does_no_input_or_output() -> None:
    middle = [
        path for path in modules("bot") if name_of(path).split(".")[1:2] and name_of(path).split(".")[1] in MIDDLE
    ]
    assert len(middle) >= len(MIDDLE)
    assert breaches(middle, *(f"bot.{name}" for name in RIM)) == []
    assert breaches(middle, "sqlite3", "socket", "asyncio", "starlette", "httpx", "psycopg", "requests") == []


def test_arithmetic_knows_no_floats_and_no_clock() -> None:
    assert breaches(modules("calculators"), "math", "random", "time", "datetime", "os", "numpy") == []
    for path in modules("calculators/shapes"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        floats = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, float)]
        assert floats == [], path


def test_modules_have_names_of_their_own() -> None:
    assert [str(path.relative_to(ROOT)) for path in modules(*OURS, "tests") if path.stem in NAMELESS] == []
    folders = {part for path in modules(*OURS) for part in path.relative_to(ROOT).parts[:-1]}
    assert folders & NAMELESS == set()


def test_every_folder_of_code_is_a_package() -> None:
    """A folder without __init__.py would be left out when the program is installed."""
    assert [str(path.parent) for path in modules(*OURS) if not (path.parent / "__init__.py").is_file()] == []
