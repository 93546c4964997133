"""Which stretches of a clause somebody likes or wants, and which they would rather avoid.

A clause is walked word by word: a word of liking or of avoiding, denied or not, says what the words after it are.
"""

from collections.abc import Iterator

from bot.reading.clause import (
    AVOIDING,
    DENYING,
    LACKING,
    NOTHING,
    SELF,
    SOMETHING,
    Clause,
    is_of_others,
    of_kind,
)
from bot.reading.grammar import Word
from bot.reading.told import Tells

_WANTING, _STANDING, _HAVING, _WONDERING, _LOOKING_UP = map(
    of_kind, "wanting standing having wondering looking_up".split()
)
# A denial stands at most so many words before a word of liking.
_NEAR = 4
_IS = frozenset("'s is are was were be".split())
# 'It would have to be part time.'
_IT, _OUGHT = frozenset("it they".split()), frozenset("would must should has have needs".split())
_AFTER_LIKE = frozenset("look feel sound seem be".split())
_QUESTION_WORDS = frozenset("WP WDT WRB".split())
# Where what a job is to have to do with ends: 'a job with people pays'.
_SAYS = frozenset("VBZ VBP VBD MD".split())


def wishes_in(clause: Clause) -> Iterator[tuple[Tells, Clause]]:
    """The stretches of a clause that are liked or disliked."""
    tells: Tells | None = None
    start, end = 0, len(clause)
    for place in range(len(clause)):
        cue = _cue(clause, place)
        if cue is None:
            continue
        if tells and start < min(place, end):
            yield tells, clause[start : min(place, end)]
        tells, start = cue
        end = _end_of_work(clause, place)
        if tells is not Tells.accept and (is_of_others(clause, place) or _is_asked(clause[place], clause[start:])):
            tells = None
    if tells and start < end:
        yield tells, clause[start:end]


def _is_asked(cue: Word, stretch: Clause) -> bool:
    """Whether a stretch is what somebody asks rather than wants: 'to know which', 'not what it costs'.

    Who likes 'how machines work' asks nothing.
    """
    said = [word for word in stretch if word.tag not in ("TO", "RB", "RP")][:2]
    if said and (said[0].lemma in _WONDERING or (cue.text in LACKING | DENYING and said[0].tag in _QUESTION_WORDS)):
        return True
    return len(said) > 1 and said[0].lemma in _LOOKING_UP and said[1].tag in _QUESTION_WORDS


def _cue(clause: Clause, place: int) -> tuple[Tells | None, int] | None:
    """What a word says of those after it, and where they begin; None where it says nothing of them."""
    word, before = clause[place], clause[max(0, place - _NEAR) : place]
    denied = any(each.text in DENYING for each in before)
    if word.lemma == "mind" and denied:
        return Tells.accept, place + 1
    if (word.lemma in AVOIDING or word.text in AVOIDING) and not _is_attribute(clause, place):
        # Who does not hate something does not say what they want.
        return (None if denied else Tells.dislike), place + 1
    if _lacks(clause, place):
        further = place + 1 < len(clause) and clause[place + 1].text in ("more", "too", "so")
        return Tells.dislike, place + 1 + further
    # 'Well paid' is no wish to be well.
    after = clause[place + 1] if place + 1 < len(clause) else None
    # Nor is 'care work' one to care.
    names = word.is_noun and after is not None and after.is_noun
    wants = (word.text in _WANTING or (word.lemma in _WANTING and word.tag != "RB")) and not names
    if wants and not _is_likeness(clause, place):
        return (Tells.dislike if denied else Tells.like), place + 1
    if word.text == "be" and clause[0].text in _IT and _OUGHT.intersection(each.text for each in before):
        return Tells.like, place + 1
    if word.is_verb and place and _is_unable(clause, place):
        return Tells.dislike, place + (word.lemma in _STANDING)
    if _has(word) and any(each.lemma in SOMETHING for each in before):
        return (Tells.dislike if denied else Tells.like), place + 1
    return (Tells.like, place) if word.is_verb and _is_able(clause, place) else None


def _has(word: Word) -> bool:
    """Whether a word says what a job is to have to do with: 'with people', 'where you are outside'."""
    return word.text in _HAVING or word.lemma in _HAVING


def _end_of_work(clause: Clause, place: int) -> int:
    """Where what a cue begins ends: that of 'jobs with people pay more' before what is said of them."""
    if clause[place].tag != "IN" or not _has(clause[place]):
        return len(clause)
    return next((at for at in range(place + 1, len(clause)) if clause[at].tag in _SAYS), len(clause))


def _is_attribute(clause: Clause, place: int) -> bool:
    """Whether a word only says what kind of thing the next one names: 'a bad divorce'."""
    after = clause[place + 1] if place + 1 < len(clause) else None
    return clause[place].tag == "JJ" and clause[place].role == "amod" and after is not None and after.is_noun


def _lacks(clause: Clause, place: int) -> bool:
    """Whether a word leaves out what follows it: 'no maths', 'less lifting', 'but not sales'."""
    word = clause[place]
    after = clause[place + 1] if place + 1 < len(clause) else None
    if after is None:
        return False
    if after.lemma in AVOIDING or after.lemma in _WANTING:
        return False
    if word.text == "not":
        # It belongs to a verb after its helper: 'am not', 'did not'.
        return place == 0 or not (clause[place - 1].is_verb or clause[place - 1].tag == "MD")
    excepts = word.text == "but" and place > 0 and clause[place - 1].lemma in SOMETHING
    # 'There is no money in it' leaves nothing out.
    exists = place > 0 and clause[place - 1].text in _IS
    # 'Never touched one' says what was done, 'never again' what is wanted.
    return excepts or (word.text in LACKING and after.tag not in ("VBN", "VBD") and not exists)


def _is_likeness(clause: Clause, place: int) -> bool:
    """Whether a 'like' is that of 'something like that', 'looks like'."""
    if clause[place].text != "like" or clause[place].tag not in ("IN", "UH"):
        return False
    if place == 0:
        # 'Learn while you get paid, like a learnership' goes on with what was said.
        return clause[0].start > 0 and [word.tag for word in clause[1:2]] == ["DT"]
    # 'What about like a bank teller.'
    before = clause[place - 1]
    return before.is_noun or before.lemma in _AFTER_LIKE or before.tag in ("IN", "WP") or before.role == "advmod"


def _is_unable(clause: Clause, place: int) -> bool:
    """Whether a verb is what somebody says that they cannot or do not do: "can't lift", "don't drive"."""
    before = [word.text for word in clause[max(0, place - 3) : place]]
    denied = {"n't", "not"}.intersection(before)
    never = "do" in before and SELF.intersection(before) and clause[place].lemma not in NOTHING | {"have", "do"}
    return bool(denied and (never or {"ca", "can", "could", "wo"}.intersection(before))) or "cannot" in before


def _is_able(clause: Clause, place: int) -> bool:
    """Whether a verb is what somebody says that they can do: 'I can drive'; what one can become is asked."""
    if place < 2 or clause[place].lemma in NOTHING:
        return False
    return clause[place - 1].text == "can" and clause[place - 2].text in SELF
