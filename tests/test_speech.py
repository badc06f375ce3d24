"""What kind of sentence a message is."""

import pytest

from bot.speech import asks_amount, compares, has_subject, is_question, names_nothing, told_and_asked, wants_sum
from intents.normalise import bare, normalise

WITHOUT_SUBJECT = [
    "有什么条件", "找谁申报", "要什么材料", "什么时候发钱", "能和别的一起拿吗", "一年能拿几次", "上限是多少", "没付的部分算吗",
    "下一步怎么办", "钱什么时候到账", "我们够条件吗", "依据是哪个文件", "多久能批下来", "到底能拿多少啊",
]  # fmt: skip
WITH_SUBJECT = [
    "高企奖励是多少", "链主要什么条件", "成果转化找谁申报", "技术中心给多少", "医保个人账户能给父母用吗", "引荐要什么材料", "太原有没有",
]  # fmt: skip


@pytest.mark.parametrize("said", WITHOUT_SUBJECT)
def test_a_question_of_generic_words_has_no_subject(said: str) -> None:
    assert not has_subject(bare(normalise(said)))


@pytest.mark.parametrize(
    "said",
    ["奖金要交税吗", "搬到别的市还能拿吗", "分公司能单独报吗", "和别的补贴冲突吗", "民营企业行吗", "没评上还能再报不"],
)
def test_what_may_be_asked_of_any_award_names_nothing(said: str) -> None:
    flat = bare(normalise(said))
    assert has_subject(flat)
    assert names_nothing(flat)


@pytest.mark.parametrize("said", WITH_SUBJECT)
def test_what_names_something_names_it(said: str) -> None:
    assert not names_nothing(bare(normalise(said)))


@pytest.mark.parametrize("said", WITH_SUBJECT)
def test_a_question_that_names_something_has_a_subject(said: str) -> None:
    assert has_subject(bare(normalise(said)))


@pytest.mark.parametrize(
    ("said", "told", "asked"),
    [
        ("3000万，对了这个找谁申报啊", "3000万", "找谁申报啊"),
        ("没到账的算不算？到账的是220万", "到账的是220万", "没到账的算不算?"),
        ("是的，那要什么材料？", "是的", "要什么材料?"),
        ("对了，高企奖励是多少？", "", "高企奖励是多少?"),
        ("1.5亿，已投产", "1.5亿,已投产", ""),
        ("不好意思，打断一下，找谁办？", "", "找谁办?"),
    ],
)
def test_what_is_told_and_what_is_asked_besides(said: str, told: str, asked: str) -> None:
    assert told_and_asked(normalise(said)) == (told, asked)


@pytest.mark.parametrize(
    "said", ["帮我算成果转化补助", "算成果转化补助，到账300万", "先算高企奖励", "给俺算算", "我想算一下", "重新算"]
)
def test_wishes_to_compute(said: str) -> None:
    assert wants_sum(normalise(said))


@pytest.mark.parametrize(
    "said", ["怎么算的", "链上企业算不算", "我不算了", "这个算数吗", "新增户数怎么算", "按什么算", "想问靶向能不能算"]
)
def test_no_wish_to_compute(said: str) -> None:
    assert not wants_sum(normalise(said))


def test_comparisons_amounts_and_questions() -> None:
    assert all(map(compares, ["三个奖哪个划算", "哪个最合算", "三种一起比一比", "三选一怎么选"]))
    assert not any(map(compares, ["配套率是多少", "比2021年多几家"]))
    assert asks_amount("能拿多少") and not asks_amount("上限是多少")
    assert is_question("你算得准不准啊") and not is_question("投产了")
