"""Slack's text: escaping what is put into it, and reading what people wrote in it.

Slack has no way to write a formatting character that is only itself, and whether an invisible character beside it keeps
it from taking effect differs between its apps. So `escaped` puts a character in its place that looks the same and means
nothing to Slack, and only where the original could take effect: "snake_case" and "2 * 3" stay as they are typed.
"""

import re
import unicodedata

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# Alike to the eye: asterisk operator, modifier letter low macron, tilde operator, modifier letter grave accent.
LOOKALIKES = {"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb"}
# Seen by nobody, it parts what Slack would read together.
JOINER = "\u2060"

_LINE_BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls; halves of surrogate pairs; what turns the direction of all text after it.
_UNSHOWN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# A mark takes effect at the edge of words; one inside a word, or alone between spaces, does not. In code anything does.
# More may stand beside the text, so its ends are edges as well.
_MARK = re.compile(r"`|(?<![^\W_])[*_~](?!\s)|(?<!\s)[*_~](?![^\W_])")
_QUOTE = re.compile(r"^(\s*)(?=>)", re.MULTILINE)
_EMOJI = re.compile(r":(?=[\w'+-]+:)")


def clean(text: str) -> str:
    """The text without what no reader sees and what would break the layout around it; every line break is a newline."""
    text = _UNSHOWN.sub("", _LINE_BREAKS.sub("\n", text))
    return _SURROGATE.sub("\ufffd", text)


def escaped(text: str) -> str:
    """The text for Slack's mrkdwn, so that it shows as it is written and nothing in it takes effect."""
    text = _EMOJI.sub(":" + JOINER, clean(text))
    text = _MARK.sub(lambda mark: LOOKALIKES[mark[0]], text)
    text = _QUOTE.sub(rf"\1{JOINER}", text)
    return re.sub("[&<>]", lambda found: ENTITIES[found[0]], text)


def unescaped(text: str) -> str:
    """Slack's entities as the characters they stand for."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def weight(character: str) -> int:
    """How many of Slack's characters this one may take in mrkdwn, at most."""
    if character in ENTITIES:
        return len(ENTITIES[character]) + 1
    # A colon, or the first on a line, may be given a joiner.
    return 2 if character == ":" or ord(character) > 0xFFFF else 1


_URL = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
# Longer ones are no address that a person follows, and would fill a block.
LONGEST_URL = 1000


def web_address(url: object) -> str | None:
    """The address, so that none of it ends a link of Slack's; None where it is not one of the web, or too long."""
    if not isinstance(url, str) or clean(url) != url or not _URL.fullmatch(url):
        return None
    if any(unicodedata.category(each) in ("Cf", "Cs") for each in url):
        return None
    quoted = url.replace("|", "%7C").replace("<", "%3C").replace(">", "%3E")
    return quoted if len(quoted) <= LONGEST_URL else None


def link(url: object, label: str) -> str:
    """A link in mrkdwn; the label alone where the address is none of the web."""
    label = escaped(" ".join(clean(label).split()))
    address = web_address(url)
    # Slack ends the address at the first bar, so that those in a label are only text.
    return f"<{address.replace('&', '&amp;')}|{label}>" if address and label else label


_CONTROL = re.compile(r"<([^<>]*)>")
_STYLED = re.compile(r"(?<![\w`*~])(```|[*_~`])(?=\S)([^\n]+?)(?<=\S)\1(?![\w`*~])")
_QUOTED = re.compile(r"^\s*(?:&gt;)+ ?", re.MULTILINE)


def plain(text: str, bot_user: str = "") -> str:
    """What a person wrote in Slack, as a person reads it: without Slack's marks and without a mention of the bot.

    bot_user: the bot's member id.
    """
    if bot_user:
        text = re.sub(rf"\s*<@{re.escape(bot_user)}(\|[^<>]*)?>[,:]?\s*", " ", text)
    text = _QUOTED.sub("", text)
    # Twice, as bold text may be italic as well.
    text = _STYLED.sub(r"\2", _STYLED.sub(r"\2", text))
    text = _CONTROL.sub(lambda found: _read(found[1]), text)
    return clean(unescaped(text)).strip()


def _read(control: str) -> str:
    """What a person reads of <...>."""
    what, _, label = control.partition("|")
    if what.startswith("@"):
        return "@" + (label or what[1:]).removeprefix("@")
    if what.startswith("#"):
        return "#" + (label or what[1:]).removeprefix("#")
    if what.startswith("!"):
        kind, _, named = what[1:].partition("^")
        return label or "@" + (named.partition("^")[0] if kind == "subteam" and named else kind)
    return label or what.removeprefix("mailto:")
