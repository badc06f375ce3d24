"""Messages that ask whether an enterprise fits: one policy, or all of them."""

from bot.content.load import Content
from bot.conversation import Conversation
from bot.dialogue.calculation import Calculations
from bot.dialogue.state import Turn
from bot.profile import Profiles
from bot.speech import clauses, has_subject
from bot.understanding import Outcome, Understanding, Understood
from calculators.patterns import lazy
from calculators.reading.mentions import Mentions
from intents.normalise import bare, normalise
from intents.places import HOME, find_places
from policies.inquiry import ENOUGH

CHECKUP = "checkup"
_EXPLICIT = lazy(
    r"^(?:帮我?|给我|我要|我想|来|做|做个|来个|开始|先)*(?:一?[个次下]|下)?(?:政策|企业|惠企)?体检(?:一?下)?(?:吧|呗)?$|政策体检"
)
_WANTED = lazy(
    r"(?:把|将)?(?:我们?|咱们?|公司|企业)?(?:所有|全部)?(?:能|可以|够)(?:拿|领|得|申请)到?的(?:奖励?|钱|补[贴助]|政策)*(?:都|全|一块儿?|一起)?(?:给我)?(?:加起来|加一?加|列出来|列一?下|合计)|"
    r"(?:我们?|咱们?|俺们?|我家|我公司|本公司|我厂|企业|公司|看看|看)[^,.;?!]{0,14}(?:能|可以|够|符合)[^,.;?!]{0,4}(?:申请|申报|领|拿|享受|报|得)?到?的?"
    r"(?:哪些|哪几[项个]|什么|啥|些什么|些啥)(?:政策|奖补?|补[贴助]?|钱|项目|好处|扶持)?(?:呢|啊|呀)?[?]?$|"
    r"(?:哪些|有什么|有啥)(?:政策|奖励|补贴|奖补)[^,.;?!]{0,6}(?:适合|能给|可以给)(?:我|咱|俺)"
)
_ANYTHING = lazy(
    r"^(?:[^,.;?!]{0,6}(?:企业|公司|厂子?|老板))?(?:现在|今年|都|还)*(?:有|能拿|能领|能申请|给)(?:哪些|些?什么|些?啥|哪几[项种个])"
    r"(?:奖励?|政策|奖补|补[贴助]|钱|扶持|优惠|好处)(?:政策|资金)?(?:吗|呢|啊)?[?]?$"
)
_GENERAL = lazy(
    r"有没有(?:什么|啥)?(?:适合|能给|可以给)?(?:我们?|咱们?|俺们?)?(?:的|能拿的|能领的)?(?:补[贴助]|奖励?|奖补|政策|扶持|钱)(?:能|可以)?(?:拿|领|申请|报)?的?[吗呢啊]?[?]?$|"
    r"(?:能|可以|够)(?:拿|领|申请|申报|享受|报|得)到?[点些]?(?:什么|啥|哪些|哪几[项样个])(?:政策|奖励?|奖补|补[贴助]|钱|项目|好处|扶持)?[呢啊呀]?[?]?$|"
    r"(?:统计|梳理|整理|列|汇总|收集|盘点)(?:一?下|一?遍|出来)?(?:今年|现在|目前|企业|公司|我们|都)*(?:能|可以)(?:申报|申请|领|拿|享受)到?的(?:奖补|奖励|政策|补[贴助]|项目|资金)*[.]?$|"
    r"有(?:什么|啥|哪些)(?:政策|奖励|奖补|补[贴助]|扶持|优惠)(?:可以|能)?(?:拿|领|享受|申请)?的?[吗呢啊]?[?]?$|"
    r"(?:怎么|咋|如何)样?(?:才能|才可以|能)?(?:拿到?|领到?|申请|要)(?:补[贴助]|奖励|奖补|政府的?钱|政策)[?]?$"
)
_AN_ENTERPRISE = lazy(  # whoever asks, which says nothing of what is asked for
    r"(?:老板|领导|会计|财务)?(?:让|叫|想)?我?(?:问|打听|看)[问看]?|(?:老板|领导|单位)(?:让|叫|要)我们?|[小大老新]?(?:加工|科技|民营|中小|小微|制造|工业|本地|当地)*(?:工?厂子?|店|铺子|企业|公司)|适合"
)
_GO_ON = lazy(r"^(?:继续|接着)(?:政策)?体检$")
_FITS = lazy(
    r"够不够|够得上|够格|够(?:条件|标准|资格|线)|够[^,.;?!不]{0,12}(?:吗|么|不[?]?$)|符不符合|符合[^,.;]{0,12}(?:吗|不|么)|有没有资格|有资格[^,.;]{0,8}(?:吗|不|么)|达不达标|达标(?:吗|不|了吗)|"
    r"(?:能不能|可不可以|能否)(?:申请|申报|报|评|拿|进)|(?:能|可以)(?:申请|申报|报|评|进)[^,.;?]{0,14}(?:吗|不|么|[?])|查一下够不够|"
    r"差(?:多少|什么|啥)[^,.;?]{0,3}(?:能|才|可以)?(?:评上|够上|够得上|达到|评得上)"
)
_WILL_DO = lazy(r"行不行|行不[?]?$|行吗|可以吗|可不可以|成不成|中不中|能行")
_REACHES = lazy(r"够得上|够得着|能不能够上|够上")
_OURSELVES = lazy(r"我们?|咱|俺|本公司|本企业|自己|够不够|够得上|够格|符不符合|资格|达标")
_MEASURES = lazy(r"[\d一二两三四五六七八九十百千]\s*[万亿家户%]")  # a figure to hold against a condition
_BUTTON = lazy(r"^查一下够不够(.+?)的条件$")
_ASKS_WHAT_THERE_IS = lazy(r"(?:能|可以|够|有|给)[^,.;?!]{0,8}(?:哪些|些?什么|些?啥|哪几[项个种])[^,.;?!]{0,6}[?]?$")
SELF_TOLD = 3  # facts in one statement that are worth a check-up
_SURELY_ONE = 0.8  # a text this surely about one policy asks for no check-up of all
_QUESTION_UNIT = 0.8  # a card's own answer this close is better than a check


class Checks:
    """Opens checks and explains them."""

    def __init__(
        self, content: Content, understanding: Understanding, calculations: Calculations, profiles: Profiles
    ) -> None:
        self.content = content
        self.profiles = profiles
        self.understanding = understanding
        self.calculations = calculations
        checkup = content.inquiries.get(CHECKUP)
        self._mentions = Mentions(checkup.inputs) if checkup else None
        self._titles = {bare(normalise(card.title)): card.id for card in content.cards.values()}

    def wanted(self, conversation: Conversation, normal: str) -> Turn | None:
        """政策体检, 我们能领哪些: opens the check-up, or goes on with a stopped one."""
        if CHECKUP not in self.content.inquiries or self._of_elsewhere(normal):
            return None
        if _GO_ON.match(normal) and conversation.finished and conversation.finished.calculator == CHECKUP:
            again = conversation.finished.without({ENOUGH})
            return self.calculations.advance(conversation, again, ["好，接着来。"])
        if self._introduced_and_asked(normal) and not self._names_one(normal):
            return self.calculations.open(conversation, CHECKUP, normal)
        if _EXPLICIT.search(normal) or _WANTED.search(normal) and not self._answered_by_a_card(normal):
            return self.calculations.open(conversation, CHECKUP, normal)
        if _ANYTHING.match(normal) and not self._says_of_what(normal):
            return self.calculations.open(conversation, CHECKUP, normal)
        button = _BUTTON.match(normal)
        policy = self._titles.get(bare(button.group(1))) if button else None
        return self._open(conversation, policy, normal, shown=True) if policy else None

    @staticmethod
    def _of_elsewhere(normal: str) -> bool:
        """深圳的企业能申请什么: the check-up is for this province."""
        return any(place.province != HOME for place in find_places(normal))

    def _introduced_and_asked(self, normal: str) -> bool:
        """做铸件的,去年收入6000万,在开发区,…能拿啥: several facts, and what there is for them."""
        pieces = clauses(normal)
        if len(pieces) < 2 or not _ASKS_WHAT_THERE_IS.search(pieces[-1]):
            return False
        facts = len(self.calculations.values(CHECKUP, "".join(pieces[:-1])))
        return facts >= SELF_TOLD and not self._tells_an_award(normal, facts)

    def _answered_by_a_card(self, normal: str) -> bool:
        """我不是链主,就是给链主供货的,能拿啥奖: one card speaks of just that."""
        understood = self.understanding.understand(normal)
        return understood.outcome is Outcome.SURE and understood.likeness >= _QUESTION_UNIT

    def _names_one(self, normal: str) -> bool:
        """营收6亿,和链主交易1200万,评链核还差啥: one policy is meant, and not what there is."""
        understood = self.understanding.understand(normal)
        return understood.outcome is Outcome.SURE and understood.confidence >= _SURELY_ONE

    def in_general(self, conversation: Conversation, normal: str) -> Turn | None:
        """老板让我问问有没有补助: what there is, where nothing is named that is held or that is known not to be."""
        found = _GENERAL.search(normal)
        if CHECKUP not in self.content.inquiries or found is None:
            return None
        of_what = clauses(f"{normal[: found.start()]}□")[-1].removesuffix("□")
        if has_subject(bare(_AN_ENTERPRISE.sub("", of_what))):
            return None  # 养猪有什么补贴 asks of pigs
        understood = self.understanding.understand(normal)
        sure = understood.outcome in (Outcome.SURE, Outcome.LIKELY)
        of_something = sure or understood.names or understood.places
        return None if of_something else self.calculations.open(conversation, CHECKUP, normal)

    def _says_of_what(self, normal: str) -> bool:
        """专精特新企业有什么奖励 does; 有啥补贴 does not, and where the enterprise is says nothing of it."""
        understood = self.understanding.understand(normal)
        said = normal
        for place in understood.places:
            said = said.replace(place.said, "")
        return understood.outcome is Outcome.SURE or bool(self.profiles.told(said))

    def introduced(self, conversation: Conversation, normal: str) -> Turn | None:
        """一句话介绍: a statement with several facts about the enterprise opens the check-up."""
        if self._mentions is None or self._mentions.most_told(normal) < SELF_TOLD:
            return None
        told = self.calculations.values(CHECKUP, normal)
        if len(told) < SELF_TOLD or self._tells_an_award(normal, len(told)) or self._names_one(normal):
            return None
        return self.calculations.open(conversation, CHECKUP, normal)

    def _tells_an_award(self, normal: str, facts: int) -> bool:
        """落地项目12亿,在示范区,lpr 3.1,系数都是1: the figures of one award, at least as many as facts?"""
        enough = max(facts, SELF_TOLD)
        return any(len(self.calculations.values(id, normal)) >= enough for id in self.content.calculators)

    def fitting(self, conversation: Conversation, understood: Understood) -> Turn | None:
        """够不够链核的标准, 我们能申请吗: opens the check of one policy, the one last spoken of if none is named."""
        ours = bool(_OURSELVES.search(understood.text))
        measured = ours and bool(_MEASURES.search(understood.text))
        asks = [
            piece for piece in clauses(understood.text) if _FITS.search(piece) or measured and _WILL_DO.search(piece)
        ]
        asked = "".join(asks)
        if not asked or not ours and not _MEASURES.search(understood.text):
            return None
        whole = understood.text
        if asked != whole:  # the rest tells of the enterprise: 链核的标准我们够吗,营收4亿
            understood = self.understanding.understand(_REACHES.sub("够不够", asked))
        if ours and not has_subject(understood.flat):
            sort, _, policy = (conversation.topic or "").partition(":")
            return self._open(conversation, policy, whole) if sort == "policy" else None
        talked_of = (conversation.topic or "").removeprefix("policy:")
        if measured and not understood.names and self._tells_of(talked_of, whole):
            return self._open(conversation, talked_of, whole)  # 我们营收12亿行不行, after 链主怎么认定
        sort, _, policy = (understood.topic or "").partition(":")
        if sort != "policy" or understood.outcome is not Outcome.SURE or understood.foreign is not None:
            return None
        unit, _, _ = understood.unit.partition(":")
        id = f"check:{policy}"
        tells = id in self.content.inquiries and self.calculations.values(id, whole)
        answered = unit == "question" and understood.likeness >= _QUESTION_UNIT
        if not (tells and ours) and (answered or not tells and not ours):
            return None
        return self._open(conversation, policy, whole)

    def _tells_of(self, policy: str, text: str) -> bool:
        """Does a message tell something that the conditions of a policy ask for?"""
        id = f"check:{policy}"
        return id in self.content.inquiries and bool(self.calculations.values(id, text))

    def _open(self, conversation: Conversation, policy: str, text: str, *, shown: bool = False) -> Turn | None:
        """The check, after the short answer: what the conditions are, unless they were `shown` just before."""
        id = f"check:{policy}"
        if id not in self.content.inquiries:
            return None
        section = self.content.cards[policy].sections.get("conditions")
        notes = [section.text] if section and not shown else []
        return self.calculations.open(conversation, id, text, policy, notes=notes)
