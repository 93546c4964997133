"""What somebody tells of themselves: what they like and would rather avoid, what they did, studied and are like."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.reading.body import ailments_in
from bot.reading.clause import (
    AVOIDING,
    DENYING,
    LACKING,
    NOTHING,
    SELF,
    Clause,
    asks,
    asks_of_others,
    clauses_of,
    denied_in,
    is_for_self,
    is_fragment,
    is_of_others,
    is_unlived,
    runs_of,
    trimmed,
)
from bot.reading.doing import DOING, done_in, is_heard, is_within, says_how
from bot.reading.exceptions import traits
from bot.reading.fields_of_study import STUDYING
from bot.reading.grammar import Sentence, sentences
from bot.reading.having import begins, conditions, doings, is_somebody, tells_of_role
from bot.reading.liking import wishes_in
from bot.reading.limits import ENTRY, limits_in
from bot.reading.situation import level_in, level_told
from bot.reading.stretches import Mentioned, Placed
from bot.reading.studied import brought, fields_of, is_supposed, studied, without
from bot.reading.told import Says, Tells, Told, Wished
from bot.reading.wishes import things_named
from bot.reading.words import pattern
from bot.search.language import content_lemmas, key_of

# What stands for a job that is talked about, and what says of it what it ought to be.
_JOB, _OUGHT = (
    frozenset("it that this they these those".split()),
    frozenset("would must should has have had 'd".split()),
)
# Where somebody is, which is no schooling of theirs unless they study there.
_AT_SCHOOL = pattern(
    r"\b(?:in|at|of|for|from|by)\s+(?:an?|the|our|my|this)\s+(?:\w+\s+)?(?:school|college|university|uni|gymnasium)\b"
)
# What says how somebody stands to a thing.
_TASTES = frozenset((Tells.like, Tells.dislike, Tells.trait))
# What is told of a life, so that nothing in it need be liked.
_LIVED = frozenset((Tells.done, Tells.level))
# Of these only what fits what the clause was heard to tell is taken from its wording.
_FITTING: Mapping[Tells, frozenset[Tells]] = {
    Tells.like: frozenset((Tells.like, Tells.does)),
    Tells.does: frozenset((Tells.like, Tells.does, Tells.done)),
    Tells.dislike: frozenset((Tells.dislike, Tells.unwanted, Tells.limit)),
    Tells.trait: frozenset((Tells.trait, Tells.like, Tells.dislike)),
}


def told_in(
    text: str,
    roles: Sequence[Mentioned] = (),
    names: Container[str] = frozenset(),
    wishes: Sequence[Wished] = (),
    says: Sequence[Says] = (),
) -> tuple[Told, ...]:
    """What a text tells of whoever speaks and of what they want, in order, each thing once.

    roles: the names of roles in it. names: the keys of what may be wanted, which stays whole: of skills and wishes.
    wishes, says: what was heard in its clauses, and what they tell at all.
    What has no verb may tell something, but not surely: 'part time'.
    """
    found: list[Told] = []
    is_of_self = is_for_self(text)
    for sentence in sentences(text):
        avoids = False
        done = done_in(sentence, roles, says)
        for clause in clauses_of(sentence):
            # 'I look after my mother, she can't be left alone' is no wish of whoever says it.
            own = () if is_of_self and is_of_others(clause, len(clause)) else wishes
            told = _heard(clause, sentence, roles, names, own, says)
            if clause and (did := done.get(clause[0].start)):
                # What has no verb may be liked, or part of what is done.
                others = [each for each in told if each.tells not in DOING and (each.sure or did.tells is Tells.does)]
                told = others + [did] * (bool(did.words) and not (others and did.tells is Tells.does))
            if denied := denied_in(clause):
                told = list(_unsaid(told, sentence.text[denied[0].start : denied[-1].end], names))
            if avoids and _goes_on(clause):
                # 'I can't stand heights, noise and cold.'
                told = [_avoided(each) for each in told]
            else:
                avoids = _begins_avoided(clause, told)
            found += told
        wished = " ".join(told.words for told in found).lower()
        found += [
            Told(Tells.trait, trait) for trait in traits(sentence) if trait not in wished and says_something(trait)
        ]
    return tuple(dict.fromkeys(found))


def _said_again(clause: Clause, named: Sequence[Placed], roles: Sequence[Mentioned]) -> list[Told]:
    """The kind of role that a clause refuses once more by the last word of a name elsewhere: 'I said not therapist'."""
    if named or len(clause) < 2 or clause[-2].text not in DENYING:
        return []
    last = clause[-1].text
    return [Told(Tells.unwanted, last)] if any(role.text.lower().split()[-1:] == [last] for role in roles) else []


def _unsaid(told: Sequence[Told], denied: str, names: Container[str]) -> Iterator[Told]:
    """What a clause takes back that denies to have said it."""
    within = [each for each in told if each.words.lower() in denied.lower()]
    yield from (replace(each, tells=Tells.unsaid) for each in within)
    if not within:
        yield from (Told(Tells.unsaid, thing) for thing in things_named(denied, names) if says_something(thing, names))


def _avoided(told: Told) -> Told:
    """What a clause tells that goes on with a list of what is avoided."""
    return replace(told, tells=Tells.dislike, sure=True) if told.tells is Tells.like else told


def _heard(
    clause: Clause,
    sentence: Sentence,
    roles: Sequence[Mentioned],
    names: Container[str],
    wishes: Sequence[Wished],
    says: Sequence[Says],
) -> list[Told]:
    """What a clause tells, by its wording and by what was heard in it."""
    saying = next((each for each in says if is_heard(each, clause, sentence)), None)
    named = [role for role in roles if is_within(role, clause, sentence)]
    if again := _said_again(clause, named, roles):
        return again
    heard = next((each for each in wishes if is_heard(each, clause, sentence)), None)
    told = _by_wording_and(heard, saying, clause, sentence, named, names)
    return [*told, *ailments_in(clause, saying)]


def _by_wording_and(
    heard: Wished | None,
    saying: Says | None,
    clause: Clause,
    sentence: Sentence,
    roles: Sequence[Mentioned],
    names: Container[str],
) -> list[Told]:
    """What a clause tells by its wording, as far as that fits what was heard in it, and by that."""
    told = list(_of_clause(clause, sentence, roles, names))
    if _is_of_job(clause):
        return [each for each in told if each.tells not in _TASTES]
    if saying:
        told = [each for each in told if _fits(each, saying)]
        if saying.tells is Tells.limit and saying.sure:
            # 'I can't leave the county' says when and where, rather than what.
            told = [replace(each, sure=False) if each.tells in _TASTES else each for each in told]
        if saying.tells is Tells.level and saying.sure:
            told = [replace(each, sure=True) if each.tells is Tells.level else each for each in told]
        told += _more(told, saying.tells, clause, sentence, roles, bool(heard)) if saying.sure else []
    if heard and saying and not any(each.tells in _TASTES and each.sure for each in told):
        # 'Drove a van for a bakery' is no word for driving, and 'I unload the lorries' none against it.
        lived = (saying.sure and saying.tells in _LIVED) or (
            saying.tells is Tells.does and heard.tells is Tells.dislike
        )
        heard = None if lived else heard
    return list(_with(heard, told, clause, sentence)) if heard else told


def _is_of_job(clause: Clause) -> bool:
    """Whether a clause says what a job is like rather than what is wanted: 'that needs perfect German, I think'."""
    said = [word.text for word in clause if word.tag not in ("CC", "UH", "RB")]
    return bool(said) and said[0] in _JOB and not _OUGHT.intersection(said)


def _begins_avoided(clause: Clause, told: Sequence[Told]) -> bool:
    """Whether somebody says with a verb what they avoid, so that a list of it may follow: 'I hate', not 'no maths'."""
    if 0 < len(clause) <= 3 and clause[-1].lemma in AVOIDING:
        # 'Hated: phones, spreadsheets.'
        return True
    says = any(word.text in SELF for word in clause) and any(word.is_verb for word in clause)
    return says and any(each.tells is Tells.dislike for each in told)


def _goes_on(clause: Clause) -> bool:
    """Whether a clause only adds a thing to the list of the one before."""
    return not asks(clause) and not any(word.is_verb or word.text in LACKING | SELF for word in clause)


def _fits(told: Told, says: Says) -> bool:
    """Whether what the wording of a clause tells is of the kind that the clause was heard to tell."""
    if told.tells in _FITTING and not says.asks:
        return says.tells in _FITTING[told.tells]
    # 'Which jobs don't need any maths' asks.
    return told.sure or told.tells is says.tells


def _more(
    told: Sequence[Told],
    says: Tells | None,
    clause: Clause,
    sentence: Sentence,
    roles: Sequence[Mentioned],
    is_wish: bool,
) -> Iterator[Told]:
    """What a clause was heard to tell and its wording does not: of a role in it, or of something that somebody does."""
    if says in (Tells.done, Tells.unwanted) and not sentence.text.rstrip().endswith("?"):
        known = {each.words for each in told}
        own = [role for role in roles if role.text not in known and not _is_of_others(role, clause, sentence)]
        # A role's name alone may be asked about.
        is_sure = says is Tells.done and says_how(clause)
        yield from (Told(says, role.text, role.roles, sure=is_sure) for role in own)
    if says in (Tells.like, Tells.does) and not (told or is_wish or roles):
        words = trimmed(clause)
        if words and says_something(text := sentence.text[words[0].start : words[-1].end]):
            yield Told(Tells.does, text, sure=False)


def _is_of_others(role: Placed, clause: Clause, sentence: Sentence) -> bool:
    """Whether a role is named of somebody else: 'my sister hates her job as a nurse'."""
    return is_of_others(clause, sum(word.end <= role.start - sentence.at for word in clause))


def _with(wish: Wished, told: Sequence[Told], clause: Clause, sentence: Sentence) -> Iterator[Told]:
    """What a clause tells, where a wish was heard in it: one thing that is liked or not in its words is that wish."""
    tastes = [each for each in told if each.tells in _TASTES]
    yield from (each for each in told if each.tells not in _TASTES)
    if any(each.tells is Tells.accept for each in told):
        # 'I don't mind heights' wants none.
        yield from tastes
        return
    is_unlived_only = is_unlived(clause) and (wish.tells is Tells.dislike or clause[0].text in LACKING)
    if is_unlived_only or any(each.tells is Tells.unwanted for each in told):
        # 'Not a vet' is no word against animals, and 'never driven a van' none against driving.
        return
    sure = [each for each in tastes if each.sure]
    if len(sure) > 1:
        # Of several things each is told by its words as well.
        yield from tastes
    words = sure[0].words if len(sure) == 1 else sentence.text[clause[0].start : clause[-1].end]
    if len(clause) > 1 and clause[0].text in LACKING | DENYING and clause[1].lemma not in AVOIDING:
        # 'Not alone at night' is against it, whatever it sounds like.
        wish = replace(wish, tells=Tells.dislike)
    # 'And broken computers?' may go on with a question.
    is_asked = not sure and is_fragment(clause) and sentence.text.rstrip().endswith("?")
    yield Told(wish.tells, words, sure=not is_asked, wish=wish.wish)


def says_something(thing: str, names: Container[str] = frozenset()) -> bool:
    """Whether a thing says anything of what is wanted, rather than that something is: 'a new job'.

    names: the keys of what does, be it of the commonest words: 'on my own'.
    """
    said_elsewhere = level_in(thing) or ENTRY.intersection(limits_in(f"no {thing}"))
    is_named = " " in thing and key_of(thing) in names
    return not said_elsewhere and (is_named or any(lemma not in NOTHING for lemma in content_lemmas(thing)))


def _of_clause(clause: Clause, sentence: Sentence, roles: Sequence[Mentioned], names: Container[str]) -> Iterator[Told]:
    fields = fields_of(clause, sentence)
    yield from studied(fields, clause, names)
    taken = [(field.start, field.end) for field in fields]
    for role in roles:
        tells = tells_of_role(role, clause, sentence)
        if tells:
            yield Told(tells, role.text, role.roles)
        elif begins(role, clause, sentence):
            yield Told(Tells.done, role.text, role.roles, sure=False)
        if tells or is_somebody(role, clause, sentence):
            taken.append((role.start - sentence.at, role.end - sentence.at))
    said = without(taken, clause, sentence)
    if not any(word.lemma in STUDYING for word in clause):
        # 'In the office of a primary school' is where somebody works.
        said = _AT_SCHOOL.sub(" ", said)
    level = 0 if is_supposed(clause, sentence) else level_told(said)
    is_own = any(word.text in SELF for word in clause) or (bool(clause) and clause[0].tag in ("VBD", "VBN"))
    # '3 years of university?' tells of no schooling.
    is_told = is_own or (is_fragment(clause) and not sentence.text.rstrip().endswith("?"))
    if level and is_told and not asks(clause):
        yield Told(Tells.level, str(level), sure=is_own)
    elif level := brought(clause, sentence):
        yield Told(Tells.level, str(level), sure=False)
    wishes = [] if asks_of_others(clause) else list(wishes_in(clause))
    is_sure = bool(wishes)
    if not (wishes or taken) and is_fragment(clause):
        wishes = [(Tells.like, clause)]
    for tells, stretch in wishes:
        free = [word for word in stretch if not any(start <= word.start < end for start, end in taken)]
        for run in filter(None, map(trimmed, runs_of(free))):
            things = things_named(sentence.text[run[0].start : run[-1].end], names)
            yield from (Told(tells, thing, sure=is_sure) for thing in things if says_something(thing, names))
    if not (any(role.roles for role in roles) or fields or is_sure) and not asks(clause):
        yield from doings(clause, sentence)
        yield from conditions(clause, sentence)
