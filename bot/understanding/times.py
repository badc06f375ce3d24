"""When a question is about (哪一年的): a year, and whether something has changed since, say nothing of the topic."""

from calculators.patterns import lazy

YEAR = lazy(r"(?<![\d.〔\[(])(20[2-9]\d)(?=年|年度|[^\d.年%万亿元户家个项台条])年?(?:度)?的?")
_WORDS = r"(?:变化|变动|变|调整|更新|修订|改动|改|取消|作废|废止|停发|停|叫停|新(?:文件|政策|规定|办法|标准))"
CHANGED = lazy(
    r"(?:现在|如今|后来|最近|今年|明年|以后|往后|到现在)*(?:"
    rf"(?:有没有|是不是|是否|会不会)(?:又|都)?(?:有)?{_WORDS}(?:了|过)?|(?:会|要|又|都|有)?{_WORDS}(?:了|过)?(?:没有|没|吗|么|不(?=$|[?？])))"
    r"(?:吗|么|的|呢)*"
)


def later_years(normal: str, dated: str) -> list[str]:
    """The years a text speaks of that come after a year (of a document)."""
    return [year for year in YEAR.findall(normal) if year > dated]


def without_times(normal: str, dated: str) -> str:
    """2025年的链主奖励变了没: 链主奖励. Years that are not later than `dated` stay: 2023年那版方案."""
    timeless = YEAR.sub(lambda year: "" if year.group(1) > dated else year.group(), normal)
    return CHANGED.sub("", timeless).strip(" ,.;?!")
