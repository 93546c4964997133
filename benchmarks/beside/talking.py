"""People who talk with a bot, any bot, in the same words: how long each waits, and how much is answered."""

import asyncio
import itertools
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.beside.bots import Running
from benchmarks.drills.asked import Fate, Try
from benchmarks.drills.asking import RestAsker, client_session
from benchmarks.drills.population import Topic, plain_topics
from benchmarks.long_conversations import lengthen
from benchmarks.measure import read_questions
from benchmarks.web_channel import QUESTIONS
from bot.knowledge.store import Store
from bot.runtime.questions import rest_address, sent
from bot.settings import ROOT

WHO_DOES = ROOT / "benchmarks/questions/who_does.tsv"
# What is asked of each role in a conversation; the last word is no question.
OF_A_ROLE = ("what does {} do", "what skills does {} need", "how much does {} earn", "how do I become {}")
LAST = "thanks"
# How many roles are talked about before it begins again, and messages before anything is measured.
ROLES, WARMING = 300, 16
TURNS = (5, 50, 500)


@dataclass(frozen=True)
class Said:
    """A message, and the role that an answer should be about; empty where that is open."""

    text: str
    role: str = ""


@dataclass
class Load:
    """What came of so many people asking for so long. tries: of each message, with the role asked about."""

    seconds: float
    tries: list[tuple[Said, Try]] = field(default_factory=list)
    ended: int = 0

    @property
    def waits(self) -> list[float]:
        """Seconds, of all that was answered."""
        return [tried.seconds for _, tried in self.tries if tried.fate is Fate.answered]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.ended / self.seconds

    @property
    def fates(self) -> Counter[str]:
        return Counter(tried.fate.value for _, tried in self.tries)

    @property
    def about(self) -> tuple[int, int]:
        """Of the messages that asked about one role, how many were answered with it, and how many there were."""
        asked = [(said, tried) for said, tried in self.tries if said.role]
        return sum(tried.about == ((said.role,),) for said, tried in asked), len(asked)


def conversations(store: Store) -> list[list[Said]]:
    """The conversations that people have, always the same ones in the same order: six messages each."""
    who = [question.text for question in read_questions(WHO_DOES)]
    topics = itertools.islice(plain_topics(store), ROLES)
    return [[Said(text), *_of(topic), Said(LAST)] for text, topic in zip(itertools.cycle(who), topics, strict=False)]


def _of(topic: Topic) -> Iterator[Said]:
    article = "an" if topic.title[0].lower() in "aeiou" else "a"
    return (Said(text.format(f"{article} {topic.title.lower()}"), topic.role) for text in OF_A_ROLE)


async def talk(url: str, users: int, seconds: float, coming: Iterator[Sequence[Said]]) -> Load:
    """So many people, each asking again as soon as there was an answer, and beginning anew after each conversation."""
    load = Load(seconds)
    deadline = time.monotonic() + seconds
    async with client_session() as session:

        async def person() -> None:
            while True:
                asker = RestAsker(session, url)
                for said in next(coming):
                    if time.monotonic() >= deadline:
                        return
                    tried = await asker.ask("", said.text)
                    load.tries.append((said, tried))
                    load.ended += tried.fate is Fate.answered and tried.ended <= deadline

        await asyncio.gather(*(person() for _ in range(users)))
    return load


def warm(running: Running, coming: Iterator[Sequence[Said]]) -> None:
    """Asks a little of everything, so that nothing is measured that is only done once."""
    for said in itertools.islice(itertools.chain.from_iterable(coming), WARMING):
        sent(rest_address(running.bot.settings), "warming", said.text)


def at_turns(running: Running, rounds: int) -> dict[int, list[float]]:
    """For each length of a conversation, the seconds that answers took after so many turns."""
    address = rest_address(running.bot.settings)
    senders = {turns: _of_length(running, address, turns) for turns in TURNS}
    waits: dict[int, list[float]] = {turns: [] for turns in TURNS}
    for _, text, (turns, sender) in itertools.product(range(rounds), QUESTIONS, senders.items()):
        began = time.perf_counter()
        sent(address, sender, text)
        waits[turns].append(time.perf_counter() - began)
    return waits


def _of_length(running: Running, address: str, turns: int) -> str:
    """Who has a conversation of so many turns: those of a few, repeated in the database."""
    sender = f"long-{uuid.uuid4().hex}"
    for text in (*QUESTIONS, "what skills do they need"):
        sent(address, sender, text)
    lengthen(running.conversations, turns)
    # The first one after so many rows from elsewhere reads them all.
    sent(address, sender, QUESTIONS[0])
    return sender
