"""How many questions a check-up asks, beside asking for every field in the order of the cards."""

import random
import statistics

from benchmarks.enterprises import Enterprises, asked_of
from bot.content.load import Content, load

ENTERPRISES = 200


def run() -> None:
    asked, fields, groups = questions(load())
    print(
        f"questions of a check-up, {len(asked)} random enterprises, nothing told beforehand: "
        f"mean {statistics.mean(asked):.1f}, median {statistics.median(asked):g}, max {max(asked)}"
    )
    print(f"asking for every field in the order of the cards: {fields}; with the groups asked together: {groups}")
    print(f"the mean is {statistics.mean(asked) / fields:.0%} of the fields, the maximum {max(asked) / fields:.0%}")


def questions(content: Content, many: int = ENTERPRISES) -> tuple[list[int], int, int]:
    """Questions asked of each enterprise; all fields the cards look at; the same, a group counted as one."""
    inquiry = content.inquiries["checkup"]
    enterprises = Enterprises(content, random.Random(200))
    asked = [len(asked_of(inquiry, enterprises.next(), {})) for _ in range(many)]
    conditions = [condition for card in inquiry.cards.values() for condition in card.conditions]
    names = {name for condition in conditions for name in condition.facts()}
    return asked, len(names), len({content.facts.by_id[name].group or name for name in names})
