"""A policy card (政策卡): one YAML file a policy, its name the policy's id."""

from collections.abc import Mapping

from pydantic import Field as Setting

from calculators.award import Award
from calculators.fields import Money, Strict, Value
from policies.comparison import Rule as Test
from policies.eligibility import Condition


class Section(Strict):
    """The answer to one aspect (方面), in a few plain sentences."""

    text: str
    clause: str | None = None
    ask: tuple[str, ...] = ()  # questions that mean this aspect of this policy


class Question(Strict):
    """A question that only this card can answer, asked in several ways."""

    ask: tuple[str, ...]
    answer: str
    clause: str | None = None
    also: tuple[str, ...] = ()  # further cards this answer speaks from


class Example(Strict):
    """A worked example (算例): proves the card at every check."""

    say: str
    inputs: dict[str, object]
    amount: Money | None = None
    status: str = "computed"


class Stake(Strict):
    """The most there is to get (最高额), for when it cannot be computed yet; a figure of the award or the rules."""

    amount: Money
    words: str  # 每项成果最高20万元
    when: Test | None = None  # only then


class Moot(Strict):
    """When a policy is of no use to somebody any more: 已经是链主，不用再评."""

    when: Test
    text: str


class Validity(Strict):
    """When a policy holds. `until` in the past needs `past`: what every answer then says."""

    since: str | None = None
    until: str | None = None
    past: str = ""


class Ranked(Strict):
    """One entry of a ranking; its place is its position in the list."""

    name: str
    also: tuple[str, ...] = ()  # 简称, 口语


class Ranking(Strict):
    """A ranking (排名) as data: anybody's place can be asked for, and who is first or last."""

    title: str
    group: tuple[str, ...]  # words that mean this ranking: 市直单位, 县市区
    note: str = ""  # what every answer from it adds
    entries: tuple[Ranked, ...]


class Card(Strict):
    """One policy (政策) as people ask for it."""

    id: str
    title: str
    names: tuple[str, ...] = ()  # 正式名, 简称, 口语; no two cards share one
    place: str  # whose rule it is: 山西省, 长治市 …
    document: str  # id in documents.yaml
    clause: str | None = None
    lead: str  # the policy in one or two sentences, with its key figures
    ask: tuple[str, ...] = ()  # questions about the policy as a whole
    sections: dict[str, Section] = Setting(default_factory=dict)
    conditions: tuple[Condition, ...] = ()
    stake: Stake | None = None
    raised: Stake | None = None  # the stake where its `when` holds
    moot: Moot | None = None
    questions: tuple[Question, ...] = ()
    open: tuple[str, ...] = ()  # what the document leaves open (资料没写明的)
    rankings: tuple[Ranking, ...] = ()
    validity: Validity = Validity()
    related: tuple[str, ...] = ()
    award: Award | None = None
    calculator: str | None = None  # the calculator of another card that serves this one
    tables: tuple[str, ...] = ()  # the tables its figures stand in
    examples: tuple[Example, ...] = ()

    def stake_for(self, facts: Mapping[str, Value]) -> Stake | None:
        """The stake of an enterprise with these facts."""
        raised = self.raised
        return raised if raised and raised.when and raised.when.verdict(facts) is True else self.stake

    @property
    def calculator_id(self) -> str | None:
        return self.award.id if self.award else self.calculator
