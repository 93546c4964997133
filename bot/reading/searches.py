"""What a list of search words is about: 'fire chief job description texas salary'.

Its grammar is bad: the stretches are those between asking words, and the names of the store should decide.
"""

from bot.reading.grammar import Sentence, Word
from bot.reading.people import is_person
from bot.reading.phrases import EDGES, PLACES, Phrase, made, parts_nouns, says, trimmed
from bot.reading.words import words_of

_ASPECTS, _LEADING, _SEARCHED = map(words_of, ("aspects", "leading", "searched"))


def searched(sentence: Sentence) -> tuple[Phrase, ...]:
    """The stretches that asking words leave of a search: 'fire chief' of 'fire chief job description texas salary'."""
    found = []
    for first, last in _runs(sentence):
        start, end = trimmed(sentence, _after_aspects(sentence, first, last), last)
        if end == last:
            # 'job coach salary' asks for the salary, 'job medical technologist' for the job.
            start, end = trimmed(sentence, start, last, _LEADING)
        led = sentence.words[first - 1].text if first else ""
        if says(sentence, start, end):
            found.append((led in PLACES, made(sentence, start, end, end, end)))
    sure = tuple(phrase for is_place, phrase in found if not is_place)
    return sure or tuple(phrase for _, phrase in found)


def _after_aspects(sentence: Sentence, first: int, last: int) -> int:
    """Where a stretch goes on after what is asked in front of it, in the plural: 'entry requirements accountant'."""
    words = sentence.words
    asked = (place for place in range(first, last) if words[place].lemma in _ASPECTS and words[place].tag == "NNS")
    return max(asked, default=first - 1) + 1


def _runs(sentence: Sentence) -> list[tuple[int, int]]:
    """Where stretches begin and end that no preposition, asking word or mark cuts; 'of' and 'and' join."""
    runs: list[tuple[int, int]] = []
    words = sentence.words
    joins = False
    for place, word in enumerate(words):
        if parts_nouns(sentence, place):
            joins = False
        elif word.text == "of" or word.tag == "CC":
            # 'Captain of the ship' is one, 'content of training' is not.
            joins = bool(runs) and runs[-1][1] == place - 1 and (word.tag == "CC" or is_person(words[place - 1]))
        elif not _is_cut(word):
            if runs and (joins or runs[-1][1] == place - 1):
                runs[-1] = (runs[-1][0], place)
            else:
                runs.append((place, place))
            joins = False
        elif word.tag != "DT":
            joins = False
    return runs


def _is_cut(word: Word) -> bool:
    return word.tag in EDGES or word.text in _SEARCHED or (word.is_punct and word.text not in "-/&")
