"""One message in, one reply out: pure, from a conversation to the next one."""

import re
from dataclasses import replace

from bot import wording
from bot.answering import EXAMPLES, Answers
from bot.content.load import Content
from bot.content.talk import talks
from bot.conversation import Conversation
from bot.dialogue import asking
from bot.dialogue.calculation import OPEN_AGAIN, Calculations, Turn, is_question
from bot.dialogue.filling import CORRECTION
from bot.messages import MAX_TEXT, QuickReply, Reply
from bot.understanding import Outcome, Understanding, Understood
from calculators.answers import Told, says_unknown
from calculators.calculator import Calculator, field_of
from intents.moves import find_move
from intents.normalise import bare, normalise

_WANTS_SUM = re.compile(
    r"(?:帮|给|替|请|麻烦|想|要|能不能|可以|可不可以|怎样)(?:我|我们|咱|咱们|俺|忙|你|您|一下|先)*[^,.;?!]{0,16}?算(?!数|不算|是|在内|吗|一?户|一?家|进去)|"
    r"算(?:一算|算|一下|下|个账|笔账)|测算|计算一下|算出来|重新算"
)
_HOW = re.compile(r"怎么算|如何算|怎么计算|如何计算|按什么算|按哪")
_HOPES = re.compile(
    r"多少|能拿|能领|能得|能补|能奖|能给|可以拿|有没有[钱奖补]|有奖|给不|补不|奖不|给几|奖几|几个钱|拿到|啥说法|什么说法|合计|一共|[万亿w]元?[吗不]|拿全"
)
_PICK = re.compile(r"^(?:选|我选|就|第)?([1-9一二三])(?:个|项|号|、|\.)?(?:吧|的)?$")
_DIGITS = {"一": 1, "二": 2, "三": 3}
_FOLLOW = re.compile(r"^(?:那|那么|它|他|这个|这项|这|该|上面|刚才)")
_SWAP = re.compile(r"^那(.{1,10})呢$")
_BUTTON_SUM = re.compile(r"^帮我算(.+)$")
_DETAIL_UNITS = 0.72  # a specific question this close is answered, not computed
_EXACT_WORDS = 0.9  # with several figures given, only one that is all but the same


class Engine:
    """Everything between a text and a reply. Holds content only; conversations go through it as values."""

    def __init__(self, content: Content, understanding: Understanding | None = None) -> None:
        self.content = content
        self.understanding = understanding or Understanding(content)
        self.answers = Answers(content)
        self.calculations = Calculations(content)
        self._titles = {bare(normalise(c.title)): c for c in content.calculators.values()}
        self._rule_of = {rule.calculator: rule for rule in content.rules.values() if rule.calculator}

    def respond(self, conversation: Conversation, text: str) -> Turn:
        """The reply to a message, and the conversation after it."""
        normal = normalise(text[:MAX_TEXT])
        if not bare(normal):
            return self._wordless(conversation)
        picked = self._picked(conversation, normal)
        if picked is not None:
            normal = normalise(picked)
        move = find_move(normal)
        if conversation.dialogue is not None and conversation.dialogue.awaiting is not None:
            return self._in_dialogue(conversation, normal, move)
        return self._outside(conversation, normal, move)

    def _wordless(self, conversation: Conversation) -> Turn:
        if conversation.dialogue is not None:
            return self.calculations.missed(conversation)
        return Reply(
            kind="fallback", text=wording.EMPTY, intent="empty", confidence=0.0, quick_replies=_examples()
        ), conversation

    def _picked(self, conversation: Conversation, normal: str) -> str | None:
        """A bare number picks the option offered under it, unless a figure was asked for."""
        found = _PICK.match(normal)
        if not found or not conversation.options:
            return None
        dialogue = conversation.dialogue
        if dialogue is not None and dialogue.awaiting is not None and not dialogue.awaiting.endswith(".more"):
            field = field_of(self.content.calculators[dialogue.calculator], dialogue.awaiting)
            if field is None or field.kind not in ("yes_no", "choice"):
                return None
        number = _DIGITS.get(found.group(1)) or int(found.group(1))
        return conversation.options[number - 1].text if number <= len(conversation.options) else None

    # ---- outside a dialogue

    def _outside(self, conversation: Conversation, normal: str, move: str | None) -> Turn:
        if move is not None:
            moved = self._move(conversation, move)
            if moved is not None:
                return moved
        if conversation.finished is not None and CORRECTION.search(normal):
            again = self.calculations.again(conversation, normal)
            if again is not None:
                return again
        summed = self._asked_by_title(conversation, normal)
        if summed is not None:
            return summed
        understood = self.understanding.understand(normal)
        follow = self._follow_up(conversation, understood)
        if follow is not None:
            return follow
        return self._about(conversation, understood)

    def _move(self, conversation: Conversation, move: str) -> Turn | None:
        """Moves that mean something without a dialogue."""
        if move == "cancel":
            fresh = replace(conversation, dialogue=None, waiting=(), options=())
            return _notice(wording.NOTHING_TO_CANCEL, move), fresh
        if move == "restart":
            return _notice(wording.RESTARTED, move, _examples()), Conversation(
                profile=conversation.profile, seen=conversation.seen
            )
        if move == "forget":
            return _notice(wording.FORGOTTEN, move), Conversation()
        if move == "profile":
            return self._profile(conversation), conversation
        if move == "resume" and conversation.waiting:
            return self.calculations.resume(conversation)
        if move == "repeat":
            return (conversation.last or _notice(wording.NOTHING_TO_REPEAT, move)), conversation
        if move == "detail":
            return _notice(conversation.rest or wording.NO_DETAIL, move), replace(conversation, rest="")
        if move in ("back", "resume", "wait", "another"):
            return _notice(wording.NOTHING_OPEN, move, self._to_compute()), conversation
        said = {
            "help": wording.HELP,
            "greet": wording.WELCOME,
            "thanks": wording.THANKS,
            "bye": wording.BYE,
            "praise": wording.PRAISE,
            "agree": wording.AGREE,
            "human": wording.HUMAN,
            "insult": wording.INSULT,
        }.get(move)
        if said is None:
            return None
        quick = _examples() if move in ("help", "greet") else ()
        return _notice(said, move, quick), replace(conversation, options=quick)

    def _profile(self, conversation: Conversation) -> Reply:
        if not conversation.profile:
            return _notice(wording.NO_PROFILE, "profile")
        lines = []
        for name, told in conversation.profile.items():
            field = next(
                (f for c in self.content.calculators.values() for f in c.inputs.values() if f.profile == name), None
            )
            lines.append(f"· {field.label if field else name}：{asking.value_of(field, told)}")
        text = "您告诉过我的：\n" + "\n".join(lines) + "\n算的时候会直接用，不对就说“改成…”；说“忘记我”全部删掉。"
        return _notice(text, "profile", (QuickReply(label="忘记我", text="忘记我"),))

    def _to_compute(self) -> tuple[QuickReply, ...]:
        return tuple(
            QuickReply(label=c.title, text=f"帮我算{c.title}") for c in list(self.content.calculators.values())[:3]
        )

    def _asked_by_title(self, conversation: Conversation, normal: str) -> Turn | None:
        """帮我算…: the words of our own button name the calculator exactly."""
        found = _BUTTON_SUM.match(bare(normal))
        calculator = self._titles.get(found.group(1)) if found else None
        return self.calculations.open(conversation, calculator.id, normal) if calculator else None

    def _follow_up(self, conversation: Conversation, understood: Understood) -> Turn | None:
        """那条件呢: an aspect without a subject keeps the topic of the last turn."""
        topic = conversation.topic
        if topic is None or not topic.startswith("policy:") or understood.names or understood.places:
            return None
        card = self.content.cards[topic.partition(":")[2]]
        short = len(understood.flat) <= 10
        points_back = bool(_FOLLOW.match(understood.flat)) and len(understood.flat) <= 16
        same = understood.topic == topic and understood.outcome is Outcome.SURE
        if same or not (short or points_back):
            return None
        if _WANTS_SUM.search(understood.text) and card.calculator_id:
            return self.calculations.open(conversation, card.calculator_id, understood.text, card.id)
        strong = understood.likeness >= 0.8 and not points_back
        if understood.aspects and not strong:
            return self._said(conversation, self.answers.aspect(card, understood.aspects[0]), topic)
        if _SWAP.match(understood.text) and not strong:
            return self._said(
                conversation, self.answers.aspect(card, "amount" if "amount" in card.sections else None), topic
            )
        return None

    def _about(self, conversation: Conversation, understood: Understood) -> Turn:
        """The reply to a question, by what it is about and how sure that is."""
        topic = understood.topic
        if topic is None or understood.outcome is Outcome.UNKNOWN:
            return self._said(conversation, self.answers.unknown(understood), None)
        sort, _, id = topic.partition(":")
        if sort == "talk":
            if understood.outcome is not Outcome.SURE:
                return self._said(conversation, self.answers.unknown(understood), None)
            return _notice(talks()[id].text, id), conversation
        if sort == "absent":
            return self._said(conversation, self.answers.absent(id, understood), None)
        if understood.foreign is not None:
            return self._said(conversation, self.answers.elsewhere(understood, understood.foreign), None)
        pair = self.understanding.pair(understood)
        if pair is not None and not _WANTS_SUM.search(understood.text):
            return self._said(conversation, self.answers.both(understood, *pair), f"policy:{pair[0]}")
        computed = self._computed(conversation, understood)
        if computed is not None:
            return computed
        if understood.outcome is Outcome.UNSURE:
            return self._said(conversation, self.answers.choices(understood), None)
        if sort == "rule":
            return self._said(conversation, self.answers.rule(id, understood), topic)
        return self._said(conversation, self.answers.policy(understood, id), topic)

    def _computed(self, conversation: Conversation, understood: Understood) -> Turn | None:
        """Opens a calculation when one is wished for, or when the question brings the figures for it."""
        wished = bool(_WANTS_SUM.search(understood.text)) and not _HOW.search(understood.text)
        calculator, policy = self._calculator_for(understood, wished)
        if calculator is None:
            return None
        if wished:
            return self.calculations.open(conversation, calculator.id, understood.text, policy)
        if understood.outcome is not Outcome.SURE or not _HOPES.search(understood.text):
            return None
        told = self.calculations.values(calculator.id, understood.text)
        if not told or _HOW.search(understood.text) or not self._brings_figures(calculator, told, understood):
            return None
        return self.calculations.open(conversation, calculator.id, understood.text, policy)

    def _calculator_for(self, understood: Understood, wished: bool) -> tuple[Calculator | None, str | None]:
        first = understood.candidates[0]
        for candidate in understood.candidates[: 3 if wished else 1]:
            sort, _, id = candidate.topic.partition(":")
            if candidate.score < 0.6 * first.score:
                continue
            name = (
                self.content.rules[id].calculator
                if sort == "rule"
                else self.content.cards[id].calculator_id
                if sort == "policy"
                else None
            )
            if name is not None and name in self.content.calculators:
                return self.content.calculators[name], id if sort == "policy" else None
        return None, None

    def _brings_figures(self, calculator: Calculator, told: dict[str, Told], understood: Understood) -> bool:
        """Figures are computed with; a mere choice only where the amount is asked for."""
        unit, _, key = understood.unit.partition(":")
        kinds = [field.kind for path in told if not path.endswith(".more") and (field := field_of(calculator, path))]
        figures = [kind for kind in kinds if kind not in ("choice", "yes_no", "marks")]
        if not figures:
            return unit == "section" and key == "amount" and "choice" in kinds
        if any(
            self.content.tables[table].status == "missing"
            for table in self.content.cards[calculator.policies[0]].tables
        ):
            return False  # nothing could be computed: the card says what is known
        close = _EXACT_WORDS if len(kinds) > 1 else _DETAIL_UNITS
        return not (unit == "question" and understood.likeness >= close)

    def _said(self, conversation: Conversation, reply: Reply, topic: str | None) -> Turn:
        kept = topic if topic is not None else conversation.topic
        return reply, replace(conversation, topic=kept, options=reply.quick_replies, rest="")

    # ---- inside a dialogue

    def _in_dialogue(self, conversation: Conversation, normal: str, move: str | None) -> Turn:
        if move is not None:
            moved = self._dialogue_move(conversation, move, normal)
            if moved is not None:
                return moved
        button = self._asked_by_title(conversation, normal)
        if button is not None:
            return button
        side = self._side_question(conversation, normal)
        if side is not None:
            return side
        if says_unknown(normal) and len(normal) <= 16:
            return self.calculations.unknown(conversation)
        turned = self.calculations.turn(conversation, normal)
        if turned is not None:
            return turned
        return self.calculations.missed(conversation)

    def _dialogue_move(self, conversation: Conversation, move: str, normal: str) -> Turn | None:
        calculations = self.calculations
        if move == "cancel":
            return _notice(wording.CANCELLED, move), replace(conversation, dialogue=None, waiting=(), options=())
        if move == "restart":
            dialogue = conversation.dialogue
            assert dialogue is not None
            fresh = replace(dialogue, answers={}, awaiting=None, misses=0)
            return calculations.advance(conversation, fresh, ["好，从头来。"])
        if move == "another":
            reply = _notice("好，想算哪一项？说名字就行，比如“帮我算成果转化补助”。", move, self._to_compute())
            return reply, replace(conversation, dialogue=None, options=reply.quick_replies)
        if move == "forget":
            return _notice(wording.FORGOTTEN, move), Conversation()
        if move in ("back", "why", "meaning", "example"):
            if move == "meaning" and not self._means_the_field(conversation, normal):
                return None
            turn: Turn = getattr(calculations, move)(conversation)
            return turn
        if move == "repeat":
            return calculations.ask_again(conversation, "")
        if move == "wait":
            return calculations.ask_again(conversation, "好，不急，查到了再说。", "notice")
        if move == "resume":
            return calculations.ask_again(conversation, "好，接着来。")
        said = {
            "help": wording.HELP,
            "human": wording.HUMAN,
            "thanks": wording.THANKS,
            "greet": "您好，我在。",
            "insult": wording.INSULT,
        }.get(move)
        if move == "profile":
            said = self._profile(conversation).text
        if said is None:
            return None
        return calculations.ask_again(conversation, f"{said}\n{OPEN_AGAIN}", "notice")

    def _means_the_field(self, conversation: Conversation, normal: str) -> bool:
        """什么意思 asks about the open field, unless the sentence names something else."""
        dialogue = conversation.dialogue
        assert dialogue is not None and dialogue.awaiting is not None
        field = (
            None
            if dialogue.awaiting.endswith(".more")
            else field_of(self.content.calculators[dialogue.calculator], dialogue.awaiting)
        )
        if field is None:
            return True
        words = (field.label, *field.cues, *(option.label for option in field.options.values()))
        if any(word.lower() in normal for word in words):
            return True
        understood = self.understanding.understand(normal)
        return understood.outcome is not Outcome.SURE

    def _side_question(self, conversation: Conversation, normal: str) -> Turn | None:
        """A question about something else: answered, and the open question stands."""
        if not is_question(normal) and not _WANTS_SUM.search(normal):
            return None
        if CORRECTION.search(normal) and not re.search(r"多少[钱?？]|能拿多少|给多少", normal):
            return None
        understood = self.understanding.understand(normal)
        dialogue = conversation.dialogue
        assert dialogue is not None
        calculator = self.content.calculators[dialogue.calculator]
        sort, _, id = (understood.topic or "").partition(":")
        if sort == "policy" and id in calculator.policies and _WANTS_SUM.search(normal):
            return None
        if understood.outcome is not Outcome.SURE or not sort:
            return self._aspect_aside(conversation, understood, calculator)
        if sort == "talk":
            return self._aside(conversation, talks()[id].text, None)
        if _WANTS_SUM.search(normal):
            computed = self._computed(conversation, understood)
            if computed is not None:
                return computed
        if sort == "absent":
            return self._aside(conversation, "", self.answers.absent(id, understood))
        if understood.foreign is not None:
            return self._aside(conversation, "", self.answers.elsewhere(understood, understood.foreign))
        reply = self.answers.rule(id, understood) if sort == "rule" else self.answers.policy(understood, id)
        return self._aside(conversation, "", reply)

    def _aspect_aside(self, conversation: Conversation, understood: Understood, calculator: Calculator) -> Turn | None:
        """那要什么材料: an aspect of the very policy that is being computed."""
        if not understood.aspects or len(understood.flat) > 14 or understood.aspects[0] in ("amount", "how"):
            return None
        policy = self.calculations._policies(calculator, conversation.dialogue)[0]  # type: ignore[arg-type]
        return self._aside(conversation, "", self.answers.aspect(self.content.cards[policy], understood.aspects[0]))

    def _aside(self, conversation: Conversation, text: str, reply: Reply | None) -> Turn:
        before = f"{reply.text if reply else text}\n\n{OPEN_AGAIN}"
        again, after = self.calculations.ask_again(conversation, before, "answer")
        if reply is None:
            return again, after
        kept = again.model_copy(
            update={
                "policies": reply.policies or again.policies,
                "sources": reply.sources,
                "intent": reply.intent,
                "confidence": reply.confidence,
            }
        )
        return kept, after


def _notice(text: str, intent: str, quick: tuple[QuickReply, ...] = ()) -> Reply:
    return Reply(kind="notice", text=text, intent=intent, quick_replies=quick)


def _examples() -> tuple[QuickReply, ...]:
    return tuple(QuickReply(label=text, text=text) for text in EXAMPLES)
