"""One form for every way of typing, with every figure intact."""

import pytest
from opencc import OpenCC

from bot.content.load import Content
from calculators.reading.figures import find_figures
from intents.normalise import bare, normalise, simplify


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("ＡＢＣ１２３％", "abc123%"),
        ("５％，１，２００，０００元", "5%,1,200,000元"),
        ("HIGH-Tech", "high-tech"),
        ("链主认定奖多少？", "链主认定奖多少?"),
        ("“链主”（省级）：一次性；", '"链主"(省级):一次性;'),
        ("  链主\t认定\n\n奖励 ", "链主 认定 奖励"),
        ("链\u3000主", "链 主"),
        ("高  企   奖   励", "高企奖励"),
        ("是 否 是 是", "是 否 是 是"),
        ("①②③", "123"),
        ("5㎡", "5m2"),
    ],
)
def test_width_case_and_blanks(typed: str, normal: str) -> None:
    assert normalise(typed) == normal


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("鏈主認定獎勵給多少", "链主认定奖励给多少"),
        ("申報要什麼資料", "申报要什么资料"),
        ("新增協作配套獎勵", "新增协作配套奖励"),
        ("首臺套、首批次新材料", "首台套、首批次新材料"),
        ("專精特新「小巨人」企業", "专精特新「小巨人」企业"),
        ("依據是哪個文件，程序怎麼走", "依据是哪个文件,程序怎么走"),
        ("指標還執行嗎", "指标还执行吗"),
        ("太原市裡的獨角獸", "太原市里的独角兽"),
    ],
)
def test_traditional_characters(typed: str, normal: str) -> None:
    assert normalise(typed) == normal


@pytest.mark.parametrize("writing", ["s2t", "s2tw"])
def test_everything_the_cards_are_asked_survives_traditional_writing(content: Content, writing: str) -> None:
    """Only characters change, never words: 新增 stays 新增, 批次 stays 批次, 資料 is 资料."""
    converter = OpenCC(writing)
    texts = [normalise(text) for card in content.cards.values() for text in (card.title, *card.names, *card.ask)]
    changed = [text for text in texts if normalise(converter.convert(text)) != text]
    assert changed == []


@pytest.mark.parametrize("text", ["链主", "干部后台发展皇后里程", "一只首台套", "abc 123", "叶面肥", "著名"])
def test_simplified_text_stays_as_it_is(text: str) -> None:
    assert simplify(text) == text


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("😂链主👍奖多少🙏", "链主奖多少"),
        ("👨‍👩‍👧🇨🇳", ""),
        ("链主\u200b奖\u202e励\ufeff", "链主奖励"),
        ("链主\x00\x07奖励", "链主奖励"),
        ("链\ufe0f主☀", "链主"),
        ("\ud800链主", "链主"),
    ],
)
def test_emoji_and_invisible_marks_go(typed: str, normal: str) -> None:
    assert normalise(typed) == normal


@pytest.mark.parametrize(
    "said",
    [
        "1.2亿",
        "五千万",
        "１２００万",
        "1,200,000元",
        "￥300000",
        "12.5%",
        "百分之十二点五",
        "千分之二",
        "2‰",
        "3千6百万",
        "壹佰贰拾萬元整",
        "5kw",
        "500W",
        "2021年到2024年",
        "9.2(1)",
        "三四百万",
        "-5",
    ],
)
def test_figures_come_through_unharmed(said: str) -> None:
    def values(text: str) -> list[tuple[str, object, object]]:
        return [(figure.sort, figure.low, figure.high) for figure in find_figures(text)]

    assert values(normalise(f"链主，{said}，多少")) == values(f"链主，{said}，多少")
    assert values(said)


@pytest.mark.parametrize("text", ["链主 5%", "首臺(套)？", "Ａ１😂", "", "   ", "“”", "5㎡", "鏈主…"])
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("俺们厂咋申请", "我们厂怎么申请"),
        ("啥是链主", "什么是链主"),
        ("能成不", "行不行"),
        ("中不中", "行不行"),
        ("有木有奖励", "有没有奖励"),
        ("有没奖励", "有没有奖励"),
        ("给多钱", "给多少钱"),
        ("多少块", "多少钱"),
        ("高企奖多少", "高新技术企业奖多少"),
        ("首台(套)和首(台)套", "首台套和首台套"),
        ("贷款市场报价利率是多少", "lpr是多少"),
    ],
)
def test_dialect_and_abbreviations(said: str, plain: str) -> None:
    assert bare(normalise(said)) == plain


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("请问一下链主认定奖多少钱呢", "链主认定奖多少钱"),
        ("您好，麻烦问下，链主奖多少啊？谢谢", "链主奖多少"),
        ("那个，链主，就是说，奖多少", "链主奖多少"),
        ("链主 奖 多少 ！！！", "链主奖多少"),
        ("链主~~~奖多少...", "链主奖多少"),
    ],
)
def test_fillers_and_punctuation_go(said: str, plain: str) -> None:
    assert bare(normalise(said)) == plain


@pytest.mark.parametrize("text", ["谢谢", "你好", "那个", "呢", "嗯"])
def test_a_filler_by_itself_stays(text: str) -> None:
    assert bare(text) == text


@pytest.mark.parametrize("text", ["提高企业效益", "最高企业能拿多少"])
def test_abbreviations_are_not_seen_across_words(text: str) -> None:
    assert bare(text) == text


@pytest.mark.parametrize("text", ["金额", "奖励额度", "等额给", "限额", "交易额"])
def test_fillers_are_not_torn_out_of_words(text: str) -> None:
    assert bare(text) == text


@pytest.mark.parametrize(
    ("said", "plain"),
    [("1.2亿", "1.2亿"), ("5.5%", "5.5%"), ("奖20%。", "奖20%"), ("v1.2.", "v1.2"), ("3.", "3"), ("A&B", "a&b")],
)
def test_points_inside_figures_stay(said: str, plain: str) -> None:
    assert bare(normalise(said)) == plain


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("What is chain leader", "什么是链主"),
        ("high-tech subsidy how much", "高新技术补助多少"),
        ("little giants award", "小巨人奖励"),
        ("leadership", "leadership"),
        ("awarded", "awarded"),
        ("R&D投入补助", "研发投入补助"),
        ("rd费用能补吗", "研发费用能补"),
        ("third", "third"),
    ],
)
def test_english_words_are_whole_words(said: str, plain: str) -> None:
    assert bare(normalise(said)) == plain
