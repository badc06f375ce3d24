"""我的资料: what a person said about the enterprise, kept over all calculations; shown, changed, deleted by saying so."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot import wording
from bot.changed import replace
from bot.content.load import Content
from bot.conversation import Conversation, Dialogue
from bot.dialogue import asking
from bot.dialogue.correcting import find_correction, sounds_corrected
from bot.dialogue.state import Turn
from bot.dialogue.unmet import ruled_out
from bot.messages import QuickReply, Reply
from bot.speech import clauses, is_question
from calculators.fields import Field
from calculators.inputs import UNKNOWN
from calculators.patterns import lazy
from calculators.reading.figures import Sort, find_figures
from calculators.reading.mentions import Mentions
from calculators.reading.sentence import read_sentence
from calculators.reading.told import Told
from intents.normalise import normalise

_DELETED = lazy(
    r"^(?:请|帮我|麻烦|你)*(?:把|将)?(?:我们?的?|资料里的?|记的)?(.{0,12}?)(?:那[一]?[条项个]|这[一]?[条项个]|信息|情况|资料)?(?:给我|都|也)?(?:删掉|删了|删除|去掉|清掉|忘掉|忘了)(?:吧|了)?$|"
    r"^(?:请|帮我|麻烦)*(?:删掉|删除|删了|去掉|清掉|清除|忘掉|忘记|忘了)(?:我们?的?|资料里的?)?(.{1,12}?)(?:那[一]?[条项个]|这[一]?[条项个]|信息|情况|资料)?(?:吧|了)?$"
)
_NO_LONGER = lazy(
    r"(?:我们?|咱们?|俺们?|现在|已经|其实|早就?)*(?:已经|现在|其实|早就?)*(?:不是|不算|没有?)(.{2,10}?)(?:企业)?(?:了|啦)$"
)
_OURSELVES = lazy(r"(?<![帮给替])我们?|咱们?|俺们?|本公司|本企业|本单位|我司|^(?:是|在|属于)")
_OF_OTHERS = lazy(
    r"(?:我|我们?的?|咱)?(?:朋友|同学|亲戚|老乡|哥们|兄弟|邻居|隔壁|对门|别人|人家|别家|同行|客户|供应商|战友|[哥弟姐妹爸妈叔舅])"
    r"[^,.;]{0,4}(?:公司|企业|厂|单位|家|那边)"
)
_MAYBE = lazy(r"如果|假如|要是|想|打算|准备|能不能|万一|比如|假设|不知道|听说|引荐|引进")
_STATEMENT = 30
_KEPT = 512


@dataclass(frozen=True)
class About:
    """The profile as a form that corrections can be read against (calculators.calculator.Fillable)."""

    inputs: Mapping[str, Field]
    id: str = "profile"
    title: str = "我的资料"
    opening: str = ""
    tells: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()


class Profiles:
    """Reads, shows and changes what was said about the enterprise."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self._told = lru_cache(maxsize=_KEPT)(self._told_by)  # read several times within one reply

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every kind of entry: the facts, and the inputs of calculators that are kept."""
        facts = {name: field for name, field in self.content.facts.fields.items() if field.kind != "several"}
        others = {
            field.profile: field
            for calculator in self.content.calculators.values()
            for field in calculator.inputs.values()
            if field.profile and field.profile not in facts
        }
        return {**facts, **others}

    # ---- showing

    def show(self, conversation: Conversation) -> Reply:
        """我的资料: what was said about the enterprise."""
        if not conversation.profile:
            return Reply(kind="notice", text=wording.NO_PROFILE, intent="profile")
        text = f"您告诉过我的：\n{self.lines(conversation.profile)}\n{wording.PROFILE_USED}"
        quick = (QuickReply(label="忘记我", text="忘记我"),)
        return Reply(kind="notice", text=text, intent="profile", quick_replies=quick)

    def lines(self, entries: Mapping[str, Told]) -> str:
        return "\n".join(
            f"· {self._label(name)}：{asking.value_of(self.fields.get(name), told)}" for name, told in entries.items()
        )

    def _label(self, name: str) -> str:
        return self.fields[name].label if name in self.fields else name

    # ---- told

    def told(self, normal: str) -> dict[str, Told]:
        """The entries that a statement tells. A figure is one entry only: 营收 of the firm is not that of the chain."""
        return dict(self._told(normal))

    def _told_by(self, normal: str) -> dict[str, Told]:
        return self._read(self.fields, normal) if self._mentions.most_told(normal) else {}

    @cached_property
    def _mentions(self) -> Mentions:
        return Mentions(self.fields)

    @staticmethod
    def _read(fields: Mapping[str, Field], normal: str) -> dict[str, Told]:
        found = read_sentence(fields, normal).told
        return {name: told for name, told in found.items() if told.value is not UNKNOWN and name in fields}

    @cached_property
    def _awards(self) -> re.Pattern[str]:
        """The names of awards, of which 省级专精特新奖励 says nothing of whoever asks for it."""
        names = {name for card in self.content.cards.values() for name in (card.title, *card.names)}
        called = {normalise(name) for name in names if name.endswith(("奖励", "奖", "补助", "补贴"))}
        return re.compile("|".join(map(re.escape, sorted(called, key=len, reverse=True))) or "$^")

    def noted(self, conversation: Conversation, normal: str) -> Conversation:
        """Keeps in passing what a question or a wish tells of the enterprise: 我们是链主,…能拿多少."""
        normal = self._awards.sub("□", normal)
        pieces = [piece for piece in clauses(normal) if not is_question(piece) and not _MAYBE.search(piece)]
        own = [piece for piece in pieces if _OURSELVES.search(piece)]
        if not own or _OF_OTHERS.search(normal):
            return conversation
        first = pieces.index(own[0])
        told = {
            name: value
            for name, value in self.told("".join(pieces[first:])).items()
            if name not in conversation.profile
        }
        return replace(conversation, profile={**conversation.profile, **told}) if told else conversation

    def introduced(self, conversation: Conversation, normal: str) -> Turn | None:
        """我们是链核: a statement about the enterprise."""
        if _OF_OTHERS.search(normal) and self.told(normal):
            return self._said(wording.OF_OTHERS), conversation
        told = self.told(normal)
        sums = [figure.value for figure in find_figures(normal) if figure.sort is Sort.MONEY]
        if not told or any(all(one.value != value for one in told.values()) for value in sums):
            return None  # 买了首台套设备花了2000万 tells more than is kept: it is for an award
        after = replace(conversation, profile={**conversation.profile, **told})
        against = ruled_out(self.content, conversation.finished, told)
        lines = ["好，记下了：", self.lines(told), against, "想问哪项政策，或者算哪项奖励？"]
        return self._said("\n".join(filter(None, lines))), after

    # ---- changed and deleted

    def changed(self, conversation: Conversation, normal: str) -> Turn | None:
        """营收改成7亿, 删掉我的身份, 我们不是链主了: a change of what is kept; None when the message is none."""
        if not conversation.profile or is_question(normal):
            return None
        gone = self._deleted(conversation, normal) or self._no_longer(conversation, normal)
        if gone:
            kept = {name: told for name, told in conversation.profile.items() if name not in gone}
            names = "、".join(self._label(name) for name in gone)
            return self._said(f"好，{names}这一条删掉了。"), replace(conversation, profile=kept)
        told = (
            self._corrected(conversation, normal)
            if sounds_corrected(normal)
            else self._contradicted(conversation, normal)
        )
        if not told:
            return None
        after = replace(conversation, profile={**conversation.profile, **told})
        return self._said(f"好，改过来了：\n{self.lines(told)}"), after

    def _corrected(self, conversation: Conversation, normal: str) -> dict[str, Told]:
        """The entries a correction changes; entries told by the same figure change together."""
        form = Dialogue("profile", answers=conversation.profile)
        kept = {name: self.fields[name] for name in conversation.profile if name in self.fields}
        correction = find_correction(About(kept), form, normal) or find_correction(About(self.fields), form, normal)
        told = {**(self._read(kept, normal) or self.told(normal)), **(correction.told if correction else {})}
        told = {name: value for name, value in told.items() if name in conversation.profile} or told
        for name, value in list(told.items()):
            before = conversation.profile.get(name)
            for other, same in conversation.profile.items():
                if before is not None and other not in told and same.value == before.value and same.said == before.said:
                    told[other] = value
        return told

    def _contradicted(self, conversation: Conversation, normal: str) -> dict[str, Told]:
        """其实我们是链核: a statement about ourselves that is not what is kept."""
        if not _OURSELVES.search(normal) or _MAYBE.search(normal) or len(normal) > _STATEMENT:
            return {}
        kept = conversation.profile
        told = self.told(normal)
        return told if any(name in kept and kept[name].value != value.value for name, value in told.items()) else {}

    def _deleted(self, conversation: Conversation, normal: str) -> tuple[str, ...]:
        found = _DELETED.match(normal.strip(" .!,"))
        said = (found.group(1) or found.group(2) or "") if found else ""
        return tuple(name for name in conversation.profile if self._means(name, said)) if len(said) > 1 else ()

    def _means(self, name: str, said: str) -> bool:
        field = self.fields.get(name)
        words = (field.label, *field.cues, *(option.label for option in field.options.values())) if field else (name,)
        return any(said in word or len(word) > 1 and word in said for word in words)

    def _no_longer(self, conversation: Conversation, normal: str) -> tuple[str, ...]:
        """我们不是链主了: the entry that says so goes."""
        found = _NO_LONGER.match(normal.strip(" .!,"))
        if not found:
            return ()
        gone = []
        for name, told in conversation.profile.items():
            field = self.fields.get(name)
            if field is None:
                continue
            if (
                field.kind == "choice"
                and isinstance(told.value, str)
                and field.options[told.value].label in found.group(1)
            ):
                gone.append(name)
            if field.kind == "yes_no" and told.value is True and self._means(name, found.group(1)):
                gone.append(name)
        return tuple(gone)

    @staticmethod
    def _said(text: str) -> Reply:
        return Reply(kind="notice", text=text, intent="profile")
