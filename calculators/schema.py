"""JSON Schema of what a calculator takes."""

from collections.abc import Mapping
from typing import cast

from calculators.fields import MAX_COUNT, MAX_ITEMS, Field, Kind
from calculators.money import MAX_DIGITS, TOO_MUCH


def inputs_schema(fields: Mapping[str, Field], *, lenient: bool = False) -> dict[str, object]:
    """JSON Schema of a calculator's inputs."""
    schema = record_schema(fields, lenient=lenient)
    if lenient:
        schema["required"] = []
    conditional: list[dict[str, object]] = []
    for name, field in fields.items():
        for other, choice in field.only_if.items():
            constant: object = {"yes": True, "no": False}.get(choice, choice)
            conditional.append(
                {"if": {"properties": {other: {"const": constant}}, "required": [other]}, "then": {"required": [name]}}
            )
    if conditional and not lenient:
        schema["allOf"] = conditional
    return schema


def record_schema(fields: Mapping[str, Field], *, lenient: bool = False) -> dict[str, object]:
    """JSON Schema of an object with these fields; nothing else is accepted.

    A field that may be left out (with `lenient` each one) may be null, too.
    """
    return {
        "type": "object",
        "properties": {
            name: value_schema(field) if field.required and not lenient else _or_null(value_schema(field))
            for name, field in fields.items()
        },
        "required": [name for name, field in fields.items() if field.required and not field.only_if],
        "additionalProperties": False,
    }


def value_schema(field: Field) -> dict[str, object]:
    """JSON Schema of one value of this field."""
    if field.kind == "choice":
        body: dict[str, object] = {
            "type": "string",
            "enum": [*field.options, *(o.label for o in field.options.values())],
        }
    elif field.kind == "yes_no":
        body = {"type": "boolean"}
    elif field.kind == "count":
        body = {"type": "integer", "minimum": field.least, "maximum": MAX_COUNT}
    elif field.kind == "record":
        body = record_schema(field.fields)
    elif field.kind == "marks":
        item = {"enum": [int(m) for m in field.marks]} if field.marks else _number_schema("money")
        body = {"type": "array", "items": item, "maxItems": MAX_ITEMS}
    else:
        body = _number_schema(field.kind)
    if field.many:
        body = {"type": "array", "items": body, "minItems": 1, "maxItems": field.many.at_most}
    if field.default is not None:
        body["default"] = field.default
    elif field.kind == "marks":
        body["default"] = []
    body["title"] = field.label
    if field.means or field.ask:
        body["description"] = field.means or field.ask
    return body


def _number_schema(kind: Kind) -> dict[str, object]:
    """JSON Schema of one exact number: zero, a JSON number, or plain digits as text (every limit is a power of ten)."""
    top = {"percent": 100, "rate": 1, "factor": 1_000_000}.get(kind, int(TOO_MUCH))
    places = len(str(top)) - 1
    whole = f"[0-9]{{1,{places}}}" if places else "0"
    text = rf"{whole}(\.[0-9]*)?|\.[0-9]+"
    limit = {"exclusiveMaximum": top}
    if kind != "money":
        text, limit = rf"{text}|{top}(\.0*)?", {"maximum": top}
    return {
        "anyOf": [
            {"const": 0},
            {"type": "number", "minimum": float(f"1e-{MAX_DIGITS}"), **limit},
            {"type": "string", "pattern": rf"^\+?0*({text})$", "maxLength": MAX_DIGITS},
        ]
    }


def _or_null(schema: dict[str, object]) -> dict[str, object]:
    if "anyOf" in schema:
        return schema | {"anyOf": [*cast(list[object], schema["anyOf"]), {"type": "null"}]}
    enum = {"enum": [*cast(list[object], schema["enum"]), None]} if "enum" in schema else {}
    return schema | {"type": [schema["type"], "null"]} | enum
