"""Names of a company in a text: people however they are written, teams, sites, systems, rotas and titles."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from bot.company.model import Company, Rota, Site, System, Team
from bot.company.names import name_words, spellings, title_key, unaccented
from bot.knowledge.nouns import singular_noun
from bot.search.adverts import title_alone
from bot.search.encoder import Encoder
from bot.search.language import content_lemmas, is_english_word
from bot.search.scanner import scan
from bot.search.spelling import Speller, sound_of

# Words of names that are nobody's alone.
_PARTICLES = frozenset(
    "dr prof mr mrs ms miss sir de da do dos das del della di van von der den la le el al bin ibn y e".split()
)
# Words between those that tell titles apart.
_JOINING = frozenset(("of", "the", "and", "for", "in"))
# How people are addressed, before a name.
_ADDRESSED = re.compile(r"\b(?:mr|mrs|ms|mister|miss|madam|dr|prof)\.? $", re.IGNORECASE)
# No name in a company is longer, in words.
LONGEST = 8
# Titles whose likeness differs by less are equally near.
AS_NEAR = 0.02
# Fewer letters of one word in small ones are no misspelt name.
SPELT = 5
# So many words make initials that stand for a title: a DPO, a CFO.
_INITIALS = 3
_WORD = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w|\w+(?:['’.]\w+)*")
_OF = re.compile(r"['’]s$")
# No longer than this is what may be a particle of a name as well: 'has' is no thing of Ha's.
_PARTICLE = 3
_NEXT = re.compile(r"\s+\w")
# What makes a name of a word that mostly is another one: 'the it team'.
_AS_TEAM = re.compile(r"\s*(?:'s\s+)?(?:team|department|dept|group|guys|folks|helpdesk|help desk|desk|squad|people)\b")


class NameKind(Enum):
    """What a name of a company is one of; of equally long names the first kind counts."""

    company = "company"
    site = "site"
    team = "team"
    system = "system"
    rota = "rota"
    title = "title"
    person = "person"


@dataclass(frozen=True)
class NameFound:
    """A stretch text[start:end] that names something of a company.

    ids: what it may mean, several where it is not clear; of a person none where nobody here has the whole name; of a
    title keys of titles. sure: whether the word is no other one.
    """

    start: int
    end: int
    kind: NameKind
    ids: tuple[str, ...]
    sure: bool = True


class CompanyNames:
    """All names of a company, made ready once."""

    def __init__(self, company: Company):
        self._named: dict[tuple[str, ...], tuple[NameKind, str]] = {}
        if not is_english_word(company.name.lower()):
            self._named[_words(company.name)] = (NameKind.company, "")
        tables: tuple[tuple[NameKind, Mapping[str, Rota | System | Team | Site]], ...] = (
            (NameKind.rota, company.rotas),
            (NameKind.system, company.systems),
            (NameKind.team, company.teams),
            (NameKind.site, company.sites),
        )
        # Of several things of one name the last counts.
        for kind, table in tables:
            for key, entry in table.items():
                self._named |= {_words(name): (kind, key) for name in (entry.name, *entry.aliases)}
        self._titles, self._initials = _titles_of(company)
        self._people: dict[str, set[str]] = defaultdict(set)
        for key, person in company.people.items():
            for word in _WORD.findall(" ".join((person.name, *person.aliases, person.slack or "", person.email or ""))):
                for spelt in spellings(word):
                    self._people[spelt].add(key)
                    self._people[re.sub("['’]", "", spelt)].add(key)
        words = [word for word in self._people if len(word) > 3 and word.isalpha()]
        self._speller = Speller(words, begun_right=True)
        sounds = Counter(map(sound_of, words))
        self._sounding = {sound: word for word in words if len(sound := sound_of(word)) > 3 and sounds[sound] == 1}

    def find(self, text: str) -> list[NameFound]:
        """Every name in a text, in order and apart; of names that overlap the longest."""
        words = [(found.start(), found.end(), unaccented(found[0])) for found in _WORD.finditer(text)]
        words = [_unowned(word, self._people, text) for word in words for word in _parted(word, self._people)]
        keys = [self._spelt(key, text[start:end]) for start, end, key in words]
        found = []
        places = list(range(len(words)))

        def means(stretch: list[int]) -> tuple[NameKind, tuple[str, ...]] | None:
            return self._meaning(tuple(words[place][2] for place in stretch), tuple(keys[place] for place in stretch))

        for first, last in scan(places, LONGEST, lambda stretch: means(stretch) is not None):
            meaning = means(places[first:last])
            if meaning is None:
                continue
            start, end = words[first][0], words[last - 1][1]
            is_misspelt = any(keys[place] != _OF.sub("", words[place][2]) for place in range(first, last))
            name = self._counted(text, start, end, *meaning, is_misspelt)
            if name:
                found.append(name)
        return _with_strangers(text, found)

    def _spelt(self, key: str, written: str) -> str:
        """A word as the name that it is a misspelling of, where it is no word of another kind."""
        plain = _OF.sub("", key)
        if plain in self._people or not plain.isalpha() or len(plain) < 4 or is_english_word(plain):
            return plain
        return self._speller.meant(plain) or self._sounding.get(sound_of(plain)) or plain

    def _meaning(self, words: tuple[str, ...], keys: tuple[str, ...]) -> tuple[NameKind, tuple[str, ...]] | None:
        bare = tuple(_OF.sub("", word) for word in words)
        if (named := self._named.get(bare)) is not None:
            return named[0], (named[1],)
        if titles := self._title(bare):
            return NameKind.title, titles
        if all(key in _PARTICLES or len(key) < 2 for key in keys) or not all(key in self._people for key in keys):
            return None
        people = set.intersection(*(self._people[key] for key in keys))
        return (NameKind.person, tuple(sorted(people))) if people else None

    def _title(self, words: tuple[str, ...]) -> tuple[str, ...]:
        if words[0] in _JOINING or words[-1] in _JOINING:
            return ()
        for key in dict.fromkeys((_title_words(words), _title_words(title_alone(" ".join(words)).split()))):
            if titles := self._titles.get(key):
                return titles
        if len(words) == 1:
            return () if is_english_word(words[0]) else self._initials.get(singular_noun(words[0]), ())
        initials = "".join(word[0] for word in words if word not in _JOINING)
        return self._titles.get((initials,), ()) if len(initials) >= _INITIALS else ()

    def _counted(
        self, text: str, start: int, end: int, kind: NameKind, ids: tuple[str, ...], is_misspelt: bool
    ) -> NameFound | None:
        """A name where it counts as one: 'it' is no team, 'grace' may be nobody."""
        written = _OF.sub("", text[start:end])
        is_word = " " not in written and is_english_word(written.lower())
        in_capitals = written[:1].isupper() and (written.isupper() or bool(text[:start].strip(" @'\"(")))
        if kind is not NameKind.person:
            is_stop = " " not in written and not content_lemmas(written.lower())
            if is_stop and not written.isupper() and not _AS_TEAM.match(text[end:]):
                return None
            return NameFound(start, start + len(written), kind, ids)
        alone = " " not in written
        if (
            alone
            and not in_capitals
            and (not content_lemmas(written.lower()) or (is_misspelt and len(written) < SPELT))
        ):
            return None
        if is_word and not in_capitals and is_misspelt:
            return None
        led = text[:start].endswith("@")
        # 'Mister Okonjo' is called so.
        begins = addressed.start() if (addressed := _ADDRESSED.search(text[:start])) else start
        return NameFound(begins - led, start + len(written), kind, ids, led or not is_word or in_capitals)


def names_of(company: Company) -> CompanyNames:
    """The names of a company, made ready once for the one that is asked about again and again."""
    global _held
    if _held is None or _held[0] is not company:
        _held = (company, CompanyNames(company))
    return _held[1]


_held: tuple[Company, CompanyNames] | None = None


def _words(name: str) -> tuple[str, ...]:
    return tuple(unaccented(word) for word in _WORD.findall(name)) or name_words(name)


def _parted(word: tuple[int, int, str], known: Mapping[str, object]) -> Iterator[tuple[int, int, str]]:
    """A word, or its parts where dots join several: the handle 'zoe.brandt'."""
    start, _, key = word
    if "." not in key or key in known:
        yield word
        return
    for part in re.finditer(r"[^.]+", key):
        yield start + part.start(), start + part.end(), part[0]


def _unowned(word: tuple[int, int, str], known: Container[str], text: str) -> tuple[int, int, str]:
    """A word without the ending that says that something is theirs: 'zoes boss' asks of Zoe.

    What may as well be several of something ('marks') is somebody's only where something follows.
    """
    start, end, key = word
    is_owned = key.endswith("s") and key not in known and key[:-1] in known and len(key) > _PARTICLE
    follows = not is_english_word(key) or bool(_NEXT.match(text, end))
    return (start, end - 1, key[:-1]) if is_owned and follows else word


def title_words(title: str) -> tuple[str, ...]:
    """The words that a title is compared by: without small words, the last one as of one person."""
    return _title_words(title_key(title).split())


def _title_words(words: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """What titles are compared by: without small words, the last one as of one person."""
    kept = [word for word in words if word not in _JOINING]
    return (*kept[:-1], singular_noun(kept[-1])) if kept else ()


def _titles_of(company: Company) -> tuple[dict[tuple[str, ...], tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """The keys of titles that somebody has, by their words with and without seniority; and by initials."""
    by_words: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    alone: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    initials: dict[str, dict[str, None]] = defaultdict(dict)
    for title in {person.title: None for person in company.people.values() if person.title and not person.left}:
        key = title_key(title)
        words = tuple(key.split())
        by_words[_title_words(words)][key] = None
        alone[_title_words(title_alone(title).split())][key] = None
        short = "".join(word[0] for word in words if word not in _JOINING)
        if len(short) >= _INITIALS:
            initials[short][key] = None
    for words, keys in alone.items():
        if words:
            by_words[words] |= keys
    return {words: tuple(keys) for words, keys in by_words.items()}, {
        key: tuple(each) for key, each in initials.items()
    }


def _with_strangers(text: str, found: list[NameFound]) -> list[NameFound]:
    """The names, a single one of a person without ids where it goes with one that nobody here has: 'Peter Jackson'."""
    told = []
    for name in found:
        if name.kind is NameKind.person and " " not in text[name.start : name.end]:
            after = re.match(r"[ -]([^\W\d_]{3,})", text[name.end :])
            taken = after and any(other.start <= name.end + 1 < other.end for other in found)
            if after and not taken and _is_name(after[1], text):
                told.append(NameFound(name.start, name.end + after.end(), name.kind, ()))
                continue
        told.append(name)
    return told


def _is_name(word: str, text: str) -> bool:
    """Whether a word after somebody's name may be their other one: no word, and not small where others are capitals."""
    is_word = is_english_word(word.lower()) or not content_lemmas(word.lower())
    return not is_word and (word[:1].isupper() or text == text.lower())


def likest(encoder: Encoder, title: str, titles: Mapping[str, str]) -> list[str]:
    """Those of some people, by id, whose titles come nearest to a title in meaning: the likest, and who is as near."""
    if not titles:
        return []
    (vector,), vectors = encoder.encode([title]), encoder.encode(list(titles.values()))
    likeness = dict(zip(titles, (vectors @ vector).tolist(), strict=True))
    return [key for key in titles if likeness[key] >= max(likeness.values()) - AS_NEAR]
