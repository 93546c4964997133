"""The parts of a sentence that each say one thing of somebody, and what is common to all that is read of them."""

from collections.abc import Iterator, Sequence

from bot.reading.grammar import Sentence, Word
from bot.reading.words import pattern, words_of

Clause = Sequence[Word]


def of_kind(kind: str) -> frozenset[str]:
    """The words of one kind that people tell of themselves with."""
    return words_of(kind, "telling")


SELF, DENYING, LACKING, AVOIDING, SOMETHING, NOTHING, PAST = map(
    of_kind, "self denying lacking avoiding something nothing past".split()
)
# Words at the end of a thing that belong to what follows it.
_LEADING_ON = frozenset("CC DT IN UH TO PRP PRP$ WP WDT WRB".split())
_OTHERS = frozenset("you they it he she".split())
# What a question begins with its helping verb before: 'would that', 'can a woman'; not 'can do Tuesdays'.
_HELPING = frozenset("can could would will should may might do does did is are was were has have am".split())
_ASKED_OF = frozenset("PRP PRP$ DT NN NNS NNP NNPS EX".split())
# A denial stands so few words before what it denies: 'did not even say'; and is none of what one can do.
_NEAR, _ABLE = 3, frozenset("ca can could to".split())
# People, rather than jobs.
_ANYONE = (words_of("anyone") | of_kind("others")) - SOMETHING
# Who speaks of themselves, rather than for somebody else.
_SPEAKING = pattern(r"\b(?:i|me)\b")
_FOR_ANOTHER = pattern(rf"\bfor (?:my|our) (?:\w+ )?(?:{'|'.join(sorted(_ANYONE))})\b")
_BREAKING, _ANEW, _ASKING, _SAYING, _REQUESTING = map(of_kind, "breaking anew asking saying requesting".split())


def clauses_of(sentence: Sentence) -> Iterator[Clause]:
    """The parts of a sentence that each say one thing: between marks, at 'but', and where 'and' begins anew."""
    words, start = sentence.words, 0
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else None
        begins = word.text == "and" and after is not None and (after.text in _ANEW or after.lemma in _ANEW)
        excepts = word.text == "but" and place > 0 and words[place - 1].lemma in SOMETHING
        breaks = word.text in _BREAKING and word.role != "prep" and not excepts
        if begins or breaks or (word.is_punct and word.text not in ("-", "/", "&", "'", "")):
            yield words[start:place]
            start = place + 1
    yield words[start:]


def denied_in(clause: Clause) -> Clause:
    """What somebody denies to have said, in a clause: 'I never said I hate sport'; no words where they deny nothing.

    Only the saying itself is denied: 'I don't like to ask people' and 'I can't say I like it' take nothing back.
    """
    said = [word.text for word in clause]
    for place, word in enumerate(clause):
        if word.lemma in _SAYING and "i" in said[:place] and _is_denied(said[max(0, place - _NEAR) : place]):
            return clause[place + 1 :]
    return ()


def _is_denied(before: Sequence[str]) -> bool:
    return not DENYING.isdisjoint(before) and _ABLE.isdisjoint(before)


def asks(clause: Clause) -> bool:
    """Whether a clause is a question rather than a telling."""
    words = [word for word in clause if word.tag != "UH"]
    first, second = [*(word.text for word in words[:2]), "", ""][:2]
    if first in _REQUESTING and second == "me":
        # 'Tell me about being a nurse.'
        return True
    return first in _ASKING or (first in _HELPING and len(words) > 1 and words[1].tag in _ASKED_OF)


def asks_of_others(clause: Clause) -> bool:
    """Whether a clause asks what somebody else can do: 'can you not train on the job'."""
    first, second = [*(word.text for word in clause[:2]), "", ""][:2]
    return first in ("can", "could", "would", "will") and second in _OTHERS


def is_of_others(clause: Clause, place: int) -> bool:
    """Whether what a clause says at a place is said of somebody else: 'you have to be good', 'my sister hates'."""
    subject = next((word for word in reversed(clause[:place]) if word.role in ("nsubj", "nsubjpass")), None)
    return subject is not None and (subject.text in _OTHERS - {"it"} or subject.lemma in _ANYONE)


def is_unlived(clause: Clause) -> bool:
    """Whether whoever speaks says in a clause that they never did something, which is no word against it."""
    for place, word in enumerate(clause[:-1]):
        if word.text == "never" and clause[place + 1].tag in ("VBD", "VBN"):
            subject = next((each.text for each in clause[:place] if each.role in ("nsubj", "nsubjpass")), "i")
            return subject in SELF
    return False


def is_for_self(text: str) -> bool:
    """Whether a text speaks of its writer, and not for somebody else: 'something for my son, he loves trains'."""
    return bool(_SPEAKING.search(text)) and not _FOR_ANOTHER.search(text)


def is_fragment(clause: Clause) -> bool:
    """Whether a clause only names something: 'part time', 'work from home'."""
    told = any(word.role == "nsubj" or word.tag in ("VBD", "VBZ") or word.text in PAST | SELF for word in clause)
    return not told and not asks(clause)


def trimmed(run: Clause) -> Clause:
    """The words without what only leads on from them: 'cold so', 'customers, it's the'."""
    last = len(run)
    while last and (run[last - 1].tag in _LEADING_ON or run[last - 1].lemma in NOTHING):
        last -= 1
    return run[:last]


def runs_of(words: Clause) -> Iterator[Clause]:
    """The stretches of words that stand side by side."""
    run: list[Word] = []
    for word in words:
        if run and word.start - run[-1].end > 1:
            yield run
            run = []
        run.append(word)
    if run:
        yield run
