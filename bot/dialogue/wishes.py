"""Two calculations wished for in one message: the first is opened, the second waits with what it was told."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.changed import replace
from bot.conversation import KEPT_WAITING, Conversation, Dialogue
from bot.dialogue.calculation import Calculations
from bot.dialogue.state import Turn
from bot.naming import Naming
from bot.speech import clauses, wants_sum
from bot.understanding import Outcome
from calculators.calculator import field_of, leaves
from calculators.patterns import lazy
from calculators.reading.figures import Sort, find_figures
from calculators.reading.sentence import read_sentence
from intents.normalise import bare

# 再帮我算高企, 另外…: a further wish; 成果转化和技术中心: two names of one wish
_FURTHER = lazy(r"(?:^|[,.;!?\s]+)(?:然后|另外|顺便|接着|还有|最后|完了|其次|再|还|也)+(?:再|也|还)?")
_FURTHER_AMOUNT = lazy(r"(?:奖|补|给|拿|领)(?:到)?多少[^,.;?!]{0,3}[,.;?!]+(?:另外|还有|同时)")
_AND = lazy(r"和|跟|以及|还有|、|加上|与")
_FIRST = lazy(r"^(?:先|那先|你先|帮我先|咱先)[算测]")
_WISHED = lazy(r"[算测]")
_TOGETHER = lazy(r"一起|同时|叠加|冲突|区别|哪[一个种项]|三选一|划算|比一?比|能不能都|都能")
_BOTH = lazy(  # 成果转化到账200万,人才培养付了300万,两项都算
    r"[,.;!?\s]*(?:[这那]?[两2][项个样笔]?(?:奖励?|补[助贴])?|一起)?(?:都|分别|各|各自|一块儿?)(?:给我|帮我|能|可以)*(?:算|测|[拿领给补奖]多少)[^,.;]{0,4}[?.!]*$"
)
_IN_ALL = lazy(
    r"(?:一共|总共|合计|加起来|加一起|一块儿?|两项)(?:能|可以|会|是)?(?:拿|领|得|给|补|奖)?(?:到)?(?:多少|几个)(?:钱)?"
)
_BREAK = lazy(r"[,.;!?\s]+(?!\d)|(?=另外|外加|同时还|还(?:刚|新|被)*(?:评|认定|获|当上|成了))")
_LEAST = 2  # characters of a name
_MOST_SPLITS = 4
_GOES_ON = lazy(
    r"(?:另外?|还有|其中)?(?:一[个项份笔件家]|第|其中|都|也|又|后来|再|先)"
)  # one more item of the same award
_LIKELY = 0.4  # how sure it has to be which award a clause with figures means


@dataclass(frozen=True)
class Wish:
    """A calculation wished for, and the words that belong to it."""

    calculator: str
    text: str


class Wishes:
    """Opens two calculations that one message wishes for, one after the other."""

    def __init__(self, calculations: Calculations, naming: Naming) -> None:
        self.calculations = calculations
        self.content = calculations.content
        self.naming = naming

    def turn(self, conversation: Conversation, normal: str) -> Turn | None:
        """The first question or result of the first wish; None when there are not two."""
        wished = (
            _FURTHER_AMOUNT.search(normal)
            or wants_sum(normal)
            or _FIRST.match(normal)
            or _BOTH.search(normal)
            or _IN_ALL.search(normal)
        )
        amounts = _BOTH.search(normal) or _IN_ALL.search(normal)
        if amounts and not wants_sum(normal) and not find_figures(normal):
            return None  # 高企和技术中心各给多少: what the cards say
        if not wished or _TOGETHER.search(_BOTH.sub("", normal)):
            return None
        both = next(self._pairs(normal), None)
        open_one = conversation.dialogue.calculator if conversation.dialogue else None
        if both is None or open_one in (both[0].calculator, both[1].calculator):
            return None
        first, second = both
        told = self.calculations.values(second.calculator, second.text)
        later = Dialogue(second.calculator).with_answers(told)
        aside = conversation.put_aside().without(second.calculator)
        kept = replace(aside, waiting=(later, *aside.waiting)[:KEPT_WAITING])
        titles = [self.content.calculators[wish.calculator].title for wish in both]
        said = f"两项一项一项来：先算{titles[0]}，再算{titles[1]}。"
        return self.calculations.open(kept, first.calculator, first.text, notes=[said])

    def _pairs(self, normal: str) -> Iterator[tuple[Wish, Wish]]:
        in_all = _IN_ALL.search(normal)
        last = in_all is not None and not normal[in_all.end() :].strip(" ,.;?!呢啊呀")
        if last or _BOTH.search(normal):
            yield from self._side_by_side(_IN_ALL.sub("", _BOTH.sub("", normal)).rstrip(" ,.;?!"))
        for before, after, joined in _splits(normal):
            name = clauses(after)[0] if joined else after
            own = _is_wished(after, joined) or self._says_a_name(name) or self._brings_money(before, name)
            later = (self.naming.named(name) or self._taker(name)) if own else None
            earlier = self.naming.named(before) if later else None
            if later is None or earlier is None or later == earlier or self._is_choice(earlier, later):
                continue
            yield self._shared(earlier, later, before, after) if joined else (Wish(earlier, before), Wish(later, after))

    def _side_by_side(self, text: str) -> Iterator[tuple[Wish, Wish]]:
        """成果转化到账200万,人才培养付了300万: two clauses, each with its own award."""
        for found in list(_BREAK.finditer(text))[:_MOST_SPLITS]:
            before, after = text[: found.start()], text[found.end() :]
            name = clauses(after)[0] if clauses(after) else ""
            later = self.naming.named(name) if self._says_a_name(name) else None
            later = later or self._taker(after)
            earlier = (self.naming.named(before) or self._taker(before)) if later else None
            if later and earlier and later != earlier and not self._is_choice(earlier, later):
                yield Wish(earlier, before), Wish(later, after)

    def _brings_money(self, before: str, after: str) -> bool:
        """年度评价优秀奖多少,另外培训费付了260万: an amount that the award before it has no place for."""
        first = self.content.calculators.get(self.naming.named(before) or "")
        amounts = any(figure.sort is Sort.MONEY for figure in find_figures(after))
        return amounts and first is not None and all(field.kind != "money" for field in leaves(first))

    def _taker(self, text: str) -> str | None:
        """培训费付了260万: the award that is meant before all others, where it takes the amount."""
        understood = self.naming.understanding.understand(text)
        sort, _, id = (understood.topic or "").partition(":")
        likely = understood.outcome is Outcome.SURE and understood.confidence >= _LIKELY
        found = self.content.cards[id].calculator_id if sort == "policy" and likely else None
        if found is None or _GOES_ON.match(text):
            return None
        told = self.calculations.values(found, text)
        fields = (field_of(self.content.calculators[found], path) for path in told if not path.endswith(".more"))
        return found if any(field is not None and field.kind in ("money", "percent") for field in fields) else None

    def _says_a_name(self, text: str) -> bool:
        """也投产了 fits an award, but names none."""
        flat = bare(self.naming.core(text))
        named = any(self.calculations.is_named(id, flat) for id in self.content.calculators)
        return named or bool(flat) and bool(self.naming.understanding.understand(flat).names)

    def _is_choice(self, first: str, second: str) -> bool:
        """Are both among awards of which one may be picked? Then they are compared, not computed in turn."""
        cards = {*self.content.calculators[first].policies, *self.content.calculators[second].policies}
        return any(rule.calculator and cards <= {*rule.policies} for rule in self.content.rules.values())

    def _shared(self, first: str, second: str, before: str, after: str) -> tuple[Wish, Wish]:
        """成果转化和人才培养,成果到账100万,培养付了50万: each clause behind the names to the one it tells something."""
        name, *rest = (clause.strip(" ,.;!?") for clause in clauses(after))
        texts = {first: before, second: name}
        for clause in rest:
            tells = [id for id in (first, second) if read_sentence(self.content.calculators[id].inputs, clause).told]
            owner = tells[0] if len(tells) == 1 else self.naming.nearer((first, second), clause) if tells else second
            if owner is not None:  # a figure that either could take is asked for again
                texts[owner] += f",{clause}"
        return Wish(first, texts[first]), Wish(second, texts[second])


def _is_wished(after: str, joined: bool) -> bool:
    """再帮我算一下高企奖励: wished for in so many words."""
    return not joined and bool(_WISHED.search(clauses(after)[0]))


def _splits(normal: str) -> Iterator[tuple[str, str, bool]]:
    """The message in two at a further wish, or (True) between two names that one wish joins."""
    places = [(found, joined) for joined, link in ((False, _FURTHER), (True, _AND)) for found in link.finditer(normal)]
    for found, joined in places[:_MOST_SPLITS]:
        before, after = normal[: found.start()].strip(" ,.;!?"), normal[found.end() :].strip(" ,.;!?")
        if min(len(bare(before)), len(bare(after))) >= _LEAST:
            yield before, after, joined
