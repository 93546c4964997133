"""What somebody tells that they did or do, in whatever clauses, by what those were heard to tell."""

from collections.abc import Sequence
from itertools import groupby

from bot.reading.clause import Clause, asks, clauses_of, is_unlived
from bot.reading.grammar import Sentence
from bot.reading.liking import wishes_in
from bot.reading.stretches import Mentioned, Placed
from bot.reading.told import Says, Tells, Told, Wished

DOING = frozenset((Tells.done, Tells.does))
# So many things that somebody does beside each other are a living.
_MANY = 3


def done_in(sentence: Sentence, roles: Sequence[Mentioned], says: Sequence[Says]) -> dict[int, Told]:
    """What a sentence tells that somebody did, in clauses beside each other that name no role, by where each begins.

    The first of them has all of it, the others no words: 'I plan the routes, check the loads and deal with the depot'.
    """
    found: dict[int, Told] = {}
    for did, run in groupby(clauses_of(sentence), lambda clause: _tells_doing(clause, sentence, roles, says)):
        clauses = list(run)
        if not did:
            continue
        heard = [each for clause in clauses for each in says if is_heard(each, clause, sentence)]
        is_past = len(clauses) >= _MANY or any(each.tells is Tells.done for each in heard)
        is_sure = any(each.sure and each.tells is Tells.done for each in heard) and any(map(says_how, clauses))
        words = sentence.text[clauses[0][0].start : clauses[-1][-1].end]
        found |= {clause[0].start: Told(Tells.done, "") for clause in clauses}
        found[clauses[0][0].start] = Told(Tells.done if is_past else Tells.does, words, sure=is_sure)
    return found


def says_how(clause: Clause) -> bool:
    """Whether a clause says that or how long something was, rather than only name it: 'the tax office'."""
    return any(word.is_verb or word.tag == "CD" for word in clause)


def _tells_doing(clause: Clause, sentence: Sentence, roles: Sequence[Mentioned], says: Sequence[Says]) -> bool:
    """Whether a clause was heard to tell what somebody does or did, and names no role."""
    is_back = sentence.text.rstrip().endswith("?") and len(sentence.text.split()) == 1
    if (
        not clause
        or is_back
        or asks(clause)
        or is_unlived(clause)
        or any(role.roles and is_within(role, clause, sentence) for role in roles)
    ):
        return False
    heard = next((each for each in says if is_heard(each, clause, sentence)), None)
    return heard is not None and heard.tells in DOING and not heard.asks and not list(wishes_in(clause))


def is_heard(wish: Wished | Says, clause: Clause, sentence: Sentence) -> bool:
    return bool(clause) and wish.start == sentence.at + clause[0].start


def is_within(role: Placed, clause: Clause, sentence: Sentence) -> bool:
    return bool(clause) and clause[0].start <= role.start - sentence.at < clause[-1].end
