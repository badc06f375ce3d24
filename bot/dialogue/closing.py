"""A result taken note of: its own amount said once more (就是80万), or nothing more to ask (没有了)."""

from bot.changed import replace
from bot.conversation import Conversation, Dialogue
from bot.dialogue.about_result import is_meant
from bot.dialogue.assessing import assessed
from bot.dialogue.calculation import Calculations
from bot.dialogue.confirming import asked_back, confirms, is_named_as_had
from bot.dialogue.had_year import field_told_unasked
from bot.dialogue.prompts import intent_of
from bot.dialogue.reporting import award_of, explained
from bot.dialogue.state import Goal, Turn
from bot.messages import QuickReply, Reply
from bot.speech import is_question
from bot.wording import headline
from calculators.calculator import Calculator, field_of
from calculators.patterns import lazy
from calculators.reading.agreed import counts_what_was_paid
from calculators.reading.figures import Sort, find_figures
from calculators.reading.marks import NEVER
from calculators.result import Result, Status
from policies.inquiry import Inquiry

_CONFIRMED = lazy(
    r"(?:那|哦|噢|嗯|好|对|行|所以|[,\s])*(?:也就是说?|就是说?|就|是|那就是|一共|总共|合计|真的?|确实|肯定|真能)+(?:能?拿|给|有|得)?□(?:元|块)?(?:钱)?(?:对吧|对吗|对不对|是吧|吧|吗|了|啊|呗|呀|没错|[.?!])*"
)
_NO_MORE = lazy(
    r"(?:嗯|好的?|行|哦|那|对的?|是的?)*,?(?:没有了?|没得了?|木有了?|莫得了?|没了|没啦|没有啦|没有?别的(?:项目|成果|合同)?了?|没有?其他的?(?:项目|成果|合同)?了?|没问题了?|没啥了|没什么了|不用了|就这样|就这些|就(?:这|那|只有?)?一[个份笔项条家](?:项目|成果|合同|交易)?|够了|完了)(?:,?(?:谢谢|多谢|谢了)(?:您|你)?)?[.!。]?"
)
_STILL = lazy(r"(?:那|就|算了|[,\s])*还(?:是|按)□(?:算)?(?:吧|呗|的)?[.!]?")
_AS_IT_WAS = lazy(
    r"(?:那|算了|好了?|行|不|还是|就|按|照|用|以|[,\s])*(?:原来的?|原先的?|原样|之前的|刚才的|最开始的|不变|不改了?|别改了?|不动了?|(?:改|变|换)回(?:去|来)|恢复(?:原[来样状])?)(?:那个)?(?:数|算)?(?:的)?(?:来)?(?:吧|呗|了)?[.!]?"
)
_HOW_MUCH = lazy(
    r"(?:那|这|所以|这样|我们?|,)*(?:到底|究竟|一共|总共|最后)*(?:能|可以|会|该)?(?:奖|补|拿|给|领|得|有)(?:到|了)?(?:多少|几个)(?:钱|奖|补)?(?:呢|啊|呀)?[?]?|"
    r"(?:那|所以|,)*(?:到底|究竟)是?多少(?:钱)?(?:呢|啊|呀)?[?]?"
)
_STILL_TO_PAY = lazy(  # 四季度还要付20万
    r"(?:那|不过|另外|还有|[,\s])*[^,.;?!\d]{0,8}(?:还要|还得|还会|要到[^,.;]{0,4}才|准备|打算|计划)(?:再)?(?:付|投|到账?|打|收|支付)(?:元|块)?(?:的?(?:钱|款))?[.!]?"
)
_OF_ANOTHER_YEAR = lazy(
    r"(?:不对|说错了|哦|那|要是|如果|其实|[,\s])*(?:(?:领|拿|得)(?:过)?的?(?:那个|那笔|那份|那些)?(?:其实|要)?(?:是|算)?(?:去年|前年|往年|上年|以前)的?|(?:去年|前年|往年|以前)(?:领|拿|得)的?)(?:呢|的话)?[?.!]?"
)
_PAID_LATER = lazy(
    r"(?:那|不过|还有|[,\s])*(?:剩下|余下|其余|剩余|尾款|余款|没付|没到|没投|另一半|后面)的?(?:钱|款|部分|尾款|余款|那些)?(?:要|得|说是?|约定|准备|打算|计划)*"
    r"(?:等|到)?(?:年底|年末|月底|明年|后年|下个?月|下半年|下季度|以后|后面|验收|质保期?|[两三几半]个?[月年])[^,.;?!\d]{0,8}(?:付|到|给|结|投|打|来)(?:清|完|账|款)?[.!]?"
)
_NEVER_HAD_MOST = 12  # characters of a message that says nothing else


def _says_what_stands(finished: Dialogue, normal: str) -> bool:
    """还是150万, where 150万 is what was told."""
    figures = find_figures(normal)
    if len(figures) != 1 or not _STILL.fullmatch(normal.replace(figures[0].text, "□", 1)):
        return False
    return any(told.value == figures[0].value for told in finished.answers.values())


def _told(goal: Calculator, result: Result, text: str) -> Reply:
    return Reply(kind="answer", text=text, intent=intent_of(goal), policies=result.policies, calculator=goal.id)


class Closing:
    """Short answers after a result."""

    def __init__(self, calculations: Calculations) -> None:
        self.calculations = calculations

    def turn(self, conversation: Conversation, goal: Goal | None, normal: str) -> Turn | None:
        """The reply where a message only takes note of the result; None otherwise."""
        if goal is not None and not isinstance(goal, Inquiry) and self._confirms(conversation, goal, normal):
            text = f"对，{goal.title}就是{find_figures(normal)[0].text}。还要算别的，或者问材料、找谁申报，直接说。"
            return self._said(conversation, goal, text)
        if goal is not None and (asked := self._asked_back(conversation, goal, normal)) is not None:
            return asked
        if goal is not None and (again := self._told_again(conversation, goal, normal)) is not None:
            return again
        if not _NO_MORE.fullmatch(normal):
            return None
        award = award_of(goal) if goal is not None and not conversation.said else None
        step = f"这一项的下一步：{award.next}\n" if award and award.next else ""
        first = next(iter(conversation.waiting), None)
        waiting = self.calculations.content.goal(first.calculator) if first else None
        rest = (
            f"上次的{waiting.title}还没算完，说“继续”就接着算。"
            if waiting
            else "还想算别的，或者说“政策体检”看看能拿哪些，随时说。"
        )
        return self._said(conversation, goal, f"好的。{step}{rest}")

    @staticmethod
    def _told_again(conversation: Conversation, goal: Goal, normal: str) -> Turn | None:
        """那能拿多少, right after a result: that result."""
        if isinstance(goal, Inquiry) or conversation.finished is None or not is_meant(conversation):
            return None
        result = assessed(goal, conversation.finished) if _HOW_MUCH.fullmatch(normal) else None
        if result is None:
            return None
        return _told(goal, result, explained(goal, conversation.finished, result, False)), conversation

    def claimed(self, conversation: Conversation, goal: Goal, normal: str) -> Turn | None:
        """行就是66万, of a result of 0: no, and how it came about."""
        figures = [figure for figure in find_figures(normal) if figure.sort in (Sort.MONEY, Sort.BARE)]
        if isinstance(goal, Inquiry) or len(figures) != 1 or conversation.finished is None:
            return None
        if not _CONFIRMED.fullmatch(normal.replace(figures[0].text, "□", 1)):
            return None
        result = assessed(goal, conversation.finished)
        if result is None:
            return None
        text = f"不是{figures[0].text}。{explained(goal, conversation.finished, result, True)}"
        return _told(goal, result, text), conversation

    def as_it_was(self, conversation: Conversation, goal: Goal, normal: str) -> Turn | None:
        """还是原来的, after what was only supposed: the result that stands."""
        if isinstance(goal, Inquiry) or conversation.finished is None:
            return None
        if not _AS_IT_WAS.fullmatch(normal) and not _says_what_stands(conversation.finished, normal):
            return None
        result = assessed(goal, conversation.finished)
        if result is None:
            return None
        text = f"好，还按原来的，没有变：【{goal.title}】{headline(result)}"
        return _told(goal, result, text), conversation

    def paid_later(self, conversation: Conversation, goal: Goal, normal: str) -> Turn | None:
        """剩下的年底付, of an award for what was paid: that does not count yet, the result stands."""
        if isinstance(goal, Inquiry) or conversation.finished is None or is_question(normal):
            return None
        fields = [field_of(goal, path) for path in conversation.finished.answers if not path.endswith(".more")]
        counts = any(field is not None and (field.whole or counts_what_was_paid(field)) for field in fields)
        result = assessed(goal, conversation.finished)
        said = normal
        for figure in find_figures(normal):
            said = said.replace(figure.text, "", 1)
        if result is None or not counts or not _PAID_LATER.fullmatch(said) and not _STILL_TO_PAY.fullmatch(said):
            return None
        text = f"好，那部分现在不算，付了、到了再告诉我。现在还是：{headline(result)}"
        return _told(goal, result, text), conversation

    def never_had(self, conversation: Conversation, goal: Goal, normal: str) -> Turn | None:
        """没领过, of an award that does not ask for it: that is how it was computed."""
        if isinstance(goal, Inquiry) or conversation.finished is None or len(normal) > _NEVER_HAD_MOST:
            return None
        another_year = bool(_OF_ANOTHER_YEAR.fullmatch(normal))  # 领的那个是去年的
        if not another_year and (is_question(normal) or not NEVER.search(normal)):
            return None
        had = field_told_unasked(goal)
        if another_year and had not in conversation.finished.answers:
            return None
        if had in conversation.finished.answers:
            before = assessed(goal, conversation.finished)
            said = [
                "好，往年领的不占今年的上限。" if another_year else "好，按没领过算。",
                *([f"（改之前：{headline(before).rstrip('。')}）"] if before else []),
            ]
            return self.calculations.advance(conversation, conversation.finished.without({had or ""}), said)
        result = assessed(goal, conversation.finished)
        if result is None:
            return None
        text = f"好，刚才就是按没领过算的，没有变：{headline(result)}"
        return _told(goal, result, text), conversation

    @staticmethod
    def _asked_back(conversation: Conversation, goal: Goal, normal: str) -> Turn | None:
        """两万四到手？ after the result: yes, or how it really came about; None where it is not asked."""
        figure = asked_back(normal)
        if figure is None or isinstance(goal, Inquiry) or conversation.finished is None:
            return None
        result = assessed(goal, conversation.finished)
        if result is None or conversation.said:
            return None
        if confirms(result, figure):
            return _told(goal, result, f"对，{goal.title}：{headline(result)}"), conversation
        if not is_named_as_had(normal) or result.amount is None:
            return None
        return _told(
            goal, result, f"不是{figure.text}。{explained(goal, conversation.finished, result, True)}"
        ), conversation

    def _confirms(self, conversation: Conversation, goal: Calculator, normal: str) -> bool:
        """就是80万, of a result of 80万."""
        figures = [figure for figure in find_figures(normal) if figure.sort is Sort.MONEY]
        if len(figures) != 1 or not _CONFIRMED.fullmatch(normal.replace(figures[0].text, "□", 1)):
            return False
        assert conversation.finished is not None
        result = assessed(goal, conversation.finished)
        return result is not None and result.status is Status.COMPUTED and result.amount == figures[0].value

    @staticmethod
    def _said(conversation: Conversation, goal: Goal | None, text: str) -> Turn:
        words = ("政策体检",) if goal is None or isinstance(goal, Inquiry) else ("测算单", "政策体检")
        quick = tuple(QuickReply(label=word, text=word) for word in words)
        reply = Reply(kind="notice", text=text, intent=intent_of(goal) if goal else "bye", quick_replies=quick)
        return reply, replace(conversation, options=quick)
