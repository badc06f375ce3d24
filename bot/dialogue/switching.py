"""From one calculation to another: 接着算刚才那个, 先算那个, 换成算人才培养奖励, 再算一遍."""

import re

from bot import wording
from bot.changed import replace
from bot.conversation import Conversation
from bot.dialogue.by_its_name import another_by_its_name
from bot.dialogue.calculation import Calculations
from bot.dialogue.state import Turn
from bot.dialogue.wishes import Wishes
from bot.messages import QuickReply, Reply
from bot.naming import Naming
from bot.speech import clauses, compares, is_question, wants_sum
from calculators.calculator import OneAward
from calculators.patterns import lazy
from calculators.reading.figures import find_figures
from intents.normalise import bare

_BY_AMOUNT = lazy(
    r"(?:那|我们?|[,\s])*(?:就|先)?(?:按照?|用|以)[\d一二两三四五六七八九十百千.]+[万亿w]元?(?:来)?(?:算|测|计算)(?:一?下|算)?(?:吧|呗|呢|看看)?(?:能?(?:拿|得|领|给|补|奖)?(?:到)?多少)?(?:钱)?[?.!]?"
)
WHICH = "which:calculation"  # the topic while it is asked which calculation is wanted
_COMMONEST = 6
_BACK_TO = lazy(
    r"^(?:好的?|行|嗯|可以|ok|那|算了|不算了|得了)?[,\s]*(?:那|就|还是|我想|我要|先|再)*(?:继续|接着|回到|回去|返回|回|续上|先|还是先)+(?:算|做|来|说|测算)?(?:一下)?(.{0,16})$"
)
_BEFORE = lazy(
    r"^(?:完|完成)?(?:刚才|刚刚|前面|之前|上面|上次|原来|先前|原先|头一个|第一个)+(?:没算完|说|问|在算|算)?的?(?:那?[一]?[个项笔])?(?:吧|的)?$"
)
_THAT = lazy(r"^(?:帮我)?(?:那就|那|就|先)*(?:给我|帮我)?算(?:一下|算)?[这那](?:一?[个项]|笔)(?:吧|呗)?$")
_ANOTHER = lazy(
    r"^(?:.{0,10}[,\s])?(?:那|还是|我想|我要|想|要|先|给我|帮我)*(?:换成|换|改|改成|转成|切换到?|切到)(?:算|做|来)?(.{2,20}?)(?:算算|算一下|来算|算吧|算)?(?:吧|呗)?$"
)
_HOLD_ON = lazy(r"^(?:等会儿?|等等|等一?下|先|那|对了|还有|另外|顺便|问一?下|先问一?下|,)+")
_FIRST = lazy(
    r"^(?:那|还是|要不|要不然|不|嗯)*(?:先|再|另外再?|顺便再?|也|接下来再?|然后再?)(?:帮我|给我|替我)?(?:算|测算)(?!了|是|不)(.{2,40})$"
)
_DONE = lazy(  # 先把高企奖励算了,我们是新认定的
    r"^(?:那|还是|要不|要不然|不|嗯|先|再|顺便|另外|你|帮我|给我)*把([^,.;?!]{2,20}?)(?:也|先|给我|给|一起)?(?<!不)算(?:了|一下|算|出来|完)?(?:吧|呗)?(?:$|[,.;!].*)"
)
_PLAIN = lazy(r"^算(?!了|是|不|账|数|法|力|上|我|吗|吧|一|出|算)([^,.;?!]{2,14})$")  # 算人才培养
_SAME = lazy(
    r"^(?:那|请|麻烦|帮我|给我|我想|我要)*(?:再|重新|从头)(?:来|算|测算|测)(?:一?[遍次回下]|过)(?:吧|呗|看看)?$"
)


class Switching:
    """Opens, resumes and exchanges calculations by what they are called."""

    def __init__(self, calculations: Calculations, naming: Naming) -> None:
        self.calculations = calculations
        self.content = calculations.content
        self.naming = naming
        self.wishes = Wishes(calculations, naming)

    def turn(self, conversation: Conversation, normal: str) -> Turn | None:
        """The reply to words of switching; None when the message has none."""
        return (
            self._back_to(conversation, normal)
            or self.wishes.turn(conversation, normal)
            or self._that_one(conversation, normal)
            or self._by_name(conversation, normal)
            or self._compared(conversation, normal)
            or self._without_topic(conversation, normal)
            or self._another_midway(conversation, normal)
        )

    def _another_midway(self, conversation: Conversation, normal: str) -> Turn | None:
        """等会,引荐奖,8000万,投完了, while another award is computed: that award, and the open one waits."""
        at_hand = self.content.goal(conversation.dialogue.calculator) if conversation.dialogue else None
        if at_hand is None:
            return None
        return another_by_its_name(self.calculations, self.naming, conversation, at_hand, _HOLD_ON.sub("", normal))

    def _back_to(self, conversation: Conversation, normal: str) -> Turn | None:
        """接着算刚才那个, 回到应用场景那个: the one that waits."""
        found = _BACK_TO.match(normal)
        if not found or is_question(normal):
            return None
        rest = found.group(1).strip(" ,.!吧呗了")
        if not conversation.waiting:
            return None
        if not rest or _BEFORE.match(rest):
            return self.calculations.resume(conversation)
        named = self.naming.named(rest)
        return self.calculations.resume(conversation, named) if named else None

    def _that_one(self, conversation: Conversation, normal: str) -> Turn | None:
        """先算那个: what was just talked of."""
        if not _THAT.match(normal):
            return None
        sort, _, id = (conversation.topic or "").partition(":")
        card = self.content.cards.get(id) if sort == "policy" else None
        calculator = self.content.calculators.get(card.calculator_id or "") if card else None
        if card is None or calculator is None:
            return None
        return self.calculations.open(conversation, calculator.id, f"{conversation.said},{normal}", card.id)

    def _by_name(self, conversation: Conversation, normal: str) -> Turn | None:
        """换成算人才培养奖励 gives the open one up; 先算高企奖励 lets it wait."""
        for pattern in (_FIRST, _ANOTHER, _DONE, _PLAIN):
            found = pattern.match(normal)
            named = self.naming.named(found.group(1)) if found else None
            at_hand = conversation.dialogue or conversation.finished
            if named is None or pattern is _ANOTHER and at_hand is not None and named == at_hand.calculator:
                continue  # 换成在示范区呢 changes the one at hand
            if pattern is _ANOTHER and conversation.dialogue is not None:
                conversation = replace(conversation, dropped=conversation.dialogue, dialogue=None)
            return self.calculations.open(conversation, named, normal)
        short = self.naming.abbreviated(normal) if wants_sum(normal) and conversation.dialogue is None else None
        if short is not None:
            return self.calculations.open(conversation, short, normal)
        if _SAME.match(normal) and conversation.dialogue is None and conversation.finished is not None:
            again = replace(conversation.finished, answers={})
            return self.calculations.advance(conversation, again, [wording.AFRESH])
        return None

    def _compared(self, conversation: Conversation, normal: str) -> Turn | None:
        """三种一起比一比, 哪个划算: each award of the choice on one set of answers."""
        if not compares(normal):
            return None
        open_one = conversation.dialogue.calculator if conversation.dialogue else None
        calculator = self.content.calculators.get(open_one or "")
        topic = f"policy:{calculator.policies[0]}" if calculator else conversation.topic
        asked = "".join(piece for piece in clauses(normal) if compares(piece)) or normal
        named = self.naming.which(topic, asked) or self.naming.by_rule(bare(normal))
        if named is None or named == open_one or named not in self.content.calculators:
            return None
        last = conversation.finished
        if open_one is None and last is not None and last.calculator == named and not find_figures(normal):
            return self.calculations.advance(conversation, last, ["刚才比过了："])
        if asked != normal and open_one is None and self.naming.is_of_another(named, normal):
            return None  # 技改给150万,进档给200万,选哪个
        wished = wants_sum(normal) or re.search(r"帮|给[我俺咱]|我们|咱|俺|比一?比|对比|[一都]起?[比算]|\d", normal)
        return self.calculations.open(conversation, named, normal) if wished or len(bare(normal)) <= 10 else None

    def offered(self, turn: Turn) -> Turn:
        """A calculation that waits is offered again at the end of an answer."""
        reply, after = turn
        if not after.waiting or after.dialogue is not None or reply.kind not in ("answer", "notice", "fallback"):
            return turn
        goal = self.content.goal(after.waiting[0].calculator)
        title = goal.title if goal else "那项"
        text = f"{reply.text}\n上次的{title}还没算完，说“继续”就接着算。"
        quick = (QuickReply(label="继续刚才的", text="继续"), *reply.quick_replies)
        reply = reply.model_copy(
            update={"text": text, "quick_replies": quick if reply.kind == "notice" else reply.quick_replies}
        )
        return reply, after

    # ---- which one?

    def _without_topic(self, conversation: Conversation, normal: str) -> Turn | None:
        """帮我算一下 and nothing to mean by it: which one; 首台套 is two awards: which of them."""
        if conversation.topic == WHICH and conversation.dialogue is None and len(normal) <= 24:
            named = self._of_those_offered(conversation, normal) or self.naming.named(normal)
            if named is not None:
                told = f"{normal},{conversation.said}" if conversation.said else normal
                return self.calculations.open(conversation, named, told)
        if _BY_AMOUNT.fullmatch(normal) and not conversation.topic and conversation.dialogue is None:
            reply, after = self.which(conversation)
            return reply, replace(after, said=normal)  # 按500万算, with nothing said of what
        if not (wants_sum(normal) or _PLAIN.match(normal)) or conversation.dialogue is not None:
            return None
        several = self.naming.either(normal)
        if several:
            return self._asked(conversation, several, wording.WHICH_OF_THESE)
        part = self.naming.containing(normal) if _PLAIN.match(normal) and self.naming.named(normal) is None else ()
        if len(part) == 1:
            return self.calculations.open(conversation, part[0], normal)
        if part:
            return self._asked(conversation, part, wording.WHICH_OF_THESE)
        if self.naming.core(normal) or self._meant(conversation, normal):
            return None
        return self.which(conversation)

    def _of_those_offered(self, conversation: Conversation, normal: str) -> str | None:
        """我们是自己造的, where the maker's award and the buyer's were offered: the one it is said of."""
        titles = {option.label for option in conversation.options}
        offered = [calculator.id for calculator in self.content.calculators.values() if calculator.title in titles]
        return None if is_question(normal) or len(offered) != len(titles) else self.naming.nearer(offered, normal)

    @staticmethod
    def _meant(conversation: Conversation, normal: str) -> bool:
        """Is there something 给我算算 can mean: the card just spoken of?"""
        plural = re.search(r"都|哪些|所有|全部|多少(?:补贴|奖励|补助|钱)", normal)
        return bool(conversation.topic) and conversation.topic != WHICH and not plural

    def which(self, conversation: Conversation) -> Turn:
        """要算哪一项: the commonest by number, the others by name, or all of them."""
        return self._asked(conversation, self.commonest(), wording.WHICH_TO_COMPUTE, checkup=True)

    def _asked(
        self, conversation: Conversation, calculators: tuple[str, ...], words: str, checkup: bool = False
    ) -> Turn:
        titles = [self.content.calculators[id].title for id in calculators]
        quick = [QuickReply(label=title, text=f"帮我算{title}") for title in titles]
        if checkup and self.content.inquiries:
            quick.append(wording.CHECKUP_BUTTON)
        text = f"{words}\n{wording.numbered(button.label for button in quick)}"
        policies = tuple(dict.fromkeys(self.content.calculators[id].policies[0] for id in calculators))
        reply = Reply(kind="choices", text=text, intent="which", policies=policies, quick_replies=tuple(quick))
        return reply, replace(conversation, dialogue=None, options=reply.quick_replies, topic=WHICH, said="")

    def commonest(self) -> tuple[str, ...]:
        """The first calculators of the content that come to an amount: those with inputs, without a missing table."""
        found = [
            calculator.id
            for calculator in self.content.calculators.values()
            if isinstance(calculator, OneAward)
            and calculator.inputs
            and not self.content.lack_any(calculator.award.table_ids())
        ]
        return tuple(found[:_COMMONEST])
