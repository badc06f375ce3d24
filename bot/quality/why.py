"""Why an answer was given: what was recognised, the candidates with their scores, why the first one won."""

from collections.abc import Iterator

from bot.content.load import Content
from bot.content.talk import aspects
from bot.messages import Kind, Reply
from bot.understanding import AHEAD, FAIRLY, LONG, SURE, UNSURE, Outcome, Understanding, Understood, clauses
from bot.understanding.placing import in_passing
from calculators.reading.figures import find_figures
from intents.matcher import AGREED, LIKELY, NEAR, Candidate, score
from intents.moves import find_move
from intents.names import NameHit
from intents.normalise import normalise

_OUTCOMES = {
    Outcome.SURE: "有把握，直接回答",
    Outcome.LIKELY: "多半是，按猜的回答并说明",
    Outcome.UNSURE: "拿不准，列出来让人选",
    Outcome.UNKNOWN: "当作没听懂",
}

_CANDIDATES = f"候选（得分从0到1：最近的例句占{NEAR}，分类器占{LIKELY}，相近的例句里有几成是它的占{AGREED}，和例句一字不差、提到名字、本地的地名再加分）："
_KINDS: dict[Kind, str] = {
    "answer": "回答",
    "ask": "追问",
    "result": "算出结果",
    "choices": "列出几项让人选",
    "fallback": "说不知道",
    "notice": "照应一句",
}


class Noting(Understanding):
    """Keeps what it understood last; nothing if the reply did not need it."""

    last: Understood | None = None

    def understand(self, text: str) -> Understood:
        self.last = super().understand(text)
        return self.last


def why(noting: Noting, text: str, reply: Reply) -> str:
    """The reasons for a reply, in a few readable lines."""
    normal = normalise(text)
    lines = ["为什么这样答", f"  读成：{normal}", *_figures(normal)]
    understood = noting.last
    if understood is None:
        move = find_move(normal)
        done = f"整句是一个对话动作（{move}）" if move else "整句是企业情况、按钮上的话或要求"
        return "\n".join([*lines, f"{done}，没有拿去匹配；回复：{_KINDS[reply.kind]}（{reply.kind}），{reply.intent}"])
    told = _Told(noting, understood)
    lines += [*told.recognised(), _CANDIDATES, *told.candidates(), "第一名为什么赢：", *told.reasons()]
    return "\n".join([*lines, f"回复：{_KINDS[reply.kind]}（{reply.kind}），{reply.intent}" + _calculated(reply)])


def _figures(normal: str) -> Iterator[str]:
    figures = [figure.text for figure in find_figures(normal)]
    yield f"  数：{'、'.join(figures) if figures else '没有'}"


def _calculated(reply: Reply) -> str:
    return f"，用测算项 {reply.calculator}" if reply.calculator else ""


class _Told:
    """One understood question in words."""

    def __init__(self, understanding: Understanding, understood: Understood) -> None:
        self.content: Content = understanding.content
        self.samples = understanding.samples
        self.pair = understanding.pair(understood)
        self.understood = understood

    def recognised(self) -> Iterator[str]:
        understood = self.understood
        yield f"  匹配用：{understood.flat}"
        yield f"  方面：{'、'.join(aspects()[id].title for id in understood.aspects) or '没有提到'}"
        yield f"  地名：{'、'.join(place.said for place in understood.places) or '没有'}"
        yield f"  名字：{'、'.join(map(self._name, understood.names)) or '没有'}"
        if len(understood.flat) >= LONG:
            yield f"  长句，另外按小句各匹配一次：{' | '.join(clauses(understood.text))}"

    def _name(self, hit: NameHit) -> str:
        written = self.understood.flat[hit.start : hit.start + hit.size]
        how = "" if hit.exact else f"（写成“{written}”）"
        return f"{hit.name}{how}→{self._title(hit.topic)}"

    def _title(self, topic: str) -> str:
        sort, _, id = topic.partition(":")
        if sort == "policy":
            return self.content.cards[id].title
        if sort == "rule":
            return self.content.rules[id].title
        return f"{self.content.absent[id].title}（资料里没有）" if sort == "absent" else f"闲聊（{id}）"

    def candidates(self) -> Iterator[str]:
        for place, candidate in enumerate(self.understood.candidates, 1):
            title = f"{self._title(candidate.topic)}（{_written_in(candidate.topic)}）"
            yield f"  {place}. {title} 得分 {_upto_one(candidate.score)}"
            yield f"     分类器 {candidate.probability:.2f}，相近的例句里占 {candidate.agreed:.2f}，最近的例句 {self._nearest(candidate)}"
        if not self.understood.candidates:
            yield "  没有"

    def _nearest(self, candidate: Candidate) -> str:
        if not candidate.nearest:
            return "没有"
        near = max(candidate.nearest, key=lambda near: near.likeness)
        return f"“{self.samples[near.sample].text}”（像 {_upto_one(near.likeness)}）"

    def reasons(self) -> Iterator[str]:
        understood = self.understood
        if not understood.candidates:
            yield "  没有候选：一个认识的词也没有"
            return
        first = understood.candidates[0]
        yield f"  {self._sum(first)}"
        yield f"  {_verdict(understood)}"
        yield from (f"  {line}" for line in _places(understood))
        if self.pair is not None:
            yield f"  一句话问了两项，一起答：{'、'.join(self.content.cards[asked.policy].title for asked in self.pair)}"
        if first.topic.startswith("policy:"):
            yield f"  卡片里用的是：{self._part(first.topic, understood.unit)}（像 {_upto_one(understood.likeness)}）"
        if understood.beside is not None:
            yield f"  差不多近、一起答的：{self._part(first.topic, understood.beside)}"

    def _sum(self, first: Candidate) -> str:
        """How the score of the first candidate came about."""
        matched = score(first.likeness, first.probability, first.agreed)
        told = [f"最近的例句和分类器合起来 {_upto_one(matched)}"]
        if len(self.understood.flat) >= LONG:
            told.append("（长句整句和小句说到的合在一起）")
        added = [f"名字“{hit.name}”" for hit in self.understood.names if hit.topic == first.topic]
        if any(self.samples[near.sample].text == self.understood.flat for near in first.nearest):
            added.append("和例句一字不差")
        if first.score > matched and self.understood.places and self.understood.foreign is None:
            added.append("地名")
        if added:
            told.append(f"，{'、'.join(added)}加分")
        return "".join(told) + f"，得分 {_upto_one(first.score)}"

    def _part(self, topic: str, unit: str) -> str:
        card = self.content.cards[topic.partition(":")[2]]
        sort, _, key = unit.partition(":")
        if sort == "question":
            return f"专门的问题“{card.questions[int(key)].ask[0]}”"
        return f"“{aspects()[key].title}”这一方面" if sort == "section" else "概括"


def _upto_one(score: float) -> str:
    """Scores that are added up may pass one; more than sure there is not."""
    return f"{min(score, 1.0):.2f}"


def _places(understood: Understood) -> Iterator[str]:
    """What the places in a question do: merely mentioned, or the first topic does not hold there."""
    for place in understood.places:
        if in_passing(understood.text, place):
            yield f"提到了{place.said}，看作顺带一提，不是问那里的政策"
    if understood.foreign is not None:
        yield f"问的是{understood.foreign.said}，这一项管不到那里，所以不用它的数回答"


def _written_in(topic: str) -> str:
    """The file that a topic's example questions stand in."""
    sort, _, id = topic.partition(":")
    return {
        "policy": f"policies/cards/{id}.yaml",
        "rule": f"policies/rules.yaml 的 {id}",
        "absent": f"policies/absent.yaml 的 {id}",
    }.get(sort, f"intents/talk.yaml 的 {id}")


def _verdict(understood: Understood) -> str:
    """How sure that is, by the thresholds."""
    best = understood.candidates[0].score
    lead = best - (understood.candidates[1].score if len(understood.candidates) > 1 else 0.0)
    if best >= SURE:
        by = f"得分不低于 {SURE}"
    elif best >= FAIRLY:
        more = "又" if lead >= AHEAD else "可是只"
        by = f"得分不低于 {FAIRLY}，{more}比第二名多 {lead:.2f}（要多 {AHEAD}）"
    else:
        by = f"得分不到 {FAIRLY}" if best >= UNSURE else f"得分不到 {UNSURE}"
    return f"{by}：{_OUTCOMES[understood.outcome]}"
