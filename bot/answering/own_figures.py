"""A worked example with other figures is not told to somebody who brings figures of their own."""

from collections.abc import Set
from decimal import Decimal

from bot.content.load import Content
from bot.content.ruled import amounts
from bot.messages import Reply
from calculators.patterns import lazy
from calculators.reading.other_money import OtherMoney, other_money, said_to_be
from intents.normalise import normalise
from policies.card import Card

_SENTENCE = lazy(r"(?<=[。！？])")
_PIECE = lazy(r"(?<=[；])")
_TOP = lazy(r"到顶|拿满|封顶")  # 付到1000万元就到顶 follows from the rule, whoever asks
_REFUSED = lazy(r"拿不到|不能拿|不给|不补")
_EXAMPLE = lazy(r"（(?:比如|例如|譬如|好比)[^）]*）|[，,]?(?:比如|例如|譬如|好比)[^。；）]*")
_SOURCE = lazy(r"^(?:依据|来源|下一步)：")
_WISH = "要按您说的数算，就说“帮我算{title}”。"


class OwnFigures:
    """Takes the examples of an award's card out of an answer, where they are not the person's own figures."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def answered(self, reply: Reply, said: str, own_words: str = "") -> Reply:
        """The answer without examples that somebody who `said` these words could take for their own result.

        `own_words` is what there is to say of their own figures instead; by default, how to have them computed.
        """
        card = self.content.cards.get(reply.policies[0]) if reply.policies else None
        if reply.kind != "answer" or reply.calculator is not None or card is None:
            return reply
        if card.calculator_id is None and f"check:{card.id}" not in self.content.inquiries:
            return reply
        lines = reply.text.split("\n")
        body = [line for line in lines if not _SOURCE.match(line)]
        kept = self.without(card, "\n".join(body), said, reply.policies)
        calculator = self.content.calculators.get(card.calculator_id or "")
        other = other_money(calculator.inputs, said) if calculator is not None else []
        own_words = own_words or _not_for_this(card, other, said)
        if kept == "\n".join(body) and not own_words:
            return reply
        computable = calculator is not None and calculator.inputs and not self.content.lack_any(card.tables)
        computable = computable and not other
        if not own_words and calculator is not None and computable and not _REFUSED.search(kept):
            own_words = _WISH.format(title=calculator.title)
        text = [
            kept or card.lead,
            *([own_words] if own_words else []),
            *(line for line in lines if _SOURCE.match(line)),
        ]
        return reply.model_copy(update={"text": "\n".join(text)})

    def without(self, card: Card, text: str, said: str, policies: tuple[str, ...] = ()) -> str:
        """The words of an award's card without the examples that are not what was `said`."""
        near = (card.id, *policies, *self._computed(card))
        ruled = frozenset().union(*(self.content.ruled.of(id) for id in near))
        mine = amounts(normalise(said))
        if mine <= ruled:
            return text
        lines = [_without(line, ruled | mine, mine) for line in text.split("\n")]
        return "\n".join(line for line in lines if line)

    def _computed(self, card: Card) -> tuple[str, ...]:
        """The cards of the award that is computed for this one."""
        calculator = self.content.calculators.get(card.calculator_id or "")
        return calculator.policies if calculator else ()


def _not_for_this(card: Card, other: list[OtherMoney], said: str) -> str:
    """专利卖了80万, of an award for whoever buys: what the figure is, and the condition that it does not go with."""
    denied = [one for one in card.conditions if any(words in said for words in one.denied)]
    if not other or not denied:
        return ""
    return f"{said_to_be(other)}，这一项不按它算；条件里要“{denied[0].text}”（{denied[0].clause}）。"


def _without(line: str, known: frozenset[Decimal], own: set[Decimal]) -> str:
    """The line without the sentences whose amounts are of neither the rules nor the person, and without examples
    that are not the person's `own`. One amount more is what their own figures come to."""
    kept = []
    for sentence in _SENTENCE.split(line):
        if _is_of(sentence, own if _EXAMPLE.search(sentence) else known, own):
            kept.append(sentence)
            continue
        shown = _EXAMPLE.sub(lambda found: _own_example(found.group(), own), sentence)
        kept += [piece for piece in _PIECE.split(shown) if _TOP.search(piece) or amounts(normalise(piece)) <= known]
    left = "".join(piece for piece in kept if piece.strip("。；，"))
    return f"{left[:-1]}。" if left.endswith("；") else left


def _own_example(example: str, own: Set[Decimal]) -> str:
    """An example that computes with nobody else's figures; otherwise nothing."""
    return example if not amounts(normalise(example)) or _is_of(example, own, own) else ""


def _is_of(words: str, known: Set[Decimal], own: Set[Decimal]) -> bool:
    """Do these words compute with all of the person's figures?"""
    said = amounts(normalise(words))
    return bool(own) and own <= said and len(said - known) <= 1
