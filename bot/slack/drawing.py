"""The texts of one answer as blocks.

An answer's data says what a part of its texts is, so that it can take its form: a role's facts are a card, what matters
so much of 100 are bars, roles beside each other a table, the people here are mentioned, and sources are small print. A
part that is not recognised stays the text that it is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.slack.blocks import (
    HEADER,
    HEADING,
    ITEM,
    PIECE,
    SUBITEM,
    TEXT,
    Block,
    Line,
    Piece,
    context,
    fields,
    header,
    lines,
    measured,
    section,
    small_print,
    table,
    words,
    written,
)
from bot.slack.lengths import cut, heft
from bot.slack.mrkdwn import clean, escaped, link, web_address
from bot.slack.texts import texts

# Kinds of answers whose lists stand beside each other.
COMPARED = ("comparison", "shared")


@dataclass(frozen=True)
class Source:
    """A source as it is named in a text, and as a link."""

    named: str
    shown: str


@dataclass(frozen=True)
class Told:
    """What is recognised in the texts of an answer.

    titles: of its roles. gaps: by how they are written, (name, figures, percent). members: names of the people here, by
    their ids. compares: whether its roles stand beside each other.
    """

    titles: tuple[str, ...]
    gaps: Mapping[str, tuple[str, str, float]]
    members: Mapping[str, str]
    sources: tuple[Source, ...]
    compares: bool

    @classmethod
    def read(cls, answer: Mapping[str, Any]) -> "Told":
        """From the data of an answer; what is not as it should be is passed over, as its texts say the same."""
        titles = (_line(role["title"]) for role in _parts(answer, "roles", "title"))
        facts = _parts(answer, "facts", "text")
        people = _parts(answer, "people", "slack", "name")
        return cls(
            titles=tuple(dict.fromkeys(filter(None, titles))),
            gaps=dict(filter(None, map(_gap, facts))),
            members={each["slack"]: cut(each["name"], NAME) for each in people if _MEMBER.fullmatch(each["slack"])},
            sources=tuple(map(_source, _parts(answer, "sources", "title"))),
            compares=answer.get("kind") in COMPARED,
        )


# Characters of a name that is read to someone in place of an id.
NAME = 80
# A member's id; who is only known by a handle cannot be mentioned.
_MEMBER = re.compile(r"[UW][A-Z0-9]{2,20}", re.ASCII)
_OF_100 = re.compile(r"(.+) \((\d{1,3})/100\)")


def _parts(answer: Mapping[str, Any], name: str, *needed: str) -> list[Mapping[str, Any]]:
    """The parts of an answer that have all that is needed, as text."""
    found = answer.get(name)
    if not isinstance(found, list | tuple):
        return []
    return [
        part for part in found if isinstance(part, Mapping) and all(isinstance(part.get(key), str) for key in needed)
    ]


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _gap(fact: Mapping[str, Any]) -> tuple[str, tuple[str, str, float]] | None:
    """What matters so much, of 100: how a text writes it, and its name, figures and percent."""
    name, need, have = clean(fact["text"]), fact.get("need"), fact.get("have")
    if rated := _OF_100.fullmatch(name):
        return name, (rated[1], f"{rated[2]}/100", float(rated[2]))
    if not name or not isinstance(need, int):
        return None
    figures = f"{have} → {need}" if isinstance(have, int) else f"{need}"
    return f"{name} ({figures})", (name, figures, float(max(0, min(100, need))))


def _source(source: Mapping[str, Any]) -> Source:
    """A source as actions/reply.py writes it, and the same with its title as a link."""
    title, url, places = clean(source["title"]), source.get("url"), source.get("places") or ()
    where = ""
    if isinstance(places, list | tuple) and 0 < len(places) <= 2:
        where = f" ({'; '.join(map(clean, map(str, places)))})"
    if not isinstance(url, str) or not url:
        return Source(title + where, escaped(title + where))
    named = f"{title}{where}, {clean(url)}"
    # Without a link the address is still to be read.
    return Source(named, link(url, title) + escaped(where) if web_address(url) else escaped(named))


# ---- drawing the texts of an answer

_BULLET = "- "
_PROGRESS = re.compile(r"\((\d{1,4}) of (\d{1,4})\) (?=\S)")
_ADDRESS = re.compile(r"https?://[^\s<>|\"'“”()]+[^\s<>|\"'“”().,;:!?]")


class Drawing:
    """Draws the texts of one answer, line by line."""

    def __init__(self, told: Told):
        self._told = told
        self._pieces: list[Piece] = []
        # What was read and is not drawn yet: lines, or facts of the card that is open.
        self._lines: list[Line] = []
        self._facts: list[tuple[str, str]] = []
        # Whose card is open.
        self._title = ""
        longest = sorted(told.titles, key=len, reverse=True)
        self._marked = re.compile("|".join([_ADDRESS.pattern, *(rf"\b{re.escape(title)}\b" for title in longest)]))

    def of(self, said: Sequence[str]) -> list[Piece]:
        rows = {text: row for text in said if (row := self._row(text))}
        beside = self._table(rows)
        for text in said:
            if beside and text in rows:
                # The table stands where the first of its texts was said.
                self._close()
                if beside not in self._pieces:
                    self._pieces.append(beside)
            elif named := [*self._sources_in(text)]:
                self._close()
                self._pieces += small_print(named)
            else:
                self._read(text)
                self._draw_lines()
        self._close()
        return self._pieces

    def _close(self) -> None:
        """Draws what was read."""
        self._pieces += fields(self._facts)
        self._pieces += written(self._lines)
        self._facts, self._lines = [], []

    def _read(self, text: str) -> None:
        if step := _PROGRESS.match(text):
            self._close()
            self._pieces.append(context([texts()["question_of"].format(number=step[1], total=step[2])]))
            text = text[step.end() :]
        below = text.split("\n")
        for number, line in enumerate(below, 1):
            if not line.strip():
                continue
            heads = line.endswith(":") and number < len(below) and below[number].startswith(_BULLET)
            self._read_line(line, heads)

    def _read_line(self, line: str, heads: bool) -> None:
        """heads: whether it is what the list below it is about."""
        is_item = line.startswith(_BULLET) and line.strip() != _BULLET.strip()
        title = next((each for each in self._told.titles if line.startswith(f"{each} - ")), "")
        label, colon, value = line[len(title) + 3 :].partition(":") if title else ("", "", "")
        if colon and label.strip() and cut(title, HEADER) == title:
            self._card(title, label.strip(), value.strip())
        elif bars := self._bars(line.removeprefix(_BULLET), is_item):
            self._draw_facts()
            self._lines += bars
        elif mentioned := self._mention(line):
            self._close()
            self._pieces.append(mentioned)
        else:
            self._draw_facts()
            kind = ITEM if is_item else HEADING if heads else TEXT
            self._lines += self._marked_up(line.removeprefix(_BULLET) if is_item else line, kind)

    def _draw_facts(self) -> None:
        if self._facts:
            self._close()

    def _draw_lines(self) -> None:
        if self._lines:
            self._close()

    def _card(self, title: str, label: str, value: str) -> None:
        """Adds to a role's card: a fact, bars, or the heading of a list."""
        self._draw_lines()
        if title != self._title:
            self._close()
            self._pieces.append(header(title))
            self._title = title
        label = label[:1].upper() + label[1:]
        bars = self._bars(value)
        if bars or not value:
            self._close()
            self._lines += [*lines(label, HEADING), *bars]
        else:
            self._facts.append((label, value))

    def _bars(self, text: str, is_item: bool = False) -> list[Line]:
        """What is stated as so much of 100, each as a bar, under the words before them; none where there is else.

        is_item: whether it is an entry of a list, and the bars are a list in that.
        """
        told: list[str] = []
        start = at = 0
        for found in _found(self._told.gaps, text):
            start = start if told else found.start()
            if told and text[at : found.start()].strip() not in (",", ";"):
                return []
            told.append(found[0])
            at = found.end()
        if not told:
            return []
        above, beside, below = (ITEM, SUBITEM, SUBITEM) if is_item else (HEADING, ITEM, TEXT)
        bars = [line for gap in told for line in measured(*self._told.gaps[gap], kind=beside)]
        return [*lines(text[:start].strip(), above), *bars, *lines(text[at:].strip(" .,;"), below)]

    def _mention(self, line: str) -> Piece | None:
        """A line that names a member by their id, as a mention."""
        if not self._told.members or heft(line) + len(line) > PIECE:
            return None
        pattern = rf"\b({'|'.join(map(re.escape, self._told.members))})\b"
        parts = re.split(pattern, line)
        if len(parts) == 1:
            return None
        members = self._told.members
        shown = "".join(f"<@{part}>" if part in members else escaped(part) for part in parts)
        # Read to someone, an id says nothing.
        return section(shown, "".join(f"@{members[part]}" if part in members else part for part in parts))

    def _marked_up(self, text: str, kind: str) -> Iterator[Line]:
        """The text as lines, with titles of roles in bold and addresses as links."""
        for line in lines(text, kind):
            runs = tuple(self._runs(line.text, kind))
            # Many short runs are more than a line may take.
            marked = Line(kind, runs, line.text)
            yield marked if marked.weight <= PIECE // 2 else line

    def _runs(self, text: str, kind: str) -> Iterator[Block]:
        style = {"bold": True} if kind == HEADING else {}
        at = 0
        for found in self._marked.finditer(text):
            if found.start() > at:
                yield words(text[at : found.start()], **style)
            url = web_address(found[0])
            yield {"type": "link", "url": url, "text": found[0]} if url else words(found[0], bold=True)
            at = found.end()
        if at < len(text):
            yield words(text[at:], **style)

    # The table

    def _row(self, text: str) -> list[str]:
        """A text that is lists under titles of roles, as a row of the table: its heading, and a cell for each title."""
        heading, *below = text.split("\n")
        if not self._told.compares or not heading.endswith(":") or len(below) < 2:
            return []
        cells: dict[str, list[str]] = {}
        title = ""
        for line in below:
            if line.startswith(_BULLET) and title:
                cells[title].append(line.removeprefix(_BULLET))
            elif line[:-1] in self._told.titles and line[-1] == ":" and line[:-1] not in cells:
                title = line[:-1]
                cells[title] = []
            else:
                return []
        return [heading.removesuffix(":"), *(_cell(cells.get(each, [])) for each in self._told.titles)]

    def _table(self, rows: Mapping[str, list[str]]) -> Piece | None:
        head = [texts()["aspect"], *self._told.titles]
        return table([head, *rows.values()], "\n".join(rows)) if rows else None

    # Sources

    def _sources_in(self, text: str) -> Iterator[tuple[str, str]]:
        """Each line of a text that names sources, as (mrkdwn, text); none where it names none."""
        sources = self._told.sources
        below = [line for line in text.split("\n") if line.strip()]
        ends = [next((each for each in sources if each.named and line.endswith(each.named)), None) for line in below]
        if not any(ends) or any(heft(line) > PIECE // 2 for line in below):
            return
        for line, source in zip(below, ends, strict=True):
            told = line.removeprefix(_BULLET) if len(below) > 1 else line
            mark = "• " if line != told else ""
            shown = escaped(told.removesuffix(source.named)) + source.shown if source else escaped(told)
            yield mark + shown, line


def _cell(entries: Sequence[str]) -> str:
    """Entries of a table's cell, of which there may be none."""
    return "\n".join(f"• {entry}" for entry in entries) if len(entries) > 1 else "".join(entries) or texts()["none"]


def _found(phrases: Iterable[str], text: str) -> Iterator["re.Match[str]"]:
    """Where phrases stand in a text, the longest of those that begin at one place."""
    longest = sorted(phrases, key=len, reverse=True)
    return re.finditer("|".join(map(re.escape, longest)), text) if longest else iter(())
