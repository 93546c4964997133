"""What a question asks, where its wording says it better than the intent."""

from collections.abc import Sequence

from bot.reading.about import phrases_in
from bot.reading.aspect import aspect_asked, noun_asked
from bot.reading.clauses import duty_asked_in
from bot.reading.described import asks_its_name, described_in
from bot.reading.duty import asks_if_true, begins_with_who
from bot.reading.exceptions import traits
from bot.reading.grammar import sentences
from bot.reading.known_names import Names
from bot.reading.limits import INTERESTS, Limit, limits_in
from bot.reading.marks import Mark, marks_in
from bot.reading.pairs import sides_in
from bot.reading.parts import ranks
from bot.reading.phrases import Phrase
from bot.reading.questions import asking_part, asks_at_end, asks_beside, asks_of_any, looks_asked
from bot.reading.reading import OF_ROLES, OF_SEVERAL, Asked
from bot.reading.reference import asks_which, chooses, puts_right, refers_back
from bot.reading.selves import could_be
from bot.reading.stretches import Mentioned
from bot.reading.subject import is_confirmed, is_meant_as_role
from bot.search.language import is_english_word

# How surely something is asked of a role that is named for the question not to be out of scope.
INSIDE = 0.15
# The same of whoever asks for themselves: 'could I become a chef'.
HARDLY = 0.12
# How likely it must be that it is pay, or prospects, of which two roles are compared.
BESIDE = 0.15
# So few words name nothing else that they might be about; so few where one of them is 'it' or 'they'.
FEW_WORDS, FEW_OF_IT = 3, 6
# 'Who interviews applicants' is no question about an interview.
_FIRST_STEPS = frozenset((Asked.interview, Asked.application, Asked.courses, Asked.vacancies, Asked.first_step))
# What tells how one becomes something, and what asking whether one could may be taken for.
_WAYS_IN = frozenset((Asked.become, Asked.path, Asked.qualification))
_OPEN = frozenset((Asked.tell_self, Asked.suited, Asked.unclear, Asked.setting, Asked.check, Asked.interests))
_UNTOLD = frozenset((Asked.unclear, Asked.out_of_scope))
# What may be asked of one role that is named; the way there begins with who asks.
_OF_A_ROLE = OF_ROLES | {Asked.path}
_OF_ENTRY = frozenset((Asked.become, Asked.qualification))
# What a question that speaks of a degree may be taken for.
_ABOUT_ENTRY = frozenset((Asked.interests, Asked.check, Asked.worth, Asked.setting, Asked.summary, Asked.unclear))
# What saying what one heard, and asking if it is so, may be taken for.
_UNSURE = frozenset((Asked.source, Asked.unclear, Asked.tell_self, Asked.out_of_scope))
# What can be told of two roles beside each other.
_SIDE_BY_SIDE = frozenset((Asked.pay, Asked.outlook, Asked.duration, Asked.become))


def worded(
    asked: Asked,
    text: str,
    mentions: Sequence[Mentioned],
    names: Names,
    likely: Sequence[tuple[Asked, float]],
    marks: frozenset[Mark],
) -> Asked:
    """What a text asks, of which the intent says asked.

    mentions: the roles that it names; likely: what else it may ask, and how surely, likeliest first; marks: its own.
    """
    asked = _beside_complaint(asked, text, likely)
    return _refined(_rather(asked, text, mentions, names, likely), marks, text, likely)


def _beside_complaint(asked: Asked, text: str, likely: Sequence[tuple[Asked, float]]) -> Asked:
    """What is asked, also beside a complaint: 'You don't know Ireland? Where do I ask about papers'."""
    if asked is not Asked.feedback_bad or not asks_beside(text):
        return asked
    return next((other for other, share in likely if other in OF_ROLES and share >= INSIDE), Asked.unclear)


def _rather(
    asked: Asked, text: str, mentions: Sequence[Mentioned], names: Names, likely: Sequence[tuple[Asked, float]]
) -> Asked:
    """What is asked, where the intent is unclear but the text asks who does something, or names somebody or a field."""
    if asked is Asked.forget_me:
        return asked
    if any(is_confirmed(text, mention.text) for mention in mentions) or (asked in _UNSURE and asks_if_true(text)):
        return Asked.check
    if asked_of_self := _asked_of_self(asked, text, mentions, likely):
        return asked_of_self
    # 'Who acts as a link between the bosses and the workers' puts no two roles beside each other.
    is_pair = asked in (*OF_SEVERAL, Asked.contacts) and sum(len(mention.roles) == 1 for mention in mentions) < 2
    is_choice = asks_which(text) or (chooses(text) and sides_in(text) is not None)
    if is_choice and (asked in (Asked.unclear, Asked.who, Asked.contacts) or is_pair):
        return Asked.pay if Mark.pay in marks_in(text) else noun_asked(text) or Asked.comparison
    # Nor is 'who works out how much pay everybody gets' one about pay.
    is_of_pay = asked is Asked.pay and not mentions and _asks_who_does(text)
    is_pair &= Mark.of_two not in marks_in(text)
    is_unclear = asked is Asked.unclear and not _is_sentence_named(text, mentions)
    if (is_unclear or is_pair or is_of_pay or asked in _FIRST_STEPS) and duty_asked_in(text):
        return Asked.who
    if asked is Asked.first_step and begins_with_who(text):
        # 'Whom do I write to about it?'
        return Asked.who
    if asked is Asked.unclear and puts_right(text):
        return Asked.follow_up
    if asked is Asked.unclear and likely and len(text.split()) <= (FEW_OF_IT if refers_back(text) else FEW_WORDS):
        # 'How much' is asked of what was talked about, be it less sure.
        first, share = next((pair for pair in likely if pair[0] is not Asked.unclear), (asked, 0.0))
        asked = first if first in OF_ROLES and share >= INSIDE else asked
    if asked is Asked.skill_users:
        aspect = aspect_asked(text)
        # Which roles use a skill is asked with its noun as well: 'skills for big data jobs'.
        return aspect if aspect and aspect is not Asked.skills and (mentions or phrases_in(text)) else asked
    return _told_otherwise(asked, text, mentions, names, likely) if asked in _UNTOLD else asked


def _asked_of_self(
    asked: Asked, text: str, mentions: Sequence[Mentioned], likely: Sequence[tuple[Asked, float]]
) -> Asked | None:
    """What is asked of a role by whoever tells of themselves beside it; None where nothing is."""
    if asked in _OPEN and could_be(text, mentions):
        return next((other for other, share in likely if other in _WAYS_IN and share >= HARDLY), Asked.become)
    if asked is not Asked.tell_self:
        return None
    if refers_back(text) and (looks_asked(text) or asking_part(text)):
        # 'I'm shy, would that be ok?' is asked of the role that was talked about.
        return next((other for other, _ in likely if other in OF_ROLES), None)
    if asks_at_end(text):
        return Asked.worth
    if asks_of_any(text, [each.start for each in mentions if each.roles]):
        # 'I have no degree. Tell me about drafters.'
        return next((other for other, share in likely if other in OF_ROLES and share >= INSIDE), None)
    return None


def _is_sentence_named(text: str, mentions: Sequence[Mentioned]) -> bool:
    """Whether a name is all that a sentence of a text says: 'someone who draws bones. A medical illustrator?'"""
    said = {_bare(sentence.text) for sentence in sentences(text)}
    return any(_bare(mention.text) in said for mention in mentions)


def _bare(text: str) -> str:
    return text.lower().strip(" ?!.,").removeprefix("a ").removeprefix("an ")


def _asks_who_does(text: str) -> bool:
    """Whether a text asks who does something, rather than who earns most of all."""
    return begins_with_who(text) and marks_in(text).isdisjoint((Mark.highest, Mark.lowest, Mark.jobs))


def _told_otherwise(
    asked: Asked, text: str, mentions: Sequence[Mentioned], names: Names, likely: Sequence[tuple[Asked, float]]
) -> Asked:
    """What is asked where the intent does not tell, by what is named and by the words for what is asked of it."""
    aspect = aspect_asked(text)
    others = phrases_in(text) if asked is Asked.unclear or aspect else ()
    if aspect and asked is Asked.unclear and (mentions or others):
        return aspect
    if not (mentions or any(_may_be_role(phrase, text, names) for phrase in others)):
        return asked
    # A role's word alone is no question about it.
    least = HARDLY if asked is Asked.unclear and Mark.own in marks_in(text) else INSIDE
    return aspect or next((other for other, sure in likely if other in _OF_A_ROLE and sure >= least), asked)


def _may_be_role(phrase: Phrase, text: str, names: Names) -> bool:
    """Whether something that no role is called is a field, or is spoken of as a role by a word that is no other."""
    is_word = any(is_english_word(word) for word in phrase.text.lower().split())
    return names.is_field(phrase.text) or (not is_word and is_meant_as_role(text, phrase.text))


def _refined(asked: Asked, marks: frozenset[Mark], text: str, likely: Sequence[tuple[Asked, float]]) -> Asked:
    """What is asked, where the wording says it better than the intent."""
    is_of_kind = asked is Asked.who and any(limit in INTERESTS for limit in limits_in(text))
    if is_of_kind and duty_asked_in(text) is None and any(map(traits, sentences(text))):
        # 'Which role is for an arty person' asks for no duty.
        return Asked.roles
    if asked in _OF_ENTRY and Mark.licence in marks:
        return Asked.licence
    if asked is Asked.ladder and {Mark.onwards, Mark.own} <= marks:
        return Asked.path
    if asked is Asked.cost and Mark.apprenticeship in marks:
        # 'Can I get paid while I learn?'
        return Asked.courses
    if asked in (*_UNSURE, Asked.suited) and asks_its_name(text) and described_in(text):
        return Asked.duties
    if asked in _ABOUT_ENTRY and Mark.asked in marks and Limit.no_degree in limits_in(text):
        # 'They'd hardly take somebody without a degree, would they?'
        return Asked.qualification
    if asked is Asked.summary and Mark.what_called in marks:
        return Asked.who
    if asked is Asked.comparison:
        # 'Welder or truck driver, which pays more and which is quicker to get into' compares what it says.
        aspect = Asked.pay if Mark.pay in marks else noun_asked(text)
        return aspect if aspect in _SIDE_BY_SIDE else _aspect_of(asked, likely)
    if asked is Asked.order and not ranks(text):
        # 'Does a cop get more than a firefighter' puts neither above the other.
        return _aspect_of(asked, likely)
    return asked


def _aspect_of(asked: Asked, likely: Sequence[tuple[Asked, float]]) -> Asked:
    """What of two roles is held beside each other, as far as the intents tell: 'trucker vs bus driver money wise'."""
    return next((other for other, share in likely if other in _SIDE_BY_SIDE and share >= BESIDE), asked)
