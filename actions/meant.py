"""Which role is meant by a name that could mean several or none, as far as names alone can say."""

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cache, partial

from actions.knowledge import Known
from actions.likeliest import LEADS, NEARLY, likeliest, stand_in
from actions.question import Question, in_context, named_together, other_named, talked_of
from actions.side_by_side import beside_topic, paired, side_by_side
from actions.turning import SURELY, SURELY_ASKED, pointing, turned
from bot.reading.described import Described
from bot.reading.limits import EASY
from bot.reading.marks import Mark
from bot.reading.parts import Part
from bot.reading.reading import OF_ROLES, OF_SEVERAL, Asked, Led, Named
from bot.reading.stance import Stance
from bot.reading.told import Tells, Told
from bot.search.duties import is_answer

# What is asked of other work that is named in the middle of talk about a role.
_OF_WORK = frozenset(
    (
        *(Asked.become, Asked.pay, Asked.duration, Asked.courses, Asked.vacancies, Asked.outlook, Asked.day),
        Asked.worth,
    )
)
# What asks nothing where all that it names is refused.
_ONLY_REFUSING = OF_ROLES | {
    Asked.unclear,
    Asked.out_of_scope,
    Asked.feedback_bad,
    Asked.dislike,
    Asked.who,
    Asked.deny,
}
# What lists jobs by itself, with what narrows the list.
_LISTING = frozenset((Asked.pay, Asked.outlook))
# From how surely it asks again a message that names nothing but one role means that.
_GOES_ON = 0.8
# So many of the things that a question is about are looked up; so many roles are like one by their names.
MOST_LOOKED_UP, MOST_ALIKE = 6, 20


def understood(question: Question, known: Known) -> Question:
    """The question in its conversation, each name of it meaning one role where one is far the likeliest."""
    question, refused = _without_refused(question)
    question = _described(in_context(_without_owned(pointing(question, known)), known), known)

    # A name that is said again means the same again.
    @cache
    def meant(text: str, roles: tuple[str, ...], is_kind: bool, whole: str) -> Named:
        return likeliest(Named(text, roles, is_kind=is_kind, whole=whole), known)

    named = []
    own = {role for each in question.memory.told if each.tells is Tells.done for role in each.roles}
    for mention in map(partial(_own, own=own), question.mentions):
        found = meant(mention.text, mention.roles, mention.is_kind, mention.whole)
        named.append(
            replace(
                mention,
                text=found.text,
                roles=found.roles,
                others=found.others,
                is_nearest=found.is_nearest or (mention.is_nearest and found.roles == mention.roles),
            )
        )
    meaning = turned(paired(question.naming(tuple(named)), known), known)
    meaning = _of_those_that(side_by_side(beside_topic(meaning, known), known), known)
    return _refusing(meaning, refused) if refused else meaning


def _of_those_that(question: Question, known: Known) -> Question:
    """A question which of the jobs just named are easy to get into, which lists those by pay; any other as it is."""
    reading = question.reading
    if reading.asked in _LISTING or EASY.isdisjoint(reading.limits) or not named_together(question, known):
        return question
    return replace(question, reading=replace(reading, asked=Asked.pay, other="", stretches=()))


def _own(mention: Named, own: Set[str]) -> Named:
    """The name, where it may mean several roles, with the one of them that somebody told they had."""
    had = [role for role in mention.roles if role in own]
    return replace(mention, roles=tuple(had), is_kind=False) if len(had) == 1 < len(mention.roles) else mention


def _without_refused(question: Question) -> tuple[Question, tuple[Named, ...]]:
    """A question without the roles that it refuses, or names in passing where there is another; and those it refuses.

    'Lol biomass manager, nah' asks nothing of that one, and 'my sister is a nurse' nothing of hers.
    """
    refused = tuple(each for each in question.mentions if each.stance is Stance.refused)
    kept = tuple(each for each in question.mentions if each.stance not in (Stance.refused, Stance.passing))
    begins = question.memory.topic is None
    if question.reading.asked in OF_SEVERAL and refused:
        return _of_the_other(question, refused)
    stands = question.reading.asked in OF_SEVERAL or bool(question.reading.here) or (begins and not kept)
    if len(kept) == len(question.mentions) or stands:
        return question, ()
    if not kept and question.reading.asked is Asked.follow_up and question.reading.sure >= _GOES_ON:
        # 'With the marketing manager' answers what was asked back.
        return question, ()
    if not (kept or refused or question.memory.focus):
        return question, ()
    return question.naming(kept), refused


def _of_the_other(question: Question, refused: tuple[Named, ...]) -> tuple[Question, tuple[Named, ...]]:
    """A question that only seems to be of several roles, since it refuses all of them but one, as it is of that one.

    'How do I become an animal trainer, not a tour guide' asks no way to a tour guide; that from a nurse to a teacher is
    still asked by whoever is done with nursing.
    """
    reading = question.reading
    kept = tuple(each for each in question.mentions if each not in refused)
    leaves = any(each.part is Part.start for each in refused)
    if len(kept) != 1 or leaves or (reading.sure >= SURELY_ASKED and reading.asked is not Asked.path):
        return question, ()
    otherwise = Asked.become if reading.asked is Asked.path else Asked.duties
    asked = reading.of_role if reading.of_role is not Asked.unclear else otherwise
    alone = replace(kept[0], part=Part.subject)
    return replace(question, reading=replace(reading, asked=asked, roles=(alone,))), refused


def _refusing(question: Question, refused: tuple[Named, ...]) -> Question:
    """A question, telling which roles are not wanted; where it asks about nothing else, other roles are looked for."""
    reading = question.reading
    unwanted = [Told(Tells.unwanted, each.text, each.roles) for each in refused if len(each.roles) == 1]
    is_left = bool(reading.roles) or reading.asked not in _ONLY_REFUSING
    of_them = {role for each in unwanted for role in each.roles}
    told = (*(each for each in reading.told if not of_them.intersection(each.roles)), *unwanted)
    asked = reading.asked if is_left else Asked.tell_self
    return replace(question, reading=replace(reading, asked=asked, told=told))


def _without_owned(question: Question) -> Question:
    """A question that points back, without whom it names as somebody's: 'our teacher wants the hardest part of it'."""
    if not (question.reading.shows(Mark.back) and question.memory.focus):
        return question
    return question.naming(tuple(each for each in question.mentions if each.led is not Led.by_owner))


def _described(question: Question, known: Known) -> Question:
    """The question with the role that it describes: one of those offered, else any that is called so or does so."""
    described = question.reading.described
    if described is None or question.reading.asked is Asked.who:
        return question
    within = [each for each in question.mentions if described.start <= each.start and each.end <= described.end]
    if question.named:
        return _beside_described(question, described, known)
    role, is_nearest = _of_offered(question, known, described.text), False
    if not role and described.names:
        role, is_nearest = stand_in(known, described.text), True
    if not role and described.names:
        role, is_nearest = next(iter(_doing(known, described.text)), None), False
    if not role:
        return question
    others = [each for each in question.mentions if each not in within]
    return question.naming(
        (Named(described.text, (role,), described.start, described.end, is_nearest=is_nearest), *others)
    )


def _beside_described(question: Question, described: Described, known: Known) -> Question:
    """A question of one role that is named and one that is only described beside it, with both.

    'A sales rep, like the ones that come in here' is of the one named.
    """
    if len(question.mentions) != 1 or not (question.reading.shows(Mark.of_two) and described.names):
        return question
    role = known.doers.role_of(described.text)
    if not role or role in question.named:
        return question
    beside = Named(described.text, (role,), described.start, described.end, is_nearest=True)
    return question.naming((*question.mentions, beside))


def _of_offered(question: Question, known: Known, description: str) -> str | None:
    """Which of the roles offered, or talked of, a description is of, by its names, else by its duties."""
    named = _of_offered_by_name(question, known, description)
    return named or next(iter(_doing(known, description, _offered(question, known))), None)


def _of_offered_by_name(question: Question, known: Known, words: str, within: float = 1.0) -> str | None:
    """Which of the roles offered, or talked of, has words like its names; within: so much less than any other's."""
    offered = _offered(question, known)
    named = known.titles.rank(words, MOST_ALIKE) if offered else []
    enough = max(NEARLY, named[0].score - within) if named else NEARLY
    return next((match.role for match in named if match.score >= enough and match.role in offered), None)


def _offered(question: Question, known: Known) -> list[str]:
    """The roles that were offered, then those talked of, each once."""
    memory = question.memory
    offered = [role for role in (*memory.choices, *memory.suggested) if role in known.store]
    return list(dict.fromkeys((*offered, *talked_of(question, known))))


def _doing(known: Known, description: str, roles: Sequence[str] | None = None) -> list[str]:
    """The roles, of all or some, that do what a description says, best first."""
    if roles is not None and not roles:
        return []
    found = known.duties.rank(description, roles)
    return [match.role for match in found if is_answer(match) and match.role not in known.store.residual]


def about_something(question: Question, known: Known, most: int = 1) -> Question:
    """A question about a role that names none, with the roles nearest to what it names instead, if any are."""
    if len(question.mentions) >= most or not (other_named(question, known) or _is_other_work(question, known)):
        return question
    named = [_of_list_or_any(words, question, known) for words in question.reading.stretches[:MOST_LOOKED_UP]]
    found = tuple(mention for mention in named if mention.roles)
    return question.naming((*question.mentions, *found)[:most]) if found else question


def _of_list_or_any(words: str, question: Question, known: Known) -> Named:
    """The role that words are for: of those offered the one that has them in a name, else any."""
    role = _of_offered_by_name(question, known, words, LEADS)
    return Named(words, (role,)) if role else likeliest(Named(words, ()), known)


def _is_other_work(question: Question, known: Known) -> bool:
    """Whether a question names work that is not what was talked about: 'how do I get into dog training'."""
    reading = question.reading
    # 'How do I get there from plumbing' asks the way to what was talked about.
    if reading.asked not in _OF_WORK or reading.shows(Mark.back, Mark.onwards) or not reading.other:
        return False
    if known.names.of_field(reading.other):
        return True
    # 'Is biology useful' asks about a subject.
    subject = known.skills.find(reading.other)
    return not (subject and subject.score == 1.0) and known.nearest(reading.other)[1] >= SURELY
