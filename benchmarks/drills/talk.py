"""Messages of all sorts in every state of a conversation: words of the domain, mixed with noise."""

import re
from dataclasses import dataclass
from functools import cache

import yaml
from hypothesis import strategies as st

from benchmarks.drills.twists import NASTY
from bot.channels.requests import LONGEST
from bot.knowledge.store import Store
from bot.settings import ROOT, load_settings

# What is said before, by the state that it leads to.
STATES = {
    "fresh": (),
    "answered": ("what does a nurse do",),
    "which one": ("what does a manager do",),
    "finder": ("start the career test",),
    "within the finder": ("start the career test", "animals", "cooking"),
    "feedback": ("what does a nurse do", "that was wrong"),
    "erasing asked about": ("what does a nurse do", "forget me"),
    "not understood": ("asdf qwer", "zxcv"),
    "more": ("what does a nurse do", "more"),
}
# Words by which questions, lists, and stretches are read.
GRAMMAR = """a an the and or but not of for in at i to with without between than who what which how why when where do
does is are am my me you they it one ones same more less most least other all any no never e.g. etc vs i.e. mr 1 2 10
50k $ % ? ! , . ; : - / ( ) " ' ... & + = * # @ \\ | < > [ ] { } ~ ^ _""".split()
ODD = (
    "İ",
    "ß",
    "ﬁ",
    "א",
    "ا",
    "中文",
    "\u200b",
    "\u00ad",
    "\u0300",
    "１",
    "Ⅷ",
    "🧑🏽‍🚒",
    "\u2028",
    "\t",
    "\n",
    "\r\n\r\n",
)
_SEPARATORS = st.sampled_from((" ", " ", " ", "", ", ", "? ", "\n"))
_TIMES = st.sampled_from((1, 1, 1, 1, 3, 30, LONGEST))


@dataclass(frozen=True)
class Talk:
    """What is said one after the other, in a conversation that is in one of STATES before."""

    state: str
    texts: tuple[str, ...]


@cache
def _examples() -> tuple[str, ...]:
    """What people say, by the training data."""
    examples = yaml.safe_load((ROOT / "data/nlu.yml").read_text(encoding="utf-8"))["nlu"]
    lines = [line[2:] for each in examples for line in each["examples"].splitlines() if line.startswith("- ")]
    return tuple(re.sub(r"\[([^]]*)\](\([^)]*\)|\{[^}]*\})", r"\1", line) for line in lines)


@cache
def _titles() -> tuple[str, ...]:
    return tuple(Store(load_settings().store).titles.values())


@cache
def _parts() -> st.SearchStrategy[list[str]]:
    known = (GRAMMAR, _titles(), _examples(), ODD + NASTY)
    return st.lists(st.one_of(*map(st.sampled_from, known), st.text(max_size=8)), min_size=1, max_size=12)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """At least one character that is no space, at most as many as a message may have."""
    parts = draw(_parts())
    separator = draw(_SEPARATORS)
    times = draw(_TIMES)
    text = separator.join(parts * min(times, 1 + LONGEST // max(1, len(separator.join(parts)))))
    return text[:LONGEST].lstrip("/ \n\t") or "?"


@cache
def talks_in(state: str) -> st.SearchStrategy[Talk]:
    return st.builds(Talk, st.just(state), st.lists(texts(), min_size=1, max_size=3).map(tuple))


talks = st.sampled_from(sorted(STATES)).flatmap(talks_in)
