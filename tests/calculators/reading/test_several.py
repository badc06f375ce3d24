"""Answers to a question that lists several things: what is picked, what is denied, what is left open."""

import pytest

from calculators.fields import Field, Option
from calculators.inputs import UNKNOWN
from calculators.reading.several import several

FIELD = Field(
    kind="several",
    label="新评上的",
    options={
        "city": Option(label="市级专精特新", words=("市级专精特新",)),
        "province": Option(label="省级专精特新", words=("省里的专精特新",)),
        "giant": Option(label="国家级“小巨人”", words=("国家级小巨人", "小巨人")),
        "center": Option(label="企业技术中心"),
        "hightech": Option(label="新认定高企", words=("高新", "高企")),
    },
)
MARKS = {True: "1", False: "0", UNKNOWN: "?"}

# One mark an option: 1 yes, 0 no, ? nobody knows, - nothing said of it.
# fmt: off
ANSWERS = [
    # by number
    ("1、3", "10100"), ("1,3", "10100"), ("1，3", "10100"), ("1 3", "10100"), ("1和3", "10100"), ("1.3", "10100"),
    ("①③", "10100"), ("一三", "10100"), ("一、三", "10100"), ("第1个和第3个", "10100"), ("第一项", "10000"),
    ("3", "00100"), ("3。", "00100"), ("选3", "00100"), ("有3", "00100"), ("1、2、3都有", "11100"), ("只有1", "10000"),
    ("就一个，第2个", "01000"), ("两样，1和4", "10010"), ("1到3", "11100"), ("1-3", "11100"), ("前两个都有", "11000"),
    ("后两个", "00011"), ("嗯，2吧", "01000"),
    # by name
    ("市级专精特新", "10000"), ("我们评上了国家级小巨人", "00100"), ("小巨人和高企", "00101"),
    ("市级和省级专精特新都评上了", "11000"), ("市级、省级专精特新，还有高新", "11001"),
    # none and all
    ("都没有", "00000"), ("没有", "00000"), ("都没", "00000"), ("一个都没有", "00000"), ("一样也没有", "00000"), ("0", "00000"),
    ("都不符合", "00000"), ("啥也没评上", "00000"), ("哪个都没有", "00000"), ("没有一个", "00000"), ("都没评上", "00000"),
    ("都有", "11111"), ("全都有", "11111"), ("全部", "11111"), ("样样都有", "11111"),
    # all but
    ("除了2都有", "10111"), ("除了2和3都有", "10011"), ("除2以外都有", "10111"), ("除了高新都有", "11110"),
    ("2没有，其他都有", "10111"), ("只有2没有", "10111"), ("就2没有，别的都有", "10111"), ("只差4", "11101"),
    ("没评上省级专精特新，别的都有", "10111"), ("除了1都没有", "10000"), ("除了第一个，别的都没有", "10000"),
    ("除了1，其他都没有", "10000"), ("1是，其余不是", "10000"), ("1有，别的没有", "10000"),
    # denied: nothing is said of the rest
    ("没评上专精特新", "00---"), ("没有专精特新", "00---"), ("没评上省级专精特新", "-0---"), ("2没有", "-0---"),
    ("1有2没有", "10---"), ("1不是2不是3是", "001--"), ("1有，2没有，3不知道", "10?--"), ("不是高企", "----0"),
    # open
    ("不知道", "?????"), ("都不清楚", "?????"), ("第二个有，其他不清楚", "?1???"), ("省级专精特新有，别的说不准", "?1???"),
]
NO_ANSWERS = [
    "8", "1、9", "6", "一个", "有两个", "专精特新", "2是什么意思", "第3个怎么算", "有高新的奖吗", "去年营收6个亿", "我们在长治", "3000万", "",
]
# fmt: on


@pytest.mark.parametrize(("said", "marks"), ANSWERS)
def test_each_option_is_told_as_the_answer_says(said: str, marks: str) -> None:
    found = several(FIELD, said)
    assert found is not None
    assert "".join(MARKS[found[key]] if key in found else "-" for key in FIELD.options) == marks  # type: ignore[index]


@pytest.mark.parametrize("said", NO_ANSWERS)
def test_what_picks_nothing_is_no_answer(said: str) -> None:
    """A number out of the list, a count, a question back: it is asked again rather than guessed."""
    assert several(FIELD, said) is None


def test_what_is_not_spoken_of_is_never_unknown_and_never_no_by_itself() -> None:
    """A denial of one thing says nothing of another."""
    assert several(FIELD, "没评上企业技术中心") == {"center": False}
