"""People who talk with the bot at the same time, each about roles of their own, so that answers can be told apart."""

import asyncio
import random
import time
import uuid
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import aiohttp

from benchmarks.drills.asked import Asked, Fate, Try
from benchmarks.drills.asking import Asker, RestAsker, web_asker
from bot.errors import RunError
from bot.knowledge.store import Store

QUESTIONS = ("what does {} do", "what skills does {} need")
# Seconds after which the widget sends a message again.
AGAIN = 1.0


@dataclass(frozen=True)
class Topic:
    """A role that questions can be asked about."""

    role: str
    title: str

    def question(self, number: int) -> str:
        """One of QUESTIONS, by any number."""
        article = "an" if self.title[0].lower() in "aeiou" else "a"
        return QUESTIONS[number % len(QUESTIONS)].format(f"{article} {self.title.lower()}")


@dataclass
class Person:
    """One conversation, and what it is about."""

    asker: Asker
    topics: Sequence[Topic]
    asked: int = 0

    def next(self) -> tuple[Topic, str]:
        """What is asked now: about each topic in turn, then the next question about each."""
        number, self.asked = self.asked, self.asked + 1
        topic = self.topics[number % len(self.topics)]
        return topic, topic.question(number // len(self.topics))


@dataclass
class Population:
    """People, and all that they have asked. pause: seconds from a question of a person to the next."""

    people: list[Person]
    pause: float
    asked: list[Asked] = field(default_factory=list)
    # Every try as it ends, also of messages that are still being asked.
    tries: list[Try] = field(default_factory=list)

    @property
    def owners(self) -> dict[str, str]:
        """Of each role, the conversation that asks about it."""
        return {topic.role: person.asker.name for person in self.people for topic in person.topics}

    @asynccontextmanager
    async def talking(self) -> AsyncIterator[None]:
        """All of them talk meanwhile; at the end, what was asked is waited for."""
        stop = asyncio.Event()
        tasks = [asyncio.create_task(self._talk(person, stop)) for person in self.people]
        try:
            yield
        finally:
            stop.set()
            await asyncio.gather(*tasks)

    async def ask(self, person: Person, stop: asyncio.Event | None = None) -> Asked:
        """Asks the person's next question; where it can be, it is sent again until it is answered or all stops."""
        topic, text = person.next()
        id = str(uuid.uuid4()) if person.asker.has_ids else ""
        tries: list[Try] = []
        while True:
            tries.append(await person.asker.ask(id, text))
            self.tries.append(tries[-1])
            if tries[-1].fate is Fate.answered or not id or stop is None or stop.is_set():
                break
            await _wait(stop, AGAIN)
        asked = Asked(person.asker.name, text, topic.role, id, tuple(tries))
        self.asked.append(asked)
        return asked

    async def _talk(self, person: Person, stop: asyncio.Event) -> None:
        # Not all at once: each begins somewhere in the pause.
        await _wait(stop, random.uniform(0, self.pause))
        while not stop.is_set():
            began = time.monotonic()
            await self.ask(person, stop)
            await _wait(stop, max(0.0, began + self.pause * random.uniform(0.8, 1.2) - time.monotonic()))


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    """Waits for so long, or until all stops."""
    with suppress(asyncio.TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


async def populate(
    session: aiohttp.ClientSession, url: str, topics: Sequence[Topic], people: int, pause: float
) -> Population:
    """So many people, half over the web channel and half over REST, the topics shared out among them."""
    found = []
    for number in range(people):
        asker = RestAsker(session, url) if number % 2 else await web_asker(session, url)
        found.append(Person(asker, topics[number::people]))
    return Population(found, pause)


async def find_topics(session: aiohttp.ClientSession, url: str, store: Store, count: int) -> list[Topic]:
    """So many roles of which each question is answered with that role and nothing else, by the bot as it is.

    Raises RunError where there are not so many, as where the bot is not well.
    """
    found: list[Topic] = []
    for topic in plain_topics(store):
        if await _is_answered(RestAsker(session, url), topic):
            found.append(topic)
            if len(found) == count:
                return found
    raise RunError(f"Only {len(found)} of {count} roles could be asked about.")


def plain_topics(store: Store) -> Iterable[Topic]:
    """Roles of at most three words, in an order that is always the same and tells nothing."""
    titles = [(role, title) for role, title in store.titles.items() if title.replace(" ", "").isalpha()]
    titles = [(role, title) for role, title in titles if len(title.split()) <= 3]
    random.Random(14).shuffle(titles)
    return (Topic(role, title) for role, title in titles)


async def _is_answered(asker: Asker, topic: Topic) -> bool:
    for number in range(len(QUESTIONS)):
        tried = await asker.ask("", topic.question(number))
        if tried.fate is not Fate.answered or tried.about != ((topic.role,),):
            return False
    return True
