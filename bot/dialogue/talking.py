"""A message while a calculation is open: a move, a switch, a side question, an answer, or two of them at once."""

import re
from dataclasses import replace

from bot import wording
from bot.checks import Checks
from bot.content.talk import talks
from bot.conversation import Conversation
from bot.courtesies import Courtesies, notice
from bot.dialogue import filling
from bot.dialogue.about_result import asks_how_far
from bot.dialogue.assessing import interim
from bot.dialogue.calculation import Calculations
from bot.dialogue.correcting import sounds_corrected
from bot.dialogue.repair import Repair
from bot.dialogue.reporting import how_far
from bot.dialogue.state import Open, Turn
from bot.dialogue.switching import Switching
from bot.dialogue.verdicts import Verdicts
from bot.fitting import cut
from bot.messages import Reply
from bot.questions import Questions
from bot.speech import asks_amount, has_subject, is_question, told_and_asked, wants_sum
from bot.understanding import Outcome, Understood
from bot.wording import REPLY_BYTES
from calculators.reading.figures import find_figures
from calculators.reading.replies import says_unknown
from calculators.reading.told import Told
from intents.moves import is_listed
from policies.card import Card
from policies.inquiry import ENOUGH, Inquiry

OPEN_AGAIN = "回到刚才的测算："
ASK_ON = "接着问："
_MONEY_ASKED = re.compile(r"多少[钱?]|能拿多少|给多少|奖多少|补多少")
_WHY = re.compile(
    r"(?:问|要|填|知道|打听|管).{0,12}(?:干嘛|干什么|干啥|做什么|做啥|有什么用|有啥用|啥用)|(?:为什么|为啥|干嘛|咋|怎么)(?:还|老|非|总|偏)?(?:要|得|老)?(?:问|填|打听)|(?:跟|和|与).{1,8}(?:有什么|有啥|啥|什么)关系"
)
_MEANING = re.compile(
    r"(?:没|不|看不|听不|搞不|弄不)(?:太|大|很)?(?:看|听|弄|搞)?(?:懂|明白|理解|清楚你)(?:这|那|你|问|题|个|句|的|意思|在|说|什么|啥|是|一?下|啊|呀|呢|了)*$|(?:你|这)(?:问|说)的(?:是)?(?:啥|什么)(?:意思)?$"
)
_SO_FAR = re.compile(
    r"(?:说|问|算|进行)到哪(?:儿|里|一步)?了?|(?:我)?(?:刚才|前面|之前|都|已经)?(?:说|报|填|讲)(?:过|了|的)?[^,.;]{0,10}(?:是多少|多少来着|哪些|什么来着|啥来着)|现在(?:都)?记了(?:些)?(?:什么|啥|哪些)"
)
_CHANGE_LAST = re.compile(r"(?:改|换|重新?[说填答])(?:一下|一改|改)?(?:上|前)(?:一?[个步题问项条]|面)")
_LATER = re.compile(
    r"(?:明天|回头|改天|下次|过[几两]天|晚上|下午|等会儿?|以后|有空)(?:再)?(?:说|来|弄|算|告诉|给你|聊|看)|(?:账|数|材料|东西)在(?:会计|财务|公司|单位|办公室)"
)
_ALL_OF_THEM = re.compile(r"(?:都|全部?|统统|所有的?)(?:不算|取消|不要|不弄|别算)了?|(?:取消|不算)(?:全部|所有)")
_STOP = re.compile(
    r"^(?:你|行了|好了|快|烦|那)*,?(?:别|不要|不用|甭|不想)(?:再)?(?:问|算|说|答|弄)(?:我|下去|这个)?了?(?:行不行|吧|啊)?$"
)
_AMOUNT = re.compile(r"\d|[一二两三四五六七八九十百千]+[多几来]?[万亿]")
_WAITS = re.compile(r"^(?:等等|等一?下|稍等|慢着|且慢|先等等)[,.!\s]+")
_ROUGHLY = re.compile(r"大概|大约|估计|差不多|左右|可能|也就|应该|约|来[万家户]|按")
_UNSURE_AT_LENGTH = 24
_SAID = {
    "help": wording.HELP,
    "human": wording.HUMAN,
    "thanks": wording.THANKS,
    "greet": "您好，我在。",
    "insult": wording.INSULT,
}


class Talking:
    """The turns of an open calculation."""

    def __init__(
        self,
        calculations: Calculations,
        questions: Questions,
        courtesies: Courtesies,
        checks: Checks,
        switching: Switching,
        verdicts: Verdicts,
    ) -> None:
        self.verdicts = verdicts
        self.calculations = calculations
        self.checks = checks
        self.questions = questions
        self.courtesies = courtesies
        self.switching = switching
        self.repair = Repair(calculations)

    def turn(self, at: Open, normal: str, move: str | None) -> Turn:
        """The reply to one message."""
        moved = self._move(at, move, normal) if move else self._like_a_move(at, normal)
        if moved is not None:
            return moved
        normal = _WAITS.sub("", normal) or normal
        by_button = self.questions.asked_by_title(at.conversation, normal)
        if by_button is not None:
            return by_button
        switched = self.checks.wanted(at.conversation, normal) or self.switching.turn(at.conversation, normal)
        if switched is not None:
            return switched
        midway = self.verdicts.midway(at, normal)
        if midway is not None:
            return midway
        far = self._how_far(at, normal)
        if far is not None:
            return far
        if self._is_unknown(at, normal):
            return self.repair.unknown(at)
        both = self._answer_and_question(at, normal)
        if both is not None:
            return both
        side = self._side_question(at, normal)
        if side is not None:
            return side
        profile = self._profile(at, normal)
        if profile is not None:
            return profile
        answered = self.calculations.turn(at.conversation, normal)
        return answered or (self.repair.later(at) if move == "bye" else self.repair.missed(at))

    # ---- moves

    def _move(self, at: Open, move: str, normal: str) -> Turn | None:
        if move == "cancel":
            if isinstance(at.goal, Inquiry) and ENOUGH in self._told(at, normal):
                return None  # 先这样吧: what is known so far is told
            return self.cancelled(at.conversation)
        if move == "forget":
            return notice(wording.FORGOTTEN, move), Conversation()
        if move == "another":
            return self.switching.which(replace(at.conversation, dropped=at.dialogue, dialogue=None))
        if move == "meaning" and not self._means_the_field(at, normal):
            return None
        if move == "wait" and find_figures(normal):
            return None
        if move == "bye" and self._told(at, normal):
            return None  # 没别的了 to "any more?"
        if move == "resume":
            return self.calculations.prompts.ask_again(at, "好，接着来。")
        repairs = {
            "back": self.repair.back,
            "why": self.repair.why,
            "meaning": self.repair.meaning,
            "example": self.repair.example,
            "wait": self.repair.wait,
            "repeat": self.repair.repeat,
            "restart": self.repair.restart,
        }
        if move in repairs:
            return repairs[move](at)
        said = self.courtesies.profiles.show(at.conversation).text if move == "profile" else _SAID.get(move)
        return self.calculations.prompts.ask_again(at, f"{said}\n{_again(at)}", "notice") if said else None

    def _told(self, at: Open, normal: str) -> dict[str, Told]:
        """What a message answers."""
        return filling.fill(at.goal, at.dialogue, normal, self.questions.content.rates).told

    def _like_a_move(self, at: Open, normal: str) -> Turn | None:
        """The same in a person's own words."""
        if _AMOUNT.search(normal) or len(normal) > _UNSURE_AT_LENGTH:
            return None
        if _ALL_OF_THEM.search(normal):
            return self.cancelled(replace(at.conversation, waiting=()))
        if _STOP.search(normal) and not isinstance(at.goal, Inquiry):
            return self.cancelled(at.conversation)
        likenesses = (
            (_WHY, self.repair.why),
            (_SO_FAR, self.repair.so_far),
            (_MEANING, self.repair.meaning),
            (_CHANGE_LAST, self.repair.back),
            (_LATER, self.repair.later),
        )
        return next((say(at) for pattern, say in likenesses if pattern.search(normal)), None)

    def cancelled(self, conversation: Conversation) -> Turn:
        """取消 ends the inner calculation; the one outside it still waits and is offered."""
        after = replace(conversation, dialogue=None, dropped=conversation.dialogue, options=())
        return self.switching.offered((notice(wording.CANCELLED, "cancel"), after))

    def _means_the_field(self, at: Open, normal: str) -> bool:
        """什么意思 asks about the open field, unless the sentence names something else."""
        if at.field is None:
            return True
        if is_listed(normal):
            return True
        words = (at.field.label, *at.field.cues, *(option.label for option in at.field.options.values()))
        if any(word.lower() in normal for word in words):
            return True
        return self.questions.understanding.understand(normal).outcome is not Outcome.SURE

    def _is_unknown(self, at: Open, normal: str) -> bool:
        """不知道, 在经开区但不知道算不算示范开发区; of a question with several answers the reader decides."""
        if not says_unknown(normal) or at.field is not None and at.field.kind == "several":
            return False
        if sounds_corrected(normal) or find_figures(normal) and _ROUGHLY.search(normal):
            return False
        if len(normal) <= 16 and not normal.endswith(("吗", "?")):
            return True
        named = at.field is not None and any(cue in normal for cue in (at.field.label, *at.field.cues, *at.field.yes))
        return named and len(normal) <= _UNSURE_AT_LENGTH and not normal.endswith(("吗", "?"))

    # ---- questions

    def _answer_and_question(self, at: Open, normal: str) -> Turn | None:
        """3000万,对了这个找谁申报啊: the answer is kept, the question answered, then asked on."""
        told, asked = told_and_asked(normal)
        if not told or not asked or wants_sum(normal):
            return None
        if sounds_corrected(asked) or not filling.fill(at.goal, at.dialogue, told, self.questions.content.rates).told:
            return None
        answered = None if asks_amount(asked) and not has_subject(asked) else self._answer(at, asked)
        turned = self.calculations.turn(at.conversation, told)
        if turned is None or answered is None:
            return turned
        reply, after = turned
        room = REPLY_BYTES - len(reply.text.encode())
        said, _ = cut(answered.text, room) if room > 200 else ("", "")
        if not said:
            return turned
        return reply.model_copy(update={"text": f"{said}\n\n{reply.text}"}), after

    def _how_far(self, at: Open, normal: str) -> Turn | None:
        """还差多少到顶, while only extras are open: from what was told so far."""
        if isinstance(at.goal, Inquiry) or not asks_how_far(normal):
            return None
        result = interim(at.goal, at.dialogue.given())
        if result is None or not result.hints and not result.limits:
            return None
        return self.calculations.prompts.ask_again(at, f"{how_far(at.goal, result)}\n\n{_again(at)}", "answer")

    def _side_question(self, at: Open, normal: str) -> Turn | None:
        """A question about something else: answered, and the open question stands."""
        summed = wants_sum(normal)
        if not is_question(normal) and not summed:
            return None
        if sounds_corrected(normal) and not _MONEY_ASKED.search(normal):
            return None
        understood = self.questions.understanding.understand(normal)
        sort, _, id = (understood.topic or "").partition(":")
        if sort == "policy" and id in at.goal.policies and summed:
            return None
        if summed and understood.outcome is Outcome.SURE and sort:
            computed = self.questions.computed(at.conversation, understood)
            if computed is not None:
                return computed
        checked = self._check(at, understood)
        if checked is not None:
            return checked
        reply = self._answer(at, normal)
        return self._aside(at, reply) if reply is not None else None

    def _check(self, at: Open, understood: Understood) -> Turn | None:
        """我们够不够条件, in the middle of a calculation: the check of that policy, the calculation waits."""
        card = self._card(at)
        if isinstance(at.goal, Inquiry) or card is None:
            return None
        return self.checks.fitting(replace(at.conversation, topic=f"policy:{card.id}"), understood)

    def _answer(self, at: Open, normal: str) -> Reply | None:
        """What there is to say to a side question; of one without a subject, about the policy being computed."""
        understood = self.questions.understanding.understand(normal)
        card = self._card(at)
        sort, _, id = (understood.topic or "").partition(":")
        sure = understood.outcome is Outcome.SURE and bool(sort)
        own = self.questions.part_of(understood, card) if card is not None else None
        if card is not None and not has_subject(understood.flat):
            exact = sure and id == card.id
            return self.questions.known(understood) if exact else self.questions.of_card(understood, card)
        if card is None and not has_subject(understood.flat):
            return notice(wording.OF_WHICH_POLICY, "checkup")
        if sort == "talk" and understood.outcome is not Outcome.UNKNOWN:
            return notice(talks()[id].text, id)
        if own is not None and card is not None and not understood.names and not understood.places:
            nearer = own.likeness >= understood.likeness - 0.05 or not sure
            if nearer and (not sure or id != card.id):
                return self.questions.of_card(understood, card)
        if not sure:
            return None
        return self.questions.plain(understood) or self.questions.known(understood)

    def _card(self, at: Open) -> Card | None:
        """The one card that is computed or checked; none in a check-up over all."""
        policies = self.calculations.prompts.policies(at.goal, at.dialogue)
        return self.questions.content.cards[policies[0]] if len(at.goal.policies) <= 3 and policies else None

    def _profile(self, at: Open, normal: str) -> Turn | None:
        """删掉我的身份 midway: the profile changes, the open question stands."""
        if sounds_corrected(normal) or self._told(at, normal):
            return None
        changed = self.courtesies.profiles.changed(at.conversation, normal)
        if changed is None:
            return None
        reply, after = changed
        return self.calculations.prompts.ask_again(
            replace(at, conversation=after), f"{reply.text}\n{_again(at)}", "notice"
        )

    def _aside(self, at: Open, reply: Reply) -> Turn:
        again, after = self.calculations.prompts.ask_again(at, f"{reply.text}\n\n{_again(at)}", "answer")
        spoken = {
            "policies": reply.policies or again.policies,
            "sources": reply.sources,
            "intent": reply.intent,
            "confidence": reply.confidence,
        }
        topic = f"policy:{reply.policies[0]}" if reply.policies else at.conversation.topic
        return again.model_copy(update=spoken), replace(after, topic=topic)


def _again(at: Open) -> str:
    """What leads back to the open question."""
    return ASK_ON if isinstance(at.goal, Inquiry) else OPEN_AGAIN
