"""Exact money: one constructor, one rounding, one way to write an amount down.

Amounts are yuan (元) as Decimal; fen (分) exist only after the final rounding.
"""

from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation

# Wide enough that no product of inputs accepted by `fields` is ever rounded on the way.
EXACT = Context(prec=300)
_UNROUNDED = Context(prec=40, traps=[Inexact])  # a quotient that would be rounded raises Inexact
FEN = Decimal("0.01")
WAN = Decimal(10_000)
YI = Decimal(100_000_000)
TOO_MUCH = Decimal(10) ** 15
MAX_DIGITS = 40


class NotANumber(ValueError):
    """The text or value is no plain finite number."""


def number(value: object) -> Decimal:
    """The one way from outside into Decimal: an int, a Decimal, or plain numeric text.

    Floats and booleans are refused: a float has already lost the figure that was meant.
    Raises NotANumber.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise NotANumber(f"{type(value).__name__} is no number")
    text = value.strip() if isinstance(value, str) else value
    if isinstance(text, str):
        body = text[1:] if text[:1] in "+-" else text
        if len(text) > MAX_DIGITS or not body.isascii() or not body.replace(".", "", 1).isdigit():
            raise NotANumber("not plain digits")
    if isinstance(text, int) and abs(text) >= 10**MAX_DIGITS:
        raise NotANumber("too many digits")
    try:
        result = EXACT.create_decimal(text)
    except InvalidOperation as fault:
        raise NotANumber(str(fault)) from fault
    if not result.is_finite() or len(result.as_tuple().digits) > MAX_DIGITS or abs(result.adjusted()) > MAX_DIGITS:
        raise NotANumber("not a finite number of sensible length")
    return result if result else abs(result)  # no negative zero


def times(*factors: Decimal) -> Decimal:
    """Exact product."""
    product = Decimal(1)
    for factor in factors:
        product = EXACT.multiply(product, factor)
    return product


def total(amounts: "list[Decimal] | tuple[Decimal, ...]") -> Decimal:
    """Exact sum."""
    result = Decimal(0)
    for amount in amounts:
        result = EXACT.add(result, amount)
    return result


def to_fen(amount: Decimal) -> Decimal:
    """Rounds half up to the fen (四舍五入到分); called once, on the final amount."""
    return amount.quantize(FEN, ROUND_HALF_UP, EXACT)


def plain(amount: Decimal) -> str:
    """The number without exponent or useless zeros: 0.050 -> "0.05", 2E+6 -> "2000000"."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def at_least_fen(amount: Decimal) -> str:
    """Plain text with two decimals or, where the exact figure has more, all of them."""
    exponent = amount.normalize(EXACT).as_tuple().exponent
    return f"{amount:f}" if isinstance(exponent, int) and exponent < -2 else f"{amount.quantize(FEN, context=EXACT):f}"


def grouped(amount: Decimal) -> str:
    """1234567.5 -> "1,234,567.5"."""
    whole, _, rest = plain(amount).partition(".")
    sign = "-" if whole.startswith("-") else ""
    digits = whole.lstrip("-")
    parts = [digits[max(0, end - 3) : end] for end in range(len(digits), 0, -3)][::-1]
    return sign + ",".join(parts) + ("." + rest if rest else "")


def spoken(amount: Decimal) -> str:
    """An amount as people write it: 150000 -> "15万元", 120000000 -> "1.2亿元", 1234.5 -> "1,234.5元".

    万 and 亿 are used only where the figure stays exact with at most four decimals.
    """
    for unit, name in ((YI, "亿元"), (WAN, "万元")):
        if abs(amount) >= unit:
            try:
                scaled = _UNROUNDED.divide(amount, unit)
            except Inexact:
                continue
            exponent = scaled.normalize(EXACT).as_tuple().exponent
            if isinstance(exponent, int) and exponent >= -4:
                return plain(scaled) + name
    return grouped(amount) + "元"


def spoken_rate(rate: Decimal) -> str:
    """A fraction as a percentage: 0.05 -> "5%"."""
    return plain(times(rate, Decimal(100))) + "%"
