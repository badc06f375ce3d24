"""Two questions in one message (一句两问): both are found, each with the card and the part that answers it."""

from collections.abc import Iterator, Sequence

from bot.content.load import Content
from bot.understanding.cues import aspect_hits, says_no_more
from bot.understanding.halves import ASKS, MARKS, SHORT_NAME, Asked, Found, Half, Split, two_named, two_questions
from bot.understanding.naming import with_names, without_names
from bot.understanding.parts import Parts
from bot.understanding.placing import foreign_place, says_only_where, without_places
from bot.understanding.understood import Outcome, Understood, outcome_of
from calculators.patterns import lazy
from intents.matcher import Matcher
from intents.names import NameFinder
from intents.normalise import bare
from intents.places import find_places

ONE = 1.1  # a text this close to an example of one card is one question
HALF = 0.5  # how sure each half must be that names its policy, or whose policy the whole text speaks for too
UNNAMED = 0.85  # and one that does not
LIKELY = 3  # how many policies of the whole text count as spoken for
SPOKEN_FOR = 0.14  # if there is anything to say for them
CLEAR_HALF = 0.3  # and how close to its part, where both halves are about one card
OWN_QUESTION = 0.6  # and how close, where a half that only seems to name a policy asks something of its own
_NAMED_ONLY = 10  # characters of a second half that only names what the first is asked of as well
_COMPARES = lazy(
    r"区别|差别|不同|不一样|一样|各|分别|都|两[项笔样头]|两个(?!法人|单位|企业|公司|厂|人|月|区|县|市|点|年|系数)|同时|叠加|加起来|一共|合计|总共|哪个|一起|一块|一回事|冲突|差多少|比比|比一比|对比|比.{1,14}[多高少低]"
)
_WHICH_IS_MORE = lazy(r"(?:哪|谁)[个边家]?更?([大长])")  # asks of each how large it is
_ONLY_WHEN = lazy(
    r"(?:截至|截止|到|在|从|自)?(?:\d{4}年|[今去前当每]年)?(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:年?[底末初]|以?[前后])?"
)
_SUMS = lazy(
    r"\d[\d.]*\s*(?:多|来)?(?:万|亿|%)|[\d一二两三四五六七八九十百千]+个(?:多?亿|百分点|点)|百分之[一二三四五六七八九十零\d]|(?:到账|付|投|卖|收)了?\d|(?:都|单位)(?:是|为|按)?万"
)
_CONFIRMED = lazy(r"是\d[\d.]*\s*(?:万|亿|%)元?(?:吧|对吧|对吗|没错吧)")  # asks, and brings no figure to compute with


def pair_of(
    content: Content, matcher: Matcher, names: NameFinder, parts: Parts, understood: Understood
) -> tuple[Asked, Asked] | None:
    """The two questions of a text, in the order they are asked; None for an ordinary question."""
    return _Reader(content, matcher, names, parts, understood).pair()


class _Reader:
    """Reads the halves of one text."""

    def __init__(
        self, content: Content, matcher: Matcher, names: NameFinder, parts: Parts, understood: Understood
    ) -> None:
        self.content, self.matcher, self.names, self.parts, self.whole = content, matcher, names, parts, understood
        self._topics: dict[str, Found | None] = {}
        self.likely = {one.topic for one in understood.candidates[:LIKELY] if one.score >= SPOKEN_FOR}

    def pair(self) -> tuple[Asked, Asked] | None:
        if self._is_one():
            return None
        if _SUMS.search(_CONFIRMED.sub("", self.whole.text)):
            return self._best(split for split in self._questions() if self._no_sum_of_both(split)) or self._best(
                split for split in self._compared() if self._no_sum_of_both(split)
            )
        found = self._best(self._questions())
        if found is None or found[0].policy == found[1].policy and self._names_two():
            found = self._best(self._compared()) or found  # 落地奖和引荐奖,是这样吧,各封顶多少
        return found

    def _names_two(self) -> bool:
        """Are two policies named as they are written?"""
        return len({hit.topic for hit in self.whole.names if hit.exact}) > 1

    def _no_sum_of_both(self, split: Split) -> bool:
        """Figures are of one sum, unless one half is about a card that nothing is computed for."""
        cards = {found.topic.partition(":")[2] for found in split.topics}
        return len(cards) == 2 and any(self.content.cards[card].calculator_id is None for card in cards)

    def _is_one(self) -> bool:
        """Is the whole text all but an example question of one card?"""
        return any(near.likeness >= ONE for c in self.matcher.candidates(self.whole.flat, most=1) for near in c.nearest)

    def _best(self, splits: Iterator[Split]) -> tuple[Asked, Asked] | None:
        """The split whose weaker half is the surest, of those whose halves ask apart from each other."""
        for split in sorted(splits, key=lambda split: -min(found.score for found in split.topics)):
            first = self._half(split.topics[0], split.asking[0], split.rests[0], split.aspects)
            second = self._half(split.topics[1], split.asking[1], split.rests[1], split.aspects) if first else None
            if first and second and self._apart(first, second):
                return first.asked, second.asked
        return None

    def _questions(self) -> Iterator[Split]:
        """Two questions one after the other."""
        for before, after in two_questions(self.whole.text):
            topics = self._topics_of(before, after)
            if topics is None:
                continue
            rests = self._without_names(before), self._without_names(after)
            if topics[0].topic != topics[1].topic and self._asks_the_same(after, topics[1].topic):
                asking = rests[0] if ASKS.search(rests[0]) else before
                yield Split(topics, (before, asking), (rests[0], rests[0]))
            else:
                yield Split(topics, (before, after), rests)

    def _asks_the_same(self, after: str, topic: str) -> bool:
        """评链主要多少营收?链核呢: is what was asked of the first asked of the second? 左云的四个产业呢 asks its own."""
        said = after.rstrip(MARKS)
        flat = bare(said.removesuffix("呢"))
        if not said.endswith("呢") or len(flat) > _NAMED_ONLY or ASKS.search(flat) or aspect_hits(flat):
            return False
        chosen = self.parts.choose(self.matcher, flat, flat, topic, (), self._without_names(after))
        return chosen.unit == "lead" or chosen.likeness < OWN_QUESTION

    def _compared(self) -> Iterator[Split]:
        """Two policies named, one thing asked about both."""
        if not _COMPARES.search(self.whole.text):
            return
        for before, after in two_named(self.whole.text):
            if says_only_where(bare(before)):
                before += without_places(after)  # 左云和朔州哪个现成厂房多
            before, after = (_WHICH_IS_MORE.sub(r"有多\1", half) for half in (before, after))
            head, tail = self._without_names(before), self._without_names(after)
            seconds = head + after if says_no_more(tail) and not aspect_hits(tail) else after
            named = _COMPARES.sub("", after)
            topics = self._topics_of(before, named if len(bare(named)) >= SHORT_NAME else after)
            sure = topics is not None and min(found.score for found in topics) > HALF
            if topics is not None and sure and self._comparable([found.topic for found in topics]):
                yield Split(topics, (before + tail, seconds), (tail, tail), self.whole.aspects)

    def _topics_of(self, before: str, after: str) -> tuple[Found, Found] | None:
        """The policies of both halves; the shorter half is looked at first, the other only if that names one."""
        swapped = len(after) < len(before)
        one = self._topic(after if swapped else before)
        other = self._topic(before if swapped else after) if one else None
        if one is None or other is None:
            return None
        if self._counts_only_in(one, other):
            other = one._replace(said=other.said)  # 小巨人有多少家,省级专精特新多少家
        return (other, one) if swapped else (one, other)

    def _counts_only_in(self, one: Found, other: Found) -> bool:
        """Is a number asked for that the other half's own card does not tell, and the first one's does?"""
        flat = bare(other.said)
        return self.parts.counts(one.topic, flat) and not self.parts.counts(other.topic, flat)

    def _topic(self, text: str) -> Found | None:
        """The policy that half of a text is about, and how surely."""
        if text not in self._topics:
            self._topics[text] = self._find_topic(text)
        return self._topics[text]

    def _find_topic(self, text: str) -> Found | None:
        flat = bare(text)
        if says_only_where(flat):
            return None
        hits = self.names.find(flat)
        found = with_names(self.matcher.candidates(flat, most=3), hits)
        if found and found[0].topic.startswith("policy:") and not _ONLY_WHEN.fullmatch(flat):
            topic, score = found[0].topic, found[0].score
            known = topic in self.likely or any(hit.topic == topic for hit in hits)
            clearly = known and outcome_of(found) is Outcome.SURE  # of what the whole speaks for as well
            if clearly or score >= (HALF if known else UNNAMED):
                return Found(topic, score, text)
        if found and found[0].topic.startswith("absent:") and found[0].score >= HALF:
            return None  # what is not held here is no second question about the card
        whole = self.whole.topic or ""
        sure = self.whole.outcome is Outcome.SURE and whole.startswith("policy:")
        return Found(whole, HALF, text) if sure and not hits else None  # 走的哪个口岸: of what the whole is about

    def _half(self, found: Found, asking: str, rest: str, aspects: tuple[str, ...]) -> Half | None:
        """The part that answers a half; none where the policy does not hold for the place it names."""
        topic, _, said = found
        flat = bare(asking)
        asked = tuple(aspect_hits(flat)) or aspects
        chosen = self.parts.choose(self.matcher, asking, flat, topic, asked, rest)
        if foreign_place(self.content, topic, chosen.unit, said, tuple(find_places(said))) is not None:
            return None
        return Half(Asked(topic.partition(":")[2], chosen.unit, flat, chosen.beside, asking), chosen.likeness)

    def _without_names(self, text: str) -> str:
        """What is asked, without the policy it is asked about."""
        flat = bare(text)
        return without_names(flat, self.names.find(flat))

    @staticmethod
    def _apart(first: Half, second: Half) -> bool:
        """Are the halves about two cards, or surely about two parts of one?"""
        if first.asked.policy != second.asked.policy:
            return True
        units = {first.asked.unit, second.asked.unit}
        return len(units) == 2 and "lead" not in units and min(first.likeness, second.likeness) >= CLEAR_HALF

    def _comparable(self, topics: Sequence[str]) -> bool:
        """Are both likely from the whole text, and not two of one choice where the rule of that choice answers?"""
        if not self.likely.issuperset(topics):
            return False
        if not (self.whole.topic or "").startswith("rule:"):
            return True
        one, other = (self.content.cards[topic.partition(":")[2]].calculator_id for topic in topics)
        return topics[0] == topics[1] or one is None or one != other
