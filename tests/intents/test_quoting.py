"""A document quoted before a question: what is asked counts, unless it is the document that is asked about."""

from dataclasses import replace

import pytest

from bot.content.load import Content
from bot.conversation import Conversation
from bot.engine import Engine
from bot.understanding.quoting import Quoting
from intents.normalise import normalise


@pytest.fixture(scope="module")
def quoting(content: Content) -> Quoting:
    return Quoting(content)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("根据《重点产业链培育激励方案》，引荐奖最多给多少？", "引荐奖最多给多少?"),
        ("《重点产业链培育激励方案》（晋工信新材料规字〔2024〕1号）中，链核奖多少", "链核奖多少"),
        ("按照山西省专精特新中小企业培育工作方案的规定，买专利补几成", "买专利补几成"),
        ("长科发[2022]5号里成果转化补助封顶多少", "成果转化补助封顶多少"),
        ("请问《长治市支持科技成果转化补助实施细则（试行）》规定卖技术的补几个点", "卖技术的补几个点"),
        ("省里印发的《“专精特新”中小企业培育工作方案》提出的最高奖励是多少", "最高奖励是多少"),
    ],
)
def test_the_document_is_left_out(quoting: Quoting, text: str, rest: str) -> None:
    quoted = quoting.quoted(normalise(text))
    assert quoted is not None
    assert quoted.rest.endswith(rest)


@pytest.mark.parametrize(
    "text",
    [
        "《重点产业链培育激励方案》是哪年印发的",
        "长科发〔2022〕5号还执行吗",
        "《重点产业链培育激励方案》全文在哪下载",
        "引荐奖最多给多少",
        "重点产业链有哪几条",
    ],
)
def test_a_question_about_the_document_stays_whole(quoting: Quoting, text: str) -> None:
    assert quoting.quoted(normalise(text)) is None


def test_a_number_of_another_form_is_quoted_as_it_is_written(content: Content) -> None:
    documents = {
        id: one.model_copy(update={"number": "2024年第3号"}) if one.number else one
        for id, one in content.documents.items()
    }
    quoted = Quoting(replace(content, documents=documents)).quoted(normalise("根据2024年第3号，评上链主要什么条件"))
    assert quoted is not None and quoted.rest == "评上链主要什么条件"


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        ("根据《重点产业链培育激励方案》，推广共性技术按几个点奖？", "sx-platform-promotion"),
        ("《山西省“专精特新”中小企业培育工作方案》中，买专利的企业一年最多补多少？", "sx-sred-ip"),
        ("依据晋政办发〔2023〕44号，进链上企业清单要多少交易额？", "sx-member-list"),
        ("晋企发〔2022〕23号是管什么的", "sx-sred-award"),
    ],
)
def test_the_card_is_the_one_asked_about(engine: Engine, text: str, policy: str) -> None:
    reply, _ = engine.respond(Conversation(), text)
    assert reply.policies[0] == policy
