"""Which language a message is in, where it is clearly not English, and the English question that it can be read as.

By its letters, or by its small words: a name or two, a foreign word in an English sentence, or one word alone say
nothing.
docs/decisions/0019 says what was measured beside that.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from bot.reading.words import pairs_of
from bot.search.language import is_english_word, read

# A language that is none of those answered in.
OTHER = "other"
# ISO 639 codes of the languages answered in, as the widget and domain.yml have them.
SPOKEN = ("ar", "bn", "de", "es", "fr", "hi", "id", "pt", "ru", "ur", "zh")
_LATIN = ("de", "es", "fr", "pt", "id", "it", "nl", "pl", "tr")
# Scripts by the first and last letter of each, and the language that most of its readers write in it.
_SCRIPTS = (
    ("ऀ", "ॿ", "hi"),
    ("ঀ", "৿", "bn"),
    ("؀", "ۿ", "ar"),
    ("Ѐ", "ӿ", "ru"),
    ("一", "鿿", "zh"),
    ("぀", "ヿ", "kana"),
    ("가", "힣", OTHER),
    ("Ͱ", "Ͽ", OTHER),
    ("֐", "׿", OTHER),
    ("਀", "໿", OTHER),
    ("Ա", "֏", OTHER),
    ("Ⴀ", "ჿ", OTHER),
    ("ሀ", "፿", OTHER),
)
# Letters of Urdu that Arabic and Persian have not, those of both that Arabic has not, and those of Russia's neighbours.
_URDU, _PERSIAN, _NOT_RUSSIAN = frozenset("ٹڈڑںےھہ"), frozenset("گپچژکی"), frozenset("іїєґўјљњћђџ")
# Marks that Spanish alone puts before a sentence.
_SPANISH = frozenset("¿¡")
# Python takes the vowel signs of Hindi and Bengali for no part of a word.
_LETTER = r"[\w\u0900-\u09ff]"
_WORD = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)?")
# What a word may still end in: enfermeras, Anwältinnen; of short ones little, as 'kocht' is no cook.
_ENDS, _SHORT_ENDS, _SHORT = rf"{_LETTER}{{0,3}}", "(?:e?s)?", 5
# Words that Arabic writes onto the next one: and, the, for, as.
_BEFORE = "(?:[وف]?(?:ال|لل|ل|ب|ك)?)"


def tongue_in(text: str, names: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """One of SPOKEN, OTHER, or "" for English and for whatever cannot be told.

    names: of occupations, by language: one of them alone is of its language, unless it is English as well.
    """
    letters = [letter for letter in text if letter.isalpha()]
    foreign = Counter(filter(None, map(_script_of, letters)))
    if sum(foreign.values()) * 2 > len(letters):
        return _of_script(foreign, text)
    return _of_words(text) or _of_name(text, names or {})


def english_of(text: str, tongue: str, names: Mapping[str, Mapping[str, str]]) -> str:
    """The question in English that asks of the occupations a text names; "" where it names none that is known."""
    asked = pairs_of("asked", "tongues")
    roles = _named(text.lower(), tongue, names)
    if not roles:
        return ""
    if len(roles) > 1:
        return asked["comparison"].format(role=roles[0], other=roles[1])
    spoken = [word.lower() for word in _WORD.findall(text)]
    for about in ("pay", "skills", "become"):
        marks = words_of_about(about)
        if any(word in marks for word in spoken) or (tongue == "zh" and any(mark in text for mark in marks)):
            return asked[about].format(role=roles[0])
    return asked["duties"].format(role=roles[0])


def words_of_about(about: str) -> frozenset[str]:
    return frozenset(pairs_of("about", "tongues")[about].split())


@lru_cache(maxsize=4096)
def _script_of(letter: str) -> str:
    return next((tongue for first, last, tongue in _SCRIPTS if first <= letter <= last), "")


def _of_script(found: Counter[str], text: str) -> str:
    """The language of a text that is mostly in other letters."""
    if found["kana"]:
        return OTHER
    ((tongue, _),) = found.most_common(1)
    letters = frozenset(text.lower())
    if tongue == "ar" and letters & _URDU:
        return "ur"
    if (tongue == "ar" and letters & _PERSIAN) or (tongue == "ru" and letters & _NOT_RUSSIAN):
        return OTHER
    return tongue


def _of_words(text: str) -> str:
    """The language whose small words a text in Latin letters has, where those of English do not outweigh them."""
    spoken = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    weighed = {tongue: _weight(spoken, text, tongue) for tongue in _LATIN}
    if _SPANISH & frozenset(text):
        weighed["es"] += 2
    best = max(weighed, key=lambda tongue: weighed[tongue])
    if not weighed[best]:
        return ""
    plain, small = _plain(best), _small(best)
    others = [word for word in spoken if word not in small]
    against = sum(token.is_stop for token in read(" ".join(word for word in spoken if word not in plain)))
    is_sure = weighed[best] >= 2 and weighed[best] > against
    is_bare = against <= len(plain & set(spoken)) and not any(map(_is_english, others)) and not _is_name(spoken, best)
    return (best if best in SPOKEN else OTHER) if is_sure or is_bare else ""


def _weight(spoken: list[str], text: str, tongue: str) -> float:
    """How many different small words of a language are there, at least one of them no English: else none count."""
    plain = {word for word in spoken if word in _plain(tongue)}
    if not plain:
        return 0.0
    common = {word for word in spoken if word in _small(tongue)} - plain
    letters = frozenset(pairs_of("letters", "tongues").get(tongue, ""))
    return len(plain) + 0.5 * len(common) + 0.5 * any(letter in letters for letter in text.lower())


def _is_name(spoken: list[str], tongue: str) -> bool:
    """Whether nothing but a name follows one small word, such as 'Los Angeles'."""
    return len(spoken) < 3 and len(_plain(tongue) & set(spoken)) < 2


@lru_cache(maxsize=16)
def _plain(tongue: str) -> frozenset[str]:
    """The small words of a language that are neither English nor single letters."""
    listed = pairs_of("plain", "tongues")[tongue].split()
    return frozenset(word for word in listed if len(word) > 1 and not _is_english(word)) - frozenset(
        pairs_of("common", "tongues")[tongue].split()
    )


def _is_english(word: str) -> bool:
    return is_english_word(word) or any(token.is_stop for token in read(word))


@lru_cache(maxsize=16)
def _small(tongue: str) -> frozenset[str]:
    return frozenset((*pairs_of("plain", "tongues")[tongue].split(), *pairs_of("common", "tongues")[tongue].split()))


def _of_name(text: str, names: Mapping[str, Mapping[str, str]]) -> str:
    """The language of an occupation's name that is the whole text."""
    name = " ".join(text.lower().split()).strip(" .!?")
    if all(is_english_word(word) for word in name.split()):
        return ""
    return next((tongue for tongue in SPOKEN if name in names.get(tongue, {})), "")


def _named(text: str, tongue: str, names: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The English names of at most two occupations in a text, as they stand in it; longer names first."""
    found: dict[int, str] = {}
    for name, english in sorted(names.get(tongue, {}).items(), key=lambda item: -len(item[0])):
        match = _pattern(name, tongue).search(text)
        if match:
            found.setdefault(match.start(), english)
            text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return list(dict.fromkeys(found[start] for start in sorted(found)))[:2]


@lru_cache(maxsize=4096)
def _pattern(name: str, tongue: str) -> re.Pattern[str]:
    if tongue == "zh":
        return re.compile(re.escape(name))
    ends = _SHORT_ENDS if name.isascii() and len(name) < _SHORT else _ENDS
    before = _BEFORE if tongue == "ar" else ""
    words = r"\s+".join(re.escape(word) + ends for word in name.split())
    return re.compile(rf"(?<!{_LETTER}){before}{words}(?!{_LETTER})")
