"""What somebody is, was, did and has: the roles they had or no longer want, what they did, what they have."""

from collections.abc import Iterator
from itertools import takewhile

from bot.reading.clause import AVOIDING, DENYING, LACKING, PAST, SELF, Clause, asks, is_of_others, of_kind, trimmed
from bot.reading.grammar import Sentence
from bot.reading.stretches import Mentioned
from bot.reading.told import Tells, Told

_BEING, _WORKING, _WISHING, _LEAVING = map(of_kind, "being working wishing leaving".split())
_NO_DOING, _MASTERING = map(of_kind, "no_doing mastering".split())
# What may stand between a role and the word that says that somebody has it.
_TOWARDS = frozenset("for to into".split())
# What begins a clause of its own, as in 'I know who did it', and what ends what is mastered.
_CLAUSES = frozenset("WP WRB".split())
_ENDING = _CLAUSES | {"WDT", "IN", "RB", "TO"}
SPANS = frozenset("year yr month decade".split())
_BESIDE = frozenset("DT JJ RB PRP$ CD NNS NN VBN HYPH".split())


def tells_of_role(role: Mentioned, clause: Clause, sentence: Sentence) -> Tells | None:
    """Whether a clause says of a role that somebody has or had it, or does not want it; None where neither."""
    before = [word for word in clause if word.end <= role.start - sentence.at]
    said = {word.text for word in before} | {word.lemma for word in before}
    wished = bool(said & _WISHING)
    if said & (DENYING | LACKING | AVOIDING | _LEAVING) and not (asks(clause) or is_of_others(clause, len(before))):
        if before[-1].text in _TOWARDS and not said & (DENYING | LACKING | AVOIDING):
            # 'Leaving nursing for teaching.'
            return None
        if not wished and said & DENYING and said & _BEING and not said & (AVOIDING | _LEAVING):
            # 'I was never a waiter' takes that back.
            return Tells.unsaid
        is_denied = any(word.text in DENYING for word in before[-1 - (before[-1].tag == "DT") :])
        leads = wished or said & (_LEAVING | _BEING | {"as", "become"}) or len(before) <= 2 or is_denied
        return Tells.unwanted if leads else None
    if asks(clause):
        return None
    near = before[-3:]
    if any(word.text in PAST or word.lemma in PAST for word in near):
        return Tells.done
    last = next((word.text for word in reversed(before) if word.tag not in _BESIDE or word.text in _BEING), "")
    if wished or not last:
        return None
    # 'My wife is a doctor' and 'my neighbour got a job as one' tell of them, 'my last job was waiter' does not.
    subject = next((word for word in before if word.role == "nsubj"), None)
    if subject and subject.text not in SELF and subject.lemma not in _WORKING:
        return None
    is_self = said & (SELF - {"my"}) or clause[0].text in _BEING or said & _WORKING
    if is_self and last in _BEING:
        return Tells.done
    return Tells.done if said & _WORKING and last in ("as", "of", "a", "being", "in") else None


def is_somebody(role: Mentioned, clause: Clause, sentence: Sentence) -> bool:
    """Whether a role's name stands for somebody, rather than for the work: 'a teacher', but 'writing', 'hands'."""
    before = [word for word in clause if word.end <= role.start - sentence.at]
    return bool(before) and (before[-1].tag == "DT" or before[-1].text in _BEING | {"as", "become"})


def begins(role: Mentioned, clause: Clause, sentence: Sentence) -> bool:
    """Whether a clause that asks nothing begins with a role: 'bank clerk for 30 years'."""
    before = [word for word in clause if word.end <= role.start - sentence.at]
    says = any(word.role == "nsubj" or word.tag in ("VBZ", "VBP", "MD") for word in clause)
    # 'Waiter?' only says it back.
    is_back = sentence.text.rstrip().endswith("?") and len(sentence.text.rstrip(" ?!.")) <= len(role.text)
    return len(before) < 2 and not (says or is_back or asks(clause))


def doings(clause: Clause, sentence: Sentence) -> Iterator[Told]:
    """What somebody says they did or do: 'I only cleaned floors at a bakery', 'I fix bikes'."""
    for place, word in enumerate(clause[:-1]):
        if place and word.lemma in _MASTERING and clause[place - 1].text in ("i", "we", "to"):
            thing = trimmed(
                list(takewhile(lambda each: not each.is_verb and each.tag not in _ENDING, clause[place + 1 :]))
            )
            if any(each.is_noun for each in thing):
                yield Told(Tells.does, sentence.text[thing[0].start : thing[-1].end], sure=False)
                return
        does = place and word.tag == "VBP" and clause[place - 1].text in ("i", "we") and "'" not in word.text
        does = does and word.lemma not in _NO_DOING
        if does:
            # 'I teach geography for 16 years' is a living.
            kind = Tells.done if any(each.lemma in SPANS for each in clause[place:]) else Tells.does
            yield Told(kind, sentence.text[word.start : clause[-1].end], sure=False)
            return
        before = [each.text for each in clause[:place]]
        used_to = word.tag == "VB" and before[-2:] == ["used", "to"]
        been = word.tag in ("VBN", "VBG") and {"have", "'ve", "been", "was"}.intersection(before)
        is_past = word.tag == "VBD" or used_to or been
        by_self = {"i", "we"}.intersection(before) or (not before and is_past)
        if is_past and by_self and word.lemma not in _NO_DOING and not DENYING.intersection(before):
            rest = list(takewhile(lambda each: each.tag not in _CLAUSES, clause[place:]))
            yield Told(Tells.done, sentence.text[rest[0].start : rest[-1].end], sure=False)
            return


def conditions(clause: Clause, sentence: Sentence) -> Iterator[Told]:
    """What somebody says that they have: 'I have a bad back', 'my knees are bad'."""
    texts = [word.text for word in clause]
    for place, word in enumerate(clause):
        own = (
            word.text in ("have", "'ve", "got", "has") and SELF.intersection(texts[:place]) and place + 1 < len(clause)
        )
        if own and not is_of_others(clause, place) and not any(each.is_verb for each in clause[place + 1 :]):
            rest = clause[place + 1 :]
            yield Told(Tells.trait, sentence.text[rest[0].start : rest[-1].end])
            return
    if texts[:1] == ["my"] and not is_of_others(clause, len(clause)):
        yield Told(Tells.trait, sentence.text[clause[0].start + 3 : clause[-1].end])
