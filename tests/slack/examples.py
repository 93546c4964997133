"""What the bot says to real questions, made by its actions from the project's own knowledge."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from actions.answering import answer
from actions.kinds import follows
from actions.knowledge import Known
from actions.recommending import reason, recommended
from bot.guidance.recommend import Person
from bot.reading.reading import Asked, Named
from bot.saying.answer import Answer, PersonRef
from bot.saying.compose import document_of
from bot.saying.document import Document, as_data
from bot.saying.text import as_text
from tests.actions.asking import named, question
from tests.actions.asking import said as message


@dataclass(frozen=True)
class Entry:
    """A message of the bot, as bot.channels.transcript has it."""

    text: str
    buttons: list[dict[str, str]] = field(default_factory=list)
    answer: dict[str, Any] | None = None
    document: dict[str, Any] | None = None


def entry(document: Document, found: Answer | None = None) -> Entry:
    """The message that says a document, as channels get it; found: what it was made from."""
    pressed = (*document.choices, *document.suggestions)
    buttons = [{"title": choice.title, "payload": choice.payload} for choice in pressed]
    data = found.payload()["answer"] if found else None
    return Entry(as_text(document), buttons, data, as_data(document))


def said(found: Answer) -> list[Entry]:
    """The message that says an answer, with what may be asked next."""
    return [entry(document_of(found, follows(found.kind)), found)]


MANAGER, OPERATIONS = named("general manager", "general_manager"), named("operations manager", "operations_manager")
ACCOUNTANT, CASHIER = named("accountant", "accountant"), named("cashier", "cashier")
PEOPLE = (
    PersonRef("Isla Moncrieff", "operations_manager", "accountable", "Dundee", slack="U04ISLA001", email="i@x.example"),
    PersonRef(
        "Rui Falcão", "operations_manager", "responsible", slack="@rui", stands_in_for="Inês", until="2099-06-30"
    ),
)
KEEN = Person(("like", "dislike", "like", "unsure", "like", "like"), ("Mathematics",), (), 2, (), ())


def _asking(asked: Asked, text: str, *mentions: Named) -> Callable[[Known], Answer]:
    return lambda known: answer(question(asked, message(text, mentions)), known)


_who_handles = _asking(Asked.who, "who handles customer grievances")


def _who_is_here(known: Known) -> Answer:
    found = _who_handles(known)
    roles = {role.id for role in found.roles}
    return replace(found, people=tuple(person for person in PEOPLE if person.role in roles))


ANSWERS: Mapping[str, Callable[[Known], Answer]] = {
    "who_handles": _who_handles,
    "who_is_here": _who_is_here,
    "verdict": _asking(Asked.check, "does a general manager recruit people", MANAGER),
    "role": _asking(Asked.duties, "what do a general manager and an operations manager do", MANAGER, OPERATIONS),
    "summary": _asking(Asked.summary, "what is an accountant", ACCOUNTANT),
    "comparison": _asking(Asked.comparison, "compare a general manager and an operations manager", MANAGER, OPERATIONS),
    "shared": _asking(Asked.shared, "what do an accountant and a cashier have in common", ACCOUNTANT, CASHIER),
    "contacts": _asking(Asked.contacts, "who does an operations manager work with", OPERATIONS),
    "scope": _asking(Asked.scope, "where is an operations manager needed", OPERATIONS),
    "skills": _asking(Asked.skills, "what skills does an accountant need", ACCOUNTANT),
    "qualification": _asking(Asked.qualification, "what education does an accountant need", ACCOUNTANT),
    "interests": _asking(Asked.interests, "whom does being an accountant suit", ACCOUNTANT),
    "related": _asking(Asked.related, "which roles are like an accountant", ACCOUNTANT),
    "roles": _asking(Asked.roles, "which roles do you know"),
    "become": _asking(Asked.become, "how do I become an accountant", ACCOUNTANT),
    "path": _asking(Asked.path, "from cashier to accountant", CASHIER, ACCOUNTANT),
    "day": _asking(Asked.day, "what is a typical day of an accountant", ACCOUNTANT),
    "setting": _asking(Asked.setting, "where does an accountant work", ACCOUNTANT),
    "ladder": _asking(Asked.ladder, "what comes after an accountant", ACCOUNTANT),
    "order": _asking(Asked.order, "is a general manager above an operations manager", MANAGER, OPERATIONS),
    "duration": _asking(Asked.duration, "how long does it take to become an accountant", ACCOUNTANT),
    "subjects": _asking(Asked.subjects, "what should I study to be an accountant", ACCOUNTANT),
    "pay": _asking(Asked.pay, "who earns more, an accountant or a cashier", ACCOUNTANT, CASHIER),
    "outlook": _asking(Asked.outlook, "what are the prospects of an accountant", ACCOUNTANT),
    "recommendation": lambda known: recommended(known, KEEN, True),
    "reason": lambda known: reason(known, KEEN, recommended(known, KEEN, True).roles[0].id),
    "unknown_duty": _asking(Asked.who, "who handles moon landings"),
    "which_role": _asking(
        Asked.duties, "what does a manager do", named("manager", "general_manager", "operations_manager")
    ),
}
