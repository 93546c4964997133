"""What the search needs of all roles, computed once, when a store is built, and kept in it as arrays.

Everything a role is described by is a passage. There are two sets of them, NAMES and TEXTS, each role after role in the
order of the roles; of one role's texts first its summary, then its duties' statements, other words for its duties, and
what people say it does. For each set:

    bounds      (roles, kinds + 1)   where each role's passages of each kind begin, and where its last one ends
    vectors     (passages, 384)      int8, times STEP: what each passage means
    directions  (384, COARSE)        the directions in which passages differ most
    coarse      (COARSE, passages)   int8, times STEP: the passages' vectors along those directions

and besides

    duty        (texts,)          which duty, counted through all roles, a text states or words anew; else -1
    ownership   (duties,)         how far a duty is the role's own, as a factor
    lemmas, lemma_duties, lemma_ends    which duties have a word: the words, sorted, and a run of duties for each
    spellings                     words that a misspelt one may have been meant for
    name_keys                     the lemmas of each name, in the order of the store's names
    grams, gram_names, gram_ends  which names have three letters in a row
    name_plain                    each name in plain letters, as plain has it
    skill_word_keys, skill_word_owners, skill_word_vectors    lemmas of the names of skills and of other words for them,
                                  which skill each means (as bot.search.profiles numbers them), and what it means (int8,
                                  times STEP)
    hint_...                      what bot.search.works learnt of how people hint at roles: LearntClasses.arrays
    wish_vectors                  what each phrase of bot.search.wishes means (int8, times STEP)
    short_tool_keys, short_tools  lemmas of what tools are called for short, with the tool's number
    ...                           and what is measured of roles: bot/search/profiles.py lists it
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum

import numpy as np

from bot.knowledge.model import Involvement, Role
from bot.knowledge.store_tables import Index, names_of
from bot.search.language import content_lemmas, key_of
from bot.search.likeness import LearntClasses, words_of
from bot.search.profiles import Sort, profile_arrays, skill_keys, skills_of
from bot.search.tools import short_names

# The length of an int8 step. Components of the encoder's unit vectors stay within a third of one.
STEP = 1 / 360
# How many directions the first, coarse look uses; docs/decisions/0005 has the figures.
COARSE = 128
# From so many passages on, only a part of them, evenly spread, is looked at for their directions.
MANY = 50_000
# A duty a role only helps with yields to the same duty of the role that owns it.
OWNERSHIP = {
    Involvement.accountable: 1.0,
    Involvement.responsible: 1.0,
    Involvement.supports: 0.92,
    Involvement.takes_part: 0.92,
}

# Unit vectors of groups of texts, float32, one row a text; no group has to do with another.
Embed = Callable[[Sequence[Sequence[str]]], np.ndarray]


# The two sets of passages.
NAMES, TEXTS = "name", "text"


class Kind(IntEnum):
    """What a text is to its role: the columns of the bounds of TEXTS."""

    summary = 0
    statement = 1
    also = 2
    everyday = 3


def build_index(
    roles: Sequence[Role],
    embed: Embed,
    skill_words: Mapping[str, Sequence[str]] | None = None,
    wishes: Sequence[str] = (),
    embed_wording: Embed | None = None,
) -> Index:
    """The arrays above for some roles, in this order; skill_words: other words for skills, by name; wishes: what wishes
    are called by. embed_wording: as embed, of how texts are put as well; without it nothing is learnt of hints."""
    names = [name.text for role in roles for name in names_of(role)]
    texts = [text for role in roles for _, _, text in _texts(role)]
    skills = list(_skill_words(roles, skill_words or {}))
    words = [word for word, _ in skills]
    # Each text once, with the first role that has it; what skills are called is no role's, so each is by itself.
    owner: dict[str, str] = {}
    for role in roles:
        for text in (*(name.text for name in names_of(role)), *(text for _, _, text in _texts(role))):
            owner.setdefault(text, role.id)
    for word in words:
        owner.setdefault(word, word)
    groups: dict[str, list[str]] = defaultdict(list)
    for text, key in owner.items():
        groups[key].append(text)
    places = {text: place for place, text in enumerate(text for group in groups.values() for text in group)}
    vectors = embed(list(groups.values()))
    short = _short_tools(roles)
    return {
        **arrange(roles),
        **meanings(NAMES, vectors[[places[text] for text in names]]),
        **meanings(TEXTS, vectors[[places[text] for text in texts]]),
        "skill_word_keys": [key_of(word) for word in words],
        "short_tool_keys": list(short),
        "short_tools": np.array(list(short.values()), dtype=np.int32),
        "skill_word_owners": np.array([owner for _, owner in skills], dtype=np.int32),
        "skill_word_vectors": _in_steps(vectors[[places[word] for word in words]]),
        "wish_vectors": _in_steps(embed([[phrase] for phrase in wishes])),
        **(_hints(roles, embed_wording) if embed_wording else {}),
    }


def _hints(roles: Sequence[Role], embed_wording: Embed) -> dict[str, np.ndarray | Sequence[str]]:
    hinting = [role for role in roles if role.hints]
    if len(hinting) < 2:
        return {}
    said, of = zip(*((text, role.id) for role in hinting for text in role.hints), strict=True)
    vectors = embed_wording([said])
    arrays = LearntClasses.learn(list(map(words_of, said)), vectors, of).arrays()
    arrays["weights"] = arrays["weights"].astype(np.float16)
    return {f"hint_{name}": each.tolist() if each.dtype.kind == "U" else each for name, each in arrays.items()}


def _skill_words(roles: Sequence[Role], further: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int]]:
    """Every name of a skill, and other words for it, with the skill's number."""
    for number, (_, name) in enumerate(skill_keys(roles)):
        for word in dict.fromkeys((name, *further.get(name, ()))):
            yield word, number


def _short_tools(roles: Sequence[Role]) -> dict[str, int]:
    keys = skill_keys(roles)
    place = {key: number for number, key in enumerate(keys)}
    uses = Counter(place[key] for role in roles for key, _ in skills_of(role))
    return short_names([(number, name) for number, (sort, name) in enumerate(keys) if sort is Sort.tool], uses)


def arrange(roles: Sequence[Role]) -> dict[str, np.ndarray | Sequence[str]]:
    """All arrays but those of what the passages mean."""
    name_ends = np.cumsum([0, *(sum(1 for _ in names_of(role)) for role in roles)], dtype=np.int64)
    bounds = np.zeros((len(roles), len(Kind) + 1), dtype=np.int64)
    duty: list[int] = []
    duties = 0
    for place, role in enumerate(roles):
        start = len(duty)
        counts = [0] * len(Kind)
        for kind, number, _ in _texts(role):
            counts[kind] += 1
            duty.append(-1 if number is None else duties + number)
        bounds[place] = start + np.cumsum([0, *counts])
        duties += len(role.duties)
    ownership = [OWNERSHIP[each.involvement] for role in roles for each in role.duties]
    return {
        f"{NAMES}_bounds": np.stack([name_ends[:-1], name_ends[1:]], axis=1),
        f"{TEXTS}_bounds": bounds,
        "duty": np.array(duty, dtype=np.int32),
        "ownership": np.array(ownership, dtype=np.float32),
        **_words(roles),
        **_names(roles),
        **profile_arrays(roles),
    }


def _texts(role: Role) -> Iterator[tuple[Kind, int | None, str]]:
    """Each text with the number, within the role, of the duty it belongs to."""
    yield Kind.summary, None, role.summary.text
    for number, duty in enumerate(role.duties):
        yield Kind.statement, number, duty.statement
    for number, duty in enumerate(role.duties):
        for words in duty.also:
            yield Kind.also, number, words
    for phrase in role.everyday:
        yield Kind.everyday, None, phrase


def meanings(passages: str, vectors: np.ndarray) -> dict[str, np.ndarray]:
    """The arrays of what a set of passages means."""
    # Some of very many passages tell the directions as well as all.
    some = vectors[:: 1 + len(vectors) // MANY].astype(np.float64)
    _, directions = np.linalg.eigh(some.T @ some)
    # eigh gives them weakest first.
    directions = np.ascontiguousarray(directions[:, : -COARSE - 1 : -1], dtype=np.float32)
    return {
        f"{passages}_vectors": _in_steps(vectors),
        f"{passages}_directions": directions,
        f"{passages}_coarse": np.ascontiguousarray(_in_steps(vectors @ directions).T),
    }


def _in_steps(values: np.ndarray) -> np.ndarray:
    """Numbers of about a third of one at most as int8 multiples of STEP."""
    return np.clip(np.rint(values / STEP), -127, 127).astype(np.int8)


def _words(roles: Sequence[Role]) -> dict[str, np.ndarray | Sequence[str]]:
    having: dict[str, dict[int, None]] = defaultdict(dict)
    place = 0
    for role in roles:
        for duty in role.duties:
            for text in (duty.statement, *duty.also):
                for lemma in content_lemmas(text):
                    having[lemma][place] = None
            place += 1
    texts = [text for role in roles for _, _, text in _texts(role)]
    texts += [name.text for role in roles for name in names_of(role)]
    spellings = {word for text in texts for word in re.findall(r"[a-z]+", text.lower()) if len(word) > 3}
    return {**_inverted(having, ("lemmas", "lemma_duties", "lemma_ends")), "spellings": sorted(spellings)}


def _names(roles: Sequence[Role]) -> dict[str, np.ndarray | Sequence[str]]:
    names = [name.text for role in roles for name in names_of(role)]
    spelt = [plain(name) for name in names]
    having: dict[str, dict[int, None]] = defaultdict(dict)
    for place, name in enumerate(spelt):
        for gram in grams_of(name):
            having[gram][place] = None
    return {
        "name_keys": [key_of(name) for name in names],
        "name_plain": spelt,
        **_inverted(having, ("grams", "gram_names", "gram_ends")),
    }


def plain(text: str) -> str:
    """A name's letters and figures in lower case, one space between words: what spellings are compared by."""
    return " ".join(re.findall(r"[^\W_]+[+#]*", text.lower()))


def grams_of(name: str) -> Iterable[str]:
    """Every three letters in a row of a plain name, each once, with a space before and after each word."""
    return dict.fromkeys(
        padded[start : start + 3]
        for padded in (f" {word} " for word in name.split())
        for start in range(len(padded) - 2)
    )


def _inverted(having: dict[str, dict[int, None]], names: tuple[str, str, str]) -> dict[str, np.ndarray | Sequence[str]]:
    """Which things have what, as the sorted what, all things run after run, and where each run ends."""
    entries = sorted(having)
    things = [thing for entry in entries for thing in having[entry]]
    ends = np.cumsum([len(having[entry]) for entry in entries], dtype=np.int64)
    return dict(zip(names, (entries, np.array(things, dtype=np.int32), ends), strict=True))
