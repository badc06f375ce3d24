"""One message in, one reply out: pure, from a conversation to the next one."""

from datetime import UTC, datetime, timedelta

from bot import wording
from bot.changed import replace
from bot.checks import Checks
from bot.content.load import Content
from bot.conversation import Conversation
from bot.courtesies import Courtesies, examples
from bot.dialogue import filling
from bot.dialogue.afterwards import Afterwards
from bot.dialogue.asking import OPEN_AGAIN
from bot.dialogue.calculation import Calculations
from bot.dialogue.item_names import by_number
from bot.dialogue.state import Turn, opened
from bot.dialogue.switching import Switching
from bot.dialogue.talking import Talking
from bot.dialogue.verdicts import Verdicts
from bot.messages import MAX_TEXT, Reply
from bot.naming import Naming
from bot.offers import Offers
from bot.overview import Overview
from bot.picking import picked
from bot.profile import Profiles
from bot.questions import Questions
from bot.questions.in_full import asked_in_full
from bot.questions.told_parts import told_parts
from bot.sheets.issuing import Sheets
from bot.speech import is_question, wants_sum
from bot.understanding import Outcome, Understanding
from bot.understanding.quoting import Quoting
from calculators.patterns import compile_all, lazy
from calculators.reading.batches import without_each
from calculators.reading.pauses import with_commas
from calculators.reading.slips import without_slips
from intents.moves import find_move
from intents.normalise import bare, normalise

_BARE_FIGURE = lazy(r"[\d.,%]+")
_LONG_AGO = timedelta(hours=12)  # after that an open calculation is offered, not forced
_STATEMENT = 30
_ABOUT_TO_ASK = lazy(  # 我是会计,想问下落地奖公式: no statement, though it has no word of a question
    r"(?:想问|问问|问一?下|咨询|请教|打听(?!到)|想了解|了解一?下|想知道|想看看?)[^,.;?!]*[^,.;?!问下您你们个一点事吧呢啊哈]{2}"
)
_INTRODUCED = lazy(
    r"^(?:其实|实际上|现在|目前|说错了|不对|对了|哦|[,\s])*(?:我们?|咱们?|俺们?|本|公司|企业|单位)(?:公司|企业|单位|厂|家)?.{1,16}$"
)


class Engine:
    """Everything between a text and a reply. Holds content only; conversations go through it as values.

    `once`: for a single question, which need not wait for the patterns that only others use.
    """

    def __init__(self, content: Content, understanding: Understanding | None = None, *, once: bool = False) -> None:
        self.content = content
        self.understanding = understanding or Understanding(content)
        self.quoting = Quoting(content)
        self.naming = naming = Naming(content, self.understanding)
        self.calculations = Calculations(content)
        self.sheets = Sheets(content)
        self.profiles = Profiles(content)
        self.verdicts = Verdicts(self.calculations, naming)
        self.afterwards = Afterwards(self.calculations, self.verdicts)
        self.switching = Switching(self.calculations, naming)
        self.courtesies = Courtesies(self.calculations, self.profiles, self.switching, self.afterwards)
        self.questions = Questions(content, naming, self.calculations)
        self.checks = Checks(content, self.understanding, self.calculations, self.profiles)
        self.offers = Offers(content, self.calculations, self.profiles)
        self.overview = Overview(content)
        self.talking = Talking(
            self.calculations, self.questions, self.courtesies, self.checks, self.switching, self.verdicts
        )
        if not once:
            compile_all()

    def respond(
        self, conversation: Conversation, text: str, now: datetime | None = None, site: str | None = None
    ) -> Turn:
        """The reply to a message, and the conversation after it. `site`: as Incoming has it."""
        now = now or datetime.now(UTC)
        normal = normalise(text[:MAX_TEXT])
        if not self.questions.by_button.is_one(normal):  # whose words stay as they are
            normal = self._asked(self.naming.parted(without_each(without_slips(with_commas(normal)))))
        at = now.isoformat(timespec="seconds")
        reply, after = self._reply(replace(self._returned(conversation, normal, now), at=at), normal, site)
        # What a number picks is what this reply offers, never what one before it did.
        parts = told_parts(self.content, conversation, after, reply)
        return reply, replace(after, at=at, options=reply.quick_replies, told=parts)

    def _asked(self, normal: str) -> str:
        """The message without a document that it quotes, if what it asks is understood without."""
        quoted = self.quoting.quoted(normal)
        if quoted is None:
            return normal
        understood = self.understanding.understand(quoted.rest)
        likely = understood.outcome in (Outcome.SURE, Outcome.LIKELY)
        sort, _, id = (understood.topic or "").partition(":")
        cards = self.content.rules[id].policies if sort == "rule" else (id,)
        return quoted.rest if likely and (understood.names or not quoted.cards.isdisjoint(cards)) else normal

    def _reply(self, conversation: Conversation, normal: str, site: str | None) -> Turn:
        at = opened(self.content, conversation)
        if not bare(normal):
            if at is not None:
                return self.talking.repair.missed(at)
            return Reply(
                kind="fallback", text=wording.EMPTY, intent="empty", confidence=0.0, quick_replies=examples()
            ), conversation
        normal = by_number(conversation, normal)
        chosen = picked(self.content, conversation, at, normal)
        if chosen is not None:
            normal = normalise(chosen)
        # 88 is no farewell where a figure is asked for
        move = None if at is not None and _BARE_FIGURE.fullmatch(normal) else find_move(normal)
        if move == "sheet":
            return self._sheet(conversation, site)
        reply, after = (
            self.talking.turn(at, normal, move) if at is not None else self._outside(conversation, normal, move)
        )
        return reply, after if move is not None else self.profiles.noted(after, normal)

    def _sheet(self, conversation: Conversation, site: str | None) -> Turn:
        """The sheet of the last result; an open question stands."""
        reply, after = self.sheets.issue(conversation, site)
        at = opened(self.content, after)
        if at is None:
            return reply, after
        again, after = self.calculations.prompts.ask_again(at, f"{reply.text}\n{OPEN_AGAIN}", "notice")
        return again.model_copy(update={"intent": reply.intent}), after

    def _returned(self, conversation: Conversation, normal: str, now: datetime) -> Conversation:
        """Back after a long time: an open calculation is put aside, unless the message just answers it."""
        at = opened(self.content, conversation)
        if at is None or conversation.at is None or now - datetime.fromisoformat(conversation.at) < _LONG_AGO:
            return conversation
        if not is_question(normal) and filling.fill(at.goal, at.dialogue, normal, self.content.rates).told:
            return conversation
        return replace(conversation.put_aside(), options=())

    def _outside(self, conversation: Conversation, normal: str, move: str | None) -> Turn:
        if move == "human":
            contact = self.questions.more.contact(conversation, normal)
            if contact is not None:
                return contact
        if move == "detail" and conversation.finished is None:
            more = self.questions.more.turn(conversation, normal)
            if more is not None:
                return more
        if move is not None:
            moved = self.courtesies.answer(conversation, move)
            if moved is not None:
                return self.switching.offered(moved)
        exactly = (
            self.questions.computing.asked_by_title(conversation, normal)
            or self.questions.by_button.turn(conversation, normal)
            or self._cases(conversation, normal)
        )
        if exactly is not None:
            return exactly
        meant = (
            self._all_there_is(conversation, normal)
            or self.switching.turn(conversation, normal)
            or self.questions.after_card.turn(conversation, normal)
            or self.afterwards.turn(conversation, normal)
            or self.profiles.changed(conversation, normal)
            or self._told(conversation, normal)
        )
        if meant is not None:
            return meant
        more = self.questions.more.turn(conversation, normal)
        if more is not None:
            return more
        full = asked_in_full(self.content, conversation, normal)
        understood = self.understanding.understand(full)
        if understood.outcome in (Outcome.UNKNOWN, Outcome.UNSURE):
            understood = self.understanding.understand(normal)
        else:
            normal = full
        added = self.questions.added.turn(conversation, understood)
        if added is not None:
            return added
        follow = self.checks.fitting(conversation, understood) or self.questions.following.turn(
            conversation, understood
        )
        if follow is not None:
            return self.questions.without_examples(conversation, follow, normal, leans=True)
        about = self.questions.without_examples(conversation, self.questions.about(conversation, understood), normal)
        return self.switching.offered(about)

    def _all_there_is(self, conversation: Conversation, normal: str) -> Turn | None:
        """What there is, for anybody or for whoever asks; 那对我们有啥好处 is asked of the card talked of."""
        if self.questions.following.is_of_it(conversation, normal):
            return None
        return (
            self.overview.turn(conversation, normal)
            or self.checks.wanted(conversation, normal)
            or self.offers.turn(conversation, normal)
            or self.checks.in_general(conversation, normal)
        )

    def _cases(self, conversation: Conversation, normal: str) -> Turn | None:
        """投6000万和投9000万差多少: of the award that is named, else of the one talked of."""
        cases = self.talking.cases
        if not cases.asked(normal):
            return None
        understood = self.understanding.understand(normal)
        sort, _, id = (understood.topic or "").partition(":")
        named = understood.outcome is Outcome.SURE and sort == "policy"
        talked_of = (conversation.topic or "").partition(":")[2]
        card = self.content.cards.get(id if named and (understood.names or not talked_of) else talked_of)
        return cases.turn(conversation, card.calculator_id, normal) if card is not None else None

    def _told(self, conversation: Conversation, normal: str) -> Turn | None:
        """A statement: what a waiting calculation asked for, or what the enterprise is."""
        if is_question(normal) or wants_sum(normal) or _ABOUT_TO_ASK.search(normal):
            return None
        introduced = self.checks.introduced(conversation, normal)
        if introduced is not None or len(normal) > _STATEMENT:
            return introduced
        if conversation.waiting:
            first, *others = conversation.waiting
            goal = self.content.goal(first.calculator)
            if goal is not None and first.awaiting and filling.fill(goal, first, normal, self.content.rates).told:
                return self.calculations.turn(replace(conversation, dialogue=first, waiting=tuple(others)), normal)
        introduced = self.profiles.introduced(conversation, normal) if _INTRODUCED.match(normal) else None
        return introduced and (introduced[0], self._turned_to(introduced[1], normal))

    def _turned_to(self, conversation: Conversation, normal: str) -> Conversation:
        """我们刚拿到小巨人, and 省里也给吗 next: the award for what was just told is the one talked of."""
        understood = self.understanding.understand(f"{normal}给多少钱")
        if understood.outcome is not Outcome.SURE or not (understood.topic or "").startswith("policy:"):
            return conversation
        return replace(conversation, topic=understood.topic, said=normal)
