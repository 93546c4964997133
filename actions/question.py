"""A question in its conversation: what was read, what is remembered, and which roles it is about."""

from dataclasses import dataclass, field, replace

from rasa_sdk import Tracker

from actions.answer import role_ref
from actions.initials import initialled
from actions.knowledge import Known
from actions.memory import Memory
from bot.guidance.finder import Progress
from bot.reading.marks import Mark
from bot.reading.reading import Asked, Led, Named, Reading, from_data
from bot.reading.stance import Stance
from bot.reading.told import Tells
from bot.saying.answer import Answer
from bot.saying.kinds import AnswerKind
from bot.saying.text import block_lines
from bot.search.language import content_lemmas

# How many choices a question offers: more than fit on a phone's screen help nobody.
CHOICES = 8
# A title is told from others by so many words at least.
_WHOLE = 2
# What is told of the jobs of a list side by side, of so many, where none of them was picked.
_SIDE_BY_SIDE, MOST_BESIDE = frozenset((Asked.pay, Asked.outlook, Asked.qualification, Asked.duration)), 3


@dataclass(frozen=True)
class Question:
    """What was read of a message, with what was said before it.

    progress: what the person told the career finder; is_finding: whether it is under way. tells_more: whether it told
    something of somebody that was not remembered yet.
    """

    reading: Reading = field(default_factory=Reading)
    memory: Memory = field(default_factory=Memory)
    progress: Progress = field(default_factory=lambda: Progress((), {}))
    is_finding: bool = False
    tells_more: bool = False

    @property
    def mentions(self) -> tuple[Named, ...]:
        return self.reading.roles

    @property
    def named(self) -> tuple[str, ...]:
        """The roles named without doubt, each once."""
        return tuple(dict.fromkeys(mention.roles[0] for mention in self.mentions if len(mention.roles) == 1))

    @property
    def unclear(self) -> Named | None:
        """The first name that could mean several roles, or none."""
        return next((mention for mention in self.mentions if len(mention.roles) != 1), None)

    @property
    def country(self) -> str:
        """The ISO 3166 code of the country that the question is about, or that was named last; empty where none was."""
        return self.reading.country or self.memory.country

    @property
    def site(self) -> str:
        """The site or team that the question is about, named or remembered."""
        return self.reading.place or self.memory.place

    def naming(self, mentions: tuple[Named, ...]) -> "Question":
        """The same question, its names meaning other roles."""
        return replace(self, reading=replace(self.reading, roles=mentions))


def readings_of(tracker: Tracker) -> list[Reading]:
    """The readings of the latest message's questions; an empty one where the message was not read."""
    readings = tracker.latest_message.get("readings") or [{}]
    return [from_data(data) for data in readings]


def in_context(question: Question, known: Known) -> Question:
    """The question with what only the conversation makes clear meaning roles.

    Initials mean a role talked about ('PA' after a physician assistant), 'the second one' one of those offered.
    """
    if (role := titled(question, known)) and not _asks_of_other(question, role):
        stance = next((each.stance for each in question.mentions if role in each.roles), None)
        return question.naming((Named(known.store.titles[role], (role,), stance=stance),))
    mentions = tuple(
        _chosen(mention, question, known) for mention in initialled(question.reading, question.memory, known)
    )
    offered = [role for role in question.memory.choices if role in known.store]
    place, picks = question.reading.ordinal, not mentions or question.reading.shows(Mark.one)
    if place is not None and picks and -len(offered) <= place < len(offered):
        # 'The first one. Is it better than a plumber?' But 'number two, I want to be a nurse' picks none.
        others = tuple(each for each in mentions if offered[place] not in each.roles)
        mentions = (Named(question.reading.text, (offered[place],)), *others)
    return question.naming(mentions)


def _asks_of_other(question: Question, role: str) -> bool:
    """Whether a question names several roles, or surely asks about another than a role: 'not the guard, the chef'."""
    asked = [each for each in question.mentions if each.stance is Stance.asked and role not in each.roles]
    unwanted = {each for told in question.reading.told if told.tells is Tells.unwanted for each in told.roles}
    return len(question.mentions) > 1 or bool(asked) or role in unwanted


def _chosen(mention: Named, question: Question, known: Known) -> Named:
    """The name, meaning the one role offered that has the word in its title: 'the general one' of a general manager.

    A word that could mean several means the one offered, else talked of, that has it as its last, in whatever name of
    it: 'the planner' after a supply chain planner.
    """
    word = mention.text.lower()
    offered = [role for role in question.memory.choices if role in known.store]
    having = [role for role in offered if word in known.store.titles[role].lower().split()]
    if len(having) == 1:
        return replace(mention, roles=(having[0],))
    if " " in word or not (mention.is_kind or len(mention.roles) > 1):
        return mention
    if mention.led is Led.by_nothing:
        # 'Is tester a dying job' after a software tester.
        last = content_lemmas(word)[-1:]
        having = [role for role in focus_of(question, known) if content_lemmas(known.store.titles[role])[-1:] == last]
        return replace(mention, roles=(having[0],), is_kind=False) if len(having) == 1 else mention
    if mention.led is not Led.by_article:
        return mention
    kind = known.names.of_kind(word)
    for roles in (offered, talked_of(question, known)):
        having = [role for role in roles if role in kind]
        if len(having) == 1:
            return replace(mention, roles=(having[0],), is_kind=False)
    return mention


def titled(question: Question, known: Known) -> str:
    """The only role offered of which a message has the whole title: 'the computer, ATM, office machine repairer'."""
    titles = {
        role: frozenset(content_lemmas(known.store.titles[role]))
        for role in question.memory.choices
        if role in known.store
    }
    said = question.reading.words
    having = [role for role, title in titles.items() if len(title) >= _WHOLE and title <= said]
    return having[0] if len(having) == 1 else ""


def talked_of(question: Question, known: Known) -> list[str]:
    """The roles that the conversation was about and the store has, each once, newest first."""
    memory = question.memory
    return [role for role in dict.fromkeys((*memory.focus, *memory.recent)) if role in known.store]


def focus_of(question: Question, known: Known) -> tuple[str, ...]:
    """The roles that the last answer was about and the store has."""
    return tuple(role for role in question.memory.focus if role in known.store)


def chosen_of(question: Question, known: Known) -> tuple[str, ...]:
    """The one of the roles just offered that a short answer picks: 'the operations one', 'the second'."""
    return picked(question.reading, question.memory.choices, known)


def picked(reading: Reading, choices: tuple[str, ...], known: Known) -> tuple[str, ...]:
    """The one of some roles that a message picks, by a word of its title or by its place; empty if it picks none."""
    offered = [role for role in choices if role in known.store]
    fitting = [role for role in offered if not reading.words.isdisjoint(_telling_words(known.store.titles[role]))]
    if len(fitting) == 1:
        return (fitting[0],)
    place = reading.ordinal
    return (offered[place],) if place is not None and -len(offered) <= place < len(offered) else ()


def _telling_words(title: str) -> tuple[str, ...]:
    """What tells a title from others of its kind: 'general' of 'General Manager'."""
    return content_lemmas(title)[:-1]


def roles_asked_about(question: Question, known: Known) -> tuple[str, ...] | Answer:
    """The roles a question is about, named or referred to; or the Answer that asks for, or regrets, the role."""
    unclear = question.unclear
    if question.named and not (unclear and unclear.roles):
        return question.named
    if unclear:
        return unclear_role(known, unclear)
    other = other_named(question, known)
    if other:
        return unknown_role(known, other)
    return (
        named_together(question, known)[:MOST_BESIDE]
        or focus_of(question, known)
        or _of_list(question, known)
        or _pointed_at(question, known)
        or Answer(AnswerKind.which_role)
    )


def _pointed_at(question: Question, known: Known) -> tuple[str, ...]:
    """The roles just offered to choose from, where they are few and a question goes on about whichever it is."""
    offered = tuple(role for role in question.memory.choices if role in known.store)
    return offered if question.reading.shows(Mark.back) and 0 < len(offered) <= MOST_BESIDE else ()


def _of_list(question: Question, known: Known) -> tuple[str, ...] | Answer:
    """The jobs just listed for somebody, where a question may be about all; else the Answer that asks which of them."""
    listed = listed_for(question, known)
    if len(listed) < 2 or question.reading.asked in _SIDE_BY_SIDE:
        return listed[:MOST_BESIDE]
    return Answer(AnswerKind.which_listed, tuple(role_ref(known.store, role) for role in listed[:CHOICES]))


def named_together(question: Question, known: Known) -> tuple[str, ...]:
    """The jobs just named of which a question asks which it is, or about all: 'which of those grow'; else none."""
    if not question.reading.shows(Mark.of_those) or question.named:
        return ()
    # What is left of a list was not named yet.
    left = [line for block in question.memory.unsaid for line in block_lines(block, False)]
    offered = [role for role in question.memory.choices if role in known.store]
    named = tuple(role for role in offered if not any(known.store.titles[role] in line for line in left))
    together = named or focus_of(question, known)
    return together if len(together) > 1 else ()


def listed_for(question: Question, known: Known) -> tuple[str, ...]:
    """The jobs that the last answer listed for what somebody told, of which none was picked."""
    memory = question.memory
    if memory.topic is not Asked.tell_self or memory.focus:
        return ()
    return tuple(role for role in memory.choices if role in known.store)


def unclear_role(known: Known, mention: Named) -> Answer:
    """Asks which of several roles a name means, or regrets that none has it."""
    return which_role(known, mention.roles, mention.text) if mention.roles else unknown_role(known, mention.text)


def other_named(question: Question, known: Known) -> str:
    """What a question names that is no role of the store, nor one that was talked about; empty if it names nothing."""
    reading = question.reading
    if not reading.other or reading.shows(Mark.back):
        return ""
    return reading.other if reading.is_other_role or not focus_of(question, known) else ""


def which_role(known: Known, roles: tuple[str, ...], asked: str = "") -> Answer:
    """Asks which of some roles is meant.

    The broadest roles that we wrote ourselves come first; groups that are no one job only where there is nothing else.
    """
    store = known.store
    candidates = [role for role in roles if role in store]
    candidates = [role for role in candidates if role not in store.residual] or candidates
    candidates.sort(
        key=lambda role: (role not in store.hand_written, store.families[role] != "Management", store.titles[role])
    )
    return Answer(AnswerKind.which_role, tuple(role_ref(store, role) for role in candidates[:CHOICES]), asked=asked)


def unknown_role(known: Known, asked: str) -> Answer:
    """Regrets a role that the store does not have, with the likest names as suggestions."""
    near = known.without_leftovers(known.titles.nearest(asked))
    return Answer(
        AnswerKind.unknown_role, tuple(role_ref(known.store, match.role, match.score) for match in near), asked=asked
    )


def need_two(known: Known, roles: tuple[str, ...]) -> Answer:
    """Asks for the role to put beside those named."""
    return Answer(AnswerKind.need_two, which_role(known, roles).roles)


def names_in(question: Question) -> list[str]:
    """The different names of roles that a question has, as they are typed."""
    return list({mention.text.casefold(): mention.text for mention in question.mentions if mention.text}.values())


def same_role(known: Known, question: Question) -> Answer:
    """Says that two names in a question mean one role."""
    return Answer(
        AnswerKind.same_role, which_role(known, question.named[:1]).roles, asked=", ".join(names_in(question))
    )
