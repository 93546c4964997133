"""What the bot says to real questions, made by its actions from the project's own knowledge."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from actions.base import AnswerAction

from actions.careers import (
    ActionTellBecoming,
    ActionTellDay,
    ActionTellDuration,
    ActionTellLadder,
    ActionTellOrder,
    ActionTellPath,
    ActionTellSetting,
    ActionTellSubjects,
)
from actions.catalogue import ActionListRoles
from actions.compare import ActionCompareRoles, ActionShareRoles
from actions.finder import reason, recommended
from actions.knowledge import Known
from actions.pay import ActionTellPay
from actions.question import Mentioned, Question
from actions.roles import (
    ActionDescribeContacts,
    ActionDescribeDuties,
    ActionDescribeInterests,
    ActionDescribeQualification,
    ActionDescribeRelated,
    ActionDescribeScope,
    ActionDescribeSkills,
    ActionSummariseRole,
)
from actions.who import ActionCheckDuty, ActionFindRole
from bot.guidance.recommend import Person
from bot.saying.answer import Answer, PersonRef
from bot.saying.compose import document_of
from bot.saying.document import Document, as_data
from bot.saying.text import as_text


@dataclass(frozen=True)
class Entry:
    """A message of the bot, as bot.channels.transcript has it."""

    text: str
    buttons: list[dict[str, str]] = field(default_factory=list)
    answer: dict[str, Any] | None = None
    document: dict[str, Any] | None = None


def entry(document: Document, answer: Answer | None = None) -> Entry:
    """The message that says a document, as channels get it; answer: what it was made from."""
    pressed = (*document.choices, *document.suggestions)
    buttons = [{"title": choice.title, "payload": choice.payload} for choice in pressed]
    data = answer.payload()["answer"] if answer else None
    return Entry(as_text(document), buttons, data, as_data(document))


def said(answer: Answer) -> list[Entry]:
    """The message that says an answer."""
    return [entry(document_of(answer), answer)]


MANAGER, OPERATIONS = Mentioned("gm", ("general_manager",)), Mentioned("om", ("operations_manager",))
ACCOUNTANT, CASHIER = Mentioned("accountant", ("accountant",)), Mentioned("cashier", ("cashier",))
PEOPLE = (
    PersonRef("Isla Moncrieff", "operations_manager", "accountable", "Dundee", slack="U04ISLA001", email="i@x.example"),
    PersonRef(
        "Rui Falcão", "operations_manager", "responsible", slack="@rui", stands_in_for="Inês", until="2099-06-30"
    ),
)
KEEN = Person(("like", "dislike", "like", "unsure", "like", "like"), ("Mathematics",), (), 2, (), ())


def _asking(action: AnswerAction, *mentions: Mentioned, text: str = "", duty: str = "") -> Callable[[Known], Answer]:
    return lambda known: action.answer(Question(text, mentions, (duty,) if duty else ()), known)


def _who_is_here(known: Known) -> Answer:
    found = _asking(ActionFindRole(), duty="customer grievances")(known)
    roles = {role.id for role in found.roles}
    return Answer(**{**vars(found), "people": tuple(person for person in PEOPLE if person.role in roles)})


ANSWERS: Mapping[str, Callable[[Known], Answer]] = {
    "who_handles": _asking(ActionFindRole(), duty="customer grievances"),
    "who_is_here": _who_is_here,
    "verdict": _asking(ActionCheckDuty(), MANAGER, duty="recruiting people"),
    "role": _asking(ActionDescribeDuties(), MANAGER, OPERATIONS),
    "summary": _asking(ActionSummariseRole(), ACCOUNTANT),
    "comparison": _asking(ActionCompareRoles(), MANAGER, OPERATIONS),
    "shared": _asking(ActionShareRoles(), ACCOUNTANT, CASHIER),
    "contacts": _asking(ActionDescribeContacts(), OPERATIONS),
    "scope": _asking(ActionDescribeScope(), OPERATIONS),
    "skills": _asking(ActionDescribeSkills(), ACCOUNTANT),
    "qualification": _asking(ActionDescribeQualification(), ACCOUNTANT),
    "interests": _asking(ActionDescribeInterests(), ACCOUNTANT),
    "related": _asking(ActionDescribeRelated(), ACCOUNTANT),
    "roles": _asking(ActionListRoles(), text="which roles do you know"),
    "become": _asking(ActionTellBecoming(), ACCOUNTANT),
    "path": _asking(ActionTellPath(), CASHIER, ACCOUNTANT, text="from cashier to accountant"),
    "day": _asking(ActionTellDay(), ACCOUNTANT),
    "setting": _asking(ActionTellSetting(), ACCOUNTANT),
    "ladder": _asking(ActionTellLadder(), ACCOUNTANT),
    "order": _asking(ActionTellOrder(), MANAGER, OPERATIONS, text="is a general manager above an operations manager"),
    "duration": _asking(ActionTellDuration(), ACCOUNTANT),
    "subjects": _asking(ActionTellSubjects(), ACCOUNTANT),
    "pay": _asking(ActionTellPay(), ACCOUNTANT, CASHIER),
    "recommendation": lambda known: recommended(known, KEEN, True),
    "reason": lambda known: reason(known, KEEN, recommended(known, KEEN, True).roles[0].id),
    "unknown_duty": _asking(ActionFindRole(), duty="moon landings"),
    "which_role": _asking(ActionDescribeDuties(), Mentioned("manager", ("general_manager", "operations_manager"))),
}
