"""After a result: a figure changed or supposed, how it was computed, how far it is, one step back."""

import re
from dataclasses import replace
from decimal import Decimal

from bot.conversation import Conversation, Dialogue
from bot.dialogue import reporting
from bot.dialogue.assessing import assess
from bot.dialogue.calculation import Calculations
from bot.dialogue.correcting import find_correction, sounds_corrected
from bot.dialogue.prompts import intent_of
from bot.dialogue.repair import Repair
from bot.dialogue.state import Goal, Open, Turn
from bot.dialogue.verdicts import Verdicts
from bot.messages import QuickReply, Reply
from bot.speech import has_subject, is_question, wants_sum
from bot.wording import headline
from calculators.calculator import Calculator, field_of
from calculators.inputs import Missing, Unanswerable
from calculators.reading.figures import find_figures
from calculators.reading.told import Told
from intents.normalise import bare
from policies.inquiry import ENOUGH, Inquiry

_HOW = re.compile(
    r"^(?:那|这个?数?|这|结果|钱|它|你)*(?:到底|究竟|具体|详细)?(?:是)?(?:怎么|咋|如何|按什么|根据什么)(?:个)?(?:算|来|得|出来|计算)(?:出来|来|得|法|到)?(?:的|地)?(?:呢|啊|呀)?[?]?$|"
    r"(?:这|那)(?:个)?(?:数|钱|结果)?(?:是)?(?:怎么|咋|如何)(?:算|来|得)|计算过程|算法说一?下|过程(?:说|讲|给)"
)
_WRONG = re.compile(
    r"算错|算的?不对|不对吧|弄错了吧|搞错了吧|有问题吧|算得对(?:吗|不)|确定(?:是|没错|吗)|没算错|真的假的|是不是错"
)
_WHY = re.compile(
    r"(?:为什么|为啥|怎么|咋|凭什么|为何)[^,.;]{0,6}(?:才|只有?|就|不是|没有|不到|这么[少低]|那么[少低]|少了|是)[^,.;]{0,14}$|(?:怎么|咋|为什么)(?:不能)?(?:再)?多(?:一)?(?:点|些)|怎么(?:这么|那么)少|能不能(?:再)?多(?:拿)?(?:点|些)"
)
_FAR = re.compile(
    r"(?:还|离|距离?|到|够)[^,.;]{0,12}(?:差|缺|要)[^,.;]{0,4}(?:多少|几[个家户万])|(?:再|还要|还得)(?:提高|增加|多|涨|加|投|付|来|有)[^,.;]{0,8}(?:多少|几)[^,.;]{0,8}(?:能|才|可以|够|到|$)|差多少|差多远|"
    r"(?:怎么|怎样|咋|如何)(?:才能|能)?[^,.;]{0,6}(?:到顶|拿满|封顶|够上|达到|到上限|多拿|拿到最高)|下一[档级][^,.;]{0,6}(?:多少|差|要)"
)
_AMOUNT_SAID = re.compile(r"\d|[一二两三四五六七八九十百千]+万|万|亿|少|低|多")
_FILLING = re.compile(
    r"^[那就按要是如果假如的话呢吗啊呀吧呗了只有大概约差不多左右算来付到账投花改成为换是变会怎样么说改再重新一遍下,.?!\s]*$"
)
_DIFFERENCE = re.compile(r"再(?!算|按|来)|多(?!少)|少|加|减|漏|补")
_SUPPOSED = re.compile(r"呢|的话|如果|假如|要是|会怎|会咋|假设")
_SWAPPED = re.compile(r"^(?:那|要是|如果|换成)*(.{1,8}?)(?:的)?(?:呢|的话)[?]?$")
_ALL = re.compile(r"(?:全|都)(?:部|数|额)?(?:都)?(?:付清|付完|付了|付|投完|投进去|到账|完成|建成|给清|结清)")


class Afterwards:
    """Turns that mean the last result."""

    def __init__(self, calculations: Calculations, verdicts: Verdicts) -> None:
        self.calculations = calculations
        self.verdicts = verdicts
        self.content = calculations.content
        self.repair = Repair(calculations)

    def turn(self, conversation: Conversation, normal: str) -> Turn | None:
        """The reply to a message about the result; None when it is about something else."""
        goal = self.content.goal(conversation.finished.calculator) if conversation.finished else None
        if conversation.finished is None or goal is None:
            return None
        if isinstance(goal, Inquiry):
            why = self.verdicts.explained(conversation, normal)
            if why is not None:
                return why
        else:
            about = self._about_the_amount(conversation, goal, conversation.finished, normal)
            if about is not None:
                return about
        return self._changed(conversation, normal)

    # ---- asked about

    def _about_the_amount(
        self, conversation: Conversation, goal: Calculator, finished: Dialogue, normal: str
    ) -> Turn | None:
        short = len(normal) <= 24
        why = bool(_WHY.search(normal)) and bool(_AMOUNT_SAID.search(normal))
        how, wrong, far = _HOW.search(normal), _WRONG.search(normal), _FAR.search(normal)
        if not short or not (why or how or wrong or far) or not self._is_meant(conversation):
            return None
        try:
            result = assess(goal, finished)
        except (Missing, Unanswerable):
            return None
        text = reporting.how_far(goal, result) if far and not why else reporting.explained(goal, finished, result, why)
        reply = Reply(
            kind="answer",
            text=text,
            intent=intent_of(goal),
            policies=result.policies,
            calculator=goal.id,
            sources=self.calculations.results.sources(result),
        )
        return reply, conversation

    @staticmethod
    def _is_meant(conversation: Conversation) -> bool:
        """Was the result the last thing talked of (or something that belongs to it)?"""
        return conversation.topic is not None and not conversation.said

    # ---- changed or supposed

    def _changed(self, conversation: Conversation, normal: str) -> Turn | None:
        """A correction or what-if: said so, only a figure, or a short statement naming an answered field."""
        named = self._earlier(conversation, normal)
        if named is not None:
            return named
        whole = self._all_of_it(conversation, normal)
        if whole is not None:
            return whole
        if self._only_a_figure(normal):
            word = "如果是" if _SUPPOSED.search(normal) else "改成"
            figure = find_figures(normal)[0].text
            found = self.again(conversation, f"{word}{figure}", loose=False)
            if found is not None:
                return found
        if sounds_corrected(normal):
            return self.again(conversation, normal, loose=False)
        if _SUPPOSED.search(normal) and find_figures(normal) and len(normal) <= 30:
            return self.again(conversation, f"如果{normal}", loose=False)
        swapped = _SWAPPED.match(normal)
        if (
            swapped
            and has_subject(bare(swapped.group(1)))
            and not find_figures(normal)
            and self._is_meant(conversation)
        ):
            found = self.again(conversation, f"如果是{swapped.group(1)}", loose=False)
            if found is not None:
                return found
        if len(normal) <= 30 and not is_question(normal) and not wants_sum(normal):
            return self.again(conversation, normal, loose=True)
        return None

    @staticmethod
    def _only_a_figure(normal: str) -> bool:
        """420万呢, 就按500万算: nothing but one figure."""
        figures = find_figures(normal)
        if _DIFFERENCE.search(normal):
            return False
        return len(figures) == 1 and bool(_FILLING.match(normal.replace(figures[0].text, "", 1)))

    def _all_of_it(self, conversation: Conversation, normal: str) -> Turn | None:
        """如果全付清呢: the part becomes the whole."""
        finished = conversation.finished
        goal = self.content.goal(finished.calculator) if finished else None
        if finished is None or goal is None or not _ALL.search(normal) or find_figures(normal):
            return None
        told: dict[str, Told] = {}
        for path in finished.answers:
            field = None if path.endswith(".more") else field_of(goal, path)
            head, _, _ = path.rpartition(".")
            other = finished.answers.get(f"{head}.{field.whole}" if head else str(field.whole)) if field else None
            if field and field.whole and other and isinstance(other.value, Decimal):
                told[path] = Told(other.value, normal)
        if not told:
            return None
        if is_question(normal) or _SUPPOSED.search(normal):
            return self._supposed(conversation, goal, finished, told)
        return self.calculations.taken(conversation, goal, finished, told, [], beside=self._before(goal, finished))

    def _earlier(self, conversation: Conversation, normal: str) -> Turn | None:
        """刚才算的成果转化,到账改成380万: a result before the last one, called by its name."""
        if not conversation.earlier or not sounds_corrected(normal):
            return None
        for dialogue in conversation.earlier:
            goal = self.content.goal(dialogue.calculator)
            if goal is None or not self.calculations.is_named(dialogue.calculator, normal):
                continue
            found = self.again(replace(conversation, finished=dialogue), normal, loose=False)
            if found is not None:
                reply, after = found
                back = after if after.finished != dialogue else replace(after, finished=conversation.finished)
                return reply, back
        return None

    def again(self, conversation: Conversation, text: str, *, loose: bool) -> Turn | None:
        """One figure changed, all computed anew; the old result is shown beside the new one."""
        finished = conversation.finished
        goal = self.content.goal(finished.calculator) if finished else None
        if finished is None or goal is None:
            return None
        correction = find_correction(goal, finished, text, loose=loose)
        if correction is None:
            return None
        if correction.unclear:
            return self._unclear(conversation, goal, correction.unclear)
        if correction.removed is None and not correction.told:
            return None if correction.supposed or loose else self._which_figure(conversation, goal, finished)
        before = self._before(goal, finished)
        if correction.removed is not None:
            return self.calculations.without_item(conversation, goal, finished, *correction.removed, before)
        if correction.supposed:
            supposed = self._supposed(conversation, goal, finished, correction.told)
            if supposed is not None:
                return supposed
        return self.calculations.taken(conversation, goal, finished, correction.told, [], beside=before)

    @staticmethod
    def _unclear(conversation: Conversation, goal: Goal, why: str) -> Turn:
        """The figure could be more than one of those told: which one is asked, nothing is changed."""
        text = f"{why.rstrip('。？?')}？说清是哪个数，我再改。"
        return Reply(
            kind="choices", text=text, intent=intent_of(goal), policies=goal.policies[:3], calculator=goal.id
        ), conversation

    @staticmethod
    def _which_figure(conversation: Conversation, goal: Goal, finished: Dialogue) -> Turn:
        """说错了, without a value: which figure, and what there is."""
        told = "；".join(reporting.told_lines(goal, finished))
        text = f"哪个数要改、改成多少？现在记的是：{told}。"
        return Reply(kind="choices", text=text, intent=intent_of(goal), calculator=goal.id), conversation

    @staticmethod
    def _before(goal: Goal, finished: Dialogue) -> list[str]:
        """What it came to before the change."""
        if isinstance(goal, Inquiry):
            return []
        try:
            return [f"（改之前：{headline(assess(goal, finished)).rstrip('。')}）"]
        except (Missing, Unanswerable):
            return []

    def _supposed(
        self, conversation: Conversation, goal: Goal, finished: Dialogue, told: dict[str, Told]
    ) -> Turn | None:
        """如果到账500万呢: the other result beside the one there is; nothing that was said changes."""
        if isinstance(goal, Inquiry):
            return self.verdicts.supposed(conversation, goal, finished, told)
        try:
            before, after = assess(goal, finished), assess(goal, finished.with_answers(told))
        except (Missing, Unanswerable):
            return None
        said = self.calculations.in_words(goal, told)
        reply = Reply(
            kind="result",
            text=f"【{goal.title}】{reporting.compared(said, before, after)}",
            intent=intent_of(goal),
            policies=after.policies,
            calculator=goal.id,
            quick_replies=(QuickReply(label="就按这个算", text=f"改成{said}"),),
            sources=self.calculations.results.sources(after),
            result=after.as_json(),
        )
        return reply, replace(conversation, options=reply.quick_replies)

    # ---- one step back

    def back(self, conversation: Conversation) -> Turn | None:
        """上一步 after the result: its last answer is asked for again."""
        finished = conversation.finished
        goal = self.content.goal(finished.calculator) if finished else None
        if finished is None or goal is None or not finished.answers or conversation.said:
            return None
        if ENOUGH in finished.answers:
            return self.calculations.advance(conversation, finished.without({ENOUGH}), ["好，接着问。"])
        last = list(finished.answers)[-1]
        reopened = replace(finished, awaiting=last)
        return self.repair.back(Open(replace(conversation, dialogue=reopened), reopened, goal, last))
