"""What was asked, as Rasa understood it, with what the conversation is about."""

import re
from dataclasses import dataclass, replace
from typing import Any

from rasa_sdk import Tracker

from actions.answer import role_ref
from actions.knowledge import Known
from bot.saying.answer import Answer
from bot.saying.document import Block, blocks_from_data
from bot.saying.kinds import AnswerKind
from bot.search.phrases import refers_back, subject

# A word or two after these is meant as a role, even in the middle of a conversation about another.
_NAMED = r"\b(?:an?|as|of|for|be|become|becoming|being)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?"
# 'An arty person' is no role.
_NO_PERSON = r"(?!\w*\s+(?:person|people|type|mind|kid|child|guy|student))"
# How many choices a question offers: more than fit on a phone's screen help nobody.
CHOICES = 8


@dataclass(frozen=True)
class Mentioned:
    """A role's name in the question: roles as in bot.search.mentions.Mention.

    others: what it may mean besides, less likely. is_nearest: whether no role has it, and roles is the nearest to it.
    """

    text: str
    roles: tuple[str, ...]
    others: tuple[str, ...] = ()
    is_nearest: bool = False


@dataclass(frozen=True)
class Question:
    """One message and its surroundings.

    focus: the roles the last answer was about; recent: roles talked of, newest first.
    topic: the kind of the last answer, or of the one that waits for a choice; duty: the last duty asked about.
    choices: role ids offered by the last message; places: names of sites or teams offered by it.
    intent, confidence: what the question was understood as, and how surely.
    place: the site or team it names; here: the one named before.
    unsaid: what is left of an answer; recommended: ids of the roles the finder found.
    """

    text: str
    mentions: tuple[Mentioned, ...] = ()
    duties: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    topic: str = ""
    duty: str = ""
    choices: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    intent: str = ""
    confidence: float = 0.0
    place: str = ""
    here: str = ""
    places: tuple[str, ...] = ()
    unsaid: tuple[Block, ...] = ()
    recommended: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The roles named without doubt, each once."""
        return tuple(dict.fromkeys(mention.roles[0] for mention in self.mentions if len(mention.roles) == 1))

    @property
    def site(self) -> str:
        """The site or team that the question is about, named or remembered."""
        return self.place or self.here

    @property
    def unclear(self) -> Mentioned | None:
        """The first name that could mean several roles, or none."""
        return next((mention for mention in self.mentions if len(mention.roles) != 1), None)


def read_questions(tracker: Tracker) -> list[Question]:
    """The questions of the latest message, each with the slots as they are before the first is answered.

    Roles that the conversation knew but the store no longer has are dropped later.
    """
    message = tracker.latest_message
    return [_question(part, tracker) for part in (message, *(message.get("further") or ()))]


def _question(message: dict[str, Any], tracker: Tracker) -> Question:
    entities: list[dict[str, Any]] = message.get("entities") or []
    intent = message.get("intent") or {}
    return Question(
        text=message.get("first_question") or message.get("text") or "",
        intent=intent.get("name") or "",
        confidence=round(float(intent.get("confidence") or 0.0), 2),
        mentions=tuple(Mentioned(entity["value"], tuple(entity["roles"])) for entity in entities if "roles" in entity),
        duties=tuple(entity["value"] for entity in entities if entity.get("entity") == "duty"),
        place=next((entity["value"] for entity in entities if entity.get("entity") == "place"), ""),
        here=tracker.get_slot("place") or "",
        places=_ids(tracker, "places"),
        unsaid=blocks_from_data(tracker.get_slot("unsaid") or ()),
        recommended=_ids(tracker, "recommended"),
        focus=_ids(tracker, "focus_roles"),
        recent=_ids(tracker, "recent_roles"),
        topic=tracker.get_slot("topic") or "",
        duty=tracker.get_slot("duty") or "",
        choices=_ids(tracker, "choices"),
        cited=_ids(tracker, "cited"),
    )


def in_context(question: Question, known: Known) -> Question:
    """The question with what only the conversation makes clear meaning roles.

    Initials mean a role that was talked about ('PA' after a physician assistant), and 'the second one' the second of
    the roles that were offered.
    """
    mentions = [_chosen(mention, question, known) for mention in _initials(question, known)]
    if not mentions:
        offered = [role for role in question.choices if role in known.store]
        place = ordinal_named(question.text)
        if place is not None and -len(offered) <= place < len(offered):
            mentions = [Mentioned(question.text, (offered[place],))]
    return replace(question, mentions=tuple(mentions))


def _chosen(mention: Mentioned, question: Question, known: Known) -> Mentioned:
    """The one role offered that has the mentioned word in its title: 'the general one' after a general manager."""
    word = mention.text.lower()
    having = [
        role for role in question.choices if role in known.store and word in known.store.titles[role].lower().split()
    ]
    return Mentioned(mention.text, (having[0],)) if len(having) == 1 else mention


def _initials(question: Question, known: Known) -> list[Mentioned]:
    initials = {
        "".join(word[0] for word in re.findall(r"[A-Za-z]+", known.store.titles[role])).lower(): role
        for role in reversed((*question.focus, *question.recent))
        if role in known.store and " " in known.store.titles[role]
    }
    mentions = [
        Mentioned(mention.text, (initials[short],)) if (short := _short(mention.text)) in initials else mention
        for mention in question.mentions
    ]
    named = {mention.text for mention in mentions}
    mentions += [
        Mentioned(word, (initials[_short(word)],))
        for word in re.findall(r"\b[A-Z]{2,4}s?\b", question.text)
        if _short(word) in initials and word not in named
    ]
    return sorted(mentions, key=lambda mention: question.text.find(mention.text))


_PLACES = {
    **dict.fromkeys(("first", "1st", "1", "one"), 0),
    **dict.fromkeys(("second", "2nd", "2", "two"), 1),
    **dict.fromkeys(("third", "3rd", "3", "three"), 2),
    **dict.fromkeys(("fourth", "4th", "4", "four"), 3),
    **dict.fromkeys(("fifth", "5th", "5", "five"), 4),
    "last": -1,
}
_ORDINAL = "first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th"
_PLACE = re.compile(
    rf"\b(?P<nth>{_ORDINAL})\s+(?:one|role|job|option|choice|suggestion|recommendation|of (?:them|those|these))\b"
    rf"|\b(?:number|no\.?|option)\s*(?P<number>one|two|three|four|five|[1-5])\b"
    rf"|^\W*(?:(?:and|the|what about|how about|why|ok|so|maybe|not)\s+)*(?P<alone>{_ORDINAL}|[1-5])(?:\s+please)?\W*$",
    re.IGNORECASE,
)


def ordinal_named(text: str) -> int | None:
    """Which of several a text means: 1 for 'the second one', -1 for 'the last'; None where it means none."""
    found = _PLACE.search(text)
    return _PLACES[(found["nth"] or found["number"] or found["alone"]).lower()] if found else None


def _short(name: str) -> str:
    """Initials without the 's' of several."""
    return (name[:-1] if re.fullmatch(r"[A-Z]{2,4}s", name) else name).lower()


def _ids(tracker: Tracker, slot: str) -> tuple[str, ...]:
    return tuple(tracker.get_slot(slot) or ())


def talked_of(question: Question, known: Known) -> list[str]:
    """The roles that the conversation was about and the store has, each once, newest first."""
    return [role for role in dict.fromkeys((*question.focus, *question.recent)) if role in known.store]


def roles_asked_about(question: Question, known: Known) -> tuple[str, ...] | Answer:
    """The roles a question is about, named or referred to; or the Answer that asks for, or regrets, the role."""
    unclear = question.unclear
    if question.named and not (unclear and unclear.roles):
        return question.named
    if unclear:
        return which_role(known, unclear.roles, unclear.text) if unclear.roles else unknown_role(known, unclear.text)
    focus = tuple(role for role in question.focus if role in known.store)
    other = other_named(question, known)
    return unknown_role(known, other) if other else focus or which_role(known, ())


def other_named(question: Question, known: Known) -> str:
    """What a question names that is no role of the store, nor one that was talked about; empty if it names nothing."""
    other = subject(question.text)
    if not other or refers_back(question.text):
        return ""
    named = re.search(_NAMED + re.escape(other.split()[-1]) + _NO_PERSON, question.text, re.IGNORECASE)
    return other if named or not any(role in known.store for role in question.focus) else ""


def which_role(known: Known, roles: tuple[str, ...], asked: str = "") -> Answer:
    """Asks which of some roles is meant; of all, if none are given.

    The broadest roles that we wrote ourselves come first; groups that are no one job only where there is nothing else.
    """
    store = known.store
    candidates = [role for role in (roles or tuple(store.titles)) if role in store]
    candidates = [role for role in candidates if role not in store.residual] or candidates
    candidates.sort(
        key=lambda role: (role not in store.hand_written, store.families[role] != "Management", store.titles[role])
    )
    return Answer(AnswerKind.which_role, tuple(role_ref(store, role) for role in candidates[:CHOICES]), asked=asked)


def unknown_role(known: Known, asked: str) -> Answer:
    """Regrets a role that the store does not have, with the likest names as suggestions."""
    near = known.without_leftovers(known.titles.nearest(asked))
    return Answer(
        AnswerKind.unknown_role, tuple(role_ref(known.store, match.role, match.score) for match in near), asked=asked
    )
