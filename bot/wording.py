"""The words of replies that do not stand on a card. Every figure here comes in from outside."""

from collections.abc import Iterable

from bot.messages import MAX_REPLY_BYTES, MAX_TEXT, QuickReply
from calculators.money import spoken
from calculators.result import Result, Status

CHECKUP_BUTTON = QuickReply(label="政策体检", text="政策体检")
REPLY_BYTES = 1900  # of a long reply; leaves room for what is said around it

WELCOME = (
    "您好，我是晋策，懂山西和长治的惠企政策：产业链“链主”“链核”奖励、专精特新、高新技术企业、科技成果转化、首台(套)等，"
    "也能答医保、招商等资料里的事。\n直接问就行，比如“链主认定奖多少”；要算钱就说“帮我算成果转化补助”，我一步步问。\n"
    "想知道自己能拿哪些，说“政策体检”：问几个问题，哪些现在能拿、哪些差一点、一共多少，一次看清。"
)
HELP = (
    "可以这样问我：\n· 问政策：“成果转化要什么条件”“高新企业奖多少”\n· 算奖励：“帮我算招商引荐奖励”，带上数更快，如“引进的项目投了8000万，已投产，能拿多少”\n"
    "· 政策体检：“政策体检”，或者直接介绍自己，如“长治的链核企业，去年营收6个亿，省级专精特新”\n"
    "· 查一项够不够：“我们够不够链核的标准”\n· 接着问：“那条件呢”“找谁办”\n算的时候可以说：上一步、改成6000万、不知道、为什么问这个、取消。\n"
    "其他：我的资料、忘记我、转人工。"
)
HUMAN = (
    "我背后还没有人工坐席，抱歉。资料里也没有写电话，可以直接找这些部门：\n"
    "· 产业链链主、链核奖励：山西省工业和信息化厅，或市工业和信息化局\n· 科技成果转化、高新技术企业：长治市科技局\n"
    "· 企业技术中心：长治市工业和信息化局（文件里叫市经信委）\n· 专精特新：省、市管中小企业的部门\n· 医保：参保地医保局；太原市政务服务热线是12345。"
)
TOO_LONG = f"这条太长了，我一次最多看{MAX_TEXT}个字。请挑要紧的，分几条发。"
THANKS = "不客气。还有别的政策想问，随时说。"
BYE = "再见，需要时再来问。"
PRAISE = "谢谢，能帮上忙就好。还想问哪项政策？"
AGREE = "好的。还想问什么，直接说就行。"
CANCELLED = "好，已取消。您说过的企业情况我还记着，想接着算随时说。"
NOTHING_TO_CANCEL = "好的，现在没有在算的东西。想问什么直接说。"
RESTARTED = "好，从头来。想问哪项政策，或者要算哪项奖励？"
FORGOTTEN = "好，您说过的都已经删掉了，我什么也没留。"
OF_OTHERS = "您说的是别家，我没有记到您家的资料里。要替那家算，就说算哪一项、把那家的数告诉我。"
NO_PROFILE = "您还没告诉过我企业的情况，我这里什么也没记。"
PROFILE_USED = "算的时候会直接用。不对就直接说，比如“我们是链核”“营收改成多少”“删掉我的身份”；说“忘记我”全部删掉。"
INSULT = "没帮上忙，抱歉。您说说想问哪项政策，我直接答；说“转人工”可以看该找哪个部门。"
EMPTY = "没看到文字。请用文字说您想问的政策，比如“小巨人市里给多少”。"
WHICH = "您问的是哪一项？说出名字我就能答，点下面的看看怎么问；不知道有哪些的，说“政策体检”，我按您家的情况列出来。"
NOT_UNDERSTOOD = "这个我没听懂，也可能不在我手里的资料里。我能答的是：产业链链主链核奖励、专精特新、高新技术企业、企业技术中心、科技成果转化、首台(套)、开发区奖励，还有医保、招商等几份报道里的事。换个说法，或点下面的试试。"
WHICH_TO_COMPUTE = (
    "要算哪一项？常算的有这些，回序号就行；别的直接说名字，比如“人才培养奖励”。不知道能拿哪些，就说“政策体检”。"
)
WHICH_OF_THESE = "这个名字有不止一项奖励，您要算哪一项？"
AFRESH = "好，从头再算一遍。只改一个数的话，直接说“改成…”就行。"
OF_WHICH_POLICY = "体检看的是好几项政策，各项不一样。问哪一项就带上名字，比如“人才培养奖励找谁申报”。"
LEFT_OPEN = "好，先按不知道，不当成有，也不当成没有。"
NOTHING_BEFORE = "这已经是第一步了。"
NOTHING_TO_REPEAT = "我还没说过什么。想问什么直接说。"
NOTHING_OPEN = "现在没有在算的东西。"
NO_HURRY = "好，不急，查到了再说。"
NO_DETAIL = "没有更多明细了。"
MORE_DETAIL = "查看明细"
REPORT = "完整报告（能打印、能转发）："

TOGETHER = {
    Status.COMPUTED: "能拿{amount}。",
    Status.CEILING: "最高{amount}（文件写的是“不超过”，实际由审核定）。",
    Status.PER_UNIT: "每单位是{amount}，还缺系数，算不出最后的数。",
}


def headline(result: Result) -> str:
    """The result in one sentence: the amount first."""
    if result.range is not None:
        low, high = result.range
        return f"在{spoken(low)}到{spoken(high)}之间。"
    if result.amount is not None and result.status in TOGETHER:
        if result.amount == 0 and result.status is Status.COMPUTED:
            return "这次是0元。"
        return TOGETHER[result.status].format(amount=spoken(result.amount))
    if result.status is Status.NOT_ELIGIBLE:
        return "还够不上这项奖励。"
    return "现在算不出确切的数：各档金额在附表里，这份资料没有附表。"


def numbered(lines: Iterable[str]) -> str:
    return "\n".join(f"{place}. {line}" for place, line in enumerate(lines, 1))


def fits(text: str, limit: int = MAX_REPLY_BYTES) -> bool:
    return len(text.encode()) <= limit
