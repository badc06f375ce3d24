"""Replies that fit any question: yes, no, I do not know, all of it, no more."""

import re

from calculators.patterns import lazy

_UNKNOWN = lazy(
    r"不知道|不清楚|不晓得|不太清楚|不大清楚|说不清|不确定|没算过|不好说|说不好|说不准|拿不准|吃不准|记不清|记不得|不记得|不了解|没查|查不到|"
    r"没数|不掌握|没统计|忘了|不明确|没定|不懂|don't know|跳过|略过|先不说|先空着|没问过?|还没查|没核实|待定|没想好|要?得?问一?下(?:会计|财务)|得问(?:会计|财务)|下一个问题|下一题|不方便说|保密"
)
_TAIL = r"(?:啊|呀|的|了|呢|哦|嘞|咧|哩|滴|吧|嘛|哈|!|，|,|\.)*$"
_YES = lazy(
    r"^(?:嗯+|恩+|啊|哦|噢|哎|都|也|就|已经|已|早就|早已|全都|全部|全|我们|这个|那个|那|应该|当然|确实|肯定|算)*(?:是在的?|是属于的?|是符合的?|(?:是|对|有)+的?|在的?|属于|符合|可以|行|好的?|好|要|没错|没有错|不错|正确|当然|必须的|确实|的确|肯定|"
    r"yes|yep|y|ok|√|嗯+[呐哪]?|恩|中|得(?!了)|能|会|算(?!了)|成|没问题|没有问题|没毛病|可不是?|对头|有过|是这样|够得上|够|满足|达到|true)"
    + _TAIL
)
_NO = lazy(
    r"^(?:嗯|哦|啊|都|也|还|那|倒|其实|可能|估计|目前|暂时|现在|好像|我们|这个|应该|从来|从|并|啥|什么|哪一?[个项种样]|[一两三几][个项种样])*(?!不是[没不])(?:不是的?|不对|没有|没得|没|木有|莫有|莫得|冇|否|不在|不属于|不符合|不行|不可以|不|没呢|没得|还没|还没有|尚未|未|无|不要|不算|不会|不能|不太是|不够|不满足|算不上|够不上|没达到|没到|"
    r"no|nope|n|×|x|false|不沾边|不是这个|没这回事|没那回事)+(?:有|是)*" + _TAIL
)
_FILLER = lazy(r"^(?:嗯|恩|哦|噢|啊|哎|呃|额|诶)+$")
_ALL = lazy(
    r"全部|全都|全投|都投了|都付了|都花了|都打了|全砸|全花|全到位|都到位|都砸|花完了|投齐|投足|也投完|全完|都花出去|都投出去|也付了$|也付清|全进去|都投完|(?<!没)(?<!未)(?<!没有)(?<!能)投完(?!后|以后|之后|的话|就|再|.{0,2}[吗?？])|投完了|投满|全额|一样|全完成|都完成|全部完成|百分之百|100%|全款|付清|全付|一分不差|同样|也是这个数|一次付清|"
    r"都(?:已经?)?(?:投|付|花|打|给|结|交)(?:进去|出去|完|清|满|齐)|(?<!没)(?<!未)(?:结|给|打)清|付讫|打完款|款(?:都)?打完|"
    r"(?<![没未等能要])[投建]完[,，]?(?:了|就|也|并|且|都|已经?)*(?:投产|量产|生产)"  # 固投5.5亿,投完投产
)
_TO_COME = lazy(
    r"(?:验收|到货|安装|调试|年底|年末|月底|明年|后年|下个?月|下半年|下季度|以后|之后|到时候?|准备|计划|打算|争取|预计|将)[^,，。;；!?！？了]{0,10}(?:付|结|给|打|交|投|完成|到账|到位)(?:清|齐|完|全款|满)?(?!了)"
)
_CLEAN = lazy(r"[\s,.!?;:~、，。！？；：…\"'“”]+$|^[\s,.!?;:~、，。！？；：…\"'“”]+")
_NO_MORE = lazy(
    r"没有了|没了|没啦|没有啦|莫了|没得了|木有了?|莫得了?|^没得$|没有别的|没别的|没有其他|没其他|就这些|就这样|就这|就那|就一|就两|就三|只有|只此|仅此|完了|不用了|没有更多|再没有|别的没有|其他没有|"
    r"结束|算吧|开始算|可以算了|齐了|全了|都说了|说完了|好了|^(?:没有|没|无|不|否|no|n|没呢|不了|不加了|不算了)(?:啊|呢|的|哦|吧|了)*$"
)
_ANOTHER = lazy(
    r"(?:还有|再[加来签买卖谈接做引招]|又[有签买卖]了?|另外?有|漏了|少说了)(?:上|了)?(?:(?:[一两二三四五六几]|\d{1,2})?[个项份笔件家]|[俩仨])"
)
_MORE = lazy(
    r"^(?:嗯|对|哦)*(?:有|还有|有的|有啊|是|是的|对|要|yes|y|好|再加|还有一个|还有一项|还有别的|有一个|有呢)(?:一[个项份笔件])?(?:的|啊|呢|哦)*$"
)


def clean(text: str) -> str:
    """Without the punctuation around it."""
    return _CLEAN.sub("", _CLEAN.sub("", text))


def says_unknown(text: str) -> bool:
    """不知道, 不清楚, 跳过: an answer, but neither zero nor no."""
    return bool(_UNKNOWN.search(text))


def yes_or_no(text: str) -> bool | None:
    """A bare yes or no in any common form; None if it is neither."""
    body = clean(text)
    pieces = [clean(piece) for piece in re.split(r"[,，.。;；!！?？\s]", body)]
    said = [piece for piece in pieces if not _FILLER.match(piece)]  # 嗯，还没: the 嗯 is no yes
    for candidate in dict.fromkeys((body, (said or pieces)[0])):
        if not candidate:
            continue
        if _NO.match(candidate):
            return False
        if _YES.match(candidate):
            return True
    return None


def no_more(text: str) -> bool:
    """Does the answer to "any more?" close the list?"""
    return bool(_NO_MORE.search(clean(text))) and not speaks_of_another(text)


def one_more(text: str) -> bool:
    """Does the answer to "any more?" say yes without telling the item?"""
    return bool(_MORE.match(clean(text))) or speaks_of_another(text)


def speaks_of_another(text: str) -> bool:
    """还有一个, 再加一个, 漏了一笔: an item that was not told yet."""
    return bool(_ANOTHER.search(text)) and not re.search(r"没有?(?:还有|再)|还有[^,，。]{0,4}吗", text)


def says_all(text: str) -> bool:
    """全部, 投完了: a part is as large as its whole; not 验收后付清, which is yet to come."""
    return bool(_ALL.search(text)) and bool(_ALL.search(_TO_COME.sub("", text)))
