"""Whether figures are a role's own, or those of an occupation that it is counted in."""

import re


def is_counted_as(title: str, occupation: str) -> bool:
    """Whether an occupation begins with a role's title, but for singular and plural: 'Accountants and Auditors'."""
    title_key, occupation_key = _key(title), _key(occupation)
    return occupation_key[: len(title_key)] == title_key


def _key(text: str) -> list[str]:
    return [word.rstrip("s") for word in re.findall(r"\w+", text.lower()) if word not in ("and", "or")]
