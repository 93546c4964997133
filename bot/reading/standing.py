"""Notes on a reading what the things in it are to whoever writes: roles, and wishes that may be on the wrong side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.reading.clause import DENYING, LACKING
from bot.reading.normal import normal
from bot.reading.questions import asking_part
from bot.reading.reading import Asked, Named, Reading
from bot.reading.reference import refers_back
from bot.reading.stance import Stance, Standing, Stood
from bot.reading.subject import is_asking_word
from bot.reading.told import Tells, Told
from bot.reading.words import pattern
from bot.search.language import read as tokens_of

# How much more must speak for a stance than for any other to go by it; and to turn round what the wording says.
SURE, TURNS_ROUND = 0.2, 0.3
# A wish in more words is a whole clause, in which several things may be named.
_LONGEST_WISH = 6
# What says of what follows it, and of what stands before it, that it is meant.
_SAYING = r"(?:said|mean|meant|asked(?: you)? (?:about|for|of)|(?:am|was) (?:talking|asking|speaking) (?:about|of))"
_MEANING = pattern(
    rf"\b(?:i (?:\w+ )?{_SAYING}|i'm (?:talking|asking) about|(?:stay|stick|go) with)\s+(?:an?\s+|the\s+)?$"
)
_MEANT = pattern(r"\W*\bi (?:said|mean|meant|asked (?:about|for))\b")
# What may be said beside a question.
_SAID_BESIDE = frozenset((Asked.feedback_bad, Asked.feedback_good, Asked.thank, Asked.greet))
_SIDES = {Stance.refused: Tells.dislike, Stance.liked: Tells.like}


def with_stances(reading: Reading, standing: Standing) -> Reading:
    """The reading, with what each role that it names is to whoever writes, and each wish on the side it is meant on."""
    plain = normal(reading.text) or reading.text
    places = [(each.start, each.end) for each in reading.roles]
    wishes = {told: place for told in reading.told if (place := _place_of(told, plain))}
    work = reading.turned.words if reading.turned else ""
    others = {words: place for words in (*reading.stretches, work) if words and (place := _in_text(words, plain))}
    stretches = [*places, *wishes.values(), *others.values()]
    if not stretches:
        return reading
    stood = {
        place: Stood(Stance.asked, 1.0) if _is_meant(plain, place) else each
        for place, each in zip(stretches, standing(plain, stretches), strict=True)
    }
    denied = _words_told(reading, Tells.unsaid)
    roles = tuple(_stood(each, stood[place], denied) for each, place in zip(reading.roles, places, strict=True))
    roles = _pointed_at(roles, plain, reading)
    told = tuple(_on_side(each, stood[wishes[each]]) if each in wishes else each for each in reading.told)
    refused = {role for each in roles if each.stance is Stance.refused for role in each.roles}
    told = tuple(each for each in told if each.sure or each.tells is not Tells.done or refused.isdisjoint(each.roles))
    told = (*told, *_kinds_refused(roles, told))
    reading = replace(reading, roles=roles, told=tuple(dict.fromkeys(told)))
    if any(each.stance is Stance.asked and each.roles for each in roles) and _is_beside(reading):
        reading = replace(reading, asked=Asked.duties if reading.of_role is Asked.unclear else reading.of_role)
    return _of_others(reading, {words: stood[place] for words, place in others.items()})


def _kinds_refused(roles: Iterable[Named], told: Sequence[Told]) -> Iterator[Told]:
    """The kinds of role that are refused and were not heard to be: 'nobody will make me a manager'."""
    heard = {each.words for each in told}
    refused = (each for each in roles if each.stance is Stance.refused and each.is_kind and each.text not in heard)
    yield from (Told(Tells.unwanted, each.text) for each in refused)


def _is_meant(plain: str, place: tuple[int, int]) -> bool:
    """Whether somebody says of a thing that it is the one they mean: 'I said the secretary', 'the chef I mean'."""
    return bool(_MEANING.search(plain[: place[0]]) or _MEANT.match(plain[place[1] :]))


def _pointed_at(roles: tuple[Named, ...], plain: str, reading: Reading) -> tuple[Named, ...]:
    """The roles, the last of them asked about where the sentence that asks names none and points back at it.

    'I'd rather become an accountant. How long would that take' asks of that one, whatever was talked about.
    """
    start, end = asking_part(plain) or (0, 0)
    *others, last = roles or (None,)
    if last is None or last.stance or last.end > start or last.text in _words_told(reading, Tells.done, Tells.unsaid):
        return roles
    return (*others, replace(last, stance=Stance.asked)) if refers_back(plain[start:end]) else roles


def _words_told(reading: Reading, *tells: Tells) -> str:
    return " ".join(each.words for each in reading.told if each.tells in tells)


def _is_beside(reading: Reading) -> bool:
    """Whether what a message seems to be is only said beside a role that it asks about.

    'You're useless. Motorcycle mechanic' asks about that one, and so does 'not a tour guide. Tell me of vet nurses'.
    """
    is_refusal = reading.asked is Asked.tell_self and {each.tells for each in reading.told} == {Tells.unwanted}
    return is_refusal or reading.asked in _SAID_BESIDE


def _of_others(reading: Reading, stood: Mapping[str, Stood]) -> Reading:
    """The reading without what it names besides roles and refuses, and with what it surely asks about of that."""
    sure = {words: each.stance for words, each in stood.items() if each.lead >= SURE}
    left = tuple(words for words in reading.stretches if sure.get(words) is not Stance.refused)
    asked_of = next((words for words in stood if sure.get(words) is Stance.asked and _says_what(words)), "")
    turned = reading.turned
    if turned and sure.get(turned.words) is Stance.refused:
        turned = replace(turned, words="")
    other = next(iter(left), "")
    is_other_role = reading.is_other_role and other == reading.other
    return replace(reading, stretches=left, other=other, is_other_role=is_other_role, asked_of=asked_of, turned=turned)


def _says_what(words: str) -> bool:
    """Whether words name anything but what is asked of it: 'the training'."""
    tokens = [token for token in tokens_of(words) if not token.is_stop]
    return not all(is_asking_word(token.lemma_) or is_asking_word(token.text.lower()) for token in tokens)


def _place_of(told: Told, plain: str) -> tuple[int, int] | None:
    """Where the words of a wish stand, if they do, are few, and do not tell its side themselves: 'not alone'."""
    words = told.words.lower().split()
    is_wish = told.tells in _SIDES.values() and 0 < len(words) <= _LONGEST_WISH
    return _in_text(told.words, plain) if is_wish and words[0] not in LACKING | DENYING else None


def _in_text(words: str, plain: str) -> tuple[int, int] | None:
    start = plain.lower().find(words.lower())
    return (start, start + len(words)) if start >= 0 else None


def _stood(named: Named, stood: Stood, denied: str) -> Named:
    if named.text in denied:
        # 'I don't mean the tour guide.'
        return replace(named, stance=Stance.refused)
    return replace(named, stance=stood.stance if stood.lead >= SURE else None)


def _on_side(told: Told, stood: Stood) -> Told:
    side = _SIDES.get(stood.stance)
    return replace(told, tells=side) if side and stood.lead >= TURNS_ROUND else told
