"""市级的, 省里的呢, after a result that does not depend on it: the same award as another level of government gives it."""

from bot.conversation import Conversation
from bot.dialogue.calculation import Calculations
from bot.dialogue.state import Goal, Turn
from bot.naming import Naming
from calculators.patterns import lazy

_GIVER = lazy(
    r"(?:那|那么|要是|如果|如果是|换成|换|改成|再算|算|[,\s])*(市级|市里|长治市?|省级|省里|省财政)"
    r"(?:的|那边|那头|给的|那个|那份|奖励?|补[助贴]|算算|看看)*(?:呢|吧|啊|有吗|给吗|给不|给多少|多少)?[?.!]?"
)
_OF = lazy(r"省级|市级|国家级|山西省|长治市|省里|市里")
_KIND = lazy(r"(?:奖励|补助|补贴)$")
_LEVELS = {"市": "长治市", "长": "长治市", "省": "省级"}


class OtherGiver:
    """Opens the award of the other giver, where its name says that there is one."""

    def __init__(self, calculations: Calculations, naming: Naming) -> None:
        self.calculations = calculations
        self.naming = naming

    def turn(self, conversation: Conversation, goal: Goal, normal: str) -> Turn | None:
        """Its first question; None where the message says something else or there is no such award."""
        found = _GIVER.fullmatch(normal)
        if found is None:
            return None
        a_level = found.group(1).endswith("级")  # of the enterprise, where the award depends on it
        if a_level and any(field.kind == "choice" for field in goal.inputs.values()):
            return None
        level = _LEVELS[found.group(1)[0]]
        title = _OF.sub("", goal.title)
        named = self.naming.named(f"{level}{title}")
        other = self.calculations.content.goal(named or "")
        if named is None or named == goal.id or other is None:
            return None
        if _KIND.sub("", title) not in other.title and _KIND.sub("", _OF.sub("", other.title)) not in title:
            return None  # 省里 has something else
        return self.calculations.open(conversation, named, "")
