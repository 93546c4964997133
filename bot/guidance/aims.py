"""From what somebody told of themselves to what it says of roles: how much of each thing a role has.

A thing is a wish of knowledge/wishes.yml where it is one, else a skill, a tool or a field of knowledge, else what some
roles do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.guidance.likeness import share_of_field, share_of_phrase, share_of_role
from bot.reading.limits import Limit
from bot.reading.told import Tells, Told
from bot.search.duties import is_answer
from bot.search.known import Known
from bot.search.wishes import Meant

# A phrase that means a wish less surely than this is first looked for among skills and duties: one that is wanted, and
# one that is avoided, for who would not groom dogs may like animals.
SURE, SURE_TO_AVOID = 0.75, 1.0


@dataclass(frozen=True, eq=False)
class Aim:
    """A thing that somebody wants or avoids.

    words: theirs; called: how it is told; share: of each role how much of it it has, 0 to 1, None where nothing says
    it. key: of the wish that it is, empty where it is none; role: the id of the role that it was, where it was one.
    """

    words: str
    called: str
    share: np.ndarray | None
    key: str = ""
    role: str = ""


@dataclass(frozen=True)
class Aims:
    """What somebody told, as far as it says something of roles.

    done: roles that they had; studied: fields; unwanted: ids of roles that they do not want; level: of schooling, 0
    where none was told; limits: what the roles are to be; unknown: what says nothing of any role.
    """

    wanted: tuple[Aim, ...] = ()
    avoided: tuple[Aim, ...] = ()
    done: tuple[Aim, ...] = ()
    studied: tuple[Aim, ...] = ()
    unwanted: frozenset[str] = frozenset()
    level: int = 0
    limits: frozenset[Limit] = frozenset()
    unknown: tuple[str, ...] = ()

    @property
    def only_done(self) -> str:
        """The id of the role that somebody had, where they told that one and nothing else; empty otherwise."""
        others = self.wanted or self.avoided or self.studied or self.unwanted or self.level or self.limits
        return "" if others or len(self.done) != 1 else self.done[0].role

    @property
    def measured(self) -> bool:
        """Whether anything of it tells roles apart."""
        aims = (*self.wanted, *self.avoided, *self.done, *self.studied)
        return any(aim.share is not None for aim in aims) or bool(self.unwanted or self.level or self.limits)


def aims_of(known: Known, told: Sequence[Told]) -> Aims:
    """What was told, newest last, as aims."""
    wanted: list[Aim] = []
    avoided: list[Aim] = []
    done: list[Aim] = []
    unknown: list[str] = []
    for each in told:
        if each.tells is Tells.done:
            done += _had(known, each)
        elif each.tells in (Tells.like, Tells.dislike, Tells.trait):
            found = list(_meant(known, each))
            unknown += [each.words] * (not found and each.tells is not Tells.trait)
            for aim, is_wanted in found:
                (wanted if is_wanted else avoided).append(aim)
    fields = [
        Aim(each.words, each.words, share_of_field(known, each.words)) for each in told if each.tells is Tells.studied
    ]
    # 'Biology, but no lab': what one word has both ways tells no roles apart.
    both = {aim.key for aim in wanted if aim.key} & {aim.key for aim in avoided}
    return Aims(
        _once(aim for aim in wanted if aim.key not in both),
        _once(aim for aim in avoided if aim.key not in both),
        _once(done),
        _once(fields),
        frozenset(role for each in told if each.tells is Tells.unwanted for role in unwanted_by(known, each)),
        next((int(each.words) for each in reversed(told) if each.tells is Tells.level), 0),
        frozenset(Limit(each.words) for each in told if each.tells is Tells.limit),
        tuple(dict.fromkeys(unknown)),
    )


def _once(aims: Iterable[Aim]) -> tuple[Aim, ...]:
    return tuple({aim.key or aim.role or aim.words.lower(): aim for aim in aims}.values())


def _meant(known: Known, told: Told) -> Iterable[tuple[Aim, bool]]:
    """The aims that a thing liked, disliked or had stands for, and whether each is wanted."""
    likes = told.tells is Tells.like
    found = known.wishes.find(told.words)
    if told.wish in known.store.wishes and not any(meant.key == told.wish and not meant.turns for meant in found):
        yield _of_wish(known, told, Meant(told.wish, 1.0), likes)
        return
    if told.tells is Tells.trait:
        turning = [meant for meant in found if meant.turns]
        yield from (_of_wish(known, told, meant, meant.turns > 0) for meant in turning)
        return
    sure = [meant for meant in found if meant.score >= (SURE if likes else SURE_TO_AVOID)]
    if not sure and (share := share_of_phrase(known, told.words)) is not None:
        yield Aim(told.words, told.words, share), likes
        return
    for meant in sure or found:
        # 'No bad back' is no telling of anybody; 'something for a shy person' is.
        yield _of_wish(known, told, meant, meant.turns > 0 if meant.turns else likes)


def _of_wish(known: Known, told: Told, meant: Meant, is_wanted: bool) -> tuple[Aim, bool]:
    share = known.wishes.liking(meant.key) if is_wanted else known.wishes.share(meant.key)
    return Aim(told.words, known.store.wishes[meant.key].called, share, meant.key), is_wanted


def _had(known: Known, told: Told) -> list[Aim]:
    """The role that somebody had: the one named, the commonest of several, or the one that does what they did."""
    roles = [role for role in told.roles if role in known.profiles.place]
    if not roles and not told.roles:
        found = known.duties.rank(told.words, limit=1)
        roles = [match.role for match in found if is_answer(match)]
    if not roles:
        return []
    role = max(roles, key=lambda each: (known.employed(each), each))
    return [Aim(told.words, known.store.titles[role], share_of_role(known, role), role=role)]


def unwanted_by(known: Known, told: Told) -> set[str]:
    """The roles that are not wanted: all of a kind where the name is a kind's, such as 'teacher'."""
    roles = set(told.roles) or set(known.names.of_field(told.words))
    head = told.words.split()[-1] if told.words.split() else ""
    titles = {known.store.titles[role].split()[-1] for role in told.roles[:1]}
    kinds = {role for word in {head, *titles} for role in known.names.of_kind(word)} if " " not in told.words else set()
    return roles | kinds
