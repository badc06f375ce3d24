"""What it would come to, if what is still open were as the card supposes (如果投产了、全部投完了，是60万元)."""

from collections.abc import Mapping

from bot.conversation import Dialogue
from bot.dialogue.asking import place_of
from bot.dialogue.assessing import comes_to, interim
from calculators.calculator import Calculator
from calculators.reading.told import Span


def would_be(calculator: Calculator, dialogue: Dialogue) -> str:
    """The amount in words with every supposition it rests on; empty where one figure more is needed."""
    if any(isinstance(told.value, Span) for told in dialogue.answers.values()):
        return ""
    supposed: dict[str, str] = {}
    amount = comes_to(interim(calculator, dialogue.given(), supposed))
    return f"如果{_in_words(calculator, dialogue, supposed)}，{amount}。" if amount and supposed else ""


def _in_words(calculator: Calculator, dialogue: Dialogue, supposed: Mapping[str, str]) -> str:
    """投产了、全部投完了; of several items whose they are: 第1个项目、第2个项目都投产了."""
    items: dict[str, list[str]] = {}
    for path, said in supposed.items():
        name, _ = place_of(calculator, path)
        items.setdefault(name, []).append(said)
    heads = {path.split(".")[0] for path in supposed}
    told = {tuple(path.split(".")[:2]) for path in dialogue.answers if path.split(".")[0] in heads}
    if sum(item[-1].isdigit() for item in told) <= 1:
        return "、".join(said for words in items.values() for said in words)
    same: dict[str, list[str]] = {}
    for name, words in items.items():
        same.setdefault("、".join(words), []).append(name)
    return "，".join(f"{'、'.join(names)}{'都' * (len(names) > 1)}{words}" for words, names in same.items())
