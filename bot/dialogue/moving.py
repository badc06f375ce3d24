"""Moves in the middle of a calculation (取消, 上一步, 为什么问这个): by the listed words, or in a person's own."""

from bot import wording
from bot.changed import replace
from bot.conversation import Conversation
from bot.courtesies import Courtesies, notice
from bot.dialogue.asking import leads_back
from bot.dialogue.calculation import Calculations
from bot.dialogue.repair import Repair
from bot.dialogue.state import Open, Turn
from bot.dialogue.switching import Switching
from bot.understanding import Outcome, Understanding
from calculators.patterns import lazy
from calculators.reading.figures import find_figures
from calculators.reading.replies import yes_or_no
from intents.moves import is_listed
from policies.inquiry import ENOUGH, Inquiry

_WHY = lazy(
    r"(?:问|要|填|知道|打听|管).{0,12}(?:干嘛|干什么|干啥|做什么|做啥|有什么用|有啥用|啥用)|(?:为什么|为啥|干嘛|咋|怎么)(?:还|老|非|总|偏)?(?:要|得|老)?(?:问|填|打听)|(?:跟|和|与).{1,8}(?:有什么|有啥|啥|什么)关系"
)
_MEANING = lazy(
    r"(?:没|不|看不|听不|搞不|弄不)(?:太|大|很)?(?:看|听|弄|搞)?(?:懂|明白|理解|清楚你)(?:这|那|你|问|题|个|句|的|意思|在|说|什么|啥|是|一?下|啊|呀|呢|了)*$|(?:你|这)(?:问|说)的(?:是)?(?:啥|什么)(?:意思)?$"
)
_SO_FAR = lazy(
    r"(?:说|问|算|进行)到哪(?:儿|里|一步)?了?|(?:我)?(?:刚才|前面|之前|都|已经)?(?:说|报|填|讲)(?:过|了|的)?[^,.;]{0,10}(?:是多少|多少来着|哪些|什么来着|啥来着)|现在(?:都)?记了(?:些)?(?:什么|啥|哪些)"
)
_CHANGE_LAST = lazy(r"(?:改|换|重新?[说填答])(?:一下|一改|改)?(?:上|前)(?:一?[个步题问项条]|面)")
_LATER = lazy(
    r"(?:明天|回头|改天|下次|过[几两]天|晚上|下午|等会儿?|以后|有空)(?:再)?(?:说|来|弄|算|告诉|给你|聊|看)|(?:账|数|材料|东西)在(?:会计|财务|公司|单位|办公室)"
)
_ALL_OF_THEM = lazy(r"(?:都|全部?|统统|所有的?)(?:不算|取消|不要|不弄|别算)了?|(?:取消|不算)(?:全部|所有)")
_STOP = lazy(
    r"^(?:你|行了|好了|快|烦|那)*,?(?:别|不要|不用|甭|不想)(?:再)?(?:问|算|说|答|弄)(?:我|下去|这个)?了?(?:行不行|吧|啊)?$"
)
_AMOUNT = lazy(r"\d|[一二两三四五六七八九十百千]+[多几来]?[万亿]")
_LONGEST = 24  # characters of a move in a person's own words
_SAID = {
    "help": wording.HELP,
    "human": wording.HUMAN,
    "thanks": wording.THANKS,
    "greet": "您好，我在。",
    "insult": wording.INSULT,
}


class Moving:
    """What a message does to an open calculation, beside answering it."""

    def __init__(
        self, calculations: Calculations, understanding: Understanding, courtesies: Courtesies, switching: Switching
    ) -> None:
        self.calculations = calculations
        self.understanding = understanding
        self.courtesies = courtesies
        self.switching = switching
        self.repair = Repair(calculations)

    def turn(self, at: Open, normal: str, move: str | None) -> Turn | None:
        """The reply to a move; None when the message is none."""
        return self._listed(at, move, normal) if move else self._like_one(at, normal)

    def _listed(self, at: Open, move: str, normal: str) -> Turn | None:
        if move == "cancel":
            if isinstance(at.goal, Inquiry) and ENOUGH in self.calculations.told_by(at, normal):
                return None  # 先这样吧: what is known so far is told
            return self.cancelled(at.conversation)
        if move == "forget":
            return notice(wording.FORGOTTEN, move), Conversation()
        if move == "another":
            return self.switching.which(replace(at.conversation, dropped=at.dialogue, dialogue=None))
        if move == "meaning" and not self._means_the_field(at, normal):
            return None
        if move == "greet" and at.field is not None and at.field.kind == "yes_no" and yes_or_no(normal) is not None:
            return None  # 在, to 是不是落在示范开发区
        if move == "wait" and find_figures(normal):
            return None
        if move == "bye" and self.calculations.told_by(at, normal):
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
            "detail": self.repair.detail,
        }
        if move in repairs:
            return repairs[move](at)
        said = self.courtesies.profiles.show(at.conversation).text if move == "profile" else _SAID.get(move)
        return self.calculations.prompts.ask_again(at, f"{said}\n{leads_back(at.goal)}", "notice") if said else None

    def _like_one(self, at: Open, normal: str) -> Turn | None:
        """The same in a person's own words."""
        if _AMOUNT.search(normal) or len(normal) > _LONGEST:
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

    def _means_the_field(self, at: Open, normal: str) -> bool:
        """什么意思 asks about the open field, unless the sentence names something else."""
        if at.field is None:
            return True
        if is_listed(normal):
            return True
        words = (at.field.label, *at.field.cues, *(option.label for option in at.field.options.values()))
        if any(word.lower() in normal for word in words):
            return True
        return self.understanding.understand(normal).outcome is not Outcome.SURE

    def cancelled(self, conversation: Conversation) -> Turn:
        """取消 ends the inner calculation; the one outside it still waits and is offered."""
        after = replace(conversation, dialogue=None, dropped=conversation.dialogue, options=())
        return self.switching.offered((notice(wording.CANCELLED, "cancel"), after))
