"""The best bundle (怎么搭配最划算): of awards that exclude each other, the set with the most money, found exactly."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

Worth = tuple[Decimal, Decimal]  # what is certain, and what may come on top where it cannot be computed yet
NOTHING: Worth = (Decimal(0), Decimal(0))


@dataclass(frozen=True)
class Exclusion:
    """Of these awards one may be had (几选一), with the clause that says so."""

    id: str
    members: frozenset[str]
    clause: str = ""
    text: str = ""


@dataclass(frozen=True)
class Lost:
    """An award that is not in the best bundle: what choosing it would cost, and by which exclusions."""

    id: str
    instead_of: tuple[str, ...]  # the chosen ones it excludes
    loss: Worth  # best total minus the best total with it; zero is a tie
    exclusions: tuple[str, ...]

    @property
    def tie(self) -> bool:
        return self.loss == NOTHING


@dataclass(frozen=True)
class Bundle:
    """The chosen awards, their worth, and the others with why they lose."""

    chosen: tuple[str, ...]
    worth: Worth
    lost: tuple[Lost, ...]


def best_bundle(worths: Mapping[str, Worth], exclusions: Iterable[Exclusion]) -> Bundle:
    """The set of awards with the most money that no exclusion forbids.

    Certain money counts first, possible money decides between equals; of equal sets the one with the
    awards named first. Exact: every connected group of exclusions is searched to the end.
    """
    rules = [rule for rule in exclusions if len(rule.members & worths.keys()) > 1]
    rivals = {
        id: {other for rule in rules if id in rule.members for other in rule.members & worths.keys()} - {id}
        for id in worths
    }
    chosen: set[str] = set()
    lost: list[Lost] = []
    for part in _components(worths, rivals):
        best = _search(part, worths, rivals)
        chosen |= best
        total = _sum(worths, best)
        for id in part:
            if id not in best:
                others = [other for other in part if other != id and other not in rivals[id]]
                forced = _plus(worths[id], _sum(worths, _search(others, worths, rivals)))
                instead = tuple(other for other in worths if other in best and other in rivals[id])
                named = tuple(rule.id for rule in rules if id in rule.members and rule.members & best)
                lost.append(Lost(id, instead, (total[0] - forced[0], total[1] - forced[1]), named))
    kept = tuple(id for id in worths if id in chosen)
    return Bundle(kept, _sum(worths, kept), tuple(lost))


def _components(worths: Mapping[str, Worth], rivals: Mapping[str, set[str]]) -> list[list[str]]:
    """The awards grouped by what excludes what, each group in the order given."""
    left = dict.fromkeys(worths)
    parts = []
    while left:
        todo, part = [next(iter(left))], set()
        while todo:
            id = todo.pop()
            if id not in part:
                part.add(id)
                todo += rivals[id]
        parts.append([id for id in left if id in part])
        left = {id: None for id in left if id not in part}
    return parts


def _search(part: Sequence[str], worths: Mapping[str, Worth], rivals: Mapping[str, set[str]]) -> frozenset[str]:
    """The best set within one group: each award in or out, cut off where even all the rest could not win."""
    order = list(part)  # as named: of equal sets the first one found is kept
    best: tuple[Worth, frozenset[str]] = ((Decimal(-1), Decimal(0)), frozenset())

    def go(place: int, kept: frozenset[str], banned: frozenset[str], worth: Worth) -> None:
        nonlocal best
        while place < len(order) and order[place] in banned:
            place += 1
        if place == len(order):
            if worth > best[0]:
                best = (worth, kept)
            return
        rest = _sum(worths, [id for id in order[place:] if id not in banned])
        if _plus(worth, rest) <= best[0]:
            return
        id = order[place]
        go(place + 1, kept | {id}, banned | rivals[id], _plus(worth, worths[id]))
        if rivals[id] - banned:
            go(place + 1, kept, banned | {id}, worth)

    go(0, frozenset(), frozenset(), NOTHING)
    return best[1]


def _sum(worths: Mapping[str, Worth], ids: Iterable[str]) -> Worth:
    certain = possible = Decimal(0)
    for id in ids:
        certain += worths[id][0]
        possible += worths[id][1]
    return certain, possible


def _plus(one: Worth, other: Worth) -> Worth:
    return one[0] + other[0], one[1] + other[1]
