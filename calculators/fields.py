"""What may be asked: typed input fields, read strictly from JSON values.

A field is data (it stands on a policy card). Reading raises InputFault, which names the field and
says what is accepted. How a *sentence* answers a field is the business of `calculators.reading.answers`.
"""

from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic import Field as Setting

from calculators.faults import InputFault, shown
from calculators.money import TOO_MUCH, NotANumber, number, plain, spoken
from calculators.reading.figures import money_in_words

MAX_ITEMS = 1000
MAX_COUNT = 10**9
Value = Decimal | int | bool | str | tuple[Decimal, ...]


def _money(value: object) -> object:
    """Content may write money as 3000000 or as 300万元; a float is refused (非整数请加引号)."""
    if isinstance(value, str):
        said = money_in_words(value)
        if said is not None:
            return said
        raise ValueError(f"{value!r} is no amount: write 300000, 30万 or 1.5亿")
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("money must be a whole number of yuan or text such as 30万; a float is not exact")
    return Decimal(value)


def _rate(value: object) -> object:
    """Content writes rates as text: 5% or "0.05"."""
    if not isinstance(value, str | Decimal):
        raise ValueError('a rate is text such as 5% or "0.05"; a float is not exact')
    text = str(value).strip()
    try:
        return number(text[:-1]) / 100 if text.endswith("%") else number(text)
    except NotANumber as fault:
        raise ValueError(f'{value!r} is no rate: write 5% or "0.05"') from fault


def _positive(value: Decimal) -> Decimal:
    if not 0 <= value < TOO_MUCH:
        raise ValueError("must be at least 0 and below 10^15")
    return value


Money = Annotated[Decimal, BeforeValidator(_money), AfterValidator(_positive)]
Rate = Annotated[Decimal, BeforeValidator(_rate), AfterValidator(_positive)]


class Strict(BaseModel):
    """Content models: unknown keys are faults, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(Strict):
    """One choice of a field: how it is shown and the words that mean it."""

    label: str
    words: tuple[str, ...] = ()


class Many(Strict):
    """A field that is told item by item: 一项成果, 一个项目."""

    noun: str
    classifier: str = "项"
    more: str  # the "any more?" question
    at_most: int = MAX_ITEMS
    yearly: bool = False  # the items of one year are asked for: 一年到账300万 says what they come to
    total: bool = False  # what all of them come to says as much as each by itself: no item has a limit of its own


class Between(Strict):
    """What is neither the yes nor the no that a document speaks of: some of `said` with some of `lacks`."""

    said: tuple[str, ...]
    lacks: tuple[str, ...] = ()  # none: what is `said` is enough
    says: str  # what is known of it, and how to go on


class Supposed(Strict):
    """What an answer still open is supposed to be, to say beforehand what it would come to (如果投产了)."""

    said: str  # 投产了
    value: bool | int | str | None = None  # as a program gives it
    like: str = ""  # or as much as the field named: all that was invested


Kind = Literal["money", "rate", "percent", "factor", "count", "choice", "yes_no", "marks", "several", "record"]


class Field(Strict):
    """One input. Money in yuan (元), `rate` a fraction, `percent` in percent, `factor` a bare number,
    `marks` a set of thresholds told in one go, `several` yes/no questions asked for together (only in a
    dialogue; each option is a field of its own), `record` a group of fields."""

    kind: Kind
    label: str
    ask: str = ""
    why: str = ""
    means: str = ""
    clause: str = ""
    cues: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()  # yes_no: phrases that mean yes by themselves
    no: tuple[str, ...] = ()
    between: Between | None = None  # 参保了但没进名单 is neither yes nor no, 省级小巨人 none of the levels
    options: dict[str, Option] = Setting(default_factory=dict)
    marks: tuple[Money, ...] = ()  # marks: the only values that exist, where they are fixed
    marks_unit: Literal["money", "percent"] = "money"
    many: Many | None = None
    fields: dict[str, "Field"] = Setting(default_factory=dict)
    default: bool | int | str | None = None  # may be left out by a program; a dialogue still asks
    optional: bool = False  # may stay unknown: the result then says so
    only_if: dict[str, str] = Setting(default_factory=dict)  # {"insured": "yes"}: else not needed
    usual: tuple[Money, Money] | None = None  # plausible range, to sense the unit of a bare number
    unit: Literal["万", "亿"] = "万"  # what a bare number usually means for money
    counter: str = ""  # the classifier of a count: 家, 条
    least: int = 0  # of a count; one below it says nothing: rank 0 (没有排名) is no rank
    profile: str | None = None  # kept as a fact about the enterprise
    series: str | None = None  # a dated rate whose mean a dialogue may offer (never taken unasked)
    related: str | None = None  # the field a rise is told against: 涨了十二个点
    had: Literal["this_year", "ever"] | None = None  # told unasked: what was had of the award, this year or ever
    whole: str | None = None  # a part never above the field named: 已完成 of 总投资
    supposed: Supposed | None = None  # while it is open, a dialogue says what it would come to with this

    @cached_property
    def split(self) -> tuple[str, ...]:
        """投了产 for 投产, of the phrases that mean yes."""
        return tuple(f"{phrase[0]}了{phrase[1]}" for phrase in self.yes if len(phrase) == 2)

    @cached_property
    def spoken_of_by(self) -> tuple[str, ...]:
        """What speaks of a yes/no field, the longest first."""
        return tuple(sorted(dict.fromkeys((*self.yes, *self.cues, *self.split)), key=len, reverse=True))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Every word by which a sentence can speak of the field or of one of its options."""
        own = (*self.yes, *self.split, *self.no, *self.cues)
        named = (word.lower() for option in self.options.values() for word in (option.label, *option.words))
        inside = (word for field in self.fields.values() for word in field.words)
        return tuple(dict.fromkeys((*own, *named, *inside)))

    @property
    def has_default(self) -> bool:
        return self.default is not None or self.kind == "marks"

    @property
    def required(self) -> bool:
        return not self.has_default and not self.optional

    @property
    def default_value(self) -> Value:
        if self.kind == "marks":
            return ()
        if isinstance(self.default, bool):
            return self.default
        return number(self.default) if self.kind in ("money", "percent", "rate", "factor") else (self.default or 0)

    def takes(self, value: object) -> bool:
        """Could this value, told elsewhere, be one of the field?"""
        sorts = {"choice": str, "yes_no": bool, "count": int, "marks": tuple}
        sort = sorts.get(self.kind, Decimal)
        if not isinstance(value, sort) or sort is int and isinstance(value, bool):
            return False
        return self.kind != "choice" or value in self.options

    def accepted(self) -> str:
        """What the field takes, in words for whoever called."""
        return f"1到{self.many.at_most}个的列表，每个：{self.each()}" if self.many else self.each()

    def each(self) -> str:
        """What one value of the field is."""
        if self.kind == "choice":
            return " | ".join(f"{key}({option.label})" for key, option in self.options.items())
        if self.kind == "marks" and self.marks:
            return "列表，只能含 " + ", ".join(map(plain, self.marks))
        return {
            "money": "不小于0、小于10^15的金额(元), JSON数字或数字文本",
            "rate": "0到1之间的小数，例如3.45%写0.0345",
            "percent": "0到100之间的数(百分数), 例如45",
            "factor": "不小于0、不大于1000000的数",
            "count": f"{self.least}到{MAX_COUNT}的整数",
            "yes_no": "true | false",
            "marks": "金额(元)的列表，可以为空 []",
            "several": "、".join(option.label for option in self.options.values()),
            "record": "对象，字段: " + ", ".join(self.fields),
        }[self.kind]

    def says_nothing(self, value: object) -> bool:
        """Is it a count below what counts?"""
        return self.kind == "count" and isinstance(value, int | Decimal) and value < self.least

    def read(self, value: object, path: str) -> Value:
        """One JSON value into an exact one. Raises InputFault."""
        reader = {
            "choice": self._read_choice,
            "yes_no": self._read_yes_no,
            "count": self._read_count,
            "marks": self._read_marks,
        }.get(self.kind, self._read_number)
        return reader(value, path)

    def _fault(self, path: str, problem: str) -> InputFault:
        return InputFault(path, problem, self.each())

    def _read_choice(self, value: object, path: str) -> Value:
        if not isinstance(value, str):
            raise self._fault(path, "要文本")
        if value in self.options:
            return value
        for key, option in self.options.items():
            if value == option.label:
                return key
        raise self._fault(path, f"没有“{shown(value)}”这个选项")

    def _read_yes_no(self, value: object, path: str) -> Value:
        if isinstance(value, bool):
            return value
        raise self._fault(path, "要 true 或 false")

    def _read_number(self, value: object, path: str) -> Value:
        try:
            result = number(value)
        except NotANumber:
            raise self._fault(path, f"“{shown(value)}”不是确切的数") from None
        if result < 0:
            raise self._fault(path, "不能是负数")
        if self.kind == "money" and result >= TOO_MUCH:
            raise self._fault(path, "金额太大")
        if self.kind == "percent" and result > 100:
            raise self._fault(path, "百分比不能超过100")
        if self.kind == "rate" and result > 1:
            raise self._fault(path, "比率不能大于1")
        if self.kind == "factor" and result > 1_000_000:
            raise self._fault(path, "系数太大")
        return result

    def _read_count(self, value: object, path: str) -> Value:
        result = self._read_number(value, path)
        assert isinstance(result, Decimal)
        if result != result.to_integral_value():
            raise self._fault(path, "要整数")
        if result > MAX_COUNT:
            raise self._fault(path, "数目太大")
        if result < self.least:
            raise self._fault(path, f"不能小于{self.least}")
        return int(result)

    def _read_marks(self, value: object, path: str) -> Value:
        if not isinstance(value, list):
            raise self._fault(path, "要列表")
        if len(value) > MAX_ITEMS:
            raise self._fault(path, f"最多{MAX_ITEMS}个")
        money = Field(kind="money" if self.marks_unit == "money" else "percent", label=self.label)
        found: list[Decimal] = []
        for place, item in enumerate(value):
            mark = money.read(item, f"{path}.{place}")
            assert isinstance(mark, Decimal)
            if self.marks and mark not in self.marks:
                raise self._fault(f"{path}.{place}", f"没有{plain(mark)}这一档")
            found.append(mark)
        return tuple(found)


def describe(field: Field, value: Value) -> str:
    """A value in words for people: 8000万元, 3.45%, 链主, 已投产 → 是."""
    if field.kind == "choice":
        return field.options[str(value)].label if str(value) in field.options else str(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        words = [spoken(mark) if field.marks_unit == "money" else plain(mark) + "%" for mark in value]
        return "、".join(words) or "没有"
    amount = number(value)
    if field.kind == "money":
        return spoken(amount)
    if field.kind == "rate":
        return plain(amount * 100) + "%"
    return plain(amount) + ("%" if field.kind == "percent" else field.counter)
