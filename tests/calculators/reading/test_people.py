"""What owners and accountants answer, field by field of the real cards, in their own words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from calculators.calculator import Calculator, field_of
from calculators.inputs import UNKNOWN
from calculators.reading.answers import answer
from calculators.reading.told import Span, Told

WAN = 10_000
YI = 100_000_000
Calculators = Mapping[str, Calculator]


def value_of(calculators: Calculators, path: str, text: str, **against: Decimal) -> Any:
    """The value taken from an answer; None when nothing is taken, "?" when it is asked back."""
    id, _, field_path = path.partition(":")
    field = field_of(calculators[id], field_path)
    assert field is not None
    told = answer(field, text, **against)
    if told is None:
        return None
    if not isinstance(told, Told):
        return "?"
    return (told.value.low, told.value.high) if isinstance(told.value, Span) else told.value


MONEY = {
    "tech-transfer:received_amounts.0": {
        "300万": 300 * WAN, "三百万整": 300 * WAN, "到了三百来万": 300 * WAN, "差不多三百万吧": 300 * WAN,
        "已经到账300万了": 300 * WAN, "一分钱也没到": 0, "还没到账": 0, "钱还没收到呢": 0, "三百二十万五千": 3205000,
        "300w": 300 * WAN, "3,000,000元": 300 * WAN, "三四百万": (300 * WAN, 400 * WAN), "300到400万": (300 * WAN, 400 * WAN),
        "两百多万": 200 * WAN, "不到300万": 300 * WAN, "300万出头": 300 * WAN, "大概300万上下": 300 * WAN, "不知道": UNKNOWN,
        "得问会计": UNKNOWN, "还没统计": UNKNOWN, "半个亿": 5000 * WAN, "零": 0, "暂时没有": 0, "一分没收": 0,
    },
    "chain-referral:projects.0.fixed_investment": {
        "八千万": 8000 * WAN, "1.2个亿": 12000 * WAN, "一个亿出头": YI, "将近一个亿": YI, "五六千万": (5000 * WAN, 6000 * WAN),
        "计划投8000万": 8000 * WAN, "总共八千五百万": 8500 * WAN, "总投资8000": 8000 * WAN, "3.5亿元": 35000 * WAN,
        "八百到一千二百万": (800 * WAN, 1200 * WAN), "八千到一亿": (8000 * WAN, YI), "五千万到一个亿之间": (5000 * WAN, YI),
    },
    "chain-talent:paid_amount": {
        "今年付了260万，去年付了300万": 260 * WAN, "去年付了300万，今年付了260万": 260 * WAN, "去年300万": "?",
        "先付100万，后来又付了200万": 300 * WAN, "付了100万，又付了50万": 150 * WAN, "每人2万，一共150人": 300 * WAN,
        "150个人，每人两万": 300 * WAN, "一分钱还没付呢": 0, "一毛钱都没花": 0, "还没付": 0, "没付过": 0, "未付": 0,
        "付了300万或者400万": "?", "不是300万，是350万": 350 * WAN, "一共350万": 350 * WAN,
    },
    "first-set-sales:last_year_sales": {"去年卖了1800万": 1800 * WAN, "一千八": 1800 * WAN, "去年没开票": 0, "一单没卖": None},
    "first-set-sales:this_year_sales": {"今年卖了2000万": 2000 * WAN, "去年1800万，今年2000万": 2000 * WAN, "去年1800万": "?"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "text", "value"), [(path, text, value) for path, said in MONEY.items() for text, value in said.items()]
)
def test_amounts(calculators: Calculators, path: str, text: str, value: Any) -> None:
    assert value_of(calculators, path, text) == value


PARTS = {
    "全部": 5000, "全部投完了": 5000, "都投完了": 5000, "全投进去了": 5000, "百分之百": 5000, "一样": 5000, "八成": 4000,
    "完成了八成": 4000, "投了80%": 4000, "一半": 2500, "投完了一半": 2500, "一半多一点": 2500, "差不多三分之二": Decimal("33333333.33"),
    "七八成": (3500, 4000), "还差1000万": 4000, "还有1000万没投": 4000, "还剩两成没投": 4000, "就差500万了": 4500,
    "剩1000万": 4000, "4500万": 4500, "投了4500万": 4500, "其中4000万已经到位": 4000, "还差6000万": "?", "一点没投": 0,
    "一分没投": 0, "还没投": 0, "没有": 0,
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), PARTS.items())
def test_a_part_is_told_against_its_whole(calculators: Calculators, text: str, value: Any) -> None:
    """Of 5000万 in all; values in 万."""
    got = value_of(calculators, "chain-referral:projects.0.completed_investment", text, whole=Decimal(5000 * WAN))
    wanted = (
        tuple(end * WAN for end in value)
        if isinstance(value, tuple)
        else value * WAN
        if isinstance(value, int)
        else value
    )
    assert got == wanted


YES_NO = {
    "chain-referral:projects.0.in_production": (
        ["投产了", "已经投产了", "早就投产了", "去年下半年就开始生产了", "生产一年多了", "刚投产", "上个月投产的", "是的", "嗯嗯", "投了产",
         "早投产了", "在生产了", "已经出产品了", "投产半年了", "2023年底就投产了", "正常生产着呢", "去年底投产的", "今年3月投产", "对，投产了", "试生产了"],
        ["还没", "没呢", "还没投产", "没投产", "在建", "还在建", "厂房还没盖好", "正在安装设备", "还没呢，正在安装设备", "年底才能投产",
         "快投产了", "马上投产", "明年投产", "预计下半年投产", "下个月才投产", "准备投产", "差一点投产", "还差一点", "快了", "没建成",
         "还在装修", "设备还没到", "下月试生产", "计划明年投产", "投产还早", "尚未投产", "还没有开始生产", "停产了"],
        ["这个要看怎么说", "投没投产有什么关系", "你问投产干什么呀", "没听懂", "没看明白"],
    ),
    "first-set-sales:insured": (
        ["参保了", "买了", "在名单里", "已经参保了", "上了保险", "都办好了", "有", "参保并且进了名单", "早就买了保险", "投保了", "进了"],
        ["没买", "没参保", "没有", "没上保险", "正在办参保，还没办下来", "还没办", "没进名单", "没投保", "还在办", "没买保险",
         "不在名单里", "没列入", "准备参保", "打算明年参保", "没上", "未参保"],
        ["参没参保有什么区别", "什么叫参保"],
    ),
    "hightech:newly_recognised": (
        ["第一次评上", "头一回认定", "今年新认定的", "新认定", "刚评上", "首次认定", "是的", "今年刚拿到", "对，新的"],
        ["老高企了，三年前评的", "复审通过的", "重新认定", "不是", "不是新的", "早就是了", "到期重新认定的", "没认定", "第二次认定"],
        [],
    ),
    "chain-landing:projects.0.demonstration_zone": (
        ["在的", "在示范区", "落在示范区里", "在重点承载示范开发区", "是的，在里面", "在"],
        ["不在", "在示范区，但不符合主导产业链", "普通开发区", "一般开发区", "不在示范区里", "没在", "不属于", "那倒不是", "开发区外面，不是"],
        [],
    ),
    "chain-landing:projects.0.targeted": (
        ["是光伏重大项目", "属于", "新能源汽车零部件", "特钢深加工的", "是"],
        ["都不是", "不属于", "不沾边", "那倒不是", "不算", "不是这几类"],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "text", "verdict"),
    [
        (path, text, verdict)
        for path, groups in YES_NO.items()
        for verdict, said in zip((True, False, None), groups, strict=True)
        for text in said
    ],
)
def test_yes_and_no(calculators: Calculators, path: str, text: str, verdict: bool | None) -> None:
    assert value_of(calculators, path, text) is verdict


CHOICES = {
    "chain-recognition:role": {
        "链主": "leader", "链核": "core", "不是链主，是链核": "core", "不是链主是链核": "core", "先是链核，今年升了链主": "leader",
        "从链核升到链主了": "leader", "第二个": "core", "1": "leader", "省级链主": "leader", "我们家是链核企业": "core", "龙头": "leader",
        "链主或者链核": "?", "没评上链主，只是链核": "core", "还不是链主，是链核": "core", "不知道": UNKNOWN,
    },
    "tech-center:level": {
        "市级": "city", "省级的": "province", "国家级": "state", "省工信厅认定的": "province", "国家发改委认定的": "state", "从市级升到省级了": "province",
        "去年是市级，今年升省级了": "province", "市里评的": "city", "县级的": None, "省里的": "province", "第三个": "state", "不是国家级，是省级": "province",
        "差一点国家级，最后是省级": "province", "市工信局认定的": "city", "工信部认定": "state",
    },
    "sred-city:level": {
        "国家级小巨人": "state", "省级": "province", "市里认定的": "city", "工信部认定的": "state", "省里评的": "province", "市级升省级了": "province",
    },
    "leader-excellent:rating": {
        "优秀": "excellent", "是优秀": "excellent", "是": "excellent", "是的": "excellent", "不是": "other", "不是优秀": "other", "良好": "other",
        "合格": "other", "差一点优秀": "other", "没评上优秀": "other", "优": "excellent", "别的": "other", "没有": "other", "一般般": "other",
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "text", "key"), [(path, text, key) for path, said in CHOICES.items() for text, key in said.items()]
)
def test_choices(calculators: Calculators, path: str, text: str, key: Any) -> None:
    assert value_of(calculators, path, text) == key


MARKS = {
    "没领过": (), "没有": (), "以前没领过": (), "从来没领过": (), "一档都没领过": (), "第一次申请": (), "头一回报": (), "20%": (20,), "20%和40%": (20, 40),
    "20%和40%的": (20, 40), "领过20%那一档": (20,), "都领过": (20, 40, 60), "三档都领过": (20, 40, 60), "领过最低那一档": (20,), "最高那档领过": (60,),
    "前两档": (20, 40), "头两档都领了": (20, 40), "除了20%那档都领过": (40, 60), "除了60%都领过了": (20, 40), "40%没领过，20%领过": (20,),
    "20%领过，40%没领": (20,), "60%的没领过，其他都领过": (20, 40), "只有60%没领过": (20, 40), "就差60%那档没领": (20, 40), "20%的没领过": (),
    "领过30%那档": "?", "不知道": UNKNOWN, "第二档": (40,), "低档领过": (20,), "最低的领了，别的没领": (20,), "二十和四十的": (20, 40),
}  # fmt: skip


@pytest.mark.parametrize(("text", "marks"), MARKS.items())
def test_tiers(calculators: Calculators, text: str, marks: Any) -> None:
    got = value_of(calculators, "zone-cultivation:rewarded_shares", text)
    assert (tuple(sorted(got)) if isinstance(got, tuple) else got) == marks


COUNTS = {
    "8家": 8, "八家": 8, "有8家": 8, "8": 8, "八": 8, "八户": 8, "一家": 1, "一家也没有": 0, "一家都没有": 0, "一家没有": 0, "没有": 0, "0": 0, "零": 0,
    "十来家": 10, "十几家": 10, "不到10家": 10, "三十多家": 30, "两三家": (2, 3), "8到10家": (8, 10), "一个也没有": 0, "还没有": 0, "没变": 8,
    "跟以前一样": 8, "还是那几家": 8, "多了两家": 10, "少了两家": 6, "增加了5家": 13, "涨到12家": 12, "净增3家": 11, "不清楚": UNKNOWN, "一样多": 8,
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), COUNTS.items())
def test_counts(calculators: Calculators, text: str, value: Any) -> None:
    """Against 8 partners before."""
    got = value_of(calculators, "leader-new-partners:partners_now", text, base=Decimal(8))
    assert got == value


PERCENTS = {
    "45%": 45, "百分之四十五": 45, "45个点": 45, "四成五": 45, "不到一半": 50, "一半": 50, "四五成": (40, 50), "45": 45, "0.45": 45,
    "全区营收100亿，主导产业链45亿": 45, "主导产业链45亿，全区100亿": 45, "总共100亿里面45亿": 45, "一共200亿，其中链上90亿": 45,
    "全区一百个亿，链上四十五个亿": 45, "百分之四十到五十": (40, 50), "40%多": 40, "120%": "?", "100亿": None, "不知道": UNKNOWN,
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), PERCENTS.items())
def test_percentages(calculators: Calculators, text: str, value: Any) -> None:
    assert value_of(calculators, "zone-cultivation:chain_share_percent", text) == value


def test_a_share_is_never_rounded_up_to_a_step(calculators: Calculators) -> None:
    got = value_of(calculators, "zone-cultivation:chain_share_percent", "全区营收100亿，主导产业链39.999999亿")
    assert Decimal("39.99") < got < 40
