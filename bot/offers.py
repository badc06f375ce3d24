"""What there is for somebody who says one thing of himself (我们是链主，能拿哪些奖励): the policies that it opens."""

from collections.abc import Mapping

from bot.changed import replace
from bot.checks import CHECKUP, SELF_TOLD
from bot.content.load import Content
from bot.conversation import Conversation
from bot.dialogue.calculation import Calculations
from bot.dialogue.state import Turn
from bot.messages import Reply
from bot.profile import Profiles
from bot.wording import CHECKUP_BUTTON
from calculators.patterns import lazy
from calculators.reading.told import Span, Told
from policies.card import Card
from policies.eligibility import Verdict, check
from policies.known import Known, is_moot

_ROLE = r"(?:省级)?链[主核上](?:企业)?"
_ANY_OF_A_ROLE = lazy(_ROLE)
_WHAT_IS_THERE = lazy(
    rf"^((?:我们?|咱们?|俺们?|我家|本公司|公司|企业|作为|是)[^?]{{1,20}}?|{_ROLE})[,.\s]*(?:我?(?:就|只)?想)?(?:知道|问问?|了解|看看?|打听)?(?:一?下)?(?:现在|今年|都|还)*(?:能|可以|够|有)[^,.;?]{{0,6}}(?:拿|领|申请|申报|报|享受|得)?到?"
    rf"(?:(?:哪些|什么|啥|哪几[项个])(?:奖励?|政策|奖补|补[贴助]|钱|扶持|好处)[^,.;]{{0,4}}|(?<=[拿领到])(?:哪些|些?什么|些?啥|哪几[项个])[呢啊呀]?[?]?)$"
)
_MOST = 8  # policies


class Offers:
    """Lists the policies that fit what little somebody says of the enterprise."""

    def __init__(self, content: Content, calculations: Calculations, profiles: Profiles) -> None:
        self.content = content
        self.calculations = calculations
        self.profiles = profiles

    def turn(self, conversation: Conversation, normal: str) -> Turn | None:
        """我们是链主,能拿哪些奖励: what the one thing told opens, by the conditions; the check-up is offered."""
        found = _WHAT_IS_THERE.match(normal)
        told = self.profiles.told(found.group(1)) if found else {}
        if CHECKUP not in self.content.inquiries or not 0 < len(told) < SELF_TOLD:
            return None
        inquiry = self.content.inquiries[CHECKUP]
        known = inquiry.known({name: value.value for name, value in told.items() if not isinstance(value.value, Span)})
        cards = [card for card in inquiry.cards.values() if self._opened_by(card, told, known)]
        if not cards:
            return None
        cards.sort(key=lambda card: -(card.stake.amount if card.stake else 0))
        lines = [f"· {card.title}" + (f"：{card.stake.words}" if card.stake else "") for card in cards[:_MOST]]
        who = self.calculations.in_words(inquiry, told)
        text = (
            f"按您说的（{who}），身份对得上的有这些，别的条件还要看：\n"
            + "\n".join(lines)
            + "\n想知道您家具体够哪几项、一共多少，说“政策体检”，我问几个问题就列出来。"
        )
        policies = tuple(card.id for card in cards[:_MOST])
        quick = (CHECKUP_BUTTON,)
        reply = Reply(kind="answer", text=text, intent="offers", policies=policies, quick_replies=quick)
        ours = {} if found and _ANY_OF_A_ROLE.fullmatch(found.group(1)) else told  # 链主有什么好处 says nothing of us
        return reply, replace(conversation, profile={**conversation.profile, **ours}, rest="")

    @staticmethod
    def _opened_by(card: Card, told: Mapping[str, Told], known: Known) -> bool:
        """Does a condition of the card ask for what was told, and none rule it out?"""
        if is_moot(card, known):
            return False
        asked = [condition for condition in card.conditions if set(condition.facts()) & set(told)]
        met = any(condition.verdict(known.facts) is True for condition in asked)
        return met and check(card.id, card.conditions, known.facts).verdict is not Verdict.UNMET
