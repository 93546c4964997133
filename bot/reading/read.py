"""From a message's text, with what the classifier and the names say of it, to its Reading."""

from collections.abc import Sequence

from bot.reading.about import phrases_in, whole_names
from bot.reading.circumstances import asked_by, situation_in, trouble_in
from bot.reading.clauses import duty_asked_in
from bot.reading.described import described_in
from bot.reading.duty import as_duty, duty_in, duty_in_check, duty_parts
from bot.reading.erasing import asked_of_erasing
from bot.reading.exceptions import traits, without_in
from bot.reading.extent import MOST_QUESTIONS
from bot.reading.finder import question_named, rating_in, result_wanted
from bot.reading.grammar import asking, sentences
from bot.reading.known_names import Names, Place
from bot.reading.limits import limits_in, without_limits
from bot.reading.marks import Mark
from bot.reading.normal import normal
from bot.reading.pairs import combined_in, sides_in
from bot.reading.parts import Part, parts_of_order, parts_of_way
from bot.reading.phrases import PERSON, Phrase
from bot.reading.place import without_places
from bot.reading.reading import OF_ROLES, OF_SEVERAL, Asked, Duty, Named, Reading
from bot.reading.reference import initials_in, led_by, ordinal_in
from bot.reading.selves import tells_of_self
from bot.reading.shown import marks_of
from bot.reading.situation import level_in
from bot.reading.stretches import Mentioned, over
from bot.reading.subject import is_asking_word, is_meant_as_role
from bot.reading.telling import told_in
from bot.reading.told import Says, Tells, Told, Wished
from bot.reading.wishes import about_what, things_named, wanted_and_averse
from bot.reading.worded import worded
from bot.search.language import content_lemmas
from bot.search.language import read as tokens_of

NOBODY = Names()
# What asks for a duty, and what asks whether a role has it.
_FOR_DUTY, _OF_DUTY = frozenset((Asked.who, Asked.follow_up)), frozenset((Asked.check,))
# What is asked of two things without asking for work that joins them: 'which jobs use both', 'who joins pipes'.
_NOT_COMBINING = OF_SEVERAL | {Asked.skill_users, Asked.who}
_LISTED = frozenset((Asked.roles, Asked.related, Asked.skill_users))
_UNTOLD = frozenset((Asked.unclear, Asked.out_of_scope))
_KEEPING = frozenset((Asked.forget_me, Asked.deny))
_BY_NAME = frozenset((Asked.duties, Asked.summary))


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
    terms = () if any(mention.roles for mention in mentions) else names.terms.asked_in(plain)
    trouble = trouble_in(plain)
    situation = situation_in(plain, [(mention.start, mention.end) for mention in mentions if mention.roles], marks)
    erases = asked is Asked.forget_me
    intent = asked = asked_of_erasing(plain, sure, likely) if erases else asked
    asked = worded(asked, plain, mentions, names, likely, marks)
    asked = asked_by(asked, plain, trouble, situation, likely, duty_asked_in(plain) is not None)
    # What no intent says, but a name in it, may as well tell of whoever speaks.
    loosely = intent if intent in _UNTOLD and asked in _BY_NAME else asked
    if tells_of_self(loosely, told, _asked_for(mentions, plain, marks), plain, marks) and not (
        erases and intent in _KEEPING
    ):
        asked = Asked.tell_self
    asked = Asked.term if terms else asked
    if (joined := combined_in(plain)) and not terms and asked not in _NOT_COMBINING:
        # 'Something between nursing and IT' asks for jobs that have to do with both.
        asked, mentions = Asked.tell_self, [each for each in mentions if each.text not in joined]
        told = (*told, *(Told(Tells.like, thing) for thing in joined))
        marks |= {Mark.combined}
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
        sides=() if denied else sides_in(plain) or (),
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
        terms=terms,
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


def _asked_for(mentions: Sequence[Mentioned], text: str, marks: frozenset[Mark]) -> Sequence[Mentioned]:
    """The names but those that a list is to leave out: 'what other work can I do that is not nursing'."""
    if marks.isdisjoint((Mark.jobs, Mark.all_jobs)):
        return mentions
    without = without_in(text, mentions)
    return [mention for mention in mentions if not over(mention, without)]


def _is_role(phrase: Phrase, text: str) -> bool:
    """Whether a text speaks of something as of a role; 'an arty person' is none."""
    return phrase.is_person or (phrase.head != PERSON and is_meant_as_role(text, phrase.text))


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
