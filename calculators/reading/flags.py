"""What a sentence says of a yes/no field: 投产了, 还没投产, 年底才能投产, 不在示范区."""

import re

from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.replies import clean, yes_or_no

_NOT_BEFORE = lazy(
    r"(?:没有|没能|没|未能|未|不在|不属于|不是|不算|不|尚未|还没|无|非|别|并未|从未|差一?点儿?就?|差点儿?就?|就差)(?:被|有|在|能|完全|正式|全部|真正|算|是|再|属于|落在|落|进|列入|到|评上|评为|评过|评|拿到|获得|认定|"
    r"(?:建|办|设|搞|成立|建立|设立|申请|申报)(?:过|成|起|好|下)?(?:来|个)?|任何|什么|啥|[一半]个|[^,，.。;；没不了有是在]{0,6}的)?\s*$"
)
_NOT_AFTER = lazy(
    r"^(?:方向|里面|里头|里|内|这块|项目|企业|这个|的话|的|\s)*(?:不在|不属于|不是|不算|没有?(?!有|问题|错|毛病|领|拿|享受|奖|申报|申请|得过|报过)|否|无|未|不符合|不沾边|不了|快了|还早|还得|还差|×)|"
    # behind a comma the denial must stand alone: 示范区，不在 — but not 光伏重大项目，不在示范区
    r"^(?:方向|里面|里头|里|内|这块|项目|企业|这个|的话|\s)*[,，:：]\s*(?:都|也|还)?(?:不在|不属于|不是|不算|没有|没|否|无|未|不符合|不沾边|×)(?:的|呢|啊|了)*(?=$|[,，。;；])"
)
_NOT_YET = lazy(
    r"(?:(?:明年|后年|下个?月|下周|(?<![去前])年(?:底|末)|月底|下半年|下季度|预计|预期|(?<!按)计划|准备|打算|争取|有望|将要|即将|马上|等着?|还在|正在)[^,，。;；已]{0,8}|快要?|将|才(?:能|会|可以)?|在办)$"
)
_BY_NOW = lazy(r"去年|前年|上个?月|上周|昨天|上半年|早就|早已|已经|已|今年初|年初")
_IS_AFTER = lazy(
    r"^(?:里面|里头|里|内)的|^(?:方向|里面|里头|里|内|这块|项目|企业|这个|，|,|:|：|\s)*(?:(?:也|已经?|都)?(?:买|上|进|办|列入|通过)了|在|属于|是|有|符合|对|√)"
)
_IS_BEFORE = lazy(
    r"(?:换成|改成|变成|改为|上了|进了|入了|上的|在|属于|是|落在|落到|进|列入|纳入|到|入驻|位于|算|已经|已|都|全|刚|早就|了)(?:了|这个|我们|省级|产业链招商引资|产业链|招商引资|工信部|国家|省里|省定|市里|定|认定|批|划|那个|的)*\s*$"
)
_ASKED = lazy(
    r"是不是|是否|在不在|有没有|算不算|属不属于|投没投|吗|么(?![多])|能不能|了没有?$|([\u4e00-\u9fff])[没不]\1"
)
# 在示范区，但不符合主导产业链: a yes taken back by what the question asks for, too.
_BUT = lazy(
    r"(?:但是?|不过|可是?|只是|就是)[^,，。;；]{0,6}?(?:不符合|不在|不属于|不是|没能?|未能?)(?:列?入|进|在|有|上)?([^,，。;；]{2,12})"
)
# Answers that name nothing of the field: what is still going on, and what is over.
_STILL_GOING_ON = lazy(
    r"不沾边|不搭边|不搭界|挨不上|不挨着|没关系|没啥关系|没有关系|差一?点|差点|就差|快了|快好了|正在|还在|还得|还要|还早|准备|打算|明年|后年|下个?月|下半年|年底才|(?:还|尚|都)(?:没|未)|"
    r"(?:^|[,，])(?:都|也|那|倒|这|还)*不(?:是|在|属于|符合|算|沾)(?![不没吗])[^,，不没]{0,6}$|[没未](?:有)?[\u4e00-\u9fff]{0,2}(?:好|完|成|上|到|过|下来)(?=$|[,，。;；呢啊的了])|^(?:也|都|一直|从来)?(?:没|未)(?!错|问题|毛病|什么)[\u4e00-\u9fff]{1,6}(?:呢|啊|的)?$"
)
_UNDECIDED = lazy(r"想好|听[懂明清]|看[懂明]|明白|搞[清懂]|弄[清懂]|问|查|确定|清楚|定下来|算过|知道|[?？]|吗$")
_OVER = lazy(
    r"^(?:早就|早已|早|已经|已|刚刚?|才刚|都)(?!没|不)[^,，。没不未]{1,8}(?:了|过|的)(?:[,，。;；]|$)|(?:年|月|天|阵子|久)多?了$|^(?:买|上|办|进|做|评|投|交|列入|通过)(?:上|过|到|完)?了$"
)

_ONE_AND_ONE_NOT = lazy(  # 一个投产一个没投产: nobody knows which
    r"一[个项家份台条](?:已经|已|都)?[\u4e00-\u9fff]{2,6}[,，、\s]?(?:另外?|还有)?一[个项家份台条](?:项目)?(?:还|就|也)?(?:没|未|在建)"
)


def is_between(field: Field, body: str) -> bool:
    """参保了但没进名单: said to be neither what a yes nor what a no means?"""
    if field.between is None:
        return False
    if field.between.lacks and not any(phrase in body for phrase in field.between.lacks):
        return False
    places = [(body.find(phrase), phrase) for phrase in field.between.said if phrase in body]
    return any(not _NOT_BEFORE.search(body[max(0, at - 6) : at]) for at, _ in places)


def flag(field: Field, body: str) -> bool | None:
    """The answer to a yes/no question: the field's own phrases, a bare yes or no, else what goes on or is over."""
    own = mentioned_flag(field, body)
    if own is not None:
        return own
    bare = yes_or_no(body)
    if bare is not None:
        return bare
    said = clean(body)
    if _ASKED.search(said) or any(phrase in said for phrase in field.no):  # 没停产: neither
        return None
    if _UNDECIDED.search(said):
        return None
    if _STILL_GOING_ON.search(said):
        return False
    return True if _OVER.search(said) else None


def mentioned_flag(field: Field, body: str) -> bool | None:
    """What a sentence says of a yes/no field by the field's own words; None if it does not speak of it."""
    if is_between(field, body) or _ONE_AND_ONE_NOT.search(body):
        return None
    for phrase in sorted(field.no, key=len, reverse=True):
        at = body.find(phrase)
        if at >= 0 and not _NOT_BEFORE.search(body[max(0, at - 6) : at]):
            return False
    for phrase in field.spoken_of_by:
        at = body.find(phrase)
        if at < 0:
            continue
        verdict = _said_of(
            phrase, body[:at], body[at + len(phrase) :], sure=phrase in field.yes or phrase in field.split
        )
        if verdict is None and field.has_default and _is_all_of_a_clause(body[:at], body[at + len(phrase) :]):
            verdict = True
        if verdict is not None:
            return verdict and not _taken_back(field, body[at + len(phrase) :])
    return None


def _said_of(phrase: str, before: str, after: str, *, sure: bool) -> bool | None:
    """What stands around a phrase: a denial, a plan, or an affirmation; None where it is asked, or just named."""
    clause, rest = re.split(r"[,，.。;；]", before)[-1], after[:12]
    near = clause[-10:]
    if _ASKED.search(near[-4:] + phrase + re.split(r"[,，。;；]", rest)[0][:4]):
        return None
    if _NOT_BEFORE.search(near) or _NOT_AFTER.search(rest):
        return False
    dated = re.search(r"\d{2,4}年", clause) and after.startswith("了")
    if _NOT_YET.search(clause[-14:]) and not (dated or _BY_NOW.search(clause)):
        return False
    return True if sure or _IS_AFTER.search(rest) or _IS_BEFORE.search(near) else None


def _is_all_of_a_clause(before: str, after: str) -> bool:
    """投了2个亿 示范区 靶向: an extra named by itself beside other things, where nothing is denied."""
    alone = re.search(r"(?:^|[,，.。;；\s])$", before) and re.match(r"$|[,，.。;；\s]", after)
    return bool(alone and before + after) and not re.search(r"不|没|未|非|[?？吗]", before + after)


def _taken_back(field: Field, after: str) -> bool:
    found = _BUT.search(after)
    if not found:
        return False
    denied = found.group(1)
    pieces = {denied[at : at + 4] for at in range(max(1, len(denied) - 3))}
    return any(cue in denied for cue in field.cues) or any(piece in field.ask for piece in pieces if len(piece) >= 2)
