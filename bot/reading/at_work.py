"""What a message asks of the company's map, beside what it asks of roles: by the names in it, else by its wording."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.reading.confirming import to_confirm
from bot.reading.duty import duty_in
from bot.reading.here import (
    Asks,
    Here,
    Masked,
    Need,
    Text,
    about_somebody,
    asked_of_pronoun,
    goes_on,
    here_in,
    is_in_role,
    masked,
    tells_need,
    with_pronouns,
)
from bot.reading.marks import Mark
from bot.reading.place import without_places
from bot.reading.reading import OF_ROLES, OF_SEVERAL, Asked, Reading
from bot.reading.whom import told_after_whom, without_whom
from bot.reading.words import filled, pattern
from bot.search.language import content_lemmas, is_english_word

# What is asked of roles, wherever one is named.
_OF_ROLES = OF_ROLES | OF_SEVERAL | {Asked.related, Asked.skill_users}
# What has an answer of its own, whatever else a company may know of it.
_APART = frozenset(
    (
        *(Asked.greet, Asked.goodbye, Asked.thank, Asked.affirm, Asked.deny, Asked.help, Asked.bot, Asked.privacy),
        *(Asked.forget_me, Asked.forget_told, Asked.told, Asked.find_role, Asked.start_over, Asked.pause, Asked.skip),
        *(Asked.go_back, Asked.like, Asked.dislike, Asked.unsure, Asked.feedback_good, Asked.feedback_bad),
        *(
            Asked.human,
            Asked.suited,
            Asked.situation,
            Asked.distress,
            Asked.more,
            Asked.shorter,
            Asked.show_result,
            Asked.why,
            Asked.method,
        ),
    )
)
# What is told of somebody who looks for work, and may as well be a colleague's need.
_OF_SELVES = frozenset((Asked.suited, Asked.situation, Asked.find_role))
# What is asked of the talk itself in a word or two: who says more, of themselves, may need something.
_OF_TALK = frozenset((Asked.why, Asked.more, Asked.shorter, Asked.method))
_MUCH = 3
# What is asked of somebody's own data, or else may be of a customer's.
_OF_DATA = frozenset((Asked.forget_me, Asked.privacy))
# So much more for a colleague than for nobody is what surely is somebody's job here, and what is no career either,
# whatever it says of jobs; and so much that its area of work counts in full in a question who does something.
_SURELY_OWN, _QUITE_OWN, _FULLY_OWN = 0.1, 0.3, 0.75
# What tells a need; who does something may be asked of anything at all.
_NEEDS = frozenset((Asks.need, Asks.trust))
# So sure an intent is what is meant, whatever else a text tells.
_SURE, _QUITE_SURE = 0.5, 0.8
_WHO = pattern(filled("here", r"\b{asks_who}\b"))
# Where to ask or go with something, and what leads to it.
_WHERE = pattern(filled("here", r"\b{asks_where}\b"))
_CHANNEL = pattern(filled("here", r"\b{asks_channel}\b"))
_STRANGER = pattern(
    filled("here", r"^(?:what(?:'s|s| is) )?(?P<name>[^\W\d_]+ [^\W\d_]+?)(?:'?s|s')? (?:{email}|{phone}){end}")
)
# Who somebody is, by two or three names.
_NAMED = re.compile(r"^[Ww]ho(?:'s|s| is) (?P<name>[^\W\d_]+(?: [^\W\d_]+){1,2})[?!. ]*$")
_CAREER = pattern(filled("here", r"\b{career}\b"))
_LEADING = pattern(filled("here", r"^.*?\b(?:{leads_channel}|{leads_where})\s*{towards}\s*(?:the\b)?"))
# One of a kind, or those who are here.
_ONE_HERE = re.compile(r"\b(?:the|our|my|your|we) |\bSITE\b|\bhere\b")
# Whoever speaks of themselves.
_OWN = pattern(r"\b(?:i|me|my|mine|we|our|us)\b")
_ONESELF = pattern(r"\b(?:i|me|my|mine|myself)\b")
_PART = pattern(r"\b(accountable|responsible|consulted|informed)\b")
_PART_LEADING = pattern(filled("here", r"^(?:be\s+)?(?:accountable|responsible|consulted|informed)\b\s*{towards}\s*"))


def at_work(plain: str, names: Sequence[Masked], reading: Reading, need: Need) -> Here | None:
    """What a text asks of the map; None where it is for the knowledge of roles alone.

    names: of the company, and of roles, in the text. reading: what it asks of roles. need: what it is about at work.
    """
    found = _asked(plain, names, reading, need)
    if need.own < _SURELY_OWN or (found and not _needs(found)):
        alike = _counting(need) if found and found.asks is Asks.duty else ()
        return found and replace(found, alike=alike, is_private=need.is_private)
    if need.matter and (found or reading.asked not in _APART):
        # Whom one trusts with it is told before whoever does what it is about.
        found = replace(found or Here(Asks.trust, duty=plain, own=True), asks=Asks.trust, matter=need.matter)
    return found and replace(found, alike=need.duties, surely=True, is_private=need.is_private)


def _counting(need: Need) -> tuple[tuple[str, float], ...]:
    """The duties of the same area of work, as much less alike as it is less sure that a text is for a colleague."""
    share = min(1.0, max(0.0, need.own) / _FULLY_OWN)
    return tuple((duty, round(like * share, 3)) for duty, like in need.duties if share)


def _needs(found: Here) -> bool:
    return found.asks in _NEEDS or (found.asks is Asks.duty and found.own)


def _asked(plain: str, names: Sequence[Masked], reading: Reading, need: Need) -> Here | None:
    """The same by the names in it, by what was asked before, or by what it is about."""
    # What is no name of the company may be a word like any other: 'stands in' is an occupation's.
    roles = [(name.start, name.end) for name in names if name.roles]
    text = to_confirm(masked(plain, [name for name in names if not name.roles and not is_in_role(name, roles)]))
    found, of_occupation = here_in(text), _of_occupation(plain, names)
    # 'Is Ann the CEO' asks of her title, whatever somebody may be said to do; an occupation says more than its words.
    of_title = of_occupation and (of_occupation.asks is Asks.is_title or (found and found.asks is Asks.holder))
    if found := of_occupation if of_title and not (found and found.titles) else found or of_occupation:
        return _with_done(found, text) if found.asks is Asks.does else found
    meant = with_pronouns(text)
    if meant != text and (found := here_in(meant)):
        return replace(found, points_back=True)
    if found := asked_of_pronoun(text):
        return found
    if found := goes_on(text) or about_somebody(text) or _of_stranger(text) or _of_nobody_here(text, reading):
        return found
    if reading.asked in _APART and not (_may_be_need(plain, reading.asked, need) and need.own >= _SURELY_OWN):
        return None
    of_roles = reading.asked in _OF_ROLES and (reading.roles or reading.sure >= _QUITE_SURE)
    # Who asks whom to turn to with it tells what they need.
    is_need = need.own >= _SURELY_OWN and without_whom(plain) != plain
    found = None if of_roles or is_need else _duty(plain, text.names, reading, need)
    return found or _need(plain, text.names, reading, need)


def _of_stranger(text: Text) -> Here | None:
    """How to reach somebody whom nobody here is called like: two names that are no other words."""
    found = None if text.names else _STRANGER.match(text.masked)
    if not found or any(is_english_word(word) or not content_lemmas(word) for word in found["name"].split()):
        return None
    return Here(Asks.reach, name=found["name"])


def _of_nobody_here(text: Text, reading: Reading) -> Here | None:
    """Who somebody is whom nobody here is called like: written as names are, and not all of it other words."""
    found = None if text.names or any(each.roles for each in reading.roles) else _NAMED.match(text.plain)
    words = found["name"].split() if found else []
    if not words or not all(word[0].isupper() for word in words):
        return None
    is_name = not all(is_english_word(word.lower()) for word in words)
    return Here(Asks.person, name=" ".join(words)) if is_name else None


def _may_be_need(plain: str, asked: Asked, need: Need) -> bool:
    """Whether what looks like something else may be somebody's need: others' data may have to be erased, too."""
    if asked is Asked.feedback_bad:
        # 'My payslip is wrong again' is no comment on an answer.
        return need.own >= _QUITE_OWN
    if asked in _OF_TALK:
        return bool(_ONESELF.search(plain)) and (len(content_lemmas(plain)) >= _MUCH or need.own >= _QUITE_OWN)
    return asked in _OF_SELVES or (asked in _OF_DATA and not _ONESELF.search(plain))


def _of_occupation(plain: str, names: Sequence[Masked]) -> Here | None:
    """What is asked of whoever has an occupation here: 'who is the nurse here'; 'who are nurses' asks no such thing."""
    text = to_confirm(masked(plain, names))
    found = here_in(text)
    here = (
        found
        and found.roles
        and found.asks in (Asks.holder, Asks.reach, Asks.is_title)
        and _ONE_HERE.search(text.whole)
    )
    return found if here else None


def _with_done(found: Here, text: Text) -> Here:
    """A question whether somebody does something, with what that is: 'payroll' in 'does Maria handle payroll'."""
    person = text.first("PERSON")
    rest = text.plain[person.end if person else 0 :].removeprefix("'s ").strip(" ?.!,")
    return replace(found, duty=duty_in(f"who {rest}").text or rest, phrases=(rest,))


def _duty(plain: str, names: Sequence[Masked], reading: Reading, need: Need) -> Here | None:
    """A question for whoever does something, or for where to ask about it."""
    rest = _without_sites(plain, names)
    wants_channel = bool(_CHANNEL.search(plain))
    # What has no word of asking, and is for a colleague, tells of a need.
    likely = reading.asked is Asked.who and need.own < _SURELY_OWN
    asks = wants_channel or _WHERE.search(plain) or _WHO.search(plain) or likely
    # 'Who is that here' is asked of the role that was talked about.
    points_back = reading.asked is Asked.person and reading.shows(Mark.back)
    if not asks or points_back or reading.shows(Mark.jobs, Mark.all_jobs, Mark.what_called):
        return None
    part = _PART.search(plain)
    phrase = _LEADING.sub("", rest) if wants_channel or _WHERE.search(plain) else duty_in(rest).text
    said = tuple(duty.text for duty in reading.duties)
    bare = _PART_LEADING.sub("", phrase) if part else phrase
    whose = next((name for name in names if name.mask == "PERSON" and name.sure and len(name.ids) == 1), None)
    return replace(
        _of(Asks.system if _names(names, "SYSTEM") else Asks.duty, names),
        duty=bare.strip(" ?.!") or rest,
        phrases=tuple(dict.fromkeys((*said[:1], rest))),
        part=part[1].lower() if part else "",
        way="channel" if wants_channel else "",
        own=bool(_OWN.search(plain)),
        people=whose.ids if whose else (),
        name=plain[whose.start : whose.end] if whose else "",
    )


def _need(plain: str, names: Sequence[Masked], reading: Reading, need: Need) -> Here | None:
    """Something that is amiss or lacking, which somebody here takes care of."""
    is_own, rest = need.own >= _SURELY_OWN, _without_sites(plain, names)
    if (reading.shows(Mark.asked) and not is_own) or (need.own < _QUITE_OWN and _CAREER.search(rest)):
        return None
    of_roles = reading.asked in _OF_ROLES and reading.sure >= _SURE
    of_system = _names(names, "SYSTEM")
    if not (is_own or of_system or tells_need(masked(plain, names)) or (_OWN.search(plain) and not of_roles)):
        return None
    told = without_whom(rest)
    # 'Who do I talk to about time off' says what it is, whatever was told before.
    after = told_after_whom(rest)
    # Trouble at work has an answer of its own, but for what somebody here is trusted with.
    asks = Asks.trust if reading.asked is Asked.rights else Asks.need
    return replace(
        _of(Asks.system if of_system else asks, names), duty=told, phrases=(after,) if after else (), own=True
    )


def _names(names: Sequence[Masked], mask: str) -> str:
    return next((name.ids[0] for name in names if name.mask == mask and name.ids), "")


def _of(asks: Asks, names: Sequence[Masked]) -> Here:
    team, site, system = (_names(names, mask) for mask in ("TEAM", "SITE", "SYSTEM"))
    return Here(asks, team=team, site=site, system=system)


def _without_sites(plain: str, names: Sequence[Masked]) -> str:
    """The text without where: 'who lets visitors in'."""
    sites = [(name.start, name.end) for name in names if name.mask == "SITE"]
    return (without_places(plain, sites) if sites else plain) or plain
