"""Money that is said to be something a calculation does not count: 研发花了300万, 营收3亿, 300万的贷款.

A figure is only taken for what it is. A noun of money that stands with a figure, and that none of the fields
knows, keeps the figure from all of them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.characters import fold
from calculators.reading.cues import BREAK
from calculators.reading.figures import Figure, Sort, find_figures


@dataclass(frozen=True)
class Noun:
    """What money can be said to be (a pattern), the words of a field that counts it, and its name if it has one."""

    said: str
    known_by: str
    name: str = ""


_NOUNS = (
    Noun(r"(?:科研|研发)(?!出|成果|成功|机构|中心|平台|团队|人员|的(?!投入|费|钱|支出)|了)", "研发|科研"),
    Noun(r"保险(?!补偿)|保费", "保险|保费"),
    Noun(r"(?:合同|协议)(?!约?定?投)|签约额?(?!投)", "合同|协议|交易|到账|支付|采购"),
    Noun(r"订单|签单", "采购额|订了"),
    Noun(r"营收|营业收入|(?<!转让)(?<!交易)(?<!技术)(?<!专利)收入", "营收|收入"),
    Noun(r"销售(?:收入|额|总额)?(?!给|到|方)|开票|营业额|流水(?!线)", "销售|开票|营业收入|配套交易|链主的交易"),
    Noun(r"(?:净|毛)?利润|净利|毛利", "利润"),
    Noun(r"贷款|借款|融资|授信|贴息|自筹(?:资金)?|自有资金", "贷款"),
    Noun(r"利息", "利息"),
    Noun(r"(?:纳|交|缴|上|扣)的?税|税(?:收|款|金|费)|税(?=交|缴|是|有|$)|(?:增值|所得)税", "税"),
    Noun(r"工资|薪酬|薪资|人工费|人工成本|社保", "工资|薪"),
    Noun(r"注册资[本金]|实缴|资本金", "注册资"),
    Noun(r"(?:总|净)资产|(?<!固定)资产", "资产总|总资产"),
    Noun(r"产值", "产值"),
    Noun(r"设备|机器(?!人)|生产线|产线", "采购|开票|配套交易|链主的交易"),
    Noun(r"房租|租金|租赁费|租房", "租"),
    Noun(r"广告|宣传费?", "广告|宣传"),
    Noun(r"装修", "装修"),
    Noun(r"电费|水电费?|手续费|代理费|中介费|运费|物流费|燃气费", "费用"),
    Noun(r"库存|存货", "库存"),
    Noun(r"罚款|捐款|捐赠", "罚|捐"),
    Noun(r"(?:咨询|代理|中介|评估|检测|认证|审计|律师|管理|办公|差旅|招待)费", "费用"),
    Noun(r"土地(?:款|出让金)?|地价|厂房", "厂房|土地"),
    Noun("建厂", "投资"),
    Noun(r"出口额?|进口额?", "出口|进口"),
    Noun(r"货款|欠款|应收(?:账)?款", "采购|销售|交易|支付"),
    Noun(r"股权(?:转让)?|股份", "股权|股份"),
    Noun(r"技改|技术改造", "技改|技术改造|增量"),
    Noun(r"专利(?!技术|产品)|知识产权", "专利|知识产权|技术交易"),
    Noun(r"培训|培养|学费", "培养|培训"),
    Noun(r"采购额?|进货", "采购|进货|配套交易|链主的交易"),
    Noun(r"原材料|原料|买料", "买料|配套交易|链主的交易"),
    Noun(r"固投|固定资产|总?投资额?", "投资"),
)
_SPENT = {  # what is said of the money itself, where no noun says what it is
    "投": Noun("投", "投资|支付", "投资"),
    "花": Noun("花", "花|投资|采购|支付|配套交易|链主的交易", "花出去的钱"),
    "卖": Noun("卖", "卖|到账|销售|开票|营业收入|配套交易|链主的交易", "卖出去的钱"),
}
_FURTHER = r"(?:上面|方面|这块|那块|项目|总额|投[资入了]|费用?|支出|开支|经费|成本|额|款|金额|资金)*"
_EVERY = lazy("|".join(f"(?P<n{place}>(?:{noun.said}){_FURTHER})" for place, noun in enumerate(_NOUNS)))
_JUST_SPENT = lazy(r"([投花卖])(?:了|掉了?|入|进去|出去)(?:大约|大概|约|差不多|一共|有)?$")
_OF_ANOTHER = lazy(  # 研发的成果到账300万, 贷款买的专利: the noun only says more of what follows
    r"的(?!钱|款|投入|支出|费|金额|部分|数|时候|话|是|有|大约|大概|差不多|约|[\d一二两三四五六七八九十百千])|成果|转让|系数|激励|[给向]"
)
_VERBS = r"(?:还|又|也|就|都|去年|今年|前年|上年|本年|一共|总共|大约|大概|约|差不多|我们?|咱们?|花|付|投|用|是|有|达到?|交|给|了|到|掉|出去|,|，)*"
_ONLY_VERBS = lazy(rf"{_FURTHER}[,，:：]{_VERBS}")  # 研发这块，去年花了300万
_AND = lazy(
    r"(?:[,，、和与及跟又再从到]|[涨升增提]到|增长到|现在|目前|如今|去年|今年|前年|明年|上年|本年|20\d\d年|[一二三]季度|花了?|付了?|是|有|大约|约)*"
)
_BEHIND = (
    r"元?钱?的?(?:来|去)?(?:买|购|搞|做|交|还|付|发|用于|用在|投在|花在)?(?:了|的)?(?:是)?[^,，。;；!！?？\d的]{0,2}?"
)
_BEHIND_IT = lazy(_BEHIND)
_END = lazy(r"(?:了|上|里|吗|呢|啊|吧|的?钱|方面|这块)*(?:\s|$|[,，。;；!！?？、和与跟及]|还有)")
_SUMS = ("money", "percent")
_FAR = 14  # characters between a noun and its figure


@dataclass(frozen=True)
class OtherMoney:
    """A figure and what it was said to be."""

    figure: Figure
    noun: str


def other_money(fields: Mapping[str, Field], text: str) -> list[OtherMoney]:
    """The amounts of a text that are said to be what none of the fields counts."""
    body = fold(text)
    nouns = list(_EVERY.finditer(body))
    if not nouns and not any(verb in body for verb in _SPENT):
        return []
    figures = [figure for figure in find_figures(body) if figure.sort in (Sort.MONEY, Sort.BARE)]
    words = _words_of(fields.values())
    found: list[OtherMoney] = []
    for place, figure in enumerate(figures):
        since = figures[place - 1].end if place else 0
        until = figures[place + 1].start if place + 1 < len(figures) else len(body)
        near = _said_of(nouns, figure, since, until, body, words)
        if not near and found and found[-1].figure is figures[place - 1] and _AND.fullmatch(body[since : figure.start]):
            found.append(OtherMoney(figure, found[-1].noun))
        elif near and not any(re.search(noun.known_by, words) for noun in near):
            found.append(OtherMoney(figure, near[-1].name))
    return found


def _said_of(nouns: "list[re.Match[str]]", figure: Figure, since: int, until: int, body: str, words: str) -> list[Noun]:
    """What a figure is said to be before it and behind it, each by the name that was used; or how it was spent."""
    spent = _JUST_SPENT.search(body[since : figure.start])
    before, behind = _before(nouns, figure, since, body), _behind(nouns, figure, until, body)
    if before and behind and since and _BEHIND_IT.fullmatch(body[since : before.start()]):
        before = None  # 80万的专利和20万的设备: the noun of the figure before
    found = [noun for noun in (before, behind) if noun]
    said = [replace(_NOUNS[int(str(noun.lastgroup)[1:])], name=noun.group()) for noun in found]
    verb = _SPENT[spent.group(1)] if spent else None
    if verb is None or re.search(verb.known_by, words):
        return said
    strange = [noun for noun in said if not re.search(noun.known_by, words)]
    return [replace(verb, name=strange[0].name) if strange else verb]


def said_to_be(found: list[OtherMoney]) -> str:
    """In words for people: 200万、350万说的是研发，3亿说的是营收."""
    nouns = dict.fromkeys(one.noun for one in found)
    said = {noun: "、".join(one.figure.text for one in found if one.noun == noun) for noun in nouns}
    return "，".join(f"{figures}说的是{noun}" for noun, figures in said.items())


def without_other_money(fields: Mapping[str, Field], text: str) -> str:
    """A text whose amounts of something else are blanked out, character by character."""
    return blanked(text, other_money(fields, text))


def blanked(text: str, others: list[OtherMoney]) -> str:
    """A text with these figures blanked out, every other character in its place."""
    for one in others:
        text = text[: one.figure.start] + "□" * (one.figure.end - one.figure.start) + text[one.figure.end :]
    return text


def _words_of(fields: Iterable[Field]) -> str:
    """All that the fields of money, and of shares of money, call themselves."""
    said: list[str] = []
    for field in fields:
        said += [field.label, field.ask, *field.cues] if field.kind in _SUMS else [_words_of(field.fields.values())]
    return ",".join(said)


def _before(nouns: "list[re.Match[str]]", figure: Figure, since: int, body: str) -> "re.Match[str] | None":
    """研发去年花了300万: the last noun before a figure, with nothing between that the figure is said of."""
    before = [noun for noun in nouns if since <= noun.start() and noun.end() <= figure.start]
    if not before:
        return None
    gap = body[before[-1].end() : figure.start]
    far = len(gap) > _FAR or BREAK.search(gap) and not _ONLY_VERBS.fullmatch(gap)
    return None if far or _OF_ANOTHER.search(gap) else before[-1]


def _behind(nouns: "list[re.Match[str]]", figure: Figure, until: int, body: str) -> "re.Match[str] | None":
    """300万的贷款, 300万买了设备: the noun right behind a figure, if it ends what is said of it."""
    for noun in nouns:
        if figure.end <= noun.start() < until and _BEHIND_IT.fullmatch(body[figure.end : noun.start()]):
            return noun if _END.match(body, noun.end()) else None
    return None
