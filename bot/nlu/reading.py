"""Makes the reading of a message out of its text, its intent and the names in it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.needing import NEED
from bot.nlu.places import IN_COMPANY, OF_COMPANY
from bot.nlu.questions import TONGUE, UNREAD, WHOLE
from bot.nlu.roles import PLACE, ROLE
from bot.nlu.stances import STANDING
from bot.nlu.trouble import TROUBLE, Hearing
from bot.nlu.turning import TURNED
from bot.nlu.wishing import SAYS, WISHES
from bot.reading.at_work import at_work
from bot.reading.here import Masked, Need
from bot.reading.known_names import Names, Place
from bot.reading.marks import Mark
from bot.reading.mentions import Mention
from bot.reading.naming import names_of
from bot.reading.normal import normal
from bot.reading.read import read
from bot.reading.reading import OF_ROLES, Asked, Reading
from bot.reading.standing import with_stances
from bot.reading.worded import HARDLY
from bot.search.known import open_known
from bot.settings import load_settings

# The property that holds the readings of a message's questions, each as bot.reading.reading gives it as data.
READINGS = "readings"
_DISTRESS = Asked.distress.value
# What thanks in words of one's own may be taken for.
_UNASKED = frozenset((Asked.unclear, Asked.follow_up, Asked.out_of_scope))
# What somebody who takes leave may seem to say.
_LEAVING = _UNASKED | {Asked.tell_self, Asked.feedback_bad, Asked.thank, Asked.deny, Asked.dislike, Asked.unsure}
# Who may be in trouble and only takes leave is not let go.
_LAST_WORDS = frozenset(("goodbye",))
_OPINIONS = frozenset((Asked.feedback_bad, Asked.feedback_good))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ReadMessages(GraphComponent, EntityExtractorMixin):
    """Notes on each message the readings of its questions; comes last in the pipeline.

    The messages that SplitQuestions put there are taken away again.
    """

    def __init__(self, names: Callable[[], Names]):
        self._names = names

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ReadMessages":
        # The store is opened when it is first needed: training needs the component, but no store.
        return cls(_names)

    def process(self, messages: list[Message]) -> list[Message]:
        kept: list[Message] = []
        for message in map(_without_guess, messages):
            whole, found = message.get(WHOLE), self._read(message)
            if whole == "" and kept:
                kept[-1].set(READINGS, [*kept[-1].get(READINGS), found.as_data()], add_to_output=True)
                continue
            if tongue := message.get(TONGUE):
                found = self._foreign(message, found, tongue)
            elif whole:
                found = replace(found, text=whole) if found.text == normal(whole) else found
            if whole:
                message.set(TEXT, whole)
            if rule := _rule_of(found):
                message.set(INTENT, {**(message.get(INTENT) or {}), INTENT_NAME_KEY: rule.value}, True)
            message.set(READINGS, [found.as_data()], add_to_output=True)
            kept.append(message)
        for message in kept:
            _answer_beside_complaint(message)
            self._mind(message)
        return kept

    def _mind(self, message: Message) -> None:
        """Of a message of somebody in trouble reads nothing else but where they are; a last word may be one as well."""
        hearing, readings = message.get(TROUBLE), message.get(READINGS)
        is_last_word = (message.get(INTENT) or {}).get(INTENT_NAME_KEY) in _LAST_WORDS
        if hearing is Hearing.minded and not is_last_word:
            last = readings[-1]
            marks = sorted({*last.get("marks", ()), Mark.minded.value})
            message.set(READINGS, [*readings[:-1], {**last, "marks": marks}], add_to_output=True)
        elif hearing:
            country = self._names().countries.named(normal(message.get(TEXT) or ""))
            heard = Reading(asked=Asked.distress, sure=1.0, country=country)
            first = {INTENT_NAME_KEY: _DISTRESS, PREDICTED_CONFIDENCE_KEY: 1.0}
            for name, value in (
                (INTENT, first),
                (INTENT_RANKING_KEY, [first]),
                (ENTITIES, []),
                (READINGS, [heard.as_data()]),
            ):
                message.set(name, value, add_to_output=True)

    def _foreign(self, message: Message, found: Reading, tongue: str) -> Reading:
        """The reading of a message that is not English: that of the English question it stands for, or of nothing."""
        whole = message.get(WHOLE)
        if found.text != (normal(whole) or whole):
            return replace(found, text=whole, tongue=tongue)
        # What was taken for English words and names in it was none.
        message.set(INTENT, {INTENT_NAME_KEY: Asked.unclear.value, PREDICTED_CONFIDENCE_KEY: 1.0}, add_to_output=True)
        return Reading(text=whole, tongue=tongue)

    def _read(self, message: Message) -> Reading:
        intent = message.get(INTENT) or {}
        found: list[dict[str, Any]] = message.get(ENTITIES) or []
        mentions = [
            Mention(each["start"], each["end"], each["value"], tuple(each["roles"]), True)
            for each in found
            if each["entity"] == ROLE
        ]
        places = [Place(each["start"], each["end"], each["value"]) for each in found if each["entity"] == PLACE]
        asked = Asked(intent.get("name") or Asked.unclear)
        sure = float(intent.get("confidence") or 0.0)
        likely = [
            (Asked(each[INTENT_NAME_KEY]), float(each[PREDICTED_CONFIDENCE_KEY]))
            for each in message.get(INTENT_RANKING_KEY) or []
        ]
        named: list[Masked] = message.get(OF_COMPANY) or []
        heard = message.get(WISHES) or (), message.get(SAYS) or ()
        reading = read(message.get(TEXT) or "", asked, sure, mentions, places, self._names(), likely, *heard)
        of_role = next((each for each, share in likely if each in OF_ROLES and share >= HARDLY), Asked.unclear)
        reading = replace(reading, turned=message.get(TURNED), of_role=of_role)
        if standing := message.get(STANDING):
            reading = with_stances(reading, standing)
        if message.get(IN_COMPANY):
            titles = [
                Masked(each.start, each.end, "TITLE", roles=each.roles) for each in mentions if len(each.roles) == 1
            ]
            plain, need = normal(reading.text) or reading.text, message.get(NEED) or Need()
            reading = replace(reading, here=at_work(plain, [*named, *titles], reading, need))
        unread = message.get(UNREAD)
        return replace(reading, marks=reading.marks | {unread}) if unread else reading


def _rule_of(found: Reading) -> Asked | None:
    """Whose rule answers, where it is not the intent's: what tells of somebody, or asks for them, may look like any."""
    if found.here:
        return Asked.person
    if found.shows(Mark.farewell) and found.asked in _LEAVING and not (found.shows(Mark.asked) or found.roles):
        return Asked.goodbye
    if found.asked in (Asked.tell_self, Asked.duties):
        return found.asked
    if found.asked is Asked.term:
        # No intent says it: the action that answers of a role answers that as well.
        return Asked.duties
    thanks = found.asked in _UNASKED and found.shows(Mark.thanks) and not found.shows(Mark.asked)
    return Asked.thank if thanks and not any(each.roles for each in found.roles) else None


def _answer_beside_complaint(message: Message) -> None:
    """Lets a complaint that asks something besides be answered: its comment would be what is asked."""
    intent = message.get(INTENT) or {}
    asked = [Asked(each["asked"]) for each in message.get(READINGS)]
    other = next((each for each in asked if each not in _OPINIONS), None)
    if other and intent.get(INTENT_NAME_KEY) == Asked.feedback_bad.value:
        message.set(INTENT, {**intent, INTENT_NAME_KEY: other.value}, add_to_output=True)


def _without_guess(message: Message) -> Message:
    """The message without the classifier's guess at distress, which the sensor alone tells; the next stands for it."""
    ranking = [each for each in message.get(INTENT_RANKING_KEY) or [] if each[INTENT_NAME_KEY] != _DISTRESS]
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
    if (message.get(INTENT) or {}).get(INTENT_NAME_KEY) == _DISTRESS:
        first = ranking[0] if ranking else {INTENT_NAME_KEY: Asked.unclear.value, PREDICTED_CONFIDENCE_KEY: 0.0}
        message.set(INTENT, first, add_to_output=True)
    return message


def _names() -> Names:
    settings = load_settings()
    return names_of(open_known(settings.store, settings.encoder, private=True), settings.knowledge)
