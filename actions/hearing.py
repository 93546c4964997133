"""What a message means while the career finder asks: an answer, a change, a note, or nothing that was understood."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.guidance.avoiding import Judged
from bot.guidance.finder import AVOID, EDUCATION, SKIP, STRENGTHS, Progress, begin
from bot.reading.marks import Mark
from bot.reading.reading import OF_ROLES, Asked, Reading
from bot.saying.questionnaire import Notes
from bot.search.language import content_lemmas

# An intent that is less sure says nothing of an answer.
SURE = 0.5
# An activity is answered by an intent that rates it, if that is at least so sure: nothing else is expected.
EXPECTED = 0.3
# What these say in answer to 'would you like to ...'.
_RATED = {
    Asked.like: "like",
    Asked.affirm: "like",
    Asked.dislike: "dislike",
    Asked.deny: "dislike",
    Asked.unsure: "unsure",
    Asked.skip: SKIP,
}
# These never answer a question in one's own words.
_ASIDES = frozenset(
    (
        Asked.pause,
        Asked.help,
        Asked.bot,
        Asked.greet,
        Asked.goodbye,
        Asked.thank,
        Asked.forget_me,
        Asked.privacy,
        Asked.why,
        Asked.method,
        Asked.person,
        Asked.pay,
        Asked.feedback_good,
        Asked.feedback_bad,
        Asked.source,
        Asked.shorter,
        Asked.more,
        Asked.roles,
        Asked.find_role,
        Asked.affirm,
        Asked.like,
        Asked.unsure,
    )
)
_CHANGES = frozenset((Asked.go_back, Asked.start_over, Asked.show_result))
# Answers that end with what is known, and those that are no answer at all.
ENOUGH, NOT_HEARD = "utter_finder_enough", "utter_finder_hint"
# Says whether what is known of roles tells of a thing that somebody brings (STRENGTHS) or avoids (AVOID).
Judge = Callable[[str, str], Judged]
NOTHING = Notes()


@dataclass(frozen=True)
class Heard:
    """The answers after a message; response: what is said of that, by its name in domain.yml; notes: what was noted."""

    progress: Progress
    response: str = ""
    notes: Notes = NOTHING


def heard(progress: Progress, reading: Reading, words: str, judge: Judge) -> Heard | None:
    """What a message means; None where it is a question or an aside, for others to answer.

    words: those of the activity that is asked about, empty where none is.
    """
    current, rating = progress.current or AVOID, reading.rating
    sure = EXPECTED if current.isdigit() and reading.asked in _RATED else SURE
    asked = reading.asked if reading.sure >= sure else Asked.unclear
    if reading.shows(Mark.corrects) and rating and (current.isdigit() or current == STRENGTHS):
        return Heard(progress.corrected(rating), "utter_finder_corrected")
    if not rating and asked in _CHANGES:
        return _changed(progress, asked, reading.number)
    if current.isdigit():
        return _of_activity(progress, reading, asked, words, judge)
    if current == EDUCATION and reading.level and not reading.shows(Mark.asked):
        return Heard(progress.told(EDUCATION, reading.level))
    if SKIP in (rating, _RATED.get(asked)):
        return Heard(progress.told(current, 0 if current == EDUCATION else {}))
    if reading.shows(Mark.asked) or asked in _ASIDES or rating in ("like", "unsure"):
        return None
    if current == EDUCATION:
        return _noted(progress, reading, judge) or _unless_asked(progress, reading, asked)
    return _in_own_words(progress, current, reading, judge)


def _of_activity(progress: Progress, reading: Reading, asked: Asked, words: str, judge: Judge) -> Heard | None:
    """The answer to 'would you like to ...': a rating, also in a sentence about it; of anything else it is noted."""
    if reading.rating:
        return Heard(progress.rated(reading.rating))
    if reading.shows(Mark.asked):
        return None
    things = (*reading.averse, *(reading.wanted if reading.shows(Mark.enjoys) else ()))
    is_about_it = not things or any(_shares_word(thing, words) for thing in things)
    if is_about_it and reading.shows(Mark.enjoys) and not reading.averse:
        return Heard(progress.rated("like"))
    if is_about_it and (asked in _RATED or reading.averse):
        return Heard(progress.rated(_RATED.get(asked, "dislike")))
    return _noted(progress, reading, judge) or _unless_asked(progress, reading, asked)


def _shares_word(thing: str, words: str) -> bool:
    """Whether a thing is what an activity is about: 'I hate machines' answers 'take a broken machine apart'."""
    return not set(content_lemmas(thing.lower())).isdisjoint(content_lemmas(words))


def _noted(progress: Progress, reading: Reading, judge: Judge) -> Heard | None:
    """What somebody likes or wants to avoid, told while something else was asked; None where they told nothing."""
    if any(named.roles for named in reading.roles):
        return None
    avoided = _judged(reading.averse, AVOID, judge)
    wanted = _judged(reading.wanted if reading.shows(Mark.enjoys) else (), STRENGTHS, judge)
    notes = Notes(
        avoided=avoided[Judged.told],
        wanted=wanted[Judged.told],
        untold=avoided[Judged.untold],
        unknown=(*avoided[Judged.unknown], *wanted[Judged.unknown], *wanted[Judged.untold]),
    )
    changed = progress.noting(AVOID, (*notes.avoided, *notes.untold)).noting(STRENGTHS, notes.wanted)
    return Heard(changed, notes=notes) if notes.says_something else None


def _unless_asked(progress: Progress, reading: Reading, asked: Asked) -> Heard | None:
    """A hint where nothing was understood; None where a role or something else is asked about."""
    is_about_role = bool(reading.roles) and any(named.roles for named in reading.roles)
    is_aside = asked in _ASIDES and asked not in _RATED
    if is_about_role or is_aside or asked in OF_ROLES:
        return None
    return Heard(progress, NOT_HEARD)


def _in_own_words(progress: Progress, current: str, reading: Reading, judge: Judge) -> Heard:
    """The things and the roles that somebody names; 'I was a waiter' names a role, and nothing else."""
    roles = tuple(dict.fromkeys(named.roles[0] for named in reading.roles if len(named.roles) == 1))
    names = [named.text.lower() for named in reading.roles if named.roles]
    things = [thing for thing in reading.things if not any(name in thing.lower() for name in names)]
    judged = _judged(things, current, judge)
    known, untold, unknown = (judged[each] for each in (Judged.told, Judged.untold, Judged.unknown))
    if unknown and not (known or untold or roles):
        return Heard(progress, "utter_finder_once_more", Notes(unknown=unknown))
    kept = {"things": [*known, *untold], "roles": list(roles)}
    is_avoid = current == AVOID
    notes = Notes(
        avoided=known if is_avoid else (),
        wanted=() if is_avoid else known,
        untold=untold if is_avoid else (),
        unknown=unknown if is_avoid else (*untold, *unknown),
    )
    # What is simply understood shows in the result; only what is not needs to be said at once.
    return Heard(progress.told(current, kept), notes=notes if is_avoid or notes.unknown else NOTHING)


def _judged(things: Sequence[str], question: str, judge: Judge) -> dict[Judged, tuple[str, ...]]:
    each = {thing: judge(question, thing) for thing in things}
    return {judged: tuple(thing for thing in things if each[thing] is judged) for judged in Judged}


def _changed(progress: Progress, asked: Asked, number: int | None) -> Heard:
    if asked is Asked.start_over:
        return Heard(begin(len(progress.ratings)), "utter_finder_restarted")
    return Heard(progress, ENOUGH) if asked is Asked.show_result else _taken_back(progress, number)


def _taken_back(progress: Progress, number: int | None) -> Heard:
    if number is None:
        return Heard(progress.without_last(), "utter_finder_back")
    there = 0 < number <= len(progress.ratings)
    return Heard(progress.without(number), "utter_finder_back" if there else "utter_finder_no_such")
