"""Figures as people write and say them: what each is, how much it is, and what is no figure at all."""

from decimal import Decimal

import pytest
from award_kit import MANY
from hypothesis import given
from hypothesis import strategies as st
from test_numerals import in_chinese

from calculators.reading.figures import Figure, Sort, find_figures, money_in_words


def only(text: str) -> Figure:
    """The single figure of a text."""
    figures = find_figures(text)
    assert len(figures) == 1, [figure.text for figure in figures]
    return figures[0]


EXACT_AMOUNTS = [
    ("5000万", 50_000_000),
    ("5000 万", 50_000_000),
    ("5000万元", 50_000_000),
    ("5000万块", 50_000_000),
    ("5000万块钱", 50_000_000),
    ("5000.00万", 50_000_000),
    ("５０００万", 50_000_000),
    ("5000萬", 50_000_000),
    ("五千万", 50_000_000),
    ("五千万元整", 50_000_000),
    ("五千萬元整", 50_000_000),
    ("伍仟万元整", 50_000_000),
    ("人民币伍仟万元整", 50_000_000),
    ("5千万", 50_000_000),
    ("0.5亿", 50_000_000),
    (".5亿", 50_000_000),
    ("半个亿", 50_000_000),
    ("5kw", 50_000_000),
    ("5KW", 50_000_000),
    ("5 kw", 50_000_000),
    ("5000w", 50_000_000),
    ("1.2亿", 120_000_000),
    ("1.2 亿", 120_000_000),
    ("１．２亿", 120_000_000),
    ("1.2億", 120_000_000),
    ("1.2亿元", 120_000_000),
    ("1.2亿元人民币", 120_000_000),
    ("1.2个亿", 120_000_000),
    ("1亿2", 120_000_000),
    ("1亿2千万", 120_000_000),
    ("1亿2000万", 120_000_000),
    ("一亿二", 120_000_000),
    ("一亿二千万", 120_000_000),
    ("一点二亿", 120_000_000),
    ("一点二个亿", 120_000_000),
    ("3千6百万", 36_000_000),
    ("3600万", 36_000_000),
    ("三千六百万", 36_000_000),
    ("３千６百万", 36_000_000),
    ("叁仟陆佰万圆整", 36_000_000),
    ("壹佰贰拾万元整", 1_200_000),
    ("壹佰贰拾万圆整", 1_200_000),
    ("壹佰貳拾萬圓整", 1_200_000),
    ("一百二十万", 1_200_000),
    ("1,200,000元", 1_200_000),
    ("1，200，000元", 1_200_000),
    ("１，２００，０００元", 1_200_000),
    ("1200000元", 1_200_000),
    ("￥1200000", 1_200_000),
    ("¥1,200,000", 1_200_000),
    ("120万rmb", 1_200_000),
    ("120万RMB", 1_200_000),
    ("１２００万", 12_000_000),
    ("500W", 5_000_000),
    ("500w", 5_000_000),
    ("500 W", 5_000_000),
    ("五百w", 5_000_000),
    ("十二万五", 125_000),
    ("12万5", 125_000),
    ("12.5万", 125_000),
    ("十二点五万", 125_000),
    ("12点5万", 125_000),
    ("一个半亿", 150_000_000),
    ("1个半亿", 150_000_000),
    ("一亿半", 150_000_000),
    ("一亿五", 150_000_000),
    ("一亿五千", 150_000_000),
    ("两亿三千万", 230_000_000),
    ("一亿零五百万", 105_000_000),
    ("三千零五十万", 30_500_000),
    ("12,345.67元", "12345.67"),
    ("300块钱", 300),
    ("三百块", 300),
    ("零元", 0),
    ("0元", 0),
    ("1234元5角", "1234.5"),
    ("12元3角4分", "12.34"),
    ("壹佰贰拾叁元肆角伍分", "123.45"),
    ("壹佰元零伍分", "100.05"),
    ("一千二百三十四万五千六百七十八元", 12_345_678),
]


@pytest.mark.parametrize(("text", "amount"), EXACT_AMOUNTS)
def test_an_exact_amount_of_money(text: str, amount: int | str) -> None:
    figure = only(text)
    assert figure.sort is Sort.MONEY
    assert (figure.low, figure.high) == (Decimal(amount), Decimal(amount))
    assert not (figure.about or figure.ranged or figure.negative)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("两百多万", 2_000_000),
        ("300多万元", 3_000_000),
        ("三百余万", 3_000_000),
        ("两千来万", 20_000_000),
        ("十几万", 100_000),
        ("20几万", 200_000),
        ("一千多万", 10_000_000),
        ("3亿多", 300_000_000),
        ("一个多亿", 100_000_000),
        ("两个多亿", 200_000_000),
        ("1500万多", 15_000_000),
        ("大概300万", 3_000_000),
        ("大约300万", 3_000_000),
        ("差不多300万", 3_000_000),
        ("约300万", 3_000_000),
        ("300万左右", 3_000_000),
        ("300万元上下", 3_000_000),
        ("300万出头", 3_000_000),
        ("不到500万", 5_000_000),
        ("将近500万", 5_000_000),
        ("近千万", 10_000_000),
        ("上百万", 1_000_000),
        ("上千万", 10_000_000),
    ],
)
def test_a_rough_amount_is_taken_at_its_word_and_marked(text: str, amount: int) -> None:
    figure = only(text)
    assert figure.sort is Sort.MONEY
    assert figure.value == amount
    assert figure.about
    assert not figure.ranged


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("三四百万", 3_000_000, 4_000_000),
        ("两三千万", 20_000_000, 30_000_000),
        ("五六千万", 50_000_000, 60_000_000),
        ("两三个亿", 200_000_000, 300_000_000),
        ("500到800万", 5_000_000, 8_000_000),
        ("500万到800万", 5_000_000, 8_000_000),
        ("500至800万元", 5_000_000, 8_000_000),
        ("500-800万", 5_000_000, 8_000_000),
        ("500~800万", 5_000_000, 8_000_000),
        ("500～800万", 5_000_000, 8_000_000),
        ("500万—800万", 5_000_000, 8_000_000),
        ("三到五百万", 3_000_000, 5_000_000),
        ("三到五千万", 30_000_000, 50_000_000),
        ("3~5百万", 3_000_000, 5_000_000),
        ("5000万到1亿", 50_000_000, 100_000_000),
        ("5000到1亿", 50_000_000, 100_000_000),
        ("8000-1.2亿", 80_000_000, 120_000_000),
        ("1到1.5亿", 100_000_000, 150_000_000),
    ],
)
def test_a_range_of_money_keeps_both_ends(text: str, low: int, high: int) -> None:
    figure = only(text)
    assert figure.sort is Sort.MONEY
    assert (figure.low, figure.high) == (low, high)
    assert figure.ranged
    assert not figure.negative


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("12.5%", "12.5"),
        ("１２．５％", "12.5"),
        ("12.5 %", "12.5"),
        ("百分之十二点五", "12.5"),
        ("百分之12.5", "12.5"),
        ("百分之十点五", "10.5"),
        ("百分之零点五", "0.5"),
        ("百分之百", 100),
        ("百分之八十", 80),
        ("五个点", 5),
        ("12.5个点", "12.5"),
        ("12.5个百分点", "12.5"),
        ("三个百分点", 3),
        ("五成", 50),
        ("三成五", 35),
        ("八成半", 85),
        ("一半", 50),
        ("对半", 50),
        ("千分之二", "0.2"),
        ("千分之三点五", "0.35"),
        ("万分之五", "0.05"),
        ("12‰", "1.2"),
        ("100%", 100),
        ("0%", 0),
    ],
)
def test_a_percentage_is_in_percent(text: str, percent: int | str) -> None:
    figure = only(text)
    assert figure.sort is Sort.PERCENT
    assert figure.low == figure.high == Decimal(percent)
    assert not (figure.about or figure.ranged or figure.negative)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("30%到42%", 30, 42),
        ("30到42%", 30, 42),
        ("30%-42%", 30, 42),
        ("30-42%", 30, 42),
        ("三到五成", 30, 50),
        ("七八成", 70, 80),
        ("百分之三十到四十", 30, 40),
        ("百分之三十到百分之四十", 30, 40),
    ],
)
def test_a_range_of_percentages_keeps_both_ends(text: str, low: int, high: int) -> None:
    figure = only(text)
    assert (figure.sort, figure.low, figure.high) == (Sort.PERCENT, low, high)
    assert figure.ranged
    assert not figure.negative


@pytest.mark.parametrize("text", ["从30%到42%", "由30%提高到42%", "从百分之三十到百分之四十二", "从30%涨到42%"])
def test_a_rise_is_two_figures(text: str) -> None:
    before, now = find_figures(text)
    assert (before.low, before.high, now.low, now.high) == (30, 30, 42, 42)


@pytest.mark.parametrize(
    ("text", "low", "high", "about"),
    [
        ("3家", 3, 3, False),
        ("三家", 3, 3, False),
        ("两户", 2, 2, False),
        ("十条产业链", 10, 10, False),
        ("2个项目", 2, 2, False),
        ("15项", 15, 15, False),
        ("二三十家", 20, 30, False),
        ("三到五家", 3, 5, False),
        ("两到三家", 2, 3, False),
        ("5到10家", 5, 10, False),
        ("100-200家", 100, 200, False),
        ("三十五六家", 35, 36, False),
        ("十几家", 10, 10, True),
        ("30几家", 30, 30, True),
        ("10来家", 10, 10, True),
        ("一万两千家", 12_000, 12_000, False),
    ],
)
def test_a_count_has_its_classifier(text: str, low: int, high: int, about: bool) -> None:
    figure = only(text)
    assert figure.sort is Sort.COUNT
    assert (figure.low, figure.high, figure.about) == (low, high, about)


@pytest.mark.parametrize(
    ("text", "value"),
    [("300", 300), ("1,000", 1000), ("0.0345", "0.0345"), ("一百二", 120), ("两千三", 2300), ("八", 8), ("0", 0)],
)
def test_a_bare_number_stays_without_unit(text: str, value: int | str) -> None:
    figure = only(text)
    assert figure.sort is Sort.BARE
    assert figure.value == Decimal(value)


@pytest.mark.parametrize("text", ["-300万", "负300万", "－300万", "-5%"])
def test_a_negative_figure_is_known_as_such(text: str) -> None:
    assert only(text).negative


NO_AMOUNTS = [
    "2021年",
    "21年",
    "二〇二一年",
    "2024年5月20日",
    "2024-05-20",
    "2024/5/20",
    "2024.5.20",
    "2021-2025年",
    "2021年1至9月",
    "2024年度",
    "9.2(1)",
    "9.2（1）",
    "9.4(1)-2",
    "10.1(一)",
    "9.2条",
    "第8.3条",
    "第9条",
    "第十二条",
    "第二",
    "第3个",
    "第三项",
    "表1",
    "附件2",
    "长科发〔2022〕5号",
    "3个月",
    "3到5年",
    "30天",
    "15个工作日",
    "10亩",
    "5000平方米",
    "3000吨",
    "1.5倍",
    "3次",
    "两年",
    "50万美元",
    "100万港币",
    "十亿美元",
]


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_dates_clauses_ordinals_and_measures_are_no_amounts(text: str) -> None:
    assert {figure.sort for figure in find_figures(text)} <= {Sort.OTHER, Sort.ORDINAL}


@pytest.mark.parametrize(
    "text",
    [
        "一次性付清",
        "一共多少",
        "一样",
        "统一申报",
        "三选一",
        "万一不行",
        "千万别",
        "十分满意",
        "一点都没有",
        "三农",
        "二手设备",
        "两者",
        "半年",
        "一块拿",
        "这两块",
        "几百万",
        "几十万",
        "好几十家",
        "数十万",
        "百八十万",
        "几个亿",
        "多少万",
        "没有",
    ],
)
def test_words_and_vague_hints_are_no_figures(text: str) -> None:
    assert find_figures(text) == []


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("按9.2(1)，投资8000万", [80_000_000]),
        ("2021年1亿，去年3亿", [100_000_000, 300_000_000]),
        ("投了8000万2021年投产", [80_000_000]),
        ("10万20万200万", [100_000, 200_000, 2_000_000]),
        ("300万600万", [3_000_000, 6_000_000]),
        ("一期3000万二期5000万", [30_000_000, 50_000_000]),
        ("晋工信新材料规字〔2024〕1号，投了8000万元", [80_000_000]),
        ("一个300万，一个600万", [3_000_000, 6_000_000]),
        ("从2000万涨到3000万", [20_000_000, 30_000_000]),
        ("300 万 和 500 万", [3_000_000, 5_000_000]),
        ("拿了20万三年内能不能迁出", [200_000]),
        ("投资1亿，3.45%，5家", [100_000_000]),
    ],
)
def test_every_amount_of_a_sentence_is_found(text: str, amounts: list[int]) -> None:
    assert [figure.value for figure in find_figures(text) if figure.sort is Sort.MONEY] == amounts


def test_a_figure_tells_its_place_in_the_original_text() -> None:
    text = "到账３００萬元，能补多少"
    figure = only(text)
    assert text[figure.start : figure.end] == figure.text == "３００萬元"


@pytest.mark.parametrize(
    ("text", "amount"),
    [("30万", 300_000), ("1.5亿元", 150_000_000), ("3000000", 3_000_000), (" 12345.67元 ", "12345.67")],
)
def test_content_may_state_money_in_words(text: str, amount: int | str) -> None:
    assert money_in_words(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["", "约30万", "两百多万", "三四百万", "-30万", "30万到50万", "5%", "3家", "30万 50万", "共30万", "2021年"]
)
def test_content_must_state_money_exactly(text: str) -> None:
    assert money_in_words(text) is None


def written(yuan: int) -> list[str]:
    """One amount in several ways people write it."""
    ways = [f"{yuan}元", f"{yuan:,}元", f"¥{yuan}", in_chinese(yuan) + "元", in_chinese(yuan) + "块钱"]
    ways += [str(yuan).translate(str.maketrans("0123456789", "０１２３４５６７８９")) + "元"]
    wan, rest = Decimal(yuan) / 10_000, yuan % 10_000
    ways += [f"{wan:f}万", f"{wan:f}万元", f"{wan:f} 万元", f"{wan:f}w", f"{Decimal(yuan) / 10**8:f}亿元"]
    if rest == 0 and 0 < yuan < 10**8:
        ways += [in_chinese(yuan // 10_000) + "万"]
    return ways


@MANY
@given(st.one_of(st.integers(0, 10**6), st.integers(0, 10**11), st.integers(1, 99_999).map(lambda wan: wan * 10_000)))
def test_an_amount_comes_back_exactly_however_it_is_written(yuan: int) -> None:
    for text in written(yuan):
        for sentence in (text, f"到账{text}，能补多少"):
            figure = only(sentence)
            assert (figure.sort, figure.low, figure.high) == (Sort.MONEY, yuan, yuan), sentence


@MANY
@given(st.integers(0, 10**7), st.integers(0, 9), st.integers(0, 9))
def test_jiao_and_fen_come_back_exactly(yuan: int, jiao: int, fen: int) -> None:
    expected = Decimal(yuan) + Decimal(jiao) / 10 + Decimal(fen) / 100
    for text in (f"{expected}元", f"{yuan}元{jiao}角{fen}分"):
        assert only(text).value == expected


@MANY
@given(st.decimals(0, 100, places=3, allow_nan=False, allow_infinity=False))
def test_a_percentage_comes_back_exactly(percent: Decimal) -> None:
    for text in (f"{percent}%", f"{percent}个点", f"百分之{percent}", f"千分之{percent * 10}"):
        figure = only(text)
        assert (figure.sort, figure.value) == (Sort.PERCENT, percent)


@MANY
@given(st.integers(1, 5000), st.integers(1, 5000))
def test_both_ends_of_a_range_come_back_exactly(one: int, other: int) -> None:
    low, high = sorted((one, other))
    if low == high:
        high += 1
    for text in (f"{low}到{high}万", f"{low}万到{high}万元", f"{low}-{high}万", f"{low}~{high}万"):
        figure = only(text)
        assert (figure.low, figure.high) == (low * 10_000, high * 10_000)


@MANY
@given(st.text("0123456789.,一二三十百千万亿个半多点元%成到-~第年号()（）家 \n零几两俩角分k w", max_size=24))
def test_no_text_breaks_the_reader(text: str) -> None:
    for figure in find_figures(text):
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.low >= 0
        assert figure.low <= figure.high
