"""What the asker is in an industrial chain (链主、链核、链上企业): policies for others are less likely meant."""

from bot.content.load import Content
from calculators.patterns import lazy
from intents.matcher import Candidate

NOT_OURS = 0.6  # what is left of a policy whose conditions leave the asker's role out
NOT_OF_A_CHAIN = 0.85  # and of a topic that is not held, where the text speaks of 链主 or 链核: few such topics do
_OF_A_CHAIN = lazy("链主|链核|链上企业")
_ROLES = {"链主": "leader", "链核": "core", "链上企业": "member"}
_SAID = lazy(
    r"(?:我们?|咱们?|俺们?|本公司|我公司|我司|我厂|我家|[,，]也)(?:公司|企业|厂|这家)?(?:就|也|现在|已经|刚|今年|去年)*"
    r"(?:是|属于|当上|评上|成了|作为)了?(?:个|一家|省级?的?|省里的?|产业链的?)*(链主|链核|链上企业)"
    r"(?:企业|单位|公司)?(?!(?:家|企业|单位|公司)?的?(?:供应商|供货|上游|下游|客户|子公司|配套[厂企商]|还是|吗|么))"
)

_NEITHER = lazy(
    r"(?:我|我们|咱|咱们|俺|俺们)(?:公司|厂|家|就|只)*是(?:个|一家)?(?:供货商|供应商|供货的|配套(?:厂|商|企业|的)|协作厂)|"
    r"(?:不是|没[评当选]上|够不上|算不上)(?:个|什么)?(?:省级)?链主[,.;和与]?(?:也|又|更)?(?:不是|没[评当选]上|够不上|算不上)?(?:个|什么)?链核|"
    r"(?:我|我们|咱|咱们|俺|俺们)(?:家|这|就|只|是|种|样|的|个|一)*小(?:厂|企业|公司|作坊)"
)

_SUPPLIES = lazy(  # 我们厂给造重卡的大户供轮毂
    r"(?:我们?|咱们?|俺们?)(?:公司|企业|厂子?|家|这)?(?:一直|常年|每年|去年|现在|就是?|是|专门)*[给替为]"
    r"(?!我|咱|你|您|多少|什么)[^,.;?!]{1,16}?(?:供(?!应商)|送货|送件|配套|代工|做配件|做零件|打件)"
)


def with_roles(content: Content, found: list[Candidate], normal: str) -> list[Candidate]:
    """我们是链主: policies that are for the other members of a chain fall behind, and what is not held at all."""
    if _OF_A_CHAIN.search(normal):
        found = [c._replace(score=c.score * NOT_OF_A_CHAIN) if c.topic.startswith("absent:") else c for c in found]
        found.sort(key=lambda candidate: -candidate.score)
    said = {_ROLES[role] for role in _SAID.findall(normal)} or (
        {"member"} if _NEITHER.search(normal) or _SUPPLIES.search(normal) else set()
    )
    if len(said) != 1:
        return found
    facts = {"role": said.pop()}

    def ours(candidate: Candidate) -> bool:
        sort, _, id = candidate.topic.partition(":")
        conditions = content.cards[id].conditions if sort == "policy" else ()
        return not any(condition.verdict(facts) is False for condition in conditions)

    kept = [one if ours(one) else one._replace(score=one.score * NOT_OURS) for one in found]
    return sorted(kept, key=lambda candidate: -candidate.score)
