"""两项加起来多少: the results of one conversation, each by its name, and what they come to together."""

from bot.content.load import Content
from bot.conversation import Conversation, Dialogue
from bot.dialogue.assessing import assessed
from bot.dialogue.state import Turn
from bot.messages import Reply
from bot.wording import headline
from calculators.money import spoken, total
from calculators.patterns import lazy
from calculators.result import Result, Status
from policies.inquiry import Inquiry

_ALL_OF_THEM = lazy(
    r"(?:那么?|这|所以|都|[,\s])*(?:[两二三四五几2-5](?:项|个|样|笔|种)(?:奖励?|补[助贴])?|前面的?|刚才的?|全部|它们)*"
    r"(?:都|全|加)*(?:加起来|加在?一起|加一?块儿?|一共|总共|合计|拢共|共)(?:是|能|可以|该)*(?:拿|领|得|有|给|奖|补)?到?(?:(?:多少|几个)(?:钱)?|(?=呢)|(?<=[个两二三四五]项加起来)|(?<=[两二三四五]项一共)|(?<=[两二三四五]项合计))(?:呢|啊|呀)?[?]?"
)


def together(content: Content, conversation: Conversation, normal: str) -> Turn | None:
    """The sum of the results so far; None when it is not asked for, or when there is only one."""
    if not conversation.earlier or not _ALL_OF_THEM.fullmatch(normal):
        return None
    dialogues = [*reversed(conversation.earlier), *([conversation.finished] if conversation.finished else [])]
    found = [result for dialogue in dialogues if (result := _result(content, dialogue)) is not None]
    if len(found) < 2:
        return None
    lines = [f"· {content.calculators[result.calculator].title}：{headline(result)}" for result in found]
    text = "\n".join(["前面算过的：", *lines, _sum(content, found)])
    policies = tuple(dict.fromkeys(policy for result in found for policy in result.policies))
    return Reply(kind="answer", text=text, intent="together", policies=policies), conversation


def _result(content: Content, dialogue: Dialogue) -> Result | None:
    goal = content.goal(dialogue.calculator)
    return None if goal is None or isinstance(goal, Inquiry) else assessed(goal, dialogue)


def _sum(content: Content, found: list[Result]) -> str:
    """What the results come to; of those of which only one may be had there is no sum."""
    policies = {policy for result in found for policy in result.policies}
    rule = next((rule for rule in content.exclusions if len(rule.members & policies) > 1), None)
    if rule is not None:
        return f"里面有只能选一项的，不能加在一起：{rule.text}"
    exact = (Status.COMPUTED, Status.CEILING)
    amounts = [result.amount for result in found if result.amount is not None and result.status in exact]
    if len(amounts) < len(found):
        return "里面有算不出确切数的，现在没法加。"
    most = "最高" if any(result.status is Status.CEILING for result in found) else ""
    said = "＋".join(spoken(amount) for amount in amounts)
    return f"加起来{most}{spoken(total(amounts))}（{said}）。各项按各自的文件申报，能不能同时拿，办理前再问一句。"
