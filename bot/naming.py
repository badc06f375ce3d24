"""Which calculation a few words name: 高企的, 应用场景那个, 先算人才培养奖励."""

import re
from collections.abc import Sequence

from bot.content.load import Content
from bot.understanding import Outcome, Understanding
from calculators.calculator import Calculator
from calculators.patterns import lazy
from intents.normalise import bare, normalise

_WISH = lazy(
    r"帮我?们?|给[我俺咱]们?|替我|请|麻烦|换成|换|改成|回到|回去|返回|接着|继续|重新|还是|先把|先|再|那就|那|就|我?想|我?要|把|"
    r"计算|测算|测一下|测一测|测测|测下|测个|算一算|算一下|算算|算个账|算|来一?个?|做|看看|一下|比一?比|能拿|多少钱?|能领|我们|咱们|俺们|我|咱|俺|"
    r"刚才|前面|之前|上次|原来|那个|那项|这个|这项|的$|的(?=那|这|奖|补)|[那这]笔|吧|啊|呢|嘛|了|都|也|[,.;!?\s]"
)
_EMPTY = lazy(r"^(?:的|奖励|补贴|补助|奖补|钱|政策|奖|补|账|东西|下|个|所有|全部|哪些|哪个|什么|啥|可以|拿|能)*$")
_LEAST_SHORT, _MOST_SHORT = 4, 8  # characters of a title said in short
_ONLY_A_GIVER = lazy(
    r"(?:省里|省级|省|市里|市级|市|国家级?|长治市?|山西省?)(?:的|给的|那边|那份)*(?:奖励|奖|补助|补贴)?"
)
_LEAST_PART = 2
_LEAST_HEAD, _MOST_HEAD = 3, 16  # characters of a name at the head of a message
_TO_COMPUTE = lazy(r"(?:请|麻烦)?(?:帮我?|给我|替我)?(?:计算|测算|算|测)(?:一下|一算|下|个)?")
_A_FIGURE = lazy(r"[\d一二两三四五六七八九十百]")
_OF_WHOM = lazy(r"^(?:产业链|开发区|拓展|省级|长治市|市级|企业|新认定|科技)+")  # 产业链人才培养 is called 人才培养
_MANY = 8
_KIND = lazy(r"(?:的|奖励|奖金|奖|补助|补贴)+$")
_SURE = 0.6


class Naming:
    """Finds the calculators that a phrase names."""

    def __init__(self, content: Content, understanding: Understanding) -> None:
        self.content = content
        self.understanding = understanding
        self._rules = {
            bare(normalise(name)): rule.calculator
            for rule in content.rules.values()
            if rule.calculator
            for name in (rule.title, *rule.names)
        }
        self._called = {
            calculator.id: [bare(normalise(name)) for name in self._names(calculator)]
            for calculator in content.calculators.values()
        }

        self._heads = self._unshared()

    def _unshared(self) -> dict[str, str]:
        """What a message about one award can begin with (引荐奖, 成果转化): each such name with its calculator."""
        found: dict[str, set[str]] = {}
        for id, names in self._called.items():
            title = _KIND.sub("", names[0])
            shorts = {one for one in (title, _OF_WHOM.sub("", title)) if len(one) >= _LEAST_SHORT}
            for head in {*shorts, *(name for name in names if _KIND.search(name) and len(name) >= _LEAST_HEAD)}:
                found.setdefault(head, set()).add(id)
        return {head: next(iter(ids)) for head, ids in found.items() if len(ids) == 1}

    def begins_with(self, normal: str) -> str | None:
        """The id of the calculator by whose name a message begins: 引荐奖,项目总投10亿; None where none is named so."""
        flat = bare(normal)
        named = (head for size in range(_MOST_HEAD, _LEAST_HEAD - 1, -1) if (head := flat[:size]) in self._heads)
        return next((self._heads[head] for head in named), None)

    def parted(self, normal: str) -> str:
        """引荐奖8000万,投完了: with a comma behind the award's name, so that its figure is no award hoped for."""
        wish = _TO_COMPUTE.match(normal)
        start = wish.end() if wish else 0
        for end in range(start + _MOST_HEAD, start + _LEAST_HEAD - 1, -1):
            named = normal[start:end] in self._heads and _A_FIGURE.match(normal, end)
            if named and (wish or "," in normal[end:]):
                return f"{normal[:end]},{normal[end:]}"
        return normal

    def _names(self, calculator: Calculator) -> list[str]:
        cards = [card for card in self.content.cards.values() if card.calculator_id == calculator.id]
        return [calculator.title, *(card.title for card in cards), *(name for card in cards for name in card.names)]

    @staticmethod
    def core(normal: str) -> str:
        """What is left of a wish without its words of wishing; empty where no topic is named."""
        left = _WISH.sub("", normal)
        return "" if _EMPTY.match(left) else left

    def named(self, normal: str) -> str | None:
        """The id of the calculator that a phrase surely names, or None."""
        core = self.core(normal)
        flat = bare(core)
        if len(flat) < 2 or _ONLY_A_GIVER.fullmatch(flat):
            return None
        several = self.by_rule(flat)
        if several:
            return several
        understood = self.understanding.understand(core)
        if understood.outcome is not Outcome.SURE or understood.confidence < _SURE:
            return None
        sort, _, id = (understood.topic or "").partition(":")
        found = self.content.cards[id].calculator_id if sort == "policy" else None
        if sort == "rule":
            found = self.content.rules[id].calculator or self.nearer(self._of_rule(id), normal)
        return found if found in self.content.calculators else None

    def _of_rule(self, id: str) -> tuple[str, ...]:
        """The calculators of the policies that a rule is about."""
        names = (self.content.cards[policy].calculator_id or "" for policy in self.content.rules[id].policies)
        return tuple(name for name in names if name in self.content.calculators)

    def by_rule(self, flat: str) -> str | None:
        """The comparison that a text names by its own name, unless that stands inside one award's longer name."""
        for name, calculator in self._rules.items():
            if name not in flat:
                continue
            longer = (other for names in self._called.values() for other in names if name in other and name != other)
            if not any(other in flat for other in longer):
                return calculator
        return None

    def abbreviated(self, normal: str) -> str | None:
        """人才奖励: the one calculator whose title has these characters in this order; None where several have."""
        flat = bare(self.core(normal))
        if not _LEAST_SHORT <= len(flat) <= _MOST_SHORT:
            return None
        found = [one.id for one in self.content.calculators.values() if _in_order(flat, one.title)]
        return found[0] if len(found) == 1 else None

    def is_of_another(self, comparison: str, normal: str) -> bool:
        """Is a text surely about something that the comparison does not compare?"""
        understood = self.understanding.understand(normal)
        compared = {
            topic
            for rule in self.content.rules.values()
            if rule.calculator == comparison
            for topic in (f"rule:{rule.id}", *(f"policy:{policy}" for policy in rule.policies))
        }
        return understood.outcome is Outcome.SURE and understood.topic not in compared

    def either(self, normal: str) -> tuple[str, ...]:
        """Calculators that share the one name in a phrase: 首台套 is the maker's award and the buyer's."""
        flat = _KIND.sub("", bare(self.core(normal)))
        if len(flat) < 2:
            return ()
        sharing = [id for id, names in self._called.items() if any(name.startswith(flat) for name in names)]
        exact = [id for id in sharing if any(_KIND.sub("", name) == flat for name in self._called[id])]
        return tuple(sharing) if len(sharing) == 2 and not exact else ()

    def containing(self, normal: str) -> tuple[str, ...]:
        """人才, 知识产权, 配套: the calculators whose names have these words in them; of many those whose title has."""
        flat = _KIND.sub("", bare(self.core(normal)))
        if len(flat) < _LEAST_PART:
            return ()
        found = tuple(id for id, names in self._called.items() if any(flat in name for name in names))
        return found if len(found) <= _MANY else tuple(id for id in found if flat in self._called[id][0])

    def nearer(self, offered: Sequence[str], normal: str) -> str | None:
        """我们是自己造的: of two calculators the one whose names alone have these characters (研制, 制造; 采购, 买方)."""
        if len(offered) != 2:
            return None
        first, second = ({char for name in self._called[id] for char in name} for id in offered)
        said = set(bare(self.core(normal)))
        scores = len(said & (first - second)), len(said & (second - first))
        return None if scores[0] == scores[1] else offered[scores[0] < scores[1]]

    def which(self, conversation_topic: str | None, normal: str) -> str | None:
        """The comparison meant by 哪个划算: the one the text or the last topic belongs to."""
        flat = bare(normal)
        named = self.by_rule(flat)
        if named is not None:
            return named
        policy = (conversation_topic or "").partition(":")[2]
        for rule in self.content.rules.values():
            if rule.calculator and (policy in rule.policies or conversation_topic == f"rule:{rule.id}"):
                return rule.calculator
        if policy:
            return None  # 哪个钱多, asked of 链主 and 链核
        own = [rule for rule in self.content.rules.values() if rule.calculator]
        if len(own) == 1 and (re.search(r"三|(?<!\d)3(?!\d)|配套", flat) or len(flat) <= 6):
            return own[0].calculator
        return None


def _in_order(marks: str, text: str) -> bool:
    """Are all these characters in the text, in this order?"""
    rest = iter(text)
    return all(mark in rest for mark in marks)
