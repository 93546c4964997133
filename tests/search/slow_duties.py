"""The ranking of docs/decisions/0005, one role, one passage and one word at a time, with whole vectors."""

import math
import operator

import numpy as np

from bot.knowledge.model import Duty, Role
from bot.knowledge.store_tables import names_of
from bot.search.duties import (
    BEST_NAMES,
    BEST_PHRASES,
    DUTIES,
    EVERYDAY,
    MEANING,
    NAMES_WEIGHT,
    OF_MANY,
    SUMMARY,
    WEIGHTS,
)
from bot.search.index import OWNERSHIP
from bot.search.known import Known
from bot.search.language import content_lemmas


def slow_rank(known: Known, phrase: str) -> list[tuple[str, float]]:
    """Every role's score for a phrase, the best first."""
    question = Question(known, phrase)
    roles = (known.store.role(role_id) for role_id in known.store.role_ids)
    return sorted(((role.id, question.score(role)) for role in roles), key=lambda item: -item[1])


class Question:
    """What is asked, and how near what a role is described by comes to it."""

    def __init__(self, known: Known, phrase: str):
        roles = [known.store.role(role_id) for role_id in known.store.role_ids]
        self._encoder = known.encoder
        self._words = [words_of(duty) for role in roles for duty in role.duties]
        self._lemmas = content_lemmas(phrase)
        (self._asked,) = known.encoder.encode([phrase])

    def score(self, role: Role) -> float:
        also = [self._alike([words])[0] * OWNERSHIP[duty.involvement] for duty in role.duties for words in duty.also]
        everyday = mean(self._alike(list(role.everyday)), *BEST_PHRASES)
        names = [name.text for name in names_of(role)]
        parts = [
            (WEIGHTS[EVERYDAY], said(everyday, mean(also, *BEST_PHRASES))),
            (WEIGHTS[DUTIES], max(map(self._fit, role.duties), default=None)),
            (WEIGHTS[SUMMARY], self._alike([role.summary.text])[0]),
            (NAMES_WEIGHT, mean(self._alike(names), *BEST_NAMES)),
        ]
        there = [(weight, part) for weight, part in parts if part is not None]
        return sum(weight * part for weight, part in there) / sum(weight for weight, _ in there)

    def _fit(self, duty: Duty) -> float:
        meaning = max(self._alike([duty.statement, *duty.also]))
        if not self._lemmas:
            return meaning * OWNERSHIP[duty.involvement]
        own = words_of(duty)
        common = sum(self._rarity(lemma) for lemma in self._lemmas if lemma in own)
        common /= sum(self._rarity(lemma) for lemma in self._lemmas)
        return (MEANING * meaning + (1 - MEANING) * common) * OWNERSHIP[duty.involvement]

    def _alike(self, texts: list[str]) -> list[float]:
        return [float(np.dot(self._asked, vector)) for vector in self._encoder.encode(texts)]

    def _rarity(self, lemma: str) -> float:
        return math.log(1 + len(self._words) / max(1, sum(lemma in found for found in self._words)))


def words_of(duty: Duty) -> set[str]:
    return {lemma for text in (duty.statement, *duty.also) for lemma in content_lemmas(text)}


def mean(values: list[float], count: int, decay: float) -> float | None:
    """The mean of the best, each further one counting less."""
    best = sorted(values, reverse=True)[:count]
    weights = [decay**place for place in range(len(best))]
    return sum(map(operator.mul, best, weights)) / sum(weights) if best else None


def said(everyday: float | None, also: float | None) -> float | None:
    """What people say of the role, of its duties a little less."""
    if everyday is None or also is None:
        return also if everyday is None else everyday
    return max(everyday, also - OF_MANY)
