"""When a question is computed: a button, a wish, or figures that it brings for an award."""

from bot.content.load import Content
from bot.conversation import Conversation
from bot.dialogue.agreed_before import kept_agreed
from bot.dialogue.calculation import Calculations
from bot.dialogue.state import Turn
from bot.naming import Naming
from bot.questions.told_figures import (
    NAMED_IN_OTHER_WORDS,
    NO_FIGURES,
    SEVERAL,
    amounts_of,
    comparison_of,
    figures_told,
    kinds_of,
    leads_with_money,
    tells_all,
)
from bot.speech import asks_how, is_question, wants_sum
from bot.understanding import Outcome, Understood
from bot.understanding.understood import FAIRLY
from calculators.calculator import Calculator
from calculators.patterns import lazy
from calculators.reading.figures import Sort, find_figures
from calculators.reading.told import Told
from intents.normalise import bare, normalise
from policies.card import Card

_HOPES = lazy(
    r"多少|能拿|能领|能得|能补|能奖|(?:奖励|补助|补贴|奖补)金额|能给|可以拿|有没有(?:[钱奖补]|[?]?$)|有奖|有钱(?:拿|领)?[吗么不没]|有补[助贴]?[吗么不没]|给不|补不|奖不|给几|奖几|补几|[补奖给拿领]我?(?:几|多少)|几个钱|几万|拿到|啥说法|什么说法|还有没有$|还能|合计|一共|[万亿w]元?[吗不呢]|是不是[\d.一二三四五六七八九十百千]+[万亿]|拿全|图[点个]?(?:啥|什么)"
)
_EITHER = lazy(
    r"(?:是|按|算|看)[^,.;?!\d多几]{1,10}还是[^,.;?!\d多几]{1,10}(?:的|啊|呢|吗)?(?:[?]?$|[,?])"
)  # 是单个合同还是全年
_OTHER_PAYS = lazy(r"(?:省里|省上|省财政|国家|中央|部里)(?:另外|一共|还|再|又)*(?:给|奖|补)")
_CITY_PAYS = lazy(r"(?:市里|市上|市财政|长治市?)(?:另外|一共|还|再|又)*(?:给|奖|补)")
_BUTTON_SUM = lazy(r"^帮我算([^,.;?!]+)")
_JUST_HOW_MUCH = lazy(r"[给奖补拿领得]到?(?:多少|几个)钱?[呢啊呀]?[?]?$")
_AWARD = lazy(r"奖|补")
_DETAIL_UNITS = 0.72  # a specific question this close is answered, not computed
EXACT_WORDS = 0.9  # with several figures given, only one that is all but the same


class Computing:
    """Opens the calculation that a question outside of one calls for."""

    def __init__(self, content: Content, naming: Naming, calculations: Calculations) -> None:
        self.content = content
        self.naming = naming
        self.calculations = calculations
        self._titles = {bare(normalise(calculator.title)): calculator for calculator in content.calculators.values()}

    def asked_by_title(self, conversation: Conversation, normal: str) -> Turn | None:
        """帮我算…: the words of our own button name the calculator exactly."""
        found = _BUTTON_SUM.match(normal)
        calculator = self._titles.get(bare(found.group(1))) if found else None
        if calculator is None:
            return None
        own = (conversation.topic or "").partition(":")[2] in calculator.policies and conversation.said
        text = f"{conversation.said},{normal}" if own else normal  # figures that the question before it told
        return self.calculations.open(conversation, calculator.id, text)

    def computed(self, conversation: Conversation, understood: Understood) -> Turn | None:
        """Opens a calculation when one is wished for, or when the question brings the figures for it."""
        wished = wants_sum(understood.text)
        calculator, policy = self._calculator_for(understood, wished)
        named = self.naming.by_rule(bare(self.naming.core(understood.text))) if wished else None
        if named is not None:
            calculator, policy = self.content.calculators[named], None
        if calculator is None:
            return None
        named_in_full = any(_AWARD.search(hit.name) for hit in understood.names)
        several = None if named_in_full else comparison_of(self.calculations, calculator, understood.text)
        if several is not None:
            return self.calculations.open(conversation, several.id, understood.text)
        if self._of_another(calculator, understood.text):
            return None
        if wished:
            return self.calculations.open(conversation, calculator.id, understood.text, policy)
        about_it = bool(understood.names) or understood.confidence >= NAMED_IN_OTHER_WORDS
        about_it = about_it or figures_told(self.calculations, calculator, understood.text) >= SEVERAL
        about_it = about_it or leads_with_money(self.calculations, calculator, understood)
        asked = _EITHER.sub("", understood.text)
        states = about_it and not is_question(understood.text) and asked == understood.text
        hopes = states or bool(_HOPES.search(asked))  # 应用场景奖励,采购了2500万,付了2000万
        whole = about_it and tells_all(self.calculations, calculator, understood.text)
        if not whole and (not hopes or asks_how(understood.text)):
            return None
        if not states and (taker := self._only_taker(understood)) is not None:
            return self.calculations.open(conversation, taker.calculator_id or "", understood.text, taker.id)
        if understood.outcome is not Outcome.SURE:
            return None
        told = self.calculations.values(calculator.id, understood.text)
        if not told and states and not self._lacks_a_table(calculator):
            asked_back = bool(self.calculations.unclear(calculator.id, understood.text))
            asked_back = asked_back or self.calculations.worth_of_rise(calculator.id, understood.text) is not None
            return self.calculations.open(conversation, calculator.id, understood.text, policy) if asked_back else None
        if not told:
            opens = not self._says_as_much(understood) and (
                self.calculations.worth_of_rise(calculator.id, understood.text) is not None
                or self._total_to_split(calculator, understood.text)
                or bool(kept_agreed(calculator, understood.text))  # 合同600万能拿多少: what came in will be asked
            )
            return self.calculations.open(conversation, calculator.id, understood.text, policy) if opens else None
        if not self._brings_figures(calculator, told, understood, states=states) and (
            self._says_as_much(understood) or not self._total_to_split(calculator, understood.text)
        ):
            return None
        return self.calculations.open(conversation, calculator.id, understood.text, policy)

    def _total_to_split(self, calculator: Calculator, text: str) -> bool:
        """四个成果一共到账900万: a figure for the award that has to be asked back."""
        if self._lacks_a_table(calculator) or not any(figure.sort is Sort.MONEY for figure in find_figures(text)):
            return False
        return bool(self.calculations.unclear(calculator.id, text))

    def _of_another(self, calculator: Calculator, normal: str) -> bool:
        """国家级技术中心省里给多少: of a city's award, what the province or the state pays is asked, which no sum tells."""
        city = self.content.cards[calculator.policies[0]].place.endswith("市")
        return city and bool(_OTHER_PAYS.search(normal)) and not _CITY_PAYS.search(normal)

    def tells_figures(self, understood: Understood) -> bool:
        """2021年一家没有,现在6家: two figures or more for the nearest award, so it is one wish, no two questions."""
        calculator, _ = self._calculator_for(understood, False)
        if calculator is None or not _HOPES.search(understood.text):
            return False
        return figures_told(self.calculations, calculator, understood.text) >= SEVERAL

    def _calculator_for(self, understood: Understood, wished: bool) -> tuple[Calculator | None, str | None]:
        first = understood.candidates[0]
        if wished and first.score < FAIRLY:
            return None, None  # 帮我算房贷月供: nothing of ours is named
        for candidate in understood.candidates[: 3 if wished else 1]:
            sort, _, id = candidate.topic.partition(":")
            if candidate.score < 0.6 * first.score:
                continue
            name = None
            if sort == "rule":
                name = self.content.rules[id].calculator
            elif sort == "policy":
                name = self.content.cards[id].calculator_id
            if name is not None and name in self.content.calculators:
                return self.content.calculators[name], id if sort == "policy" else None
        return None, None

    def _only_taker(self, understood: Understood) -> Card | None:
        """引荐项目2800万,投产了,有钱吗: of cards about as near the one whose award takes the figures that were said,
        where the nearest takes none of them or is not surely meant."""
        first = understood.candidates[0]
        if understood.likeness >= _DETAIL_UNITS or not any(f.sort is Sort.MONEY for f in find_figures(understood.text)):
            return None
        takers = []
        for candidate in understood.candidates[:3]:
            sort, _, id = candidate.topic.partition(":")
            card = self.content.cards.get(id) if sort == "policy" else None
            calculator = self.content.calculators.get(card.calculator_id or "") if card else None
            if candidate.score < max(0.6 * first.score, FAIRLY) or card is None or calculator is None:
                continue
            kinds = kinds_of(calculator, self.calculations.values(calculator.id, understood.text))
            if "money" in kinds:
                takers.append((candidate, card))
        if (
            len(takers) != 1
            or understood.outcome is Outcome.UNSURE
            or takers[0][0] is first
            and understood.outcome is Outcome.SURE
        ):
            return None
        only = takers[0][1]
        return None if self.content.lack_any(only.tables) else only

    def _brings_figures(
        self, calculator: Calculator, told: dict[str, Told], understood: Understood, *, states: bool = False
    ) -> bool:
        """Figures are computed with; a mere choice only where the amount is asked for."""
        unit, _, key = understood.unit.partition(":")
        kinds = kinds_of(calculator, told)
        if all(kind in NO_FIGURES for kind in kinds):
            amount = unit == "section" and key == "amount"
            just = unit == "question" and _JUST_HOW_MUCH.search(understood.text) and not self._says_as_much(understood)
            return bool(amount or just) and "choice" in kinds and not states
        if self._lacks_a_table(calculator):
            return False  # nothing could be computed: the card says what is known
        if states:
            return True
        return not self._says_as_much(understood, EXACT_WORDS if len(kinds) > 1 else _DETAIL_UNITS)

    def _says_as_much(self, understood: Understood, close: float = _DETAIL_UNITS) -> bool:
        """Does a question of the card, this close, speak of the very amounts that were said?"""
        unit, _, key = understood.unit.partition(":")
        if unit != "question" or understood.likeness < close:
            return False
        card = self.content.cards[understood.candidates[0].topic.partition(":")[2]]
        question = card.questions[int(key)]
        return amounts_of(understood.text) <= amounts_of(normalise(" ".join((question.answer, *question.ask))))

    def _lacks_a_table(self, calculator: Calculator) -> bool:
        return self.content.lack_any(self.content.cards[calculator.policies[0]].tables)
