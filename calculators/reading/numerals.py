"""Chinese and Arabic numerals, exact: 1.2个亿, 3千6百万, 壹佰贰拾万, 十二万五, 两百多万, 三四百万, 5kw.

cn2an and its like go through floats and stop at 个亿, 多万 and 十二万五, the very forms owners use;
hence this small reader of our own.
"""

from dataclasses import dataclass
from decimal import Decimal

from calculators.money import EXACT, times
from calculators.patterns import lazy
from calculators.reading.characters import DIGITS

_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
_BIG = {"万": 10_000, "亿": 100_000_000}
_ARABIC = lazy(r"\d{1,3}(?:,\d{3})+(?!\d|,\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_ABOUT = "多余来几"
_POINT = lazy(r"点(\d+)(?=\s*个?(?:[万亿w%]|[百千]万|k))")  # 3点5亿
# Behind 万 or 亿 a new figure or another word begins: 300万600万, 8000万2021年, 500万三个项目, 300万一次性.
_WRITTEN = r"(?:\d[\d,.]*|[零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟点]+)[十拾百佰千仟k]*[多余来几]?个?"
_NEW_AMOUNT = lazy(_WRITTEN + r"[万亿w]")
_NEW_YI = lazy(_WRITTEN + r"亿")
_NEW_WORD = lazy(
    r"(?:[一二两三四五六七八九十]{1,3}|\d{1,2}|(?:19|20)\d\d(?=年))"
    r"(?:个(?![万亿])|[项份笔家户条台年月日号期批次类种档级座线楼倍天周手成%‰])"
    r"|[一两](?=[\u4e00-\u9fff])(?![百佰千仟万亿十拾元块钱左上的多到至吧了吗呢啊嘛])"
)


@dataclass(frozen=True)
class Numeral:
    """A numeral found in a text: its value, or both ends where it is a spread (三四百万, 两百多万)."""

    low: Decimal
    high: Decimal
    start: int
    end: int
    scaled: bool  # has 万 / 亿 / w: certainly money-sized
    about: bool  # 多, 余, 来, 几
    chinese: bool
    plain: bool  # digits only, no unit word inside
    scale: Decimal  # the trailing 万 / 亿 factor, to lend to the other end of a range


class _Reader:
    """Reads one numeral from a position; `low` and `high` run side by side."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start, self.at = text, start, start
        self.total = [Decimal(0), Decimal(0)]
        self.section = [Decimal(0), Decimal(0)]
        self.current: list[Decimal] | None = None
        self.last_unit = Decimal(1)
        self.scale = Decimal(1)
        self.big_end = -1
        self.scaled = self.about = self.chinese = self.zero = self.any_unit = self.pointed = self.spaced = False

    def peek(self, offset: int = 0) -> str:
        place = self.at + offset
        return self.text[place] if place < len(self.text) else "\0"

    def read(self) -> Numeral | None:
        while not self._done() and (
            self._arabic() or self._digits() or self._ten() or self._big() or self._about() or self._half()
        ):
            pass
        if self.at == self.start:
            return None
        self._rest()
        ends = [EXACT.add(whole, part) for whole, part in zip(self.total, self.section, strict=True)]
        return Numeral(
            ends[0],
            ends[1],
            self.start,
            self.at,
            self.scaled,
            self.about,
            self.chinese,
            not self.any_unit and not self.scaled,
            self.scale,
        )

    def _done(self) -> bool:
        """Right behind 万 or 亿: does another figure or word begin here (300万600万, 8000万2021年投产)?"""
        if not self.scaled or self.current is not None or self.at != self.big_end:
            return False
        new = _NEW_YI if self.last_unit == _BIG["亿"] else _NEW_AMOUNT
        return bool(new.match(self.text, self.at) or _NEW_WORD.match(self.text, self.at))

    def _arabic(self) -> bool:
        if self.about:
            return False
        if self.current is not None:
            if self.text.startswith("个半", self.at) and self.peek(2) in _BIG:  # 一个半亿
                self.current = [EXACT.add(end, Decimal("0.5")) for end in self.current]
                self.at += 2
                return True
            return False
        found = _ARABIC.match(self.text, self.at)
        if not found or (self.at > self.start and not self.any_unit and not self.scaled):
            return False
        value = Decimal(found.group().replace(",", ""))
        self.at = found.end()
        spoken = _POINT.match(self.text, self.at) if "." not in found.group() else None
        if spoken:
            value, self.at = EXACT.add(value, Decimal("0." + spoken.group(1))), spoken.end()
        self.current = [value, value]
        return True

    def _digits(self) -> bool:
        if self.about or self.current is not None or self.peek() not in DIGITS:
            return self._decimals()
        run = ""
        while self.peek() in DIGITS:
            run += self.peek()
            self.at += 1
        self.chinese = True
        values = [DIGITS[mark] for mark in run]
        if values[0] == 0 and self.any_unit:
            self.zero = self.spaced = True
            if len(values) == 1:
                return True
            values = values[1:]
        after = self.peek()
        if len(values) == 2 and values[1] > values[0] > 0 and self._between(after):
            self.current = [Decimal(values[0]), Decimal(values[1])]
        else:
            whole = Decimal("".join(map(str, values)))
            self.current = [whole, whole]
        self._decimals()
        return True

    def _decimals(self) -> bool:
        """十二点五, 百分之十点五."""
        follows_ten = self.current is None and self.any_unit and not self.scaled and self.last_unit == 10
        if self.pointed or self.about or not self.chinese or self.peek() != "点" or self.peek(1) not in DIGITS:
            return False
        end = self.at + 1
        while end < len(self.text) and self.text[end] in DIGITS:
            end += 1
        if not (self.current or follows_ten) or self.text[end : end + 1] in ("十", "分"):  # 十点五十分
            return False
        decimals = "".join(str(DIGITS[mark]) for mark in self.text[self.at + 1 : end])
        self.current = [EXACT.add(part, Decimal("0." + decimals)) for part in self.current or [Decimal(0)] * 2]
        self.at, self.pointed = end, True
        return True

    def _between(self, after: str) -> bool:
        """Do two digits in a row name both ends (三四百万, 二三十家, 三十五六家)?"""
        if after in _TENS or after in _BIG or after == "个" and self.peek(1) in _BIG:
            return True
        return after in "家户条项台笔%成个" and (not self.any_unit or self.last_unit == 10)

    def _ten(self) -> bool:
        blank = self._blank(1)
        mark = self.peek(blank)
        if blank and self.peek(2) not in "万w":
            return False
        if mark == "k" and self.current is not None and not _letter(self.peek(blank + 1), but="w"):
            unit = 1000
        elif mark in _TENS and (self.current is not None or self._bare_ten(mark)):
            unit = _TENS[mark]
            self.chinese = True
        else:
            return False
        worth = self.current or [Decimal(1), Decimal(1)]
        self.section = [
            EXACT.add(part, times(end, Decimal(unit))) for part, end in zip(self.section, worth, strict=True)
        ]
        self.current, self.last_unit, self.zero, self.any_unit = None, Decimal(unit), False, True
        self.at += 1 + blank
        return True

    def _blank(self, ahead: int) -> int:
        """300 万: one blank between a number and its unit word, which it does not belong to in 万一."""
        there = self.peek() == " " and self.current is not None
        return 1 if there and self.text[self.at + ahead : self.at + ahead + 2] != "万一" else 0

    def _bare_ten(self, mark: str) -> bool:
        """A unit without a digit before it: 十二, 一百十, and 近千万 where the words before say so."""
        if mark in "十拾廿卅":
            return self.at == self.start or self.zero or self.any_unit
        return self.at == self.start and self.peek(1) == "万"

    def _big(self) -> bool:
        skip = self._blank(1)
        skip += 1 if self.peek(skip) == "个" and self.peek(skip + 1) in _BIG else 0
        mark = self.peek(skip)
        unit = _BIG.get(mark)
        if mark == "w" and not _letter(self.peek(skip + 1)):
            unit = 10_000
        if unit is None or self.at == self.start:
            return False
        factor = Decimal(unit)
        self._close_current()
        if unit == 100_000_000 or self.at == self.big_end:  # 1亿; 一万万
            self.total = [times(EXACT.add(t, s), factor) for t, s in zip(self.total, self.section, strict=True)]
        else:
            self.total = [EXACT.add(t, times(s, factor)) for t, s in zip(self.total, self.section, strict=True)]
        self.section = [Decimal(0), Decimal(0)]
        self.scale = factor * (self.last_unit if self.any_unit and self.scale == 1 else 1)
        self.last_unit, self.zero, self.any_unit, self.scaled, self.spaced = factor, False, True, True, False
        self.at += 1 + skip
        self.big_end = self.at
        return True

    def _about(self) -> bool:
        """两百多万: between 200 and 300 of what follows; 十几家: between 11 and 19."""
        if self.peek() == "个" and self.peek(1) == "多" and self.peek(2) in _BIG and self.current:  # 一个多亿
            self.at += 1
        if self.peek() not in _ABOUT or self.at == self.start or self.about:
            return False
        if self.peek() == "来" and self.peek(1) == "\0":
            return False
        if self.peek() == "几" and not self.any_unit and (not self.current or self.current[0] % 10):  # 30几家
            return False
        self._close_current()
        self.about = True
        step = self.last_unit if self.any_unit else _place(self.section[1])
        if not self.scaled or self.section[1]:
            self.section[1] = EXACT.add(self.section[1], step)
        else:
            self.total[1] = EXACT.add(self.total[1], step)
        self.at += 1
        return True

    def _half(self) -> bool:
        """半个亿, 一亿半."""
        if self.peek() != "半":
            return False
        follows = self.peek(1)
        if self.at == self.start and (follows in _BIG or follows == "个" and self.peek(2) in _BIG):
            self.current = [Decimal("0.5"), Decimal("0.5")]
        elif self.scaled and self.current is None and not self.section[0]:
            self.section = [self.last_unit / 2, self.last_unit / 2]
        else:
            return False
        self.chinese = True
        self.at += 1
        return True

    def _close_current(self) -> None:
        if self.current is not None:
            self.section = [EXACT.add(s, c) for s, c in zip(self.section, self.current, strict=True)]
            self.current = None

    def _rest(self) -> None:
        """What is left without a unit: 十二万五 is 125000, 一百二 is 120, 二十五 is 25, 一万零五 is 10005."""
        self._last_digit()
        if self.scale == _BIG["亿"] and self.last_unit == 1000 and not self.spaced:  # 一亿五千 is 1.5亿
            self.section = [times(part, Decimal(_BIG["万"])) for part in self.section]

    def _last_digit(self) -> None:
        if self.current is None:
            return
        follows = self.peek()
        digit = self.current[0] == self.current[0].to_integral_value() and 0 < self.current[1] < 10
        colloquial = self.any_unit and not self.zero and self.last_unit >= 100 and digit and not self.about
        if colloquial and follows not in "家户个条项台笔份名人年月日号点%成":
            worth = self.last_unit / 10
            self.section = [EXACT.add(s, times(c, worth)) for s, c in zip(self.section, self.current, strict=True)]
            self.current = None
        else:
            self._close_current()


def _letter(mark: str, but: str = "") -> bool:
    return mark.isascii() and mark.isalpha() and mark not in but


def _place(value: Decimal) -> Decimal:
    """The place of the last non-zero digit: 800 -> 100, 15 -> 1."""
    place = Decimal(1)
    while value and value % (place * 10) == 0:
        place *= 10
    return place


def read_numeral(folded: str, start: int) -> Numeral | None:
    """The numeral that begins at `start` of a folded text, or None."""
    mark = folded[start]
    if mark in "百千" and start and folded[start - 1] in "近约过超上":
        return _Reader(folded, start).read()
    if not (mark.isdigit() and mark.isascii()) and mark not in DIGITS and mark not in "十拾廿卅半.":
        return None
    return _Reader(folded, start).read()
