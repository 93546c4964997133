"""What somebody tells of their schooling in a clause: the fields they studied, and a level that they only ask with."""

from collections.abc import Container, Iterator, Sequence

from bot.reading.clause import DENYING, SELF, Clause, asks
from bot.reading.fields_of_study import Field, fields_in, school_subjects
from bot.reading.grammar import Sentence
from bot.reading.situation import level_told
from bot.reading.told import Tells, Told
from bot.reading.wishes import apart


def fields_of(clause: Clause, sentence: Sentence) -> list[Field]:
    """The fields of study in a clause, by its own words or as part of a list in its sentence."""
    if not clause:
        return []
    listed = [each for each in school_subjects(sentence.words) if clause[0].start <= each.start < clause[-1].end]
    own = [each for each in fields_in(clause) if not any(one.start <= each.start < one.end for one in listed)]
    return [*listed, *own]


def studied(fields: Sequence[Field], clause: Clause, names: Container[str]) -> Iterator[Told]:
    """What somebody studied, each field by itself; or denies to have: 'I never studied law'.

    names: the keys of what may be studied.
    """
    for field in fields:
        before = {word.text for word in clause if word.end <= field.start}
        tells = Tells.unsaid if before & DENYING and before & SELF else Tells.studied
        # 'Biology psychology and art' are three.
        for words in apart(field.words, names) if len(fields) > 1 else [field.words]:
            yield Told(tells, words)


def brought(clause: Clause, sentence: Sentence) -> int:
    """The schooling that somebody asks with: 'what can I do with only a matric'; 0 where they ask with none."""
    place = next((place for place, word in enumerate(clause) if word.text == "with"), None)
    if place is None or not (asks(clause) and any(word.text in SELF for word in clause[:place])):
        return 0
    return level_told(sentence.text[clause[place].start : clause[-1].end])


def is_supposed(clause: Clause, sentence: Sentence) -> bool:
    """Whether a clause only supposes what it says: 'if I did it at college'."""
    before = [word.text for word in sentence.words if clause and word.start < clause[0].start]
    return bool(before) and before[-1] in ("if", "unless", "whether")


def without(taken: Sequence[tuple[int, int]], clause: Clause, sentence: Sentence) -> str:
    """The text of a clause without some stretches of its sentence: 'a primary teacher' tells of no primary school."""
    return " ".join(
        sentence.text[word.start : word.end]
        for word in clause
        if not any(start <= word.start < end for start, end in taken)
    )
