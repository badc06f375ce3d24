"""`jince calc`: one calculation with everything given, or the list of what can be calculated."""

import argparse
from typing import TYPE_CHECKING, Any

from bot.command.arguments import Parser
from bot.command.loading import content_of, read_input
from bot.command.refusal import Refusal
from bot.command.text import as_json, clean
from bot.settings import Settings
from bot.strict_json import BadJson, read_json

if TYPE_CHECKING:
    from bot.command.arguments import Subcommands
    from bot.content.load import Content


def add_to(commands: "Subcommands") -> Parser:
    """Adds the subcommand."""
    calc = commands.add_parser("calc", help="算一项")
    calc.add_argument("id", nargs="?", help="测算项；不写就列出全部")
    calc.add_argument("values", nargs="*", metavar="键=值", help="输入")
    calc.add_argument("--input", metavar="文件|-", help="从文件或标准输入读JSON输入")
    calc.add_argument("--json", action="store_true", help="打印一个Result对象")
    calc.set_defaults(run=run)
    return calc


def run(args: argparse.Namespace, settings: Settings) -> int:
    from calculators.calculator import calculate
    from calculators.faults import InputFaults

    content = content_of(settings)
    if args.id is None:
        if args.input is not None:
            raise Refusal("calc: --input 前要写测算项；只写 calc 看全部")
        _list_calculators(content, args.json)
        return 0
    calculator = content.calculators.get(args.id)
    if calculator is None:
        raise Refusal(f"{args.id[:40]}: 没有这个测算项；可用: {', '.join(content.calculators)}")
    raw = _calc_input(args)
    try:
        result = calculate(calculator, raw)
    except InputFaults as faults:
        raise Refusal("；".join(map(str, faults.faults[:8]))) from None
    if args.json or args.input is not None:
        print(as_json(result.as_json()))
    else:
        print(_in_words(calculator.title, result))
    return 0


def _calc_input(args: argparse.Namespace) -> Any:
    if args.input is not None and args.values:
        raise Refusal("calc: 键=值 和 --input 只能用一种")
    if args.input is not None:
        try:
            return read_json(read_input(args.input))
        except BadJson as fault:
            raise Refusal(f"--input: {fault}") from None
    values: dict[str, Any] = {}
    for pair in args.values:
        name, sign, text = pair.partition("=")
        if not sign or not name:
            raise Refusal(f"{pair[:40]}: 要写成 键=值")
        if name in values:
            raise Refusal(f"{name[:40]}: 写了两次；每个键一次")
        values[name] = _value(name, text)
    return values


def _value(name: str, text: str) -> Any:
    """JSON where it is JSON (numbers, true, lists), else the text itself."""
    try:
        return read_json(clean(text).encode())
    except BadJson as fault:
        if text[:1] in ("[", "{"):
            raise Refusal(f"{name[:40]}: {fault}；列表和对象要写成JSON，例如 [3000000]") from None
        return text


def _list_calculators(content: "Content", json: bool) -> None:
    if json:
        print(
            as_json([{"id": c.id, "title": c.title, "inputs": c.json_schema()} for c in content.calculators.values()])
        )
        return
    for calculator in content.calculators.values():
        print(f"{calculator.id}  {calculator.title}")
        for name, field in calculator.inputs.items():
            print(f"    {name}{'' if field.required else ' (可省)'}: {field.label}；{field.accepted()}")
            for inner, inner_field in field.fields.items():
                print(
                    f"        {inner}{'' if inner_field.required else ' (可省)'}: {inner_field.label}；{inner_field.accepted()}"
                )


def _in_words(title: str, result: Any) -> str:
    from bot.wording import headline

    lines = [f"【{title}】{headline(result)}"]
    lines += [f"  {step.label}（{step.clause}）" for step in result.steps]
    lines += [f"  限制：{text}" for text in result.limits]
    lines += [f"  前提：{text}" for text in result.assumptions]
    lines += [f"  没定：{text}" for text in result.unknown]
    return "\n".join(lines)
