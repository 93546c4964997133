"""From what somebody told of themselves to what it says of roles: how much of each thing a role has.

A thing is a wish of knowledge/wishes.yml where it is one, else a skill, a tool or a field of knowledge, else what some
roles do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.guidance.avoiding import ENOUGH, by_duties
from bot.guidance.likeness import near_to_doing, share_of_field, share_of_phrase, share_of_role
from bot.knowledge.nouns import singular_noun
from bot.reading.limits import Limit
from bot.reading.told import Tells, Told
from bot.search.known import Known
from bot.search.wishes import Meant

# What means a wish so surely is that wish. What only comes near it in meaning bot/nlu/wishing.py hears, which is right
# more often (docs/decisions/0021).
NAMED = 0.75
# What may come near what some role does, and how near it has to come to say which roles do.
_MAY_COME_NEAR, NEAR = frozenset((Tells.like, Tells.done, Tells.does)), 0.4
# How much a wish counts beside the role whose work its words are of.
OF_WISH = 0.25
# A field of study says something where it says so much of some role at least: 'hs' and 'it' do not.
FIELD = 0.5


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

    done: roles that they had; near: what comes near what some roles do; studied: fields; unwanted: ids of roles that
    they do not want; level: of schooling, 0 where none was told; limits: what the roles are to be; unknown: what says
    nothing of any role.
    """

    wanted: tuple[Aim, ...] = ()
    avoided: tuple[Aim, ...] = ()
    done: tuple[Aim, ...] = ()
    near: tuple[Aim, ...] = ()
    studied: tuple[Aim, ...] = ()
    unwanted: frozenset[str] = frozenset()
    level: int = 0
    limits: frozenset[Limit] = frozenset()
    unknown: tuple[str, ...] = ()

    @property
    def only_done(self) -> str:
        """The id of the role that somebody had, where they told that one and nothing else; empty otherwise."""
        others = self.wanted or self.avoided or self.near or self.studied or self.unwanted or self.level or self.limits
        return "" if others or len(self.done) != 1 else self.done[0].role

    @property
    def measured(self) -> bool:
        """Whether anything of it tells roles apart, beside how much schooling they take."""
        aims = (*self.wanted, *self.avoided, *self.done, *self.near, *self.studied)
        return any(aim.share is not None for aim in aims) or bool(self.unwanted or self.limits)


def aims_of(known: Known, told: Sequence[Told]) -> Aims:
    """What was told, newest last, as aims."""
    wanted: list[Aim] = []
    avoided: list[Aim] = []
    done: list[Aim] = []
    near: list[Aim] = []
    unknown: list[str] = []
    for each in told:
        if each.tells is Tells.done:
            had = _had(known, each)
            done += had
            near += [] if had else _near(known, each)
        elif each.tells is Tells.does:
            near += _near(known, each)
        elif each.tells in (Tells.like, Tells.dislike, Tells.trait):
            found = list(_meant(known, each))
            close = [] if found else _near(known, each)
            near += close
            unknown += [each.words] * (not (found or close) and each.tells is not Tells.trait)
            for aim, is_wanted in found:
                (wanted if is_wanted else avoided).append(aim)
    fields = [_field(known, each) for each in told if each.tells is Tells.studied]
    unknown += [field.words for field in fields if field.share is None]
    # 'Biology, but no lab': of what is both wanted and avoided the words say which part is avoided.
    both = {aim.key for aim in wanted if aim.key} & {aim.key for aim in avoided}
    parts = [(aim.words, _share_avoided(known, aim.words)) for aim in avoided if aim.key in both]
    avoided = [aim for aim in avoided if aim.key not in both]
    avoided += [Aim(words, words, share) for words, share in parts if share is not None]
    return Aims(
        _once(wanted),
        _once(avoided),
        _once(done),
        _once(near),
        _once(field for field in fields if field.share is not None),
        frozenset(role for each in told if each.tells is Tells.unwanted for role in unwanted_by(known, each)),
        next((int(each.words) for each in reversed(told) if each.tells is Tells.level), 0),
        frozenset(Limit(each.words) for each in told if each.tells is Tells.limit),
        tuple(dict.fromkeys(unknown)),
    )


def _field(known: Known, told: Told) -> Aim:
    """A field that somebody studied; without a share where it says nothing of any role."""
    share = share_of_field(known, told.words)
    return Aim(told.words, told.words, share if share.max(initial=0.0) >= FIELD else None)


def _near(known: Known, told: Told) -> list[Aim]:
    """What comes near what some roles do, though it names none of it surely."""
    share = near_to_doing(known, told.words, NEAR) if told.tells in _MAY_COME_NEAR else None
    return [] if share is None else [Aim(told.words, told.words, share)]


def _as_role_too(known: Known, aim: Aim) -> Aim:
    """What is wanted, mostly by the role whose work its words are of: 'fixing bikes' is more than using one's hands."""
    if aim.share is None or not (role := known.doers.role_of(aim.words)):
        return aim
    return replace(aim, share=OF_WISH * aim.share + (1 - OF_WISH) * share_of_role(known, role) ** 2)


def _once(aims: Iterable[Aim]) -> tuple[Aim, ...]:
    return tuple({aim.key or aim.role or aim.words.lower(): aim for aim in aims}.values())


def _meant(known: Known, told: Told) -> Iterable[tuple[Aim, bool]]:
    """The aims that a thing liked, disliked or had stands for, and whether each is wanted."""
    likes = told.tells is Tells.like
    if told.wish in known.store.wishes:
        aim, is_wanted = _of_wish(known, told, Meant(told.wish, NAMED), likes)
        yield (_as_role_too(known, aim) if likes else aim), is_wanted
        return
    named = [meant for meant in known.wishes.find(told.words) if meant.score >= NAMED]
    if told.tells is Tells.trait:
        turning = [meant for meant in named if meant.turns]
        yield from (_of_wish(known, told, meant, meant.turns > 0) for meant in turning)
        return
    share_of = share_of_phrase if likes else _share_avoided
    if not (named and told.sure) and (share := share_of(known, told.words)) is not None:
        yield Aim(told.words, told.words, share), likes
        return
    for meant in named if told.sure else ():
        # 'No bad back' is no telling of anybody; 'something for a shy person' is.
        yield _of_wish(known, told, meant, meant.turns > 0 if meant.turns else likes)


def _share_avoided(known: Known, phrase: str) -> np.ndarray | None:
    """What a phrase that is avoided says of roles: who would rather not work on cars may well like other machines."""
    spoken_of = by_duties(known, phrase)
    return spoken_of if np.count_nonzero(spoken_of) >= ENOUGH else share_of_phrase(known, phrase)


def _of_wish(known: Known, told: Told, meant: Meant, is_wanted: bool) -> tuple[Aim, bool]:
    share = known.wishes.liking(meant.key) if is_wanted else known.wishes.share(meant.key)
    return Aim(told.words, known.store.wishes[meant.key].called, share, meant.key), is_wanted


def _had(known: Known, told: Told) -> list[Aim]:
    """The role that somebody had: the one named, or the commonest of several."""
    roles = [role for role in told.roles if role in known.profiles.place]
    if not roles:
        return []
    role = known.commonest(roles)
    return [Aim(told.words, known.store.titles[role], share_of_role(known, role), role=role)]


def unwanted_by(known: Known, told: Told) -> set[str]:
    """The roles that are not wanted: all of a kind where the name is a kind's, such as 'teacher'."""
    roles = set(told.roles) or set(known.names.of_field(told.words))
    head = told.words.split()[-1] if told.words.split() else ""
    titles = {known.store.titles[role].split()[-1] for role in told.roles[:1]}
    kinds = {role for word in {head, *titles} for role in _of_kind(known, word)} if " " not in told.words else set()
    return roles | kinds


def _of_kind(known: Known, word: str) -> set[str]:
    """The roles of a kind: those whose titles say so, else all that any name says it of.

    Hardly a role but is called somebody's 'manager' somewhere, and a dental hygienist a 'therapist'.
    """
    named = known.names.of_kind(word)
    kind = singular_noun(word.lower())
    titled = {role for role in named if kind in known.store.titles[role].lower().split()}
    return titled or set(named)
