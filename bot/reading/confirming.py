"""A statement about somebody that is to be confirmed, as the question that it stands for.

'PERSON sits in SITE, right' asks 'does PERSON sit in SITE'.
"""

import re
from dataclasses import replace

from bot.reading.here import Text
from bot.reading.words import any_of, filled, pattern

_TAG = pattern(filled("here", r"[\s,.;:-]+{confirms}[\s?.!]*$"))
_LED = re.compile(filled("here", r"^(?:(?:so|and|but|hey) )*{to_confirm} "))
_ABOUT = re.compile(filled("here", r"(?:{asks} )?PERSON\b"))
# What has several sentences, or clauses with pauses between, asks by its last one.
_PAUSE = re.compile(r"\w[,;:.!?]+ ")
_CHOSEN = re.compile(r"^(?:it|that)(?:'s| is| was) PERSON (?:who|that) ")
# How a statement goes on after a name: with a verb that stands before the name in a question, or with any other one of
# a single person's in the present.
_AUXILIARY = re.compile(r"^PERSON (?P<verb>is|was|has|can|will|should) (?!not\b)(?P<rest>\S.*)$")
_SHORT_IS = re.compile(filled("here", r"^PERSON(?:'s|s) (?P<rest>{is_somehow}\b.*)$"))
_VERB = re.compile(r"^PERSON (?P<verb>\w+s) (?P<rest>\S.*)$")
# What somebody does, or has to do with what the company has, may be asked by its mark alone; that they lack something,
# or say it, is told.
_DOES = re.compile(rf"^(?:{any_of('duty', 'handles')}|(?:\S+ ){{1,5}}(?:PERSON|TEAM|SITE|SYSTEM|TITLE)$)")
# Who has it said last: 'the head of TEAM is PERSON'.
_SAID_LAST = re.compile(r"^(?!(?:wh|how\b))(?P<what>\S.*) (?:is|was) PERSON$")


def to_confirm(text: Text) -> Text:
    """The text as the question whether what it says of somebody is so; itself where it says nothing to confirm."""
    plain = _TAG.sub("", text.plain)
    bare = _LED.sub("", text.masked if plain == text.plain else _TAG.sub("", text.masked))
    if bare == text.masked and not text.plain.rstrip().endswith("?"):
        return text
    asked = _as_question(_CHOSEN.sub("PERSON ", bare), is_told=bare != text.masked)
    if asked is None and (bare == text.masked or not _ABOUT.match(bare)):
        return text
    return replace(text, plain=plain, masked=asked or bare)


def _as_question(said: str, is_told: bool) -> str | None:
    """A statement with its verb before the name; None of what is none. is_told: whether more than a mark asks."""
    if _PAUSE.search(said):
        return None
    if found := _SAID_LAST.match(said):
        return f"is {found['what']} PERSON" if "PERSON" in found["what"] else f"is PERSON {found['what']}"
    if found := _AUXILIARY.match(said):
        return f"{found['verb']} PERSON {found['rest']}"
    if found := _SHORT_IS.match(said):
        return f"is PERSON {found['rest']}"
    found = _VERB.match(said)
    if found and (is_told or _DOES.match(f"{found['verb']} {found['rest']}")):
        return f"does PERSON {_of_many(found['verb'])} {found['rest']}"
    return None


def _of_many(verb: str) -> str:
    """A verb without the ending that it has of one person: 'sits', 'does', 'carries'."""
    if verb.endswith("ies") and len(verb) > 4:
        return f"{verb[:-3]}y"
    return verb[:-2] if re.search(r"(?:ss|sh|ch|x|o)es$", verb) else verb[:-1]
