"""What somebody tells of themselves: what they like and would rather avoid, what they did, studied and are like.

A clause is walked word by word: a word of liking or of avoiding, denied or not, says what the words after it are.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

from bot.reading.exceptions import traits
from bot.reading.fields_of_study import fields_in
from bot.reading.grammar import Sentence, Word, sentences
from bot.reading.limits import ENTRY, limits_in
from bot.reading.situation import level_in
from bot.reading.stretches import Mentioned, Placed
from bot.reading.wishes import things_named
from bot.reading.words import words_of
from bot.search.language import content_lemmas


class Tells(str, Enum):
    """What a thing that is told says of somebody.

    done: what they do or did; unwanted: what they do not want to be; trait: what they are like, or have;
    level: of schooling, 1 to 5; limit: a Limit of the roles that they look for.
    """

    like = "like"
    dislike = "dislike"
    # What they do not mind.
    accept = "accept"
    done = "done"
    unwanted = "unwanted"
    studied = "studied"
    trait = "trait"
    level = "level"
    limit = "limit"


@dataclass(frozen=True)
class Told:
    """One thing that somebody tells of themselves, in their words.

    roles: the ids that it names, where it is a role's. sure: whether the wording says so; else it only may be one.
    """

    tells: Tells
    words: str
    roles: tuple[str, ...] = ()
    sure: bool = True


def _of(kind: str) -> frozenset[str]:
    return words_of(kind, "telling")


_WANTING, _AVOIDING, _LACKING, _DENYING, _STANDING = map(_of, "wanting avoiding lacking denying standing".split())
_SOMETHING, _HAVING, _BREAKING, _ANEW, _NOTHING = map(_of, "something having breaking anew nothing".split())
_BEING, _WORKING, _PAST, _WISHING, _LEAVING = map(_of, "being working past wishing leaving".split())
_ASKING, _SELF, _NO_DOING = map(_of, "asking self no_doing".split())
# A denial stands at most so many words before a word of liking.
_NEAR = 4
# What may stand between a role and the word that says that somebody has it.
_BESIDE = frozenset("DT JJ RB PRP$ CD NNS NN VBN HYPH".split())
# Words at the end of a thing that belong to what follows it.
_LEADING_ON = frozenset("CC DT IN UH TO PRP PRP$ WP WDT WRB".split())
# 'It would have to be part time.'
_IS = frozenset("'s is are was were be".split())
_IT, _OUGHT = frozenset("it that they this".split()), frozenset("would must should has have needs".split())
_AFTER_LIKE = frozenset("look feel sound seem be".split())

Clause = Sequence[Word]


def told_in(
    text: str, roles: Sequence[Mentioned] = (), skills: Container[str] = frozenset()
) -> tuple[Told, ...]:
    """What a text tells of whoever speaks and of what they want, in order, each thing once.

    roles: the names of roles in it. skills: the keys of names of skills, which stay whole.
    What has no verb may tell something, but not surely: 'part time'.
    """
    found: list[Told] = []
    for sentence in sentences(text):
        for clause in _clauses(sentence):
            named = [role for role in roles if _within(role, clause, sentence)]
            found += _of_clause(clause, sentence, named, skills)
        wished = " ".join(told.words for told in found).lower()
        found += [Told(Tells.trait, trait) for trait in traits(sentence) if trait not in wished]
    return tuple(dict.fromkeys(found))


def says_something(thing: str) -> bool:
    """Whether a thing says anything of what is wanted, rather than that something is: 'a new job'."""
    said_elsewhere = level_in(thing) or ENTRY.intersection(limits_in(f"no {thing}"))
    return not said_elsewhere and any(lemma not in _NOTHING for lemma in content_lemmas(thing))


def _of_clause(
    clause: Clause, sentence: Sentence, roles: Sequence[Mentioned], skills: Container[str]
) -> Iterator[Told]:
    fields = fields_in(clause)
    yield from (Told(Tells.studied, field.words) for field in fields)
    taken = [(field.start, field.end) for field in fields]
    for role in roles:
        tells = _tells_of_role(role, clause, sentence)
        if tells:
            yield Told(tells, role.text, role.roles)
        elif _begins(role, clause, sentence):
            yield Told(Tells.done, role.text, role.roles, sure=False)
        if tells or _is_somebody(role, clause, sentence):
            taken.append((role.start - sentence.at, role.end - sentence.at))
    level = level_in(sentence.text[clause[0].start : clause[-1].end]) if clause else 0
    is_own = any(word.text in _SELF for word in clause) or (bool(clause) and clause[0].tag in ("VBD", "VBN"))
    if level and (is_own or _is_fragment(clause)) and not _asks(clause):
        yield Told(Tells.level, str(level), sure=is_own)
    wishes = list(_wishes(clause))
    is_sure = bool(wishes)
    if not (wishes or taken) and _is_fragment(clause):
        wishes = [(Tells.like, clause)]
    for tells, stretch in wishes:
        free = [word for word in stretch if not any(start <= word.start < end for start, end in taken)]
        for run in filter(None, map(_trimmed, _runs(free))):
            things = things_named(sentence.text[run[0].start : run[-1].end], skills)
            yield from (Told(tells, thing, sure=is_sure) for thing in things if says_something(thing))
    if not (roles or fields) and not _asks(clause):
        yield from _doings(clause, sentence)
        yield from _conditions(clause, sentence)


def _clauses(sentence: Sentence) -> Iterator[Clause]:
    """The parts of a sentence that each say one thing: between marks, at 'but', and where 'and' begins anew."""
    words, start = sentence.words, 0
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else None
        begins = word.text == "and" and after is not None and (after.text in _ANEW or after.lemma in _ANEW)
        excepts = word.text == "but" and place > 0 and words[place - 1].lemma in _SOMETHING
        breaks = word.text in _BREAKING and word.role != "prep" and not excepts
        if begins or breaks or (word.is_punct and word.text not in ("-", "/", "&", "'", "")):
            yield words[start:place]
            start = place + 1
    yield words[start:]


def _within(role: Placed, clause: Clause, sentence: Sentence) -> bool:
    return bool(clause) and clause[0].start <= role.start - sentence.at < clause[-1].end


def _asks(clause: Clause) -> bool:
    """Whether a clause is a question rather than a telling."""
    words = [word for word in clause if word.tag != "UH"]
    first, second = [*(word.text for word in words[:2]), "", ""][:2]
    return first in _ASKING or (first in ("can", "would", "will", "am", "have") and second in _SELF)


def _is_fragment(clause: Clause) -> bool:
    """Whether a clause only names something: 'part time', 'work from home'."""
    told = any(word.role == "nsubj" or word.tag in ("VBD", "VBZ") or word.text in _PAST | _SELF for word in clause)
    return not told and not _asks(clause)


# ---- what is liked and disliked


def _wishes(clause: Clause) -> Iterator[tuple[Tells, Clause]]:
    """The stretches of a clause that are liked or disliked."""
    tells: Tells | None = None
    start = 0
    for place in range(len(clause)):
        cue = _cue(clause, place)
        if cue is None:
            continue
        if tells and start < place:
            yield tells, clause[start:place]
        tells, start = cue
    if tells and start < len(clause):
        yield tells, clause[start:]


def _cue(clause: Clause, place: int) -> tuple[Tells | None, int] | None:
    """What a word says of those after it, and where they begin; None where it says nothing of them."""
    word, before = clause[place], clause[max(0, place - _NEAR) : place]
    denied = any(each.text in _DENYING for each in before)
    if word.lemma == "mind" and denied:
        return Tells.accept, place + 1
    if word.lemma in _AVOIDING or word.text in _AVOIDING:
        # Who does not hate something does not say what they want.
        return (None if denied else Tells.dislike), place + 1
    if _lacks(clause, place):
        further = place + 1 < len(clause) and clause[place + 1].text in ("more", "too", "so")
        return Tells.dislike, place + 1 + further
    if (word.lemma in _WANTING or word.text in _WANTING) and not _is_likeness(clause, place):
        return (Tells.dislike if denied else Tells.like), place + 1
    if word.text == "be" and clause[0].text in _IT and _OUGHT.intersection(each.text for each in before):
        return Tells.like, place + 1
    if word.is_verb and place and _is_unable(clause, place):
        return Tells.dislike, place + (word.lemma in _STANDING)
    if (word.text in _HAVING or word.lemma in _HAVING) and any(each.lemma in _SOMETHING for each in before):
        return (Tells.dislike if denied else Tells.like), place + 1
    return (Tells.like, place) if word.is_verb and _is_able(clause, place) else None


def _lacks(clause: Clause, place: int) -> bool:
    """Whether a word leaves out what follows it: 'no maths', 'less lifting', 'but not sales'."""
    word = clause[place]
    after = clause[place + 1] if place + 1 < len(clause) else None
    if after is None:
        return False
    if after.lemma in _AVOIDING or after.lemma in _WANTING:
        return False
    if word.text == "not":
        # It belongs to a verb after its helper: 'am not', 'did not'.
        return place == 0 or not (clause[place - 1].is_verb or clause[place - 1].tag == "MD")
    excepts = word.text == "but" and place > 0 and clause[place - 1].lemma in _SOMETHING
    # 'There is no money in it' leaves nothing out.
    exists = place > 0 and clause[place - 1].text in _IS
    return excepts or (word.text in _LACKING and after.tag != "VBN" and not exists)


def _is_likeness(clause: Clause, place: int) -> bool:
    """Whether a 'like' is that of 'something like that', 'looks like'."""
    if clause[place].text != "like" or clause[place].tag not in ("IN", "UH"):
        return False
    return place > 0 and (clause[place - 1].is_noun or clause[place - 1].lemma in _AFTER_LIKE)


def _is_unable(clause: Clause, place: int) -> bool:
    """Whether a verb is what somebody says that they cannot or do not do: "can't lift", "don't drive"."""
    before = [word.text for word in clause[max(0, place - 3) : place]]
    denied = {"n't", "not"}.intersection(before)
    never = "do" in before and _SELF.intersection(before) and clause[place].lemma not in _NOTHING | {"have", "do"}
    return bool(denied and (never or {"ca", "can", "could", "wo"}.intersection(before))) or "cannot" in before


def _is_able(clause: Clause, place: int) -> bool:
    """Whether a verb is what somebody says that they can do: 'I can drive'; what one can become is asked."""
    if place < 2 or clause[place].lemma in _NOTHING:
        return False
    return clause[place - 1].text == "can" and clause[place - 2].text in _SELF


def _runs(words: Clause) -> Iterator[Clause]:
    """The stretches of words that stand side by side."""
    run: list[Word] = []
    for word in words:
        if run and word.start - run[-1].end > 1:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _trimmed(run: Clause) -> Clause:
    """The words without what only leads on from them: 'cold so', 'customers, it's the'."""
    last = len(run)
    while last and (run[last - 1].tag in _LEADING_ON or run[last - 1].lemma in _NOTHING):
        last -= 1
    return run[:last]


# ---- what somebody is, was and did


def _tells_of_role(role: Mentioned, clause: Clause, sentence: Sentence) -> Tells | None:
    """Whether a clause says of a role that somebody has or had it, or does not want it; None where neither."""
    before = [word for word in clause if word.end <= role.start - sentence.at]
    said = {word.text for word in before} | {word.lemma for word in before}
    wished = bool(said & _WISHING)
    if said & (_DENYING | _LACKING | _AVOIDING | _LEAVING):
        leads = wished or said & (_LEAVING | _BEING | {"as", "become"}) or len(before) <= 2
        return Tells.unwanted if leads else None
    if _asks(clause):
        return None
    near = before[-3:]
    if any(word.text in _PAST or word.lemma in _PAST for word in near):
        return Tells.done
    last = next((word.text for word in reversed(before) if word.tag not in _BESIDE or word.text in _BEING), "")
    if wished or not last:
        return None
    is_self = said & _SELF or clause[0].text in _BEING
    if is_self and last in _BEING:
        return Tells.done
    return Tells.done if said & _WORKING and last in ("as", "of", "a", "being", "in") else None


def _is_somebody(role: Mentioned, clause: Clause, sentence: Sentence) -> bool:
    """Whether a role's name stands for somebody, rather than for the work: 'a teacher', but 'writing', 'hands'."""
    before = [word for word in clause if word.end <= role.start - sentence.at]
    return bool(before) and (before[-1].tag == "DT" or before[-1].text in _BEING | {"as", "become"})


def _begins(role: Mentioned, clause: Clause, sentence: Sentence) -> bool:
    """Whether a clause that asks nothing begins with a role: 'bank clerk for 30 years'."""
    before = [word for word in clause if word.end <= role.start - sentence.at]
    return len(before) < 2 and not _asks(clause) and not any(word.role == "nsubj" for word in clause)


def _doings(clause: Clause, sentence: Sentence) -> Iterator[Told]:
    """What somebody says they did: 'I only cleaned floors at a bakery'."""
    for place, word in enumerate(clause[:-1]):
        before = [each.text for each in clause[:place]]
        used_to = word.tag == "VB" and before[-2:] == ["used", "to"]
        been = word.tag in ("VBN", "VBG") and {"have", "'ve", "been", "was"}.intersection(before)
        is_past = word.tag == "VBD" or used_to or been
        by_self = {"i", "we"}.intersection(before) or (not before and is_past)
        if is_past and by_self and word.lemma not in _NO_DOING and not _DENYING.intersection(before):
            rest = list(takewhile(lambda each: each.tag not in ("WP", "WRB"), clause[place:]))
            yield Told(Tells.done, sentence.text[rest[0].start : rest[-1].end], sure=False)
            return


def _conditions(clause: Clause, sentence: Sentence) -> Iterator[Told]:
    """What somebody says that they have: 'I have a bad back', 'my knees are bad'."""
    texts = [word.text for word in clause]
    for place, word in enumerate(clause):
        own = word.text in ("have", "'ve", "got", "has") and _SELF.intersection(texts[:place]) and place + 1 < len(clause)
        if own and not any(each.is_verb for each in clause[place + 1 :]):
            rest = clause[place + 1 :]
            yield Told(Tells.trait, sentence.text[rest[0].start : rest[-1].end])
            return
    if texts[:1] == ["my"]:
        yield Told(Tells.trait, sentence.text[clause[0].start + 3 : clause[-1].end])
