"""Issuing a sheet (开测算单) for the last result of a conversation."""

from datetime import datetime, timedelta, timezone

from bot.changed import replace
from bot.content.load import Content
from bot.conversation import Conversation, Dialogue, dialogue_out
from bot.dialogue import reporting
from bot.dialogue.assessing import assess
from bot.dialogue.state import Turn
from bot.messages import QuickReply, Reply
from bot.sheets.codes import code_of
from bot.sheets.sheet import Line, Sheet
from bot.wording import headline
from calculators.calculator import Calculator
from calculators.inputs import Missing, Unanswerable
from calculators.money import to_fen
from calculators.result import Result

BEIJING = timezone(timedelta(hours=8))
NOTHING_YET = "还没有算出结果，开不了测算单。先算一项，比如“帮我算成果转化补助”，出了结果再说“测算单”。"
NOT_DONE_YET = "这一项还没算完，答完下面的再开测算单：出了结果说“测算单”就行。"
NOTHING_COMPUTED = "刚才查的是条件，没有算钱，开不了测算单。要算能拿多少，说“帮我算”加上奖励的名字。"


class Sheets:
    """Makes sheets of finished calculations."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def issue(self, conversation: Conversation, site: str | None = None) -> Turn:
        """The sheet of the last result, with the code it is kept under; `site`: as Incoming has it."""
        finished = conversation.finished
        calculator = self.content.calculators.get(finished.calculator) if finished else None
        if finished is None or calculator is None:
            text = NOTHING_COMPUTED if finished else NOT_DONE_YET if conversation.dialogue else NOTHING_YET
            return Reply(kind="notice", text=text, intent="sheet"), conversation
        try:
            sheet = self.sheet(calculator, finished, conversation.at)
        except (Missing, Unanswerable):  # the content changed since
            return Reply(kind="notice", text=NOTHING_YET, intent="sheet"), conversation
        kept = sheet.as_json()
        code = code_of(kept, conversation.secret)
        reply = Reply(
            kind="notice",
            text=_told(sheet, code, site),
            intent="sheet",
            policies=calculator.policies,
            calculator=calculator.id,
            quick_replies=(QuickReply(label="再算一次", text=f"帮我算{calculator.title}"),),
        )
        return reply, replace(conversation.issuing(key_of(code), kept), options=reply.quick_replies)

    def sheet(self, calculator: Calculator, dialogue: Dialogue, at: str | None) -> Sheet:
        """Everything the paper says of a calculation. Raises Missing or Unanswerable when an answer lacks."""
        result = assess(calculator, dialogue)
        documents = [self.content.document_of(policy) for policy in result.policies]
        award = reporting.award_of(calculator)
        day = datetime.fromisoformat(at) if at else datetime.now(BEIJING)
        return Sheet(
            title=calculator.title,
            issued=day.astimezone(BEIJING).date().isoformat(),
            content=self.content.version,
            headline=headline(result),
            told=tuple(Line(*line.split("：", 1)) for line in reporting.told_lines(calculator, dialogue)),
            steps=tuple(Line(step.label, step.clause) for step in result.steps),
            limits=result.limits,
            assumptions=result.assumptions,
            unknown=result.unknown,
            next=award.next if award and award.next else "",
            documents=tuple(
                dict.fromkeys(doc.title + (f"（{doc.number}）" if doc.number else "") for doc in documents)
            ),
            cautions=tuple(dict.fromkeys(doc.caution for doc in documents if doc.caution)),
            dialogue=dialogue_out(dialogue),
            amounts=amounts(result),
            status=str(result.status),
        )


def _told(sheet: Sheet, code: str, site: str | None) -> str:
    lines = [f"测算单开好了，编号 {code}。", f"【{sheet.title}】{sheet.headline}"]
    if site is not None:
        lines.append(f"打开看：{site}{path_of(code)} （可以存成PDF、图片，打印或者转发）")
    lines.append("有编号的人都能看到这张单子；说“忘记我”，单子也一起删掉。")
    return "\n".join(lines)


def amounts(result: Result) -> tuple[str, ...]:
    """The amounts of a result as the contract writes them."""
    ends = result.range or (() if result.amount is None else (result.amount,))
    return tuple(f"{to_fen(end):f}" for end in ends)


def key_of(code: str) -> str:
    """Where a store keeps the sheet of a code."""
    return f"sheet:{code}"


def path_of(code: str) -> str:
    """Where the server shows the sheet of a code."""
    return f"/sheets/{code}"
