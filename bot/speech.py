"""What kind of sentence a message is: a question, a wish to compute, a comparison, and which part is which."""

import re
from functools import lru_cache

from calculators.patterns import lazy

_KEPT = 1024  # messages looked at before: within one reply the same one is, several times
_WANTS_SUM = lazy(
    r"(?:帮|(?<!不)给(?!不)|替|请|麻烦|想|要|(?:能不能|可以|可不可以)(?![^,.;?!]{0,6}算(?!一|下|出|个|清|笔))|怎样)(?:我|我们|咱|咱们|俺|忙|你|您|一下|先)*[^,.;?!]{0,16}?(?<!才)算(?!数|不算|是|在内|吗|一?户|一?家|进去)|"
    r"算(?:一算|算|一下|下|个账|笔账)|测算|计算一下|算出来|重新算|(?:算|给)一?个(?:数|准数)?(?:吧|呗|看看)?$|(?:奖励?|补[助贴])[,.;!\s]+算(?:吧|呗|啊)?$|"
    r"(?<![检评监预自观])测(?:一下|一测|测|下|个)|[帮给替](?:我|我们|咱|俺|忙)?[^,.;?!检]{0,10}(?<![检评监预自观])测(?![试量评])|"
    r"(?:^|[,.;!?\s])(?:那|就|再|先)*[算测](?![数是了吗命不试量评])[^,.;?!]{2,14}(?:奖|补|助|贴)"
)
_COUNTS_AS = lazy(  # 靶向能不能算: whether it counts, not how much it comes to
    r"(?<![帮给替][我咱俺])(?:能不能|可不可以|可以|能)算(?:吗|么|不|[,.;?!]|$)"
)
_HOW = lazy(
    r"怎么算|如何算|怎么计算|如何计算|怎样计算|计算公式|计算方[法式]|核算方[法式]|什么公式|按什么算|按哪|算不算|不算了"
)
_QUESTION = lazy(
    r"[?]|多少|(?<!很)多[高大长重远宽深快]|怎么|什么(?!(?:都|也)[不没])|哪(?!一?[个项种样](?:都|也)[不没])|谁|(?<![十百千好])几[家户个条项年月号次回档步]|吗|么$|呢$|能不能|是不是|有没有|可不可以|为什么|如何|是否|行不行|算不算|啥(?!(?:都|也)[不没])|咋|干嘛|多久|何时|表几|"
    r"[\u4e00-\u9fff]{2,6}还是[\u4e00-\u9fff]{2,6}[啊呀呢]$|([\u4e00-\u9fff])不\1|[\u4e00-\u9fff]{2}不[?]?$"  # 差额还是全额啊
    r"|(?:说说|讲讲|说一下|讲一下|介绍一?下)(?:这个|它|那个)?的?(?:上限|封顶|最高|条件|材料|流程|依据|标准|门槛|期限)"
)
_SAID_SOFTLY = lazy(r"^(?:嗯|哦|啊|,)*(?:是|对|有|在|没有?|还没有?|不是|不在|好)的?呢[.!]?$")  # 是的呢
_SUPPOSES = lazy(
    r"如果|假如|假设|要是|若是|(?<![\d〇零一二两三四五六七八九十百千几])万一"
)  # 五十万一家 supposes nothing
_SOFTLY = lazy(r"呢|的话|会怎|会咋")
_FORTUNE = lazy(r"算(?:个|一?[下卦])?(?:命|卦|姻缘|八字|运势)")
_COMPARES = lazy(
    r"比一?比|比一?下(?!去)|哪[一]?[个种项样].{0,6}(?:划算|合算|合适|最?多|拿得多|好)|(?:怎么|咋)(?:选|挑)|三选一|三种(?!项目|企业|产品)[^,.;?!]{0,6}(?:都|一起|一块|全部?)[^,.;?!]{0,3}[算比测]|选哪[个种项样]|对比一下|比较一下"
)
_BREAKS = lazy(r"(?<=[,;?!])|(?<=\.)(?!\d)|(?<=[\u4e00-\u9fff\d%])\s+(?=[\u4e00-\u9fff])")
_EMPTY = lazy(  # says nothing of its own before a question: 对了, 打断一下
    r"^(?:哦|噢|嗯|那|哎|欸|诶|喂)*(?:对了|顺便(?:问一?下|问问|说一?下)?|另外|请问|你好|您好|话说|还有|等等|等一下|慢着|打断一?下|插一?句|问一?下|我问一?下|想问一?下|"
    r"我想问一?下|先问一?下|再问一?下|不好意思|那个|这个|那|哦|噢|嗯|哎|诶|算了|不是|换个问题|我有个问题|有个问题|先不说这个)[,.;?!\s]*$"
)
_LEAD_IN = lazy(r"^(?:对了|顺便|另外|还有|那么?|哦|噢|请问|问一?下|再问一?下|想问一?下|我想问|这个|这|,|\s)+")
# Words that say which side of a matter is asked, never which matter: a question of these alone has no subject.
_GENERIC = lazy(
    r"什么时候|什么|哪[里儿个些]|多少|多久|怎么样|怎么|咋样|咋|啥|如何|几[次回年个]|谁|有没有|能不能|可不可以|是不是|算不算|为什么|"
    r"需要|条件|材料|资料|手续|证明|流程|程序|步骤|申报|申请|办理|办|报|交|准备|提交|带|牵头|搞|(?:这|那|此)个?件?事儿?|下一步|接下来|部门|单位|地方|电话|联系|咨询|负责|主管|窗口|"
    r"上限|封顶|最高|最多|最低|门槛|限制|要求|标准|比例|额度|金额|总共|一共|合计|到底|究竟|"
    r"年底|年初|年前|月底|月初|上半年|下半年|季度|开始|截止|网站|网址|知道|打听|哪天|几月份?|月份|日期|到账|发放|发钱|兑现|拨付|下来|给钱|拿钱|拿到|领到|能拿|能领|能得|一次性|分期|时间|截止|期限|有效期|"
    r"差额|全额|足额|补差|还是|同时|叠加|一起|一块儿?|别的|其[他它]|另外|再|还|也|都|和|跟|与|"
    r"够不够|够格|够得上|够|符合|资格|达标|批|审核|每年|一年|[二两三四五六七八九十几]年|今年|明年|后年|20\d\d年|年年|次|回|重复|文件|文号|依据|出处|哪年|哪条|规定|政策|奖励|补助|补贴|奖补|奖金|奖|补|钱|"
    r"没[有到]?|未|付|部分|企业|公司|我们?|咱们?|俺们?|你们?|您|他们?|它|这|那|个|项|种|笔|些|"
    r"评(?![价级优奖比])|说了算|第|条|按照?|两[个项笔种样]|加起来|相加|能加|要|有|能|可以|得|拿|领|给|发|算|看|找|问|去|来|到|在|从|用|做|弄|走|是|会|该|应该|行|"
    r"对了|帮|把|想|先|就|刚才|[一几]遍|账|只|几|的|地|了|着|过|吗|呢|啊|呀|吧|嘛|么|哈|呗|哦|哇|不|一?下|大概|大约|现在|之后|以后|然后|后|前|时候|人|家|里|多|高|最|快|请问|请|[\s,.;?!%]"
)
# What may be asked of any award: no card is guessed at by these words alone, though each has its own answer to them.
_OF_ANY = lazy(
    r"免税|交税|缴税|纳税|扣税|税前|税后|冲突|矛盾|单独|[分子总]公司|分厂|搬(?:走|迁|家|到|去)?|迁(?:走|出|到|去)|别的(?:市|省|县|城市|地方)|"
    r"民营|私营|国有|国企|私企|个体户?|小微|中小|评上|选上|申报上|垫钱?|"
    r"对公|公户|账户|打(?:到|进|给)|退(?:回|还|钱)|收回"
)
_AMOUNT = lazy(r"多少[钱?啊呢]?|能[拿领得补奖]|几[万个]|给多少|奖多少|补多少")


@lru_cache(maxsize=_KEPT)
def is_question(normal: str) -> bool:
    """Does a normalised message ask something?"""
    return bool(_QUESTION.search(normal)) and not _SAID_SOFTLY.match(normal)


@lru_cache(maxsize=_KEPT)
def wants_sum(normal: str) -> bool:
    """Is a calculation wished for in so many words?"""
    sums = _WANTS_SUM.search(_COUNTS_AS.sub("", normal))
    return bool(sums) and not _HOW.search(normal) and not _FORTUNE.search(normal)


def supposes(normal: str) -> bool:
    """Is something only supposed, in so many words: 如果…?"""
    return bool(_SUPPOSES.search(normal))


def sounds_supposed(normal: str) -> bool:
    """Is something supposed, or asked of softly (那3000万呢, 的话)?"""
    return bool(_SOFTLY.search(normal)) or supposes(normal)


def asks_how(normal: str) -> bool:
    """Is it asked how something is computed, not to compute it?"""
    return bool(_HOW.search(normal))


def compares(normal: str) -> bool:
    """Is it asked which of several is best (哪个划算)?"""
    return bool(_COMPARES.search(normal))


def has_subject(flat: str) -> bool:
    """Does a question say what it is about? 要什么材料 does not: it means what was talked of last."""
    return bool(subject(flat))


def names_nothing(flat: str) -> bool:
    """Is a question one of any award: 奖金要交税吗, 分公司能单独报吗?"""
    return not has_subject(_OF_ANY.sub("", flat))


def subject(flat: str) -> str:
    """What is left of a question without the words that only say which side of a matter is asked."""
    return _GENERIC.sub("", flat)


def asks_amount(normal: str) -> bool:
    """Is just the amount asked for (能拿多少)? That is what a calculation is for."""
    return bool(_AMOUNT.search(normal)) and not re.search(r"上限|封顶|最高|最多|比例|次", normal)


def clauses(normal: str) -> list[str]:
    """The clauses of a message, with their marks."""
    return [piece for piece in _BREAKS.split(normal) if piece.strip(" ,.;?!")]


def told_and_asked(normal: str) -> tuple[str, str]:
    """What a message states, and what it asks besides: 3000万,对了这个找谁申报啊."""
    told: list[str] = []
    asked: list[str] = []
    for piece in clauses(normal):
        if _EMPTY.match(piece):
            continue
        (asked if is_question(piece) else told).append(piece)
    question = _LEAD_IN.sub("", "".join(asked)).strip(" ,")
    return "".join(told).strip(" ,"), question
