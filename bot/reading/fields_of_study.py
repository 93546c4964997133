"""What somebody studied or studies: 'a history degree', 'majored in physics', 'after B.Com.'."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.reading.grammar import Word
from bot.reading.words import pairs_of, words_of

_DEGREE, STUDYING, _NO_FIELD = (words_of(kind, "telling") for kind in ("degree", "studying", "no_field"))
# Degrees that say their field by their own letters.
_BY_LETTERS = pairs_of("degrees", "telling")
# A field has at most so many words.
_LONGEST = 4
# What may stand between a word for studying and the field.
_LEADING = frozenset("IN DT PRP$ VBZ VBP VBD TO POS".split())
# What a field's last word is; what begins a time rather than a field.
_NAMING = frozenset("NN NNS NNP NNPS VBG FW".split())
_SOMEBODY = frozenset("i we my".split())
_EACH = frozenset("every each all this that these".split())


@dataclass(frozen=True)
class Field:
    """A field of study and its place among the letters of its sentence."""

    words: str
    start: int
    end: int


def fields_in(clause: Sequence[Word]) -> list[Field]:
    """The fields of study that a clause names, in order, each once."""
    found: dict[int, Field] = {}
    for place, word in enumerate(clause):
        if word.text in _BY_LETTERS:
            found[word.start] = Field(_BY_LETTERS[word.text], word.start, word.end)
            continue
        before = _before(clause, place) if word.text in _DEGREE else ()
        studying = word.text in STUDYING or word.lemma in STUDYING
        # Who 'studies space' is asked for.
        by_self = any(each.text in _SOMEBODY for each in clause[:place]) or (place and clause[place - 1].text == "you")
        studies = word.text in _DEGREE or (studying and by_self)
        for field in _listed(before or (_after(clause, place) if studies else ())):
            found.setdefault(field.start, field)
    return list(found.values())


def _listed(words: Sequence[Word]) -> list[Field]:
    """The fields that a stretch of words lists: two, in 'history and politics'."""
    fields: list[Field] = []
    run: list[Word] = []
    for word in [*words, None]:
        if word is not None and word.text not in ("and", "&", "or"):
            run.append(word)
        elif run:
            text = " ".join(each.text for each in run)
            # 'O levels' are of no field.
            if len(text) > 1:
                fields.append(Field(text, run[0].start, run[-1].end))
            run = []
    return fields


def _before(clause: Sequence[Word], place: int) -> Sequence[Word]:
    """The field right before a word for a degree: 'computer science degree'."""
    first = place
    while first > max(0, place - _LONGEST) and _is_of_field(clause[first - 1]):
        first -= 1
    # 'A good degree' says nothing of the field.
    return clause[first:place] if clause[place - 1].tag in _NAMING else ()


def _after(clause: Sequence[Word], place: int) -> Sequence[Word]:
    """The field after a word for studying: 'a degree in physics', 'studied law'."""
    rest = list(clause[place + 1 :])
    while rest and (rest[0].tag in _LEADING or rest[0].text in _DEGREE) and rest[0].text not in _EACH:
        rest = rest[1:]
    field = list(takewhile(lambda word: _is_of_field(word) or word.text in ("and", "&"), rest))[: _LONGEST + 1]
    # 'B.Tech mechanical' names its field by an adjective alone.
    while field and field[-1].tag not in _NAMING and not (len(field) == 1 and clause[place + 1] is field[0]):
        field.pop()
    return field


def _is_of_field(word: Word) -> bool:
    is_word = word.is_noun or word.tag in ("JJ", "VBG", "FW")
    return is_word and not ({word.text, word.lemma} & (_NO_FIELD | _DEGREE))
