"""From a message's text, with what the classifier and the names say of it, to its Reading."""

from collections.abc import Sequence

from bot.reading.about import phrases_in, whole_names
from bot.reading.aspect import aspect_asked, noun_asked
from bot.reading.circumstances import asked_by, situation_in, trouble_in
from bot.reading.clauses import duty_asked_in
from bot.reading.described import asks_its_name, described_in
from bot.reading.duty import as_duty, asks_if_true, begins_with_who, duty_in, duty_in_check, duty_parts
from bot.reading.erasing import asked_of_erasing
from bot.reading.exceptions import traits, without_in
from bot.reading.extent import MOST_QUESTIONS
from bot.reading.finder import question_named, rating_in, result_wanted
from bot.reading.grammar import asking, sentences
from bot.reading.known_names import Names, Place
from bot.reading.limits import INTERESTS, Limit, limits_in, without_limits
from bot.reading.marks import Mark, marks_in
from bot.reading.normal import normal
from bot.reading.parts import Part, parts_of_order, parts_of_way
from bot.reading.phrases import PERSON, Phrase
from bot.reading.place import without_places
from bot.reading.questions import asking_part, asks_at_end, asks_beside, asks_of_any, looks_asked
from bot.reading.reading import OF_ROLES, OF_SEVERAL, Asked, Duty, Named, Reading
from bot.reading.reference import asks_which, initials_in, led_by, ordinal_in, puts_right, refers_back
from bot.reading.selves import tells_of_self
from bot.reading.shown import marks_of
from bot.reading.situation import level_in
from bot.reading.stretches import Mentioned, over
from bot.reading.subject import is_asking_word, is_confirmed, is_meant_as_role
from bot.reading.telling import told_in
from bot.reading.told import Says, Wished
from bot.reading.wishes import about_what, things_named, wanted_and_averse
from bot.search.language import content_lemmas, is_english_word
from bot.search.language import read as tokens_of

NOBODY = Names()
# What asks for a duty, and what asks whether a role has it.
_FOR_DUTY, _OF_DUTY = frozenset((Asked.who, Asked.follow_up)), frozenset((Asked.check,))
# How surely something is asked of a role that is named for the question not to be out of scope.
INSIDE = 0.15
# The same of whoever asks for themselves: 'could I become a chef'.
HARDLY = 0.12
# So few words name nothing else that they might be about; so few where one of them is 'it' or 'they'.
FEW_WORDS, FEW_OF_IT = 3, 6
# 'Who interviews applicants' is no question about an interview.
_FIRST_STEPS = frozenset((Asked.interview, Asked.application, Asked.courses, Asked.vacancies, Asked.first_step))
_LISTED = frozenset((Asked.roles, Asked.related, Asked.skill_users))
_UNTOLD = frozenset((Asked.unclear, Asked.out_of_scope))
_KEEPING = frozenset((Asked.forget_me, Asked.deny))
# What may be asked of one role that is named; the way there begins with who asks.
_OF_A_ROLE = OF_ROLES | {Asked.path}
_BY_NAME = frozenset((Asked.duties, Asked.summary))
_OF_ENTRY = frozenset((Asked.become, Asked.qualification))
# What a question that speaks of a degree may be taken for.
_ABOUT_ENTRY = frozenset((Asked.interests, Asked.check, Asked.worth, Asked.setting, Asked.summary, Asked.unclear))
# What saying what one heard, and asking if it is so, may be taken for.
_UNSURE = frozenset((Asked.source, Asked.unclear, Asked.tell_self, Asked.out_of_scope))
# What can be told of two roles beside each other.
_SIDE_BY_SIDE = frozenset((Asked.pay, Asked.outlook, Asked.duration))


def read(
    text: str,
    asked: Asked = Asked.unclear,
    sure: float = 0.0,
    mentions: Sequence[Mentioned] = (),
    places: Sequence[Place] = (),
    names: Names = NOBODY,
    likely: Sequence[tuple[Asked, float]] = (),
    wishes: Sequence[Wished] = (),
    says: Sequence[Says] = (),
) -> Reading:
    """The reading of one question; the same for the same arguments.

    likely: what else may be asked, and how surely, likeliest first.
    wishes, says: what was heard in its clauses, and what those tell of whoever speaks.
    """
    plain = normal(text) or text
    marks = marks_of(plain, mentions)
    told = told_in(plain, mentions, names.wanted, wishes, says)
    trouble = trouble_in(plain)
    situation = situation_in(plain, [(mention.start, mention.end) for mention in mentions if mention.roles], marks)
    erases = asked is Asked.forget_me
    intent = asked = asked_of_erasing(plain, sure, likely) if erases else asked
    asked = _refined(_rather(_beside_complaint(asked, plain, likely), plain, mentions, names, likely), marks, plain)
    asked = asked_by(asked, plain, trouble, situation, likely, duty_asked_in(plain) is not None)
    # What no intent says, but a name in it, may as well tell of whoever speaks.
    loosely = intent if intent in _UNTOLD and asked in _BY_NAME else asked
    if tells_of_self(loosely, told, mentions, plain, marks) and not (erases and intent in _KEEPING):
        asked = Asked.tell_self
    # Whatever else is denied says nothing of a list.
    is_of_list = asked in _LISTED or not marks.isdisjoint((Mark.jobs, Mark.all_jobs))
    without = without_in(plain, mentions) if is_of_list else ()
    denied = [mention for mention in mentions if over(mention, without)]
    mentions = [mention for mention in mentions if mention not in denied]
    spans = [(mention.start, mention.end) for mention in mentions]
    others = _others(asked, plain, [*mentions, *denied])
    other = others[0].text if others else ""
    wanted, averse = wanted_and_averse(plain)
    duties = _duties(asked, plain, spans, places)
    marks |= {Mark.more_asked} if len(duties) > MOST_QUESTIONS else frozenset()
    unlimited = without_limits(plain)
    return Reading(
        text=text,
        asked=asked,
        sure=round(sure, 2),
        roles=_roles(asked, plain, _asked_of(asked, plain, mentions), names),
        duties=duties[:MOST_QUESTIONS],
        other=other,
        is_other_role=any(_is_role(phrase, plain) for phrase in others[:1]),
        stretches=tuple(phrase.text for phrase in others),
        about=tuple(about_what(plain)),
        things=tuple(things_named(plain, names.skills)),
        wanted=tuple(things_named(wanted, names.skills)),
        averse=tuple(things_named(averse, names.skills)),
        told=told,
        limits=limits_in(plain),
        without=without,
        level=level_in(plain),
        trouble=trouble,
        situation=situation,
        country=names.countries.named(plain),
        place=places[0].name if places else "",
        ordinal=ordinal_in(plain),
        described=described_in(plain),
        initials=tuple(Named(plain[start:end], (), start, end) for start, end in initials_in(plain)),
        words=frozenset(token.lemma_ for token in tokens_of(unlimited)) | frozenset(unlimited.lower().split()),
        bare=plain.strip(" .!?").lower(),
        rating=rating_in(plain),
        result=result_wanted(plain),
        number=question_named(plain),
        marks=marks,
    )


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
    if asked is Asked.tell_self and refers_back(text) and (looks_asked(text) or asking_part(text)):
        # 'I'm shy, would that be ok?' is asked of the role that was talked about.
        return next((other for other, _ in likely if other in OF_ROLES), asked)
    if asked is Asked.tell_self and asks_at_end(text):
        return Asked.worth
    if asked is Asked.tell_self and asks_of_any(text, [each.start for each in mentions if each.roles]):
        # 'I have no degree. Tell me about drafters.'
        return next((other for other, share in likely if other in OF_ROLES and share >= INSIDE), asked)
    # 'Who acts as a link between the bosses and the workers' puts no two roles beside each other.
    is_pair = asked in (*OF_SEVERAL, Asked.contacts) and sum(len(mention.roles) == 1 for mention in mentions) < 2
    if asks_which(text) and (asked in (Asked.unclear, Asked.who, Asked.contacts) or is_pair):
        return Asked.pay if Mark.pay in marks_in(text) else noun_asked(text) or Asked.comparison
    # Nor is 'who works out how much pay everybody gets' one about pay.
    is_of_pay = asked is Asked.pay and not mentions and _asks_who_does(text)
    is_pair &= Mark.of_two not in marks_in(text)
    if (asked is Asked.unclear or is_pair or is_of_pay or asked in _FIRST_STEPS) and duty_asked_in(text):
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


def _is_role(phrase: Phrase, text: str) -> bool:
    """Whether a text speaks of something as of a role; 'an arty person' is none."""
    return phrase.is_person or (phrase.head != PERSON and is_meant_as_role(text, phrase.text))


def _may_be_role(phrase: Phrase, text: str, names: Names) -> bool:
    """Whether something that no role is called is a field, or is spoken of as a role by a word that is no other."""
    is_word = any(is_english_word(word) for word in phrase.text.lower().split())
    return names.is_field(phrase.text) or (not is_word and is_meant_as_role(text, phrase.text))


def _refined(asked: Asked, marks: frozenset[Mark], text: str) -> Asked:
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
        return aspect if aspect in _SIDE_BY_SIDE else asked
    return asked


def _asked_of(asked: Asked, text: str, mentions: Sequence[Mentioned]) -> Sequence[Mentioned]:
    """The names that a question is about: where it comes after a story, those in itself, if there are any."""
    if asked not in OF_ROLES or asked is Asked.become or len(mentions) < 2:
        return mentions
    found = sentences(text)
    sentence = asking(found)
    end = sentence.at + len(sentence.text)
    within = [mention for mention in mentions if sentence.at <= mention.start < end]
    if len(within) == 1 and within[0].text == sentence.text.strip(" ?!.,"):
        # 'Optometrist? No. What do nurses get' only says that one back.
        return [mention for mention in mentions if mention not in within]
    return within or mentions


def _roles(asked: Asked, text: str, mentions: Sequence[Mentioned], names: Names) -> tuple[Named, ...]:
    wholes = whole_names(mentions, text)
    spans = [(mention.start, mention.end) for mention in wholes]
    parts: Sequence[Part] = [Part.subject] * len(spans)
    if asked in (Asked.path, Asked.become):
        parts = parts_of_way(text, spans)
    elif asked is Asked.order:
        parts = parts_of_order(text, spans)
    elif asked in (Asked.comparison, Asked.shared):
        parts = [Part.side] * len(spans)
    return tuple(
        Named(
            *(it.text, it.roles, it.start, it.end, part, names.is_kind(it.text)),
            led=led_by(text[: it.start]),
            whole=whole,
        )
        for (it, whole), part in zip(wholes.items(), parts, strict=True)
    )


def _duties(asked: Asked, text: str, roles: Sequence[tuple[int, int]], places: Sequence[Place]) -> tuple[Duty, ...]:
    if asked in _FOR_DUTY:
        rest = without_places(text, [(place.start, place.end) for place in places])
        # Nothing but a place: the duty is the one asked about before.
        duties = [duty_in(part) for part in duty_parts(rest)[: MOST_QUESTIONS + 1]] if rest else []
    elif asked in _OF_DUTY:
        duties = [as_duty(duty_in_check(text, roles))]
    else:
        duties = []
    return tuple(duty for duty in duties if duty.text)


def _others(asked: Asked, text: str, mentions: Sequence[Mentioned]) -> list[Phrase]:
    """What a text asks about beside the roles that it names, words that only ask, and what one is like."""
    is_of_person = any(map(traits, sentences(text)))
    return [
        phrase
        for phrase in phrases_in(text, everything=asked in OF_SEVERAL)
        if not (is_of_person and phrase.head == PERSON)
        and not over(phrase, mentions)
        and not all(is_asking_word(lemma) for lemma in content_lemmas(phrase.text))
    ]
