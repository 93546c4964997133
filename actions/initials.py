"""Which roles talked about initials stand for: 'PA' after a physician assistant."""

import re
from collections.abc import Mapping
from dataclasses import replace

from actions.knowledge import Known
from actions.memory import Memory
from bot.reading.reading import Named, Reading


def initialled(reading: Reading, memory: Memory, known: Known) -> list[Named]:
    """The names in a question, and the initials in it that mean roles talked about."""
    roles = _by_initials(memory, known)
    mentions = [
        replace(mention, roles=(role,)) if (role := _initialled(mention, roles)) else mention
        for mention in reading.roles
    ]
    named = {mention.text for mention in mentions}
    mentions += [
        replace(word, roles=(role,))
        for word in reading.initials
        if word.text not in named and (role := _initialled(word, roles))
    ]
    return sorted(mentions, key=lambda mention: mention.start)


def _by_initials(memory: Memory, known: Known) -> dict[str, str]:
    """The roles talked about by the initials of their titles: 'pa', and 'PAs' of several."""
    roles: dict[str, str] = {}
    for role in reversed((*memory.focus, *memory.recent)):
        if role in known.store and " " in known.store.titles[role]:
            short = "".join(word[0] for word in re.findall(r"[A-Za-z]+", known.store.titles[role]))
            roles |= {short.lower(): role, f"{short.upper()}s": role}
    return roles


def _initialled(mention: Named, roles: Mapping[str, str]) -> str | None:
    return roles.get(mention.text) or roles.get(mention.text.lower())
