"""What somebody studied or studies: 'a history degree', 'majored in physics', 'after B.Com.'."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.reading.grammar import Word
from bot.reading.words import pairs_of, words_of

_DEGREE, STUDYING, _NO_FIELD, _AT_SCHOOL = (
    words_of(kind, "telling") for kind in ("degree", "studying", "no_field", "at_school")
)
# Degrees that say their field by their own letters.
_BY_LETTERS = pairs_of("degrees", "telling")
# A field has at most so many words.
_LONGEST = 4
# What may stand between a word for studying and the field.
_LEADING = frozenset("IN DT PRP$ VBZ VBP VBD TO POS".split())
# What a field's last word is; what begins a time rather than a field.
_NAMING = frozenset("NN NNS NNP NNPS VBG FW".split())
_SOMEBODY = frozenset("i we my".split())
_AND = frozenset("and & or , +".split())
# What joins subjects to a word for school after them: 'art for A levels', whose 'A' looks like an article.
_TOWARDS = frozenset("for at as".split())
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
# 'At a high level' is no school.
_LETTERED, _LETTERS = frozenset("level levels".split()), frozenset("a o as".split())
# So many words may stand between a word for school and its subjects, 'for A levels I am doing'; those have so many.
_BETWEEN, _MOST = 4, 16
# Nobody is a field.
_ANYONE = words_of("anyone") | words_of("others", "telling")
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


def school_subjects(words: Sequence[Word]) -> list[Field]:
    """The subjects that a sentence lists beside a word for school: 'maths, art and drama for A levels'."""
    for place, word in enumerate(words):
        led = words[place - 1].text if place else ""
        if word.text not in _AT_SCHOOL or (word.text in _LETTERED and led not in _LETTERS):
            continue
        first = place - (place > 0 and words[place - 1].tag in ("DT", "PRP$"))
        if first and words[first - 1].text in _TOWARDS:
            before = list(takewhile(_is_listed, reversed(words[max(0, first - 1 - _MOST) : first - 1])))[::-1]
            if any(each.text not in _AND for each in before):
                return _listed(before)
        after = list(words[place + 1 : place + 1 + _BETWEEN])
        begins = next((at for at, each in enumerate(after) if _is_listed(each) and each.text not in _AND), None)
        if begins is not None and not any(each.role in _SUBJECTS and each.is_noun for each in after[:begins]):
            return _listed(list(takewhile(_is_listed, words[place + 1 + begins :][:_MOST])))
    return []


def _is_listed(word: Word) -> bool:
    """Whether a word may be one of a list of subjects, or joins them: nobody who does something else."""
    is_field = _is_of_field(word) and not (word.is_verb or word.text in _ANYONE or word.lemma in _ANYONE)
    return word.text in _AND or is_field


def _listed(words: Sequence[Word]) -> list[Field]:
    """The fields that a stretch of words lists: two, in 'history and politics'."""
    fields: list[Field] = []
    run: list[Word] = []
    for word in [*words, None]:
        if word is not None and word.text not in _AND:
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
    # 'My A levels, and everyone says' goes on with something else.
    rest = rest if rest and rest[0].text not in _AND else []
    field = list(takewhile(lambda word: _is_listed(word) or word.tag == "VBG", rest))[: _LONGEST + 1]
    # 'B.Tech mechanical' names its field by an adjective alone.
    while field and field[-1].tag not in _NAMING and not (len(field) == 1 and clause[place + 1] is field[0]):
        field.pop()
    return field


def _is_of_field(word: Word) -> bool:
    is_word = word.is_noun or word.tag in ("JJ", "VBG", "FW")
    return is_word and not ({word.text, word.lemma} & (_NO_FIELD | _DEGREE))
