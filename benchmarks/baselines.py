"""Other ways of ranking roles for a text: words, letters, and sentence vectors, each as it is commonly used.

Each is a function of a store that returns a ranking: from a text to the codes of roles, best first. Duties are matched
against the tasks of each role, titles against all its names.
"""

from collections.abc import Callable, Sequence

import numpy as np

from bot.knowledge.store import Store
from bot.search.encoder import Encoder
from bot.search.known import Known

Rank = Callable[[str], list[str]]
# A role's four best tasks, each weighing 0.6 times the one before: the best of several ways tried with plain vectors.
BEST, DECAY = 4, 0.6


def duty_texts(store: Store) -> tuple[list[str], np.ndarray]:
    """Every duty's statement, and the place of its role in role_ids."""
    found = [(duty.statement, place) for place, role in enumerate(store.role_ids) for duty in store.role(role).duties]
    return [text for text, _ in found], np.array([place for _, place in found])


def name_texts(store: Store) -> tuple[list[str], np.ndarray]:
    """Every name but those of adverts, and the place of its role in role_ids."""
    place = {role: number for number, role in enumerate(store.role_ids)}
    names = [name for name in store.names if not name.is_advert]
    return [name.text for name in names], np.array([place[name.role] for name in names])


def bm25(store: Store, texts: Sequence[str], owners: np.ndarray, count: int) -> Rank:
    import bm25s

    model = bm25s.BM25()
    model.index(bm25s.tokenize(list(texts), stopwords="en", show_progress=False), show_progress=False)

    def scores(text: str) -> np.ndarray:
        (tokens,) = bm25s.tokenize([text], stopwords="en", return_ids=False, show_progress=False)
        return model.get_scores(tokens) if tokens else np.zeros(len(texts))

    return _by_role(store, scores, owners, count)


def rapidfuzz(store: Store, texts: Sequence[str], owners: np.ndarray, count: int) -> Rank:
    from rapidfuzz import fuzz, process, utils

    prepared = [utils.default_process(text) for text in texts]

    def scores(text: str) -> np.ndarray:
        return process.cdist([utils.default_process(text)], prepared, scorer=fuzz.WRatio, dtype=np.float32)[0]

    return _by_role(store, scores, owners, count)


def minilm(store: Store, texts: Sequence[str], owners: np.ndarray, count: int, encoder: Encoder) -> Rank:
    vectors = encoder.encode(texts)
    return _by_role(store, lambda text: vectors @ encoder.encode([text])[0], owners, count)


def _by_role(store: Store, scores: Callable[[str], np.ndarray], owners: np.ndarray, count: int) -> Rank:
    """Ranks roles by the weighted sum of their best texts, count of them."""
    ids, codes = store.role_ids, store.codes
    ends = np.append(np.flatnonzero(np.diff(owners)) + 1, len(owners))
    starts = np.append(0, ends[:-1])
    weights = DECAY ** np.arange(count)

    def rank(text: str) -> list[str]:
        found = scores(text)
        if count == 1:
            best = np.maximum.reduceat(found, starts)
        else:
            best = np.array(
                [
                    (top * weights[: len(top)]).sum()
                    for start, end in zip(starts, ends, strict=True)
                    for top in [-np.sort(-found[start:end])[:count]]
                ]
            )
        return [codes[ids[owners[starts[place]]]] or "" for place in np.argsort(-best, kind="stable")[:20]]

    return rank


def ours_for_duties(known: Known) -> Rank:
    from bot.reading.duty import duty_phrase

    return lambda text: [
        known.store.codes[match.role] or "" for match in known.duties.rank(duty_phrase(text), limit=20)
    ]


def ours_for_titles(known: Known) -> Rank:
    return lambda text: [known.store.codes[match.role] or "" for match in known.titles.rank(text, limit=20)]
