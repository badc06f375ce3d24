"""How a sentence answers the field that was asked for."""

from decimal import Decimal

import pytest
from award_kit import field

from calculators.fields import Field
from calculators.inputs import UNKNOWN
from calculators.reading.answers import answer
from calculators.reading.characters import fold
from calculators.reading.flags import flag, mentioned_flag
from calculators.reading.options import mentioned_options
from calculators.reading.replies import no_more, one_more, says_all, says_unknown, yes_or_no
from calculators.reading.told import Span, Told, Unclear, known_value

PRODUCTION = field(
    "yes_no", "是否投产", yes=("投产", "开始生产", "量产"), no=("在建", "停产", "没建成"), cues=("投产", "生产")
)
INSURED = field(
    "yes_no",
    "参保",
    yes=("参保", "列入保险补偿名单"),
    no=("未参保", "没买保险"),
    cues=("参保", "补偿名单", "保险"),
)
ZONE = field("yes_no", "在示范区", yes=("落在示范区",), no=("普通开发区",), cues=("示范区",))
PHOTOVOLTAIC = field("yes_no", "靶向", yes=("光伏重大项目",), cues=("靶向支持",))
ROLE = field(
    "choice",
    "身份",
    options={
        "leader": {"label": "链主", "words": ["链主企业", "龙头"]},
        "core": {"label": "链核", "words": ["链核企业", "核心配套"]},
    },
)
LEVEL = field(
    "choice",
    "级别",
    options={
        "city": {"label": "市级", "words": ["市里的"]},
        "province": {"label": "省级", "words": ["省里的"]},
        "state": {"label": "国家级", "words": ["国家的", "国家级小巨人", "工信部认定"]},
    },
)
MONEY = field("money", "到账金额", usual=("1万", "10亿"))
REVENUE = field("money", "营收", usual=("1000万", "5000亿"), unit="亿")
PERCENT = field("percent", "占比")
RATE = field("rate", "LPR")
FACTOR = field("factor", "系数")
COUNT = field("count", "户数")
SHARES = field("marks", "领过的档", marks=("20", "40", "60"), marks_unit="percent")
TIERS = field("marks", "领过的档", marks_unit="money")

YES = [
    "是",
    "是的",
    "是啊",
    "是呀",
    "是呢",
    "是滴",
    "是哩",
    "对",
    "对的",
    "对啊",
    "对呀",
    "对头",
    "对对对",
    "是是是",
    "嗯",
    "嗯嗯",
    "嗯嗯嗯",
    "恩",
    "嗯呐",
    "好",
    "好的",
    "行",
    "可以",
    "有",
    "有的",
    "有啊",
    "有过",
    "在",
    "在的",
    "属于",
    "符合",
    "要",
    "中",
    "成",
    "能",
    "会",
    "没错",
    "没错的",
    "没有错",
    "没问题",
    "没有问题",
    "没毛病",
    "不错",
    "正确",
    "当然",
    "当然是",
    "那当然",
    "必须的",
    "确实",
    "确实是",
    "的确",
    "肯定",
    "肯定的",
    "肯定是",
    "可不",
    "可不是",
    "是这样",
    "就是",
    "都是",
    "全部是",
    "应该是",
    "已经是了",
    "满足",
    "达到了",
    "够",
    "够了",
    "够得上",
    "yes",
    "Yes",
    "y",
    "Y",
    "ok",
    "OK",
    "√",
    "是的。",
    "对！",
    "嗯，是的",
    "没错，是的",
    "是的，已经办了",
]
NO = [
    "不是",
    "不是的",
    "不是啊",
    "不是哩",
    "不",
    "不对",
    "不对不对",
    "不不不",
    "没有",
    "没有的",
    "没有啊",
    "没有呢",
    "没有没有",
    "没",
    "没没没",
    "没呢",
    "没咧",
    "没得",
    "没到",
    "没达到",
    "木有",
    "莫有",
    "冇",
    "无",
    "未",
    "尚未",
    "否",
    "还没",
    "还没有",
    "还没呢",
    "还不是",
    "目前没有",
    "暂时没有",
    "现在没有",
    "从来没有",
    "从没有",
    "都没有",
    "都不是",
    "好像没有",
    "不在",
    "不属于",
    "不符合",
    "不满足",
    "不行",
    "不可以",
    "不能",
    "不会",
    "不要",
    "不算",
    "算不上",
    "够不上",
    "不够",
    "不太是",
    "并不是",
    "并没有",
    "no",
    "No",
    "n",
    "N",
    "×",
    "没有。",
    "不是！",
    "嗯，没有",
    "嗯，还没",
    "哦，不是",
    "啊？没有",
    "没有，还在建",
    "不，不是",
]
NEITHER = [
    "不知道",
    "不清楚",
    "说不好",
    "忘了",
    "什么",
    "为什么",
    "多少",
    "是不是",
    "有没有",
    "行不行",
    "好不好",
    "对不对",
    "在不在",
    "是吗",
    "对吗",
    "可能吧",
    "也许",
    "大概吧",
    "不一定",
    "看情况",
    "是什么意思",
    "有什么条件",
    "没听懂",
    "算了",
    "得了",
    "取消",
    "上一步",
    "你好",
    "谢谢",
    "300万",
    "链主",
    "不是没有",
    "什么叫投产",
    "对不起",
    "没想好",
    "有多少",
]


@pytest.mark.parametrize("text", YES)
def test_yes_in_every_form(text: str) -> None:
    assert yes_or_no(fold(text)) is True


@pytest.mark.parametrize("text", NO)
def test_no_in_every_form(text: str) -> None:
    assert yes_or_no(fold(text)) is False


@pytest.mark.parametrize("text", ["", " ", "，。", *NEITHER])
def test_what_is_neither_yes_nor_no(text: str) -> None:
    assert yes_or_no(fold(text)) is None


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("投产了", True),
        ("已经投产了", True),
        ("去年就投产了", True),
        ("按计划投产了", True),
        ("计划已经投产了", True),
        ("开始生产了", True),
        ("没错，投产了", True),
        ("没问题，已投产", True),
        ("投产没问题", True),
        ("嗯，投产了", True),
        ("是的", True),
        ("没错", True),
        ("没投产", False),
        ("还没投产", False),
        ("尚未投产", False),
        ("没有投产", False),
        ("还没完全投产", False),
        ("还没开始生产", False),
        ("投产不了", False),
        ("在建", False),
        ("没有，还在建", False),
        ("停产了", False),
        ("没建成", False),
        ("明年投产", False),
        ("下个月投产", False),
        ("预计年底投产", False),
        ("计划明年投产", False),
        ("准备投产", False),
        ("快投产了", False),
        ("嗯，还没", False),
        ("没有", False),
        ("投产了吗", None),
        ("投产了没", None),
        ("投产了没有", None),
        ("投没投产", None),
        ("是否投产", None),
        ("不知道", None),
        ("没停产", None),
        ("什么算数", None),
    ],
)
def test_a_yes_no_field_is_answered_in_its_own_words(text: str, verdict: bool | None) -> None:
    assert flag(PRODUCTION, text) is verdict


@pytest.mark.parametrize(
    ("asked", "text", "verdict"),
    [
        (INSURED, "参保了", True),
        (INSURED, "已列入保险补偿名单", True),
        (INSURED, "进了补偿名单", True),
        (INSURED, "保险买了", True),
        (INSURED, "没参保", False),
        (INSURED, "没被列入保险补偿名单", False),
        (INSURED, "没进补偿名单", False),
        (INSURED, "保险没买", False),
        (INSURED, "没有保险", False),
        (ZONE, "在示范区", True),
        (ZONE, "落在示范区", True),
        (ZONE, "不在示范区", False),
        (ZONE, "示范区，不在", False),
        (ZONE, "示范区不是", False),
        (ZONE, "普通开发区", False),
        (PHOTOVOLTAIC, "光伏重大项目，不在示范区", True),
        (PHOTOVOLTAIC, "光伏重大项目", True),
        (PHOTOVOLTAIC, "不是光伏重大项目", False),
        (PHOTOVOLTAIC, "投资5000万", None),
        (ZONE, "示范区有什么好处", None),
    ],
)
def test_a_mention_of_a_field_in_passing(asked: Field, text: str, verdict: bool | None) -> None:
    assert mentioned_flag(asked, text) is verdict


@pytest.mark.parametrize(
    ("asked", "text", "choice"),
    [
        (ROLE, "链主", "leader"),
        (ROLE, "我们是链主", "leader"),
        (ROLE, "龙头", "leader"),
        (ROLE, "链核企业", "core"),
        (ROLE, "1", "leader"),
        (ROLE, "2", "core"),
        (ROLE, "第二个", "core"),
        (ROLE, "选2", "core"),
        (ROLE, "2号", "core"),
        (ROLE, "B", "core"),
        (ROLE, "第一个吧", "leader"),
        (ROLE, "不是链主，是链核", "core"),
        (ROLE, "链主没评上，是链核", "core"),
        (ROLE, "我们是链核不是链主", "core"),
        (LEVEL, "省级的", "province"),
        (LEVEL, "省里的", "province"),
        (LEVEL, "国家级小巨人", "state"),
        (LEVEL, "工信部认定的", "state"),
        (LEVEL, "3", "state"),
        (LEVEL, "选第三个", "state"),
        (LEVEL, "三", "state"),
        (LEVEL, "不是省级也不是市级，是国家级", "state"),
        (LEVEL, "省级没评上，只有市级", "city"),
    ],
)
def test_a_choice_by_name_number_synonym_or_denial(asked: Field, text: str, choice: str) -> None:
    told = answer(asked, text)
    assert isinstance(told, Told)
    assert told.value == choice


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (ROLE, "3"),
        (ROLE, "第4个"),
        (ROLE, "都不是"),
        (ROLE, "不是链主"),
        (ROLE, "没评上链主"),
        (ROLE, "链上企业"),
        (ROLE, "12"),
        (LEVEL, "4"),
        (LEVEL, "没评上省级"),
        (LEVEL, "没评省级"),
        (LEVEL, "级别高的那个"),
        (LEVEL, "300万"),
    ],
)
def test_a_choice_that_was_not_made_is_not_guessed(asked: Field, text: str) -> None:
    assert answer(asked, text) is None


@pytest.mark.parametrize(("asked", "text"), [(ROLE, "链主链核都是"), (LEVEL, "市级和省级")])
def test_two_choices_are_asked_back_by_name(asked: Field, text: str) -> None:
    unclear = answer(asked, text)
    assert isinstance(unclear, Unclear)
    assert all(asked.options[key].label in unclear.why for key in mentioned_options(asked, text))


@pytest.mark.parametrize("asked", [PRODUCTION, ROLE, MONEY, PERCENT, RATE, FACTOR, COUNT, SHARES, TIERS])
@pytest.mark.parametrize("text", ["不知道", "不清楚", "说不好", "没算过", "忘了", "跳过", "不太清楚啊", "记不清了"])
def test_not_knowing_is_an_answer_and_no_value(asked: Field, text: str) -> None:
    told = answer(asked, text)
    assert isinstance(told, Told)
    assert told.value is UNKNOWN
    assert known_value(told.value) is None


@pytest.mark.parametrize("text", ["没有", "没", "知道", "清楚", "300万", "不是"])
def test_what_is_known_is_not_taken_for_unknown(text: str) -> None:
    assert not says_unknown(text)


def test_a_figure_next_to_a_doubt_counts() -> None:
    told = answer(MONEY, "说不准，300万吧")
    assert isinstance(told, Told)
    assert told.value == 3_000_000


@pytest.mark.parametrize(
    ("asked", "text", "amount", "sensed"),
    [
        (MONEY, "300万", 3_000_000, False),
        (MONEY, "300 万元", 3_000_000, False),
        (MONEY, "到账了300万", 3_000_000, False),
        (MONEY, "300元", 300, False),
        (MONEY, "1.2亿", 120_000_000, False),
        (MONEY, "300", 3_000_000, True),
        (MONEY, "5", 50_000, True),
        (MONEY, "1,000", 10_000_000, True),
        (MONEY, "一千", 10_000_000, True),
        (MONEY, "3000000", 3_000_000, True),
        (MONEY, "100000000", 100_000_000, True),
        (MONEY, "0", 0, False),
        (MONEY, "没有", 0, False),
        (MONEY, "一分没有", 0, False),
        (MONEY, "不是300万，是500万", 5_000_000, False),
        (REVENUE, "50", 5_000_000_000, True),
        (REVENUE, "0.5", 50_000_000, True),
        (REVENUE, "50亿", 5_000_000_000, False),
        (REVENUE, "8000万", 80_000_000, False),
        (REVENUE, "10000000000", 10_000_000_000, True),
    ],
)
def test_an_amount_is_taken_and_a_sensed_unit_is_marked(asked: Field, text: str, amount: int, sensed: bool) -> None:
    told = answer(asked, text)
    assert isinstance(told, Told)
    assert (told.value, told.sensed) == (amount, sensed)


@pytest.mark.parametrize(
    ("asked", "text", "words"),
    [
        (MONEY, "30000", ("30000元", "30000万元")),
        (MONEY, "10000", ("10000元", "10000万元")),
        (MONEY, "0.5", ("0.5", "单位")),
        (MONEY, "99999999999999", ("单位",)),
        (MONEY, "300万和500万", ("300万", "500万")),
        (MONEY, "-300万", ("负",)),
        (MONEY, "负300", ("负",)),
        (PERCENT, "120%", ("100%",)),
        (PERCENT, "-5%", ("负",)),
        (RATE, "345", ("100%", "3.45%")),
        (RATE, "101%", ("100%",)),
        (COUNT, "2.5", ("整数",)),
        (SHARES, "30%", ("20%", "40%", "60%")),
        (TIERS, "10", ("10万", "10亿")),
    ],
)
def test_a_figure_that_cannot_be_taken_is_asked_back_in_words(asked: Field, text: str, words: tuple[str, ...]) -> None:
    unclear = answer(asked, text)
    assert isinstance(unclear, Unclear)
    assert all(word in unclear.why for word in words)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (MONEY, "12.5%"),
        (MONEY, "3家"),
        (MONEY, "2021年"),
        (MONEY, "按9.2(1)"),
        (MONEY, "几百万"),
        (MONEY, "几十万吧"),
        (MONEY, "50万美元"),
        (MONEY, "你好"),
        (PERCENT, "300万"),
        (PERCENT, "3家"),
        (RATE, "300万"),
        (COUNT, "300万"),
        (COUNT, "5%"),
        (FACTOR, "没有"),
        (SHARES, "第九档"),
    ],
)
def test_a_figure_of_another_sort_answers_nothing(asked: Field, text: str) -> None:
    assert answer(asked, text) is None


@pytest.mark.parametrize(
    ("asked", "text", "low", "high"),
    [
        (MONEY, "三四百万", 3_000_000, 4_000_000),
        (MONEY, "500到800万", 5_000_000, 8_000_000),
        (MONEY, "300-500", 3_000_000, 5_000_000),
        (PERCENT, "40%到50%", 40, 50),
        (COUNT, "二三家", 2, 3),
        (COUNT, "5到10家", 5, 10),
        (RATE, "3.1%到3.45%", "0.031", "0.0345"),
    ],
)
def test_a_range_is_kept_as_a_range(asked: Field, text: str, low: object, high: object) -> None:
    told = answer(asked, text)
    assert isinstance(told, Told)
    assert told.value == Span(Decimal(str(low)), Decimal(str(high)))
    assert known_value(told.value) is None


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        (MONEY, "两百多万", 2_000_000),
        (MONEY, "差不多300万", 3_000_000),
        (COUNT, "十几家", 10),
        (PERCENT, "四成左右", 40),
    ],
)
def test_a_rough_figure_is_named_as_rough(asked: Field, text: str, value: int) -> None:
    told = answer(asked, text)
    assert isinstance(told, Told)
    assert (told.value, told.about) == (value, True)


@pytest.mark.parametrize(
    ("asked", "text", "value", "sensed"),
    [
        (PERCENT, "45", "45", False),
        (PERCENT, "45%", "45", False),
        (PERCENT, "四成五", "45", False),
        (PERCENT, "百分之四十五", "45", False),
        (PERCENT, "一半", "50", False),
        (PERCENT, "百分之百", "100", False),
        (PERCENT, "0.45", "45", True),
        (PERCENT, "100", "100", False),
        (PERCENT, "没有", "0", False),
        (RATE, "3.45%", "0.0345", False),
        (RATE, "3.45个点", "0.0345", False),
        (RATE, "百分之三点四五", "0.0345", False),
        (RATE, "3.45", "0.0345", True),
        (RATE, "0.0345", "0.0345", False),
        (FACTOR, "1.2", "1.2", False),
        (FACTOR, "零点八", "0.8", False),
        (FACTOR, "120%", "1.2", False),
    ],
)
def test_percentages_rates_and_factors(asked: Field, text: str, value: str, sensed: bool) -> None:
    told = answer(asked, text)
    assert isinstance(told, Told)
    assert (told.value, told.sensed) == (Decimal(value), sensed)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2", 2),
        ("两家", 2),
        ("2个", 2),
        ("0", 0),
        ("没有", 0),
        ("无", 0),
        ("一家都没有", 0),
        ("一个都没有", 0),
        ("一家", 1),
    ],
)
def test_a_count_is_a_whole_number(text: str, count: int) -> None:
    told = answer(COUNT, text)
    assert isinstance(told, Told)
    assert told.value == count
    assert type(told.value) is int


@pytest.mark.parametrize(
    ("asked", "base", "text", "value"),
    [
        (PERCENT, 30, "42%", 42),
        (PERCENT, 30, "提高到42%", 42),
        (PERCENT, 30, "涨了12个点", 42),
        (PERCENT, 30, "提高12个百分点", 42),
        (PERCENT, 30, "降了5个点", 25),
        (COUNT, 3, "8家", 8),
        (COUNT, 3, "涨到8家", 8),
        (COUNT, 3, "增加了5家", 8),
        (COUNT, 3, "净增5户", 8),
        (COUNT, 3, "多了5家", 8),
        (COUNT, 3, "少了1家", 2),
    ],
)
def test_a_rise_or_fall_is_told_against_what_there_was(asked: Field, base: int, text: str, value: int) -> None:
    told = answer(asked, text, base=Decimal(base))
    assert isinstance(told, Told)
    assert told.value == value


@pytest.mark.parametrize(("asked", "base"), [(PERCENT, 3), (COUNT, 3)])
def test_a_fall_below_nothing_is_asked_back(asked: Field, base: int) -> None:
    text = "降了5个点" if asked is PERCENT else "少了5家"
    assert isinstance(answer(asked, text, base=Decimal(base)), Unclear)


@pytest.mark.parametrize("text", ["全部", "全投完了", "都付清了", "投完了", "一样", "全款"])
def test_all_of_it_is_as_much_as_the_whole(text: str) -> None:
    assert says_all(text)
    told = answer(MONEY, text, whole=Decimal(80_000_000))
    assert isinstance(told, Told)
    assert told.value == 80_000_000


def test_all_of_it_means_nothing_without_a_whole() -> None:
    assert answer(MONEY, "全部") is None


def test_a_figure_goes_before_all_of_it() -> None:
    told = answer(MONEY, "7000万都投完了", whole=Decimal(80_000_000))
    assert isinstance(told, Told)
    assert told.value == 70_000_000


@pytest.mark.parametrize(
    ("asked", "text", "marks"),
    [
        (SHARES, "没有", ()),
        (SHARES, "没领过", ()),
        (SHARES, "以前没领过", ()),
        (SHARES, "从来没领过", ()),
        (SHARES, "20%", (20,)),
        (SHARES, "20", (20,)),
        (SHARES, "20%和40%", (20, 40)),
        (SHARES, "20、40", (20, 40)),
        (SHARES, "都领过", (20, 40, 60)),
        (TIERS, "没有", ()),
        (TIERS, "10亿那一档", (10**9,)),
        (TIERS, "5000万和1亿", (50_000_000, 100_000_000)),
    ],
)
def test_the_tiers_had_before_are_told_in_one_go(asked: Field, text: str, marks: tuple[int, ...]) -> None:
    told = answer(asked, text)
    assert isinstance(told, Told)
    assert told.value == marks


@pytest.mark.parametrize(
    "text", ["没有了", "没了", "没有", "就这些", "就这一个", "完了", "不用了", "算吧", "没别的了", "没有，就这样", "no"]
)
def test_a_list_is_closed(text: str) -> None:
    assert no_more(text)
    assert not one_more(text)


@pytest.mark.parametrize("text", ["有", "还有", "有的", "还有一个", "再加一项", "嗯，有", "要", "是的"])
def test_a_list_goes_on(text: str) -> None:
    assert one_more(text.replace("，", ""))
    assert not no_more(text)


@pytest.mark.parametrize("asked", [PRODUCTION, ROLE, MONEY, PERCENT, RATE, FACTOR, COUNT, SHARES])
@pytest.mark.parametrize("text", ["", " ", "。", "？？", "\x00", "𠮷" * 50, "9" * 300, "一" * 300, "万亿" * 80])
def test_no_answer_breaks_the_reader(asked: Field, text: str) -> None:
    told = answer(asked, text)
    assert told is None or isinstance(told, Told | Unclear)
