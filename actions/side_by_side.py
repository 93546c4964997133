"""Which roles a question sets beside each other: named, said by what they do, or one beside what was talked about."""

from collections.abc import Sequence, Set
from dataclasses import replace

from actions.knowledge import Known
from actions.likeliest import NEARLY, STANDS_IN, commonest, of_sides
from actions.question import Question, focus_of
from bot.reading.marks import Mark
from bot.reading.reading import OF_ROLES, Asked, Named
from bot.reading.told import Tells

# A way has a beginning and an end, and each is asked for where it is not clear.
_BETWEEN = frozenset((Asked.path, Asked.become, Asked.who))
# What who asks which of several is best for them may be taken to ask.
_CHOOSING = frozenset(
    (
        *(Asked.comparison, Asked.path, Asked.order, Asked.worth, Asked.suited, Asked.tell_self, Asked.unclear),
        *(Asked.become, Asked.duties, Asked.summary, Asked.interests),
    )
)
# What may be asked of two jobs beside each other.
_PAIRED = OF_ROLES | {Asked.comparison, Asked.unclear, Asked.follow_up, Asked.suited}
# What can be told of two roles beside each other.
_BESIDE = frozenset((Asked.pay, Asked.outlook, Asked.duration))


def paired(question: Question, known: Known) -> Question:
    """A question that sets two things beside each other of both, where both are jobs: 'growth for ux vs nursing'."""
    sides, reading = question.reading.sides, question.reading
    if len(sides) < 2 or reading.asked not in _PAIRED:
        return question
    named = [_of_side(side, question) for side in sides]
    told = {role for each in reading.told if each.tells in (Tells.done, Tells.unwanted) for role in each.roles}
    others = [each for each in question.mentions if each not in named and told.isdisjoint(each.roles)]
    if others or all(named):
        # 'Do I need maths or physics to be a pilot.'
        return question
    enough = NEARLY if any(each and each.roles for each in named) else STANDS_IN
    found = [
        mention or _described_in(side, question, known) or of_sides(known, side, enough)
        for mention, side in zip(named, sides, strict=True)
    ]
    both = tuple(mention for mention in found if mention)
    return question.naming(both) if len({mention.roles for mention in both}) == len(sides) else question


def beside_topic(question: Question, known: Known) -> Question:
    """A question how one role is beside that which was talked about, of both: 'and a court reporter, better paid?'."""
    reading, before = question.reading, focus_of(question, known)
    asks = reading.asked in _BESIDE and reading.shows(Mark.compared)
    if not asks or len(question.mentions) != 1 or len(before) != 1 or question.named in ((), before):
        return question
    topic = Named(known.store.titles[before[0]], before, part=question.mentions[0].part)
    return question.naming((topic, *question.mentions))


def _of_side(side: Sequence[str], question: Question) -> Named | None:
    """The name in a question that stands on one side."""
    return next((each for each in question.mentions if each.roles and any(each.text in words for words in side)), None)


def _described_in(side: Sequence[str], question: Question, known: Known) -> Named | None:
    """The role of which one side says what it does: 'train driver or the people who plan the deliveries'."""
    said = question.reading.described
    if said is None or not any(words in said.text for words in side):
        return None
    role = known.doers.role_of(said.text) or next((match.role for match in known.duties.answer(said.text)), None)
    return Named(said.text, (role,), said.start, said.end, is_nearest=True) if role else None


def side_by_side(question: Question, known: Known) -> Question:
    """A question that names several roles, each name of many meaning the commonest: 'art therapist or psychologist'.

    Of two that are only set beside each other it is asked how they differ.
    """
    reading = question.reading
    chooses = reading.shows(Mark.for_me) and reading.asked in _CHOOSING
    if len(question.mentions) < 2 or not question.named or (reading.asked in _BETWEEN and not chooses):
        return question
    surely = {each.roles[0] for each in question.mentions if len(each.roles) == 1}
    question = question.naming(tuple(commonest(_apart(each, surely), known) for each in question.mentions))
    if chooses and len(question.named) > 1:
        return replace(question, reading=replace(question.reading, asked=Asked.suited))
    if reading.asked is not Asked.unclear or len(question.named) < 2:
        return question
    asked = Asked.pay if reading.shows(Mark.pay) else Asked.comparison
    return replace(question, reading=replace(question.reading, asked=asked))


def _apart(mention: Named, others: Set[str]) -> Named:
    """The name without the roles that others beside it surely mean: of two names each means one of its own."""
    left = tuple(role for role in mention.roles if role not in others)
    return replace(mention, roles=left) if left and len(mention.roles) > 1 else mention
