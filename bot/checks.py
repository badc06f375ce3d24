"""Messages that ask whether an enterprise fits: one policy, or all of them; and why it did not."""

import re
from dataclasses import replace

from bot.checkup import words
from bot.content.load import Content
from bot.conversation import Conversation, Dialogue
from bot.dialogue.calculation import Calculations
from bot.dialogue.prompts import intent_of
from bot.dialogue.state import Turn
from bot.messages import Reply
from bot.understanding import Outcome, Understanding, Understood
from intents.normalise import bare, normalise
from policies.eligibility import check
from policies.inquiry import ENOUGH, Inquiry

CHECKUP = "checkup"
_EXPLICIT = re.compile(
    r"^(?:帮我?|给我|我要|我想|来|做|做个|来个|开始|先)*(?:一?[个次下]|下)?(?:政策|企业|惠企)?体检(?:一?下)?(?:吧|呗)?$|政策体检"
)
_WANTED = re.compile(
    r"(?:我们?|咱们?|俺们?|我家|我公司|本公司|我厂|企业|公司|看看|看)[^,.;?!]{0,14}(?:能|可以|够|符合)[^,.;?!]{0,4}(?:申请|申报|领|拿|享受|报|得)?到?的?"
    r"(?:哪些|哪几[项个]|什么|啥|些什么|些啥)(?:政策|奖补?|补[贴助]?|钱|项目|好处|扶持)?(?:呢|啊|呀)?[?]?$|"
    r"(?:哪些|有什么|有啥)(?:政策|奖励|补贴|奖补)[^,.;?!]{0,6}(?:适合|能给|可以给)(?:我|咱|俺)"
)
_GO_ON = re.compile(r"^(?:继续|接着)(?:政策)?体检$")
_FITS = re.compile(
    r"够不够|够得上|够格|够(?:条件|标准|资格|线)|符不符合|符合[^,.;]{0,12}(?:吗|不|么)|有没有资格|有资格[^,.;]{0,8}(?:吗|不|么)|达不达标|达标(?:吗|不|了吗)|"
    r"(?:能不能|可不可以|能否)(?:申请|申报|报|评|拿|进)|(?:能|可以)(?:申请|申报|报|评|进)[^,.;?]{0,14}(?:吗|不|么|[?])|查一下够不够"
)
_OURSELVES = re.compile(r"我们?|咱|俺|本公司|本企业|自己|够不够|够得上|够格|符不符合|资格|达标")
_BUTTON = re.compile(r"^查一下够不够(.+?)的条件$")
_WHY_NOT = re.compile(
    r"(?:为什么|为啥|咋|怎么)[^,.;]{0,10}(?:不符合|不够|不行|不能|没有|够不上|拿不到|不适合|报不了|没份)|(?:还|到底)?差在哪|差(?:的是|了|些)?(?:什么|啥|哪[些条里])|哪[一]?条(?:不|没)|还差多少|差多远"
)
_SELF_TOLD = 3  # facts in one statement that are worth a check-up
_QUESTION_UNIT = 0.8  # a card's own answer this close is better than a check


class Checks:
    """Opens checks and explains them."""

    def __init__(self, content: Content, understanding: Understanding, calculations: Calculations) -> None:
        self.content = content
        self.understanding = understanding
        self.calculations = calculations
        self._titles = {bare(normalise(card.title)): card.id for card in content.cards.values()}

    def wanted(self, conversation: Conversation, normal: str) -> Turn | None:
        """政策体检, 我们能领哪些: opens the check-up, or goes on with a stopped one."""
        if CHECKUP not in self.content.inquiries:
            return None
        if _GO_ON.match(normal) and conversation.finished and conversation.finished.calculator == CHECKUP:
            again = conversation.finished.without({ENOUGH})
            return self.calculations.advance(conversation, again, ["好，接着来。"])
        if _EXPLICIT.search(normal) or _WANTED.search(normal) and not self._answered_by_a_card(normal):
            return self.calculations.open(conversation, CHECKUP, normal)
        button = _BUTTON.match(normal)
        policy = self._titles.get(bare(button.group(1))) if button else None
        return self._open(conversation, policy, normal, shown=True) if policy else None

    def _answered_by_a_card(self, normal: str) -> bool:
        """我不是链主,就是给链主供货的,能拿啥奖: one card speaks of just that."""
        understood = self.understanding.understand(normal)
        return understood.outcome is Outcome.SURE and understood.likeness >= _QUESTION_UNIT

    def introduced(self, conversation: Conversation, normal: str) -> Turn | None:
        """一句话介绍: a statement with several facts about the enterprise opens the check-up."""
        if CHECKUP not in self.content.inquiries:
            return None
        told = self.calculations.values(CHECKUP, normal)
        return self.calculations.open(conversation, CHECKUP, normal) if len(told) >= _SELF_TOLD else None

    def fitting(self, conversation: Conversation, understood: Understood) -> Turn | None:
        """够不够链核的标准, 我们能申请吗: opens the check of one policy."""
        sort, _, policy = (understood.topic or "").partition(":")
        if sort != "policy" or understood.outcome is not Outcome.SURE or understood.foreign is not None:
            return None
        if not _FITS.search(understood.text) or not _OURSELVES.search(understood.text):
            return None
        unit, _, _ = understood.unit.partition(":")
        if unit == "question" and understood.likeness >= _QUESTION_UNIT:
            return None
        return self._open(conversation, policy, understood.text)

    def _open(self, conversation: Conversation, policy: str, text: str, *, shown: bool = False) -> Turn | None:
        """The check, after the short answer: what the conditions are, unless they were `shown` just before."""
        id = f"check:{policy}"
        if id not in self.content.inquiries:
            return None
        section = self.content.cards[policy].sections.get("conditions")
        notes = [section.text] if section and not shown else []
        return self.calculations.open(conversation, id, text, policy, notes=notes)

    # ---- why not

    def explained(self, conversation: Conversation, normal: str) -> Turn | None:
        """为什么我不符合, 差在哪: the conditions that are not met, with the figures and the clauses."""
        if not _WHY_NOT.search(normal):
            return None
        finished = conversation.finished
        goal = self.content.goal(finished.calculator) if finished else None
        if finished is None or not isinstance(goal, Inquiry):
            return None
        named = self._named(normal)
        policy = named or (None if goal.of_all else next(iter(goal.cards)))
        if policy is not None:
            return self._verdict(conversation, finished, policy)
        if not goal.of_all:
            return None
        seen = self.calculations.results.picture(
            goal.assess({**finished.given(), ENOUGH: True}), goal.known(finished.given())
        )
        lines = [*map(words.near_line, seen.near), *map(words.unfit_line, seen.unfit)]
        text = "没满足的条件：\n" + "\n".join(f"· {line}" for line in lines) if lines else "问过的条件都满足。"
        return self._said(conversation, goal, text, ())

    def _named(self, normal: str) -> str | None:
        understood = self.understanding.understand(normal)
        sort, _, id = (understood.topic or "").partition(":")
        known = sort == "policy" and understood.names and f"check:{id}" in self.content.inquiries
        return id if known else None

    def _verdict(self, conversation: Conversation, finished: Dialogue, policy: str) -> Turn | None:
        inquiry = self.content.inquiries.get(f"check:{policy}")
        if inquiry is None:
            return None
        profile = Dialogue(inquiry.id, answers=conversation.profile)
        known = inquiry.known({**profile.given(), **finished.given()})
        one = check(policy, self.content.cards[policy].conditions, known.facts)
        text = words.verdict(self.content.cards[policy], one, known, self.content.facts)
        return self._said(conversation, inquiry, text, (policy,))

    def _said(self, conversation: Conversation, goal: Inquiry, text: str, policies: tuple[str, ...]) -> Turn:
        text, rest = words.fitted(text)
        sources = tuple(self.calculations.prompts.cited(policy, None) for policy in policies)
        reply = Reply(
            kind="result", text=text, intent=intent_of(goal), policies=policies, calculator=goal.id, sources=sources
        )
        topic = f"policy:{policies[0]}" if policies else conversation.topic
        return reply, replace(conversation, rest=rest, topic=topic, options=())
