"""Questions about an amount: how it came about, why it is no more, how far it is to the next threshold or ceiling."""

from bot.conversation import Conversation, Dialogue
from bot.dialogue import reporting
from calculators.calculator import Calculator
from calculators.patterns import lazy
from calculators.result import Result

_HOW = lazy(
    r"^(?:那|这个?数?|这|结果|钱|它|你)*(?:到底|究竟|具体|详细)?(?:是)?(?:怎么|咋|如何|按什么|根据什么)(?:个)?(?:算|来|得|出来|计算)(?:出来|来|得|法|到)?(?:的|地)?(?:呢|啊|呀)?[?]?$|"
    r"(?:这|那)(?:个)?(?:数|钱|结果)?(?:是)?(?:怎么|咋|如何)(?:算|来|得)|计算过程|算法说一?下|过程(?:说|讲|给)"
)
_WRONG = lazy(
    r"算错|算的?不对|不对吧|弄错了吧|搞错了吧|有问题吧|算得对(?:吗|不)|确定(?:是|没错|吗)|没算错|真的假的|是不是错"
)
_WHY = lazy(
    r"(?:为什么|为啥|怎么|咋|凭什么|凭啥|为何)[^,.;]{0,6}(?:才|只有?|就|不是|没有|不到|这么[少低]|那么[少低]|少了|是)[^,.;]{0,14}$|(?:怎么|咋|为什么)(?:不能)?(?:再)?多(?:一)?(?:点|些)|怎么(?:这么|那么)少|能不能(?:再)?多(?:拿)?(?:点|些)"
)
_WHY_NONE = lazy(  # 为什么没有, 那第二个为什么没有, 凭啥不给我们
    r"^(?:那|可|但|咦|啊|哦|这|就|,)*(?:第[一二三四五六\d][个项份笔])?(?:项目|成果|合同)?(?:为什么|为啥|怎么|咋|凭什么|凭啥|为何)(?:第[一二三四五六\d][个项份笔]|就|会|还|也|一分|我们?)*"
    r"(?:没有?(?:变化?|差别|涨|多|增加)?|不变|一样|不给|拿不到|领不到|得不到|不能[拿领给]|不行|不算|不符合|不够|够不上|是零|是0|为0|一分)(?:奖|钱|补|给|我们?|上|了|呢|啊|呀|一分|都没有)*[?.!]?$"
)
_WHY_THIS = lazy(  # 为什么选这个, of several awards of which one may be had
    r"^(?:那|这|你)?(?:为什么|为啥|凭什么|怎么)(?:是|要|就|会|给我)*(?:选|推荐|挑)(?:的|了)?(?:是)?(?:这|那|它|新增|存量|配套|户数)[^,.;?!]{0,8}[?]?$"
)
_CEILING = lazy(  # 封顶多少, 上限呢, 最高能给多少
    r"^(?:那|这个?|这项|它|的|,)*(?:封顶|上限|最高|最多|顶格)(?:是|就|也|能|可以|可|给|拿|领|奖|补|到|有|金额|的)*(?:多少钱?|几[个百千]?万?|呢|到哪|(?:是?不是|是)?[\d.一二三四五六七八九十百千两]+[万亿]元?(?:吗|吧|么|对吧)?)?(?:呢|啊|呀|钱)?[?]?$"
)
_FAR = lazy(
    r"(?:还|离|距离?|到|够)[^,.;]{0,12}(?:差|缺|要)[^,.;]{0,4}(?:多少|几[个家户万])|(?:再|还要|还得)(?:提高|增加|多|涨|加|投|付|来|有)[^,.;]{0,8}(?:多少|几)[^,.;]{0,8}(?:能|才|可以|够|到|$)|差多少|差多远|"
    r"(?:到顶|封顶|到上限|拿满|顶格)了(?:吗|没有?|么|不)[?]?$|"
    r"(?:怎么|怎样|咋|如何)(?:才能|能)?[^,.;]{0,6}(?:到顶|拿满|封顶|够上|达到|到上限|多拿|拿到最高)|下一[档级][^,.;]{0,6}(?:多少|差|要)"
)
_MORE = lazy(
    r"^(?:那|就|还|这)*(?:可以|能|能不能|可不可以|有没有办法|还能|还可以)(?:再|更|还)?多(?:拿|领|给|要)?(?:一?点儿?|一?些)?(?:钱)?(?:吗|么|不|呢)?[?]?$|"
    r"^(?:还)?(?:能|可以)(?:再)?涨(?:点)?(?:吗|么|不)[?]?$"
)
_TOO_LITTLE = lazy(
    r"^(?:那|就|这|也|可|,)*(?:我们?|咱们?)?(?:不是)?(?:亏了|亏大了|吃亏了?|太少了?|好少|有点少|才这么[点少]|就这么[点少]|这么[点少]|只有这么点)(?:钱)?(?:吧|啊|呀|呢|嘛)?[.!?]?$"
)
_AMOUNT_SAID = lazy(r"这些|这点|那点|[这那]么点|那些|\d|[一二两三四五六七八九十百千]+万|万|亿|少|低|多")
_PART = lazy(  # 那链主部分多少, 占比那块呢
    r"^(?:那|这|其中|,)*([\u4e00-\u9fff]{1,6}?)(?:的)?(?:这|那)?(?:一)?(?:部分|块)(?:儿)?(?:是|能|可以|拿|给|有|得|奖|补)*(?:多少钱?|几个)?(?:呢|啊)?[?]?$"
)
_SHORT = 24  # characters: what is longer asks about something else


def is_meant(conversation: Conversation) -> bool:
    """Was the result the last thing talked of (or something that belongs to it)?"""
    return conversation.topic is not None and not conversation.said


def is_asked(normal: str) -> bool:
    """Does a message ask about the amount just spoken of?"""
    if _MORE.search(normal) or _CEILING.search(normal) or _TOO_LITTLE.search(normal):
        return True
    asked = _HOW.search(normal) or _WRONG.search(normal) or _FAR.search(normal) or _asks_why(normal)
    return len(normal) <= _SHORT and bool(asked)


def asks_how_far(normal: str) -> bool:
    """还差多少到顶: how far is it?"""
    return len(normal) <= _SHORT and bool(_FAR.search(normal))


def asks_for_steps(normal: str) -> bool:
    """怎么算的: how does it come about?"""
    return len(normal) <= _SHORT and bool(_HOW.search(normal))


def asks_why(normal: str) -> bool:
    """为什么不是更多: why is it so much, and no more?"""
    return len(normal) <= _SHORT and _asks_why(normal)


def part_asked(result: Result, normal: str) -> str:
    """那链主部分多少: the steps of a result that speak of that part; empty where none do."""
    found = _PART.match(normal)
    steps = [step for step in result.steps if found and found.group(1) in step.label]
    return "\n".join(f"· {step.label}（{step.clause}）" for step in steps) if len(steps) < len(result.steps) else ""


def answer(calculator: Calculator, dialogue: Dialogue, result: Result, normal: str) -> str:
    """What there is to say, from the person's own figures."""
    why = _asks_why(normal) or bool(_TOO_LITTLE.search(normal))
    if _MORE.search(normal) or _CEILING.search(normal) or _FAR.search(normal) and not why:
        return reporting.how_far(calculator, result)
    return reporting.explained(calculator, dialogue, result, why)


def _asks_why(normal: str) -> bool:
    return bool(
        _WHY.search(normal) and _AMOUNT_SAID.search(normal) or _WHY_NONE.search(normal) or _WHY_THIS.search(normal)
    )
