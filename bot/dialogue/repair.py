"""Moves inside an open calculation: why, what does that mean, an example, back, I don't know, not understood."""

from bot import wording
from bot.changed import replace
from bot.conversation import Dialogue
from bot.dialogue import asking, reporting, rises
from bot.dialogue.assessing import Leaning, leaning
from bot.dialogue.calculation import Calculations
from bot.dialogue.standing import standing
from bot.dialogue.state import Open, Turn
from bot.messages import QuickReply
from calculators.fields import Field
from calculators.inputs import UNKNOWN, Given
from calculators.money import plain, spoken
from calculators.patterns import lazy
from calculators.reading.amounts import fits
from calculators.reading.figures import Sort, find_figures
from calculators.reading.replies import yes_or_no
from calculators.reading.told import Told
from policies.inquiry import Inquiry

FIGURES = ("count", "percent", "rate", "factor")  # a bare number answers these, and picks nothing
MISSES_WITH_OPTIONS = 2  # from the second misunderstanding on, answers can be picked by number
_PARTICLES = lazy(r"^(?:我们?|这个|以前|之前|是|有|都|已经|[,\s])*|[的啊呀呢吧了一些点,.!\s]*$")
_OUT = (QuickReply(label="上一步", text="上一步"), QuickReply(label="取消", text="取消"))


class Repair:
    """What a patient clerk does when a conversation does not go straight on."""

    def __init__(self, calculations: Calculations) -> None:
        self.calculations = calculations
        self.content = calculations.content

    def why(self, at: Open) -> Turn:
        """为什么问这个: the field's reason, with its clause."""
        reason = at.field.why if at.field and at.field.why else "有几个就要算几个，所以问清还有没有。"
        return self.calculations.prompts.ask_again(at, reason, "answer")

    def meaning(self, at: Open) -> Turn:
        """什么意思: the field's term explained."""
        if at.field is None:
            return self.calculations.prompts.ask_again(at, "就是问除了刚才说的，还有没有别的要一起算。", "answer")
        told = at.field.means or at.field.ask
        return self.calculations.prompts.ask_again(at, f"{at.field.label}：{told}", "answer")

    def example(self, at: Open) -> Turn:
        """举个例子: a worked example of the card."""
        for policy in at.goal.policies:
            card = self.content.cards[policy]
            for example in card.examples if card.calculator_id == at.goal.id else ():
                if example.amount is not None:
                    said = f"举个例子：{example.say}，{'最高' if example.status == 'ceiling' else '能拿'}{spoken(example.amount)}。"
                    return self.calculations.prompts.ask_again(at, f"{said}\n{how_to_answer(at.field)}", "answer")
        return self.calculations.prompts.ask_again(at, how_to_answer(at.field), "answer")

    def wait(self, at: Open) -> Turn:
        return self.calculations.prompts.ask_again(at, "好，不急，查到了再说。", "notice")

    def later(self, at: Open) -> Turn:
        """明天再说: nothing is lost, the question stands."""
        return self.calculations.prompts.ask_again(at, "好，不急。说过的我都记着，回来说“继续”就接着算。", "notice")

    def repeat(self, at: Open) -> Turn:
        return self.calculations.prompts.ask_again(at, "")

    def so_far(self, at: Open) -> Turn:
        """说到哪了: what was said until now."""
        told = reporting.told_lines(at.goal, at.dialogue)
        said = f"到现在记下的：{'；'.join(told)}。" if told else "还什么都没记。"
        return self.calculations.prompts.ask_again(at, f"{at.goal.title}，{said}", "answer")

    def detail(self, at: Open) -> Turn:
        """查看明细: what was kept back, else how the calculation stands."""
        kept = at.conversation.rest
        if not kept and not isinstance(at.goal, Inquiry):
            kept = standing(at.goal, at.dialogue)
        if not kept:
            return self.so_far(at)
        at = replace(at, conversation=replace(at.conversation, rest=""))
        return self.calculations.prompts.ask_again(at, f"{kept}\n\n{asking.leads_back(at.goal)}", "answer")

    def unknown(self, at: Open) -> Turn:
        """不知道, 跳过: kept as unknown; a list is closed. What it means for the result is said."""
        if isinstance(at.goal, Inquiry):
            names = list(at.field.options) if at.field and at.field.kind == "several" else [at.path]
            unsaid = {name: Told(UNKNOWN, "不知道") for name in names}
            dialogue = replace(at.dialogue.with_answers(unsaid), misses=0)
            return self.calculations.advance(at.conversation, dialogue, [wording.LEFT_OPEN])
        item = self._later_item(at)
        if item is not None:
            return item
        value: Given = False if at.list_name else UNKNOWN
        dialogue = replace(at.dialogue.with_answers({at.path: Told(value, "不知道")}), misses=0)
        said = [*self._without_it(at), *rises.worth_alone(at.goal, at.dialogue, at.path)]
        return self.calculations.advance(at.conversation, dialogue, said)

    @staticmethod
    def _without_it(at: Open) -> list[str]:
        """What it means for the result that a field stays unknown."""
        field = at.field
        if field is None:
            return ["好，先不算别的；还有的话，得数会更多。"]
        if field.optional:
            return [f"好，{field.label}先空着，结果就按每单位给。"]
        if not field.has_default or isinstance(at.goal, Inquiry):
            return []
        without = "先按不是算" if field.kind == "yes_no" else "先按以前没领过算" if field.kind == "marks" else "先不算"
        way = leaning(at.goal, at.dialogue, at.path)
        if way is Leaning.MORE:
            return [f"好，{field.label}{without}，这样得数是下限，真有的话只会更多；查清了再改。"]
        if way is Leaning.LESS or field.kind == "marks":
            return [f"好，{field.label}{without}；真有的话要减掉，实际会少一些，查清了再改。"]
        return [f"好，{field.label}{without}，查清了再补。"]

    def _later_item(self, at: Open) -> Turn | None:
        """第二个到账多少不知道: that item is left out, the others are counted; None for the first one."""
        head = at.path.split(".")[0]
        name, index = asking.place_of(at.goal, at.path)
        if not index or at.field is None or at.field.has_default or at.field.optional:
            return None
        own = {path for path in at.dialogue.answers if path.startswith(f"{head}.{index}")}
        closed = {f"{head}.more": Told(False, "不知道")}
        dialogue = replace(at.dialogue.without(own).with_answers(closed), misses=0)
        note = f"好，{name}先不算，得数至少是这些；查到了再加上。"
        return self.calculations.advance(at.conversation, dialogue, [note])

    def back(self, at: Open) -> Turn:
        """上一步: drops the last answer and asks for it again."""
        if at.dialogue.doubt is not None or not at.dialogue.answers:
            fresh = replace(at.dialogue, doubt=None)
            word = "好，重新说。" if at.dialogue.doubt else wording.NOTHING_BEFORE
            return self.calculations.prompts.ask(at.conversation, at.goal, fresh, [word])
        last = list(at.dialogue.answers)[-1]
        dropped, awaiting = {last}, last
        if isinstance(at.goal, Inquiry):
            dropped, awaiting = _asked_together(at.goal, at.dialogue, last)
        dialogue = replace(at.dialogue.without(dropped), misses=0, awaiting=awaiting)
        return self.calculations.prompts.ask(at.conversation, at.goal, dialogue, ["好，退回上一步。"])

    def restart(self, at: Open) -> Turn:
        fresh = replace(at.dialogue, answers={}, awaiting=None, misses=0, doubt=None)
        return self.calculations.advance(at.conversation, fresh, ["好，从头来。"])

    def missed(self, at: Open, normal: str = "") -> Turn:
        """Nothing was understood: asked again; then with the ways out; then with all that was told, and the office."""
        if at.field is not None and at.field.has_default and _says_there_is(at.field, normal):
            return self.calculations.prompts.ask_again(at, f"好，有的话请说是多少。{how_to_answer(at.field)}")
        misses = at.dialogue.misses + 1
        at = replace(at, dialogue=replace(at.dialogue, misses=misses))
        if misses == 1:
            return self.calculations.prompts.ask_again(at, _no_answer(at.field, normal))
        quick: tuple[QuickReply, ...] = (QuickReply(label="不知道", text="不知道"), *_OUT)
        known = {button.text for button in asking.buttons(at.goal, at.dialogue, at.path)}
        quick = tuple(button for button in quick if button.text not in known)
        labels = [button.label for button in (*asking.buttons(at.goal, at.dialogue, at.path), *quick)]
        by_number = at.field is None or at.field.kind not in FIGURES
        ways = f"也可以回序号：\n{wording.numbered(labels)}" if by_number else f"也可以说：{'、'.join(labels)}。"
        if misses == MISSES_WITH_OPTIONS:
            return self.calculations.prompts.ask_again(at, f"还是没听懂。{how_to_answer(at.field)}{ways}", quick=quick)
        told = reporting.told_lines(at.goal, at.dialogue)
        collected = f"\n说过的都还在：{'；'.join(told)}。" if told else ""
        office = reporting.office(at.goal)
        text = f"这样怕耽误您，也可以直接问主管部门：{office}{collected}\n要接着算，{how_to_answer(at.field)}{ways}"
        return self.calculations.prompts.ask_again(at, text, quick=quick)


def _no_answer(field: Field | None, normal: str) -> str:
    """What is said the first time: a figure of another sort is named, and what is accepted."""
    figures = [figure for figure in find_figures(normal) if figure.sort not in (Sort.OTHER, Sort.ORDINAL)]
    if field is not None and len(figures) == 1 and not fits(field, figures[0]):
        return f"“{figures[0].text}”答的不是这一问。{how_to_answer(field)}"
    if field is not None and field.kind in ("marks", "choice"):
        return f"没听明白。{how_to_answer(field)}"
    return "没听明白，咱们接着这一问："


def _says_there_is(field: Field, normal: str) -> bool:
    """对, 领过, to how much was had before: that there was something, and not how much."""
    said = _PARTICLES.sub("", normal)
    if find_figures(normal):
        return False
    return field.kind not in ("yes_no", "choice") and (yes_or_no(normal) is True or said in field.cues)


def _asked_together(inquiry: Inquiry, dialogue: Dialogue, last: str) -> tuple[set[str], str]:
    """The facts that one answer told, and the question that asked for them."""
    fact = inquiry.facts.by_id.get(last)
    if fact is None or fact.group is None:
        return {last}, last
    said = dialogue.answers[last].said
    members = {other.id for other in inquiry.facts.members(fact.group)}
    told = {name for name, value in dialogue.answers.items() if name in members and value.said == said}
    return told, fact.group if len(told) > 1 else last


def how_to_answer(field: Field | None) -> str:
    """What an answer to a field looks like."""
    if field is None:
        return "回“没有了”，或者直接说下一个的数。"
    kinds = {
        "money": "回一个金额就行，例如“300万”“1.2亿”。",
        "percent": "回一个百分数，例如“35%”。",
        "rate": "回一个利率，例如“3.45%”。",
        "factor": "回一个数，例如“1.2”。",
        "count": "回一个数，例如“8家”。",
        "yes_no": "回“是”或“不是”。",
        "choice": "选一个：" + "、".join(option.label for option in field.options.values()) + "。",
        "marks": f"回“没有”，或者说领过的是哪几档{_tiers(field)}。",
        "several": "回序号，例如“1、3”；都没有就回“都没有”。",
    }
    return kinds.get(field.kind, "")


def _tiers(field: Field) -> str:
    """The tiers to choose from, where they are known: （20%、40%、60%）."""
    marks = [f"{plain(mark)}%" if field.marks_unit == "percent" else spoken(mark) for mark in field.marks]
    return f"（{'、'.join(marks)}）" if marks else "，例如“10亿那一档”" if field.marks_unit == "money" else ""
