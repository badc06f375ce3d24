"""What a sentence says of a yes/no field: 投产了, 还没投产, 不在示范区."""

import re

from calculators.fields import Field
from calculators.reading.replies import yes_or_no

_NOT_BEFORE = re.compile(
    r"(?:没有|没能|没|未能|未|不在|不属于|不是|不算|不|尚未|还没|无|非|别|并未|从未)(?:被|有|在|能|完全|正式|全部|真正|算|是|再|属于|落在|落|进|列入|到)?\s*$"
)
_NOT_AFTER = re.compile(
    r"^(?:方向|里面|里头|里|内|这块|项目|企业|这个|的话|\s)*(?:不在|不属于|不是|不算|没有|没(?!问题|错|毛病)|否|无|未|不符合|不沾边|不了|×)|"
    # behind a comma the denial must stand alone: 示范区，不在 — but not 光伏重大项目，不在示范区
    r"^(?:方向|里面|里头|里|内|这块|项目|企业|这个|的话|\s)*[,，:：]\s*(?:都|也|还)?(?:不在|不属于|不是|不算|没有|没|否|无|未|不符合|不沾边|×)(?:的|呢|啊|了)*(?=$|[,，。;；])"
)
_NOT_YET = re.compile(
    r"(?:(?:明年|后年|下个?月|下半年|下季度|预计|预期|(?<!按)计划|准备|打算|争取|有望|将要|即将|马上)[^,，。;；已]{0,8}|快要?|将)$"
)
_IS_AFTER = re.compile(
    r"^(?:方向|里面|里头|里|内|这块|项目|企业|这个|，|,|:|：|\s)*(?:(?:也|已经?|都)?(?:买|上|进|办|列入|通过)了|在|属于|是|有|符合|对|√)"
)
_IS_BEFORE = re.compile(
    r"(?:上了|进了|入了|上的|在|属于|是|落在|落到|进|列入|纳入|到|入驻|位于|算|已经|已|都|全|刚|早就|了)(?:了|这个|我们|省级|产业链招商引资|产业链|招商引资|工信部|国家|那个|的)*\s*$"
)
_ASKED = re.compile(r"是不是|是否|在不在|有没有|算不算|属不属于|投没投|吗|么(?![多])|能不能|了没有?$")


def flag(field: Field, body: str) -> bool | None:
    """A yes/no field from its own phrases (投产了, 还没投产), else from a bare yes or no."""
    own = mentioned_flag(field, body)
    return yes_or_no(body) if own is None else own


def mentioned_flag(field: Field, body: str) -> bool | None:
    """What a sentence says of a yes/no field by the field's own words; None if it does not speak of it."""
    for phrase in sorted(field.no, key=len, reverse=True):
        at = body.find(phrase)
        if at >= 0 and not _NOT_BEFORE.search(body[max(0, at - 6) : at]):
            return False
    phrases = sorted(dict.fromkeys((*field.yes, *field.cues)), key=len, reverse=True)
    for phrase in phrases:
        at = body.find(phrase)
        if at < 0:
            continue
        before, after = body[max(0, at - 8) : at], body[at + len(phrase) :][:12]
        clause_before = re.split(r"[,，.。;；]", before)[-1]
        if _ASKED.search(clause_before[-4:] + phrase + re.split(r"[,，。;；]", after)[0][:4]):
            continue
        if _NOT_BEFORE.search(clause_before) or _NOT_AFTER.search(after) or _NOT_YET.search(clause_before):
            return False
        if phrase in field.yes or _IS_AFTER.search(after) or _IS_BEFORE.search(clause_before):
            return True
    return None
