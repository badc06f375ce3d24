"""Places in a question (地名): they speak for the rules of that place, and against those of another."""

from bot.content.load import Content
from bot.speech import has_subject
from bot.understanding.halves import ASKS
from bot.understanding.part_words import words_of
from bot.understanding.understood import FAIRLY
from calculators.patterns import lazy
from intents.matcher import Candidate
from intents.places import NATION, Place, covers, find_places
from policies.card import Card

OWN_PLACE = 0.12
OWN_PROVINCE = "山西省"
_PAYS = lazy(r"[给奖补拿领](?:励|助|贴)?(?:多少|几|什么标准)|奖金|多少钱|补贴|补助|奖励")
_RULERS = "链主|链核|省里|市里|政府|开发区|政策|奖"  # whose place it is after all: 山东省链主引进项目
_HERE = "□"  # stands for the place that is looked at
_AFTER = _HERE + r"(?:省|市|那边|那儿|那头|过来|来)?(?:(?!" + _RULERS + r")[^,.;?!]){0,10}"
_PASSING = lazy(
    r"(?:把|跟|和|我们?|咱们?|俺们?)"
    + _AFTER
    + r"(?:引|拉|招)|"  # 浙江引进项目 is what Zhejiang does
    + _AFTER
    + r"(?:[引拉招]来|[引拉招]过来|引到|搬来|迁来|过来|落户到?咱|到咱|挖来|请来|来的)|[从由自离]"
    + _HERE
    + r"|[跟和与同]"
    + _HERE
    + r"[^,.;?!]{0,10}(?:合作|签|联合|共建|交易|做生意)"  # whom it is done with
    + "|"
    + _AFTER
    + r"[想要愿打准备算意]{1,2}(?:来|上咱|到咱|到我们?)|"  # 浙江有个老板想来
    + r"(?:去|到|在|跑|上|往)"
    + _HERE
    + r"[^,.;?!]{0,6}(?:招商|出差|考察|参展|看展|展会|认识|跑业务|学习|谈)|"
    + r"(?:卖|销|发|供|出口)(?:到|往|去|给)了?"
    + _HERE
    + r"|(?:老乡|朋友|战友|同学|亲戚|同行)[^,.;?!]{0,4}在"
    + _HERE
    + r"|[给替为]"
    + _HERE
    + r"[^,.;?!]{0,8}(?:供|配套|送|代工)"  # whom it goes to
)


def with_places(content: Content, found: list[Candidate], normal: str, places: tuple[Place, ...]) -> list[Candidate]:
    """A place in the question speaks for the policies of that very place, and against reports on the whole country
    where it is asked what the place pays."""
    cities = {place.city for place in places if place.city}
    if not cities:
        return found
    policies = (one.topic for one in found if one.topic.startswith("policy:"))
    cards = {topic: content.cards[topic.partition(":")[2]] for topic in policies}
    own = {
        topic: card
        for topic, card in cards.items()
        if any(city in card.place or place_city(card.place) == city for city in cities)
    }
    raised = [one._replace(score=one.score + OWN_PLACE * (1 - one.score)) if one.topic in own else one for one in found]
    likely = (own[one.topic] for one in found if one.topic in own and one.score >= FAIRLY)
    if _PAYS.search(normal) and any(card.award is not None for card in likely):
        raised = _less_of_reports(content, raised)
    return sorted(raised, key=lambda candidate: -candidate.score)


def _less_of_reports(content: Content, found: list[Candidate]) -> list[Candidate]:
    """小巨人在长治拿多少: a report on the whole country tells nothing of what a city pays."""
    reports = {f"policy:{card.id}" for card in content.cards.values() if card.place == NATION}
    return [one._replace(score=one.score / 2) if one.topic in reports else one for one in found]


def foreign_place(content: Content, topic: str, unit: str, normal: str, places: tuple[Place, ...]) -> Place | None:
    """A place that the topic's rule does not hold for, when no place in the text is the rule's own.

    A place in passing (从安徽搬来) is not what is asked about.
    """
    if not places:
        return None
    asked = [place for place in places if not in_passing(normal, place)]
    sort, _, id = topic.partition(":")
    policies = {"policy": (id,), "rule": content.rules[id].policies if sort == "rule" else ()}.get(sort, ())
    if not policies or not asked:
        return None
    for card in (content.cards[policy] for policy in policies):
        if any(_holds(card, place, normal) or _mentions(card, unit, place) for place in asked):
            return None
    return asked[0]


def _holds(card: Card, place: Place, normal: str) -> bool:
    """Does the card's rule hold at the place? What another province pays (北京小巨人给多少) no national report says."""
    pays = card.place == NATION and place.province != OWN_PROVINCE and bool(_PAYS.search(normal))
    return not pays and (covers(card.place, place) or _lies_in(card, place))


def _lies_in(card: Card, place: Place) -> bool:
    """Does a place that the card is called after lie in the province that is asked about: 长春龙嘉机场 in 吉林?"""
    return place.city is None and any(own.province == place.province for own in find_places(card.title))


def in_passing(normal: str, place: Place) -> bool:
    """Is a place merely mentioned (从江苏引进…), so that it is not that place's policy that is asked for?"""
    return bool(_PASSING.search(normal.replace(place.said, _HERE)))


def place_city(place: str) -> str | None:
    """The city that a card's place lies in."""
    found = find_places(place)
    return found[-1].city if found else None


def _mentions(card: Card, unit: str, place: Place) -> bool:
    """Does the card, or the part that answers, itself speak of the place (左云招商赴江苏)? Examples say nothing of that."""
    words = place.said.removesuffix("省").removesuffix("市")
    return any(words in text for text in (card.title, card.lead, words_of(card, unit)))


def without_places(text: str) -> str:
    """What is asked of a place, to ask it of another."""
    for place in find_places(text):
        text = text.replace(place.said, "")
    return text


def says_only_where(flat: str) -> bool:
    """我们单位在吕梁: where somebody is, and nothing that is asked about."""
    rest = without_places(flat)
    return rest != flat and not ASKS.search(rest) and not has_subject(rest)
