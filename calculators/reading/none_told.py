"""Nothing, told in a sentence: 一家也没有, 2021年没有, 没有项目投产, 链主没有, 没领过."""

import re
from collections.abc import Mapping
from decimal import Decimal

from calculators.fields import Field
from calculators.patterns import lazy
from calculators.reading.cues import PAUSE
from calculators.reading.figures import find_figures
from calculators.reading.told import Reading, Told

NONE_AT_ALL = lazy(  # 一家都没有, 一家五百万以上的配套户也没有
    r"(?<!其中)(?<!里面)(?<!有)(?<!另)(?<!外)一(?:家|户|个|条|项|笔|份|台|分钱?|毛钱?|块钱)(?:(?:企业|项目)?(?:都|也|还)*|(?:(?!其他|其它|别的|其余|剩)[^,，。;；]){1,14}?(?:都|也)还?)(?:没|未)"
)
_PIECES = lazy(rf"{PAUSE.pattern}|但是?|不过|然而")  # 认定三条链但没有项目投产
_NOTHING_THEN = (  # 基年没有, 2021年那时候还没跟链主做过
    r"(?:那年|的?时候|时|那会儿?|那时候?)?(?:还|都|就|是|也|一家|压根|根本)*(?:没有?|0|零)"
    r"(?:(?:跟|和|与)[^,，。]{1,6})?(?:做|合作|供|来往|业务|生意|交易)?过?(?:呢|啊|的)?"
)
_RUNS = lazy(r"投产|开工|建成|达产")  # 一个没投产 is nothing of an amount
_NONE_OF = lazy(r"(?:没有?|无)(?:任何|什么|一?[个家条户])?(?:建成|投产)?的?$")  # 没有项目投产
_NOT_NEW = lazy(r"增|新|变|多|再|别的|其他|领|奖|拿")
_NONE_YET = lazy(r"(?:还|目前|暂时)(?:都|也)?没有?(?:呢|啊)?$")  # 投产项目还没有
_NOT_DONE = lazy(  # 今年还没卖, 去年没开票
    r"(?:还|都|也|目前|暂时|一直)*(?:没有?|未)(?:卖|销售|销|开票|开|付|支付|打款|到账|收到|买|采购)(?:出去|上|过|成|到|款|钱|票)*(?:呢|啊|的)?$"
)
_NEVER_HAD = lazy(
    r"(?:没|未)(?:有)?(?:领|拿|享受|得)(?:过|到)?|(?:第一次|头一回|头一次|首次|头回)(?:申请|申报|报|领)|还没(?:申请|申报|报)"
)


def read_none(fields: Mapping[str, Field], body: str, reading: Reading) -> None:
    """2021年一家也没有, 去年一分钱没卖: nothing, of the one field whose words stand in the clause."""
    bases = {field.related for field in fields.values()}
    for clause in _PIECES.split(body):
        for base in bases & fields.keys() - reading.told.keys():  # 2021年没有: what there is now rose from nothing
            field = fields[base or ""]
            if field.kind in ("money", "count") and any(
                re.fullmatch(re.escape(cue) + _NOTHING_THEN, clause) for cue in field.cues
            ):
                reading.told[base or ""] = Told(Decimal(0) if field.kind == "money" else 0, clause)
        none_of = [] if _NOT_NEW.search(clause) else [name for name, field in fields.items() if _none_of(field, clause)]
        if len(none_of) == 1 and none_of[0] not in reading.told:
            reading.told[none_of[0]] = Told(0, clause)
        if _NOT_DONE.search(clause) and len(not_done := _not_done(fields, clause)) == 1:
            reading.told.setdefault(not_done[0], Told(Decimal(0), clause))
        kinds = ("money", "count") if NONE_AT_ALL.search(clause) else ("count",) if _NONE_YET.search(clause) else ()
        meant = [
            name
            for name, field in fields.items()
            if field.kind in kinds
            and any(cue in clause for cue in field.cues)
            and not (field.kind == "money" and _RUNS.search(clause))
        ]
        if len(meant) == 1 and meant[0] not in reading.told:
            reading.told[meant[0]] = Told(Decimal(0) if fields[meant[0]].kind == "money" else 0, clause)


def _none_of(field: Field, clause: str) -> bool:
    """没有项目投产, 没有投产的项目, 项目没投产: none of what is counted."""
    if field.kind != "count" or find_figures(clause):
        return False
    return any(_NONE_OF.search(clause[:at]) for cue in field.cues if (at := clause.find(cue)) > 0)


def _not_done(fields: Mapping[str, Field], clause: str) -> list[str]:
    """The amounts whose words stand in a clause that says that nothing of the kind was done."""
    if find_figures(clause):
        return []
    return [
        name
        for name, field in fields.items()
        if field.kind == "money" and not field.has_default and any(cue in clause for cue in field.cues)
    ]


def denies_default(field: Field, body: str) -> bool:
    """没领过奖励, 没有链主: nothing of what is nothing unless told."""
    if field.default != 0 or field.kind not in ("money", "count") or not field.cues:
        return False
    had = any(re.search(r"[领拿]", cue) for cue in field.cues)
    if had and _NEVER_HAD.search(body):
        return True
    cues = [re.escape(cue) for cue in field.cues if cue in body]
    if not had and any(
        re.search(cue + r"(?:企业|奖励?|补[助贴])?(?:都|也|还)*没有(?=[,，。;；]|$)", body) for cue in cues
    ):
        return True  # 链主没有，算算; 技改奖没有
    return any(re.search(r"(?:没有?|无|未)(?:什么|过|培育过?出?|认定过?)?" + cue, body) for cue in cues)
