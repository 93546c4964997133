"""What was said in conversations, read from their ends: it costs the same however long they are."""

from collections import OrderedDict
from dataclasses import dataclass

from rasa.shared.core.events import Event, UserUttered

from bot.channels.transcript import Entry, transcript
from bot.runtime.conversations import ForgettingTrackerStore

# How many messages of a conversation are known: shown again, answered again, rated, and whose buttons can be pressed.
KNOWN = 200
# How many more are read, as a button that was pressed is called what it was called when it was offered.
MORE = 50
# How many conversations are read from their ends; any other is read whole once.
MARKS = 10_000


@dataclass(frozen=True)
class Mark:
    """A message of the visitor from which on the conversation is read.

    row, at: of its event; another one may be in that row once the conversation was erased. before: how many messages
    came before it.
    """

    row: int = 0
    at: float = 0.0
    before: int = 0


class History:
    """The last messages of each conversation in a store, with their numbers in the whole of it."""

    def __init__(self, store: ForgettingTrackerStore, known: int = KNOWN, more: int = MORE):
        self._store, self._known, self._more = store, known, more
        self._marks: OrderedDict[str, Mark] = OrderedDict()

    async def entries(self, sender: str) -> list[Entry]:
        """The last messages, as many as are known, as far as they are kept; raises StorageError."""
        mark = self._marks.pop(sender, Mark())
        events = await self._store.said(sender, mark.row)
        if mark.row and not (events and (events[0][0], events[0][1].timestamp) == (mark.row, mark.at)):
            mark, events = Mark(), await self._store.said(sender)
        entries = transcript((event for _, event in events), mark.before)
        self._remember(sender, self._moved(mark, events, entries))
        return entries[-self._known :]

    def _remember(self, sender: str, mark: Mark) -> None:
        if mark.row:
            self._marks[sender] = mark
            if len(self._marks) > MARKS:
                self._marks.popitem(last=False)

    def _moved(self, mark: Mark, events: list[tuple[int, Event]], entries: list[Entry]) -> Mark:
        """The mark on the visitor's last message that enough others came after; the same one where none is further."""
        messages = [(row, event) for row, event in events if isinstance(event, UserUttered) and event.text]
        theirs = [entry for entry in entries if entry.sender == "user"]
        for (row, event), entry in zip(reversed(messages), reversed(theirs), strict=True):
            if entry.seq <= entries[-1].seq - self._known - self._more:
                return Mark(row, event.timestamp, entry.seq - 1)
        return mark
