"""What a drill must never find: a message that was lost, answered twice, answered to somebody else, or out of order."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.drills.asked import Asked, Fate, Kept

# What was asked and kept under one name, in order.
Conversation = Sequence[Kept]


@dataclass
class Findings:
    """Sentences of what is wrong, by its sort."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    crossed: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.all())

    def all(self) -> list[str]:
        return [*self.lost, *self.doubled, *self.crossed, *self.disordered]


def check(
    asked: Sequence[Asked],
    kept: Mapping[str, Conversation] | None,
    owners: Mapping[str, str],
    forgotten: Collection[str] = (),
) -> Findings:
    """Finds what is wrong with what was asked.

    kept: by the name of the conversation; None where there is nothing to read. owners: of each role, the one
    conversation that asks about it. forgotten: conversations of which a fault took what had been kept.
    """
    findings = Findings()
    for each in asked:
        _check_replies(each, owners, findings)
    if kept is not None:
        by_conversation: dict[str, list[Asked]] = defaultdict(list)
        for each in asked:
            by_conversation[each.conversation].append(each)
        for name, messages in by_conversation.items():
            _check_kept(name, messages, kept.get(name, ()), owners, name not in forgotten, findings)
    return findings


def _check_replies(asked: Asked, owners: Mapping[str, str], findings: Findings) -> None:
    """What is wrong with what came back."""
    for each in asked.tries:
        if each.fate is Fate.silent:
            findings.lost.append(f"{_told(asked)} got no reply in {each.seconds:.0f} s.")
        if len(each.about) > 1:
            findings.doubled.append(f"{_told(asked)} got {len(each.about)} answers at once.")
        for stranger in _strangers(asked.conversation, each.about, owners):
            findings.crossed.append(f"{_told(asked)} was answered about {stranger}.")
        if any(about and asked.role not in about for about in each.about):
            findings.disordered.append(f"{_told(asked)} got the answer to another message.")


def _check_kept(
    name: str,
    asked: Sequence[Asked],
    kept: Conversation,
    owners: Mapping[str, str],
    whole: bool,
    findings: Findings,
) -> None:
    """What is wrong with what is kept of one conversation."""
    for key, count, least, most in _counts(asked, kept):
        if whole and count < least:
            findings.lost.append(f"{name}: {key!r} was answered {least} times and is kept {count} times.")
        if count > most:
            findings.doubled.append(f"{name}: {key!r} was sent {most} times and is kept {count} times.")
    own = {each.text for each in asked}
    roles = {each.text: each.role for each in asked}
    for message in kept:
        if message.text not in own:
            findings.crossed.append(f"{name}: {message.text!r} is kept, which was never said there.")
        if len(message.about) > 1:
            findings.doubled.append(f"{name}: {message.text!r} is kept with {len(message.about)} answers.")
        for stranger in _strangers(name, message.about, owners):
            findings.crossed.append(f"{name}: {message.text!r} is kept with an answer about {stranger}.")
        role = roles.get(message.text)
        if role and any(about and role not in about for about in message.about):
            findings.disordered.append(f"{name}: {message.text!r} is kept with the answer to another message.")
    if whole:
        findings.disordered.extend(f"{name}: {each}" for each in _out_of_order(asked, kept))


def _counts(asked: Sequence[Asked], kept: Conversation) -> Iterator[tuple[str, int, int, int]]:
    """Of each message how often it is kept, and how often it must and may be.

    By its id a message may be kept once, however often it was sent. Without one it may be as often as it was sent, as
    nobody knows of one that was cut off whether it had been answered.
    """
    ids, texts = Counter(each.id for each in kept), Counter(each.text for each in kept)
    least: Counter[str] = Counter()
    most: Counter[str] = Counter()
    for each in asked:
        if each.id:
            yield each.id, ids[each.id], int(_was_answered(each)), 1
        else:
            least[each.text] += _was_answered(each)
            most[each.text] += len(each.tries)
    for text in most:
        yield text, texts[text], least[text], most[text]


def _out_of_order(asked: Sequence[Asked], kept: Conversation) -> Iterator[str]:
    """Messages that are kept before one that had been answered when they were asked."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, message in enumerate(kept):
        for key in {message.id, message.text} - {""}:
            places[key].append(place)
    # Where a text was asked several times, none can be told from the other; of an id there is one.
    one = Counter(each.id or each.text for each in asked)
    known = [(each, places[each.id or each.text]) for each in asked if one[each.id or each.text] == 1]
    known = [(each, found) for each, found in known if len(found) == 1]
    known.sort(key=lambda pair: pair[0].last.ended)
    for (before, [earlier]), (after, [later]) in itertools.pairwise(known):
        if before.last.ended <= after.tries[0].began and earlier > later:
            yield f"{after.text!r} is kept before {before.text!r}, which had been answered."


def _was_answered(asked: Asked) -> bool:
    return any(each.fate is Fate.answered for each in asked.tries)


def _strangers(name: str, answers: Sequence[Sequence[str]], owners: Mapping[str, str]) -> Iterator[str]:
    """Roles in answers to a conversation that only another one asks about."""
    for about in answers:
        yield from (role for role in about if owners.get(role, name) != name)


def _told(asked: Asked) -> str:
    return f"{asked.conversation}: {asked.text!r}"
