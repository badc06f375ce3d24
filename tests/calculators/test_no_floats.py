"""No float anywhere in calculators/: neither written nor called nor arrived at by dividing."""

import ast
from pathlib import Path

import pytest

import calculators

SOURCES = sorted(Path(calculators.__file__).parent.rglob("*.py"))
# The one place a float may stand: a bound in the JSON Schema document, which is never computed with.
SCHEMA = ("schema.py", "_number_schema")
# Reading a figure out of words divides Decimals by 2, 10 or 100 (一半, 千分之, 百分之); everything else is exact money.
READING = {"amounts.py", "fields.py", "figures.py", "numerals.py"}
FLOATING = {"float", "complex", "math", "cmath", "statistics", "random", "numpy", "fractions", "round"}


def trees() -> list[tuple[Path, ast.Module]]:
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in SOURCES]


def float_places(tree: ast.AST) -> list[int]:
    """Lines with a float literal, a name that makes floats, or a power with a negative exponent."""
    places = []
    for node in ast.walk(tree):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float | complex)
        named = isinstance(node, ast.Name) and node.id in FLOATING
        imported = isinstance(node, ast.Import | ast.ImportFrom) and bool(
            {alias.name.split(".")[0] for alias in node.names} & FLOATING
            or isinstance(node, ast.ImportFrom)
            and (node.module or "").split(".")[0] in FLOATING
        )
        power = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and isinstance(node.right, ast.UnaryOp)
        if literal or named or imported or power:
            places.append(getattr(node, "lineno", 0))
    return places


def without(tree: ast.Module, function: str) -> ast.Module:
    body = [node for node in tree.body if not (isinstance(node, ast.FunctionDef) and node.name == function)]
    return ast.Module(body=body, type_ignores=[])


@pytest.mark.parametrize(("path", "tree"), trees(), ids=[path.stem for path in SOURCES])
def test_no_float_is_written_or_made(path: Path, tree: ast.Module) -> None:
    checked = without(tree, SCHEMA[1]) if path.name == SCHEMA[0] else tree
    assert float_places(checked) == []


@pytest.mark.parametrize(("path", "tree"), trees(), ids=[path.stem for path in SOURCES])
def test_only_figures_read_from_words_are_divided(path: Path, tree: ast.Module) -> None:
    """`/` on two ints makes a float; the arithmetic of awards never divides with it."""
    divisions = [
        node for node in ast.walk(tree) if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)
    ]
    if path.name not in READING:
        assert divisions == []
    for node in divisions:
        assert isinstance(node, ast.BinOp)
        assert isinstance(node.right, ast.Constant)
        assert node.right.value in (2, 10, 100)
        assert not isinstance(node.left, ast.Constant)


@pytest.mark.parametrize(
    "source",
    ["x = 0.5", "x = float('1')", "import math", "from math import floor", "x = 10 ** -2", "x = round(y)", "x = 1j"],
)
def test_the_check_itself_finds_floats(source: str) -> None:
    assert float_places(ast.parse(source)) != []
