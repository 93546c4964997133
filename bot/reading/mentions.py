"""Which roles a sentence mentions by name: exactly, misspelt, or as a bare 'manager'.

The names come from the store, so a role added there is understood without any training.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.knowledge.nouns import singular_noun
from bot.reading.about import phrases_in
from bot.reading.duty import asks_who
from bot.reading.phrases import Phrase
from bot.reading.questions import together
from bot.reading.subject import is_asking_word
from bot.search.language import Doc, Span, is_english_word, key_of, may_be_verb, read
from bot.search.names import Names, same_noun
from bot.search.scanner import scan

# Names this short may also be little words ('it', 'am'): those count only in capitals.
ACRONYM = 3
# How many words a misspelt name may have.
LONGEST_MISSPELT = 5
# The last word of so many titles names none of them, even where a database lists it for one.
MANY_HEADS = 4
# How words end that name work rather than people; some sources list 'Management' or 'Education' among titles.
_ACTIVITY = re.compile(r"(?:ment|tion|ing|ance|ity|ics|logy)$")
# How like a title a role with what follows it must be: 'clerk in a court'.
OF_WHAT = 0.6
# What follows in a title says what of, where, or which not.
_FURTHER = re.compile(r"[,/(]|\b(?:of|in|for|except)\b")
_JOINERS = frozenset(("and", "or", "&", "/", ",", "vs", "versus", "vs."))


_Stretch = TypeVar("_Stretch", "Mention", Phrase)


@dataclass(frozen=True)
class Mention:
    """A stretch of a text that names a role; text: as it is written there, with a noun that it shares with another.

    roles: one id where it is clear; several where the name could mean any of them (best first);
    none where it looks like a title that the store does not know.
    """

    start: int
    end: int
    text: str
    roles: tuple[str, ...]
    exact: bool


# Of some roles, named by a word that has other meanings too, those it can mean in this sentence.
Sense = Callable[[str, tuple[str, ...]], tuple[str, ...]]
# The role whose names are likest to a title, and how like, 0 to 1.
Nearest = Callable[[str], tuple[str, float]]


class TitleLinker:
    """Finds the roles that a sentence mentions."""

    def __init__(self, names: Names, sense: Sense, nearest: Nearest):
        self._names = names
        self._sense = sense
        self._nearest = nearest
        self._longest = max((key.count(" ") + 1 for key in names.by_key), default=1)
        named = list(zip(names.all, names.keys, strict=True))
        self._acronyms = {key for name, key in named if len(name.text) <= ACRONYM}
        self._capitals = {key for name, key in named if name.text.isupper()}
        self._titles = {key for name, key in named if name.is_title}
        heads: dict[str, list[str]] = defaultdict(list)
        for name, key in named:
            if name.is_title and " " in key:
                heads[_head(name.text)].append(name.role)
        self._kinds = {head for head, ids in heads.items() if len(set(ids)) > 1}
        # 'manager' alone means several roles, unless it is a name; one that a database lists for one of many is none.
        self._heads = {
            head: tuple(dict.fromkeys(ids))
            for head, ids in heads.items()
            if len(ids) > 1
            and (not names.roles(head, head) or (len(set(ids)) >= MANY_HEADS and names.only_listed(head)))
        }

    def mentions(self, text: str) -> list[Mention]:
        """Every role mentioned, in the order of the text, without overlaps."""
        squeezed, places = _squeeze(text)
        doc = read(squeezed)
        found = self._exact(doc, squeezed)
        found = self._coordinated(doc, found)
        found = self._misspelt(doc, found)
        if asks_who(squeezed):
            found = [mention for mention in found if not self._is_doubtful(mention)]
        found = [sensible for mention in found for sensible in self._sensible(mention, doc)]
        found = [self._widened(mention, squeezed) for mention in found]
        heads = self._asked(doc, found)
        found = [mention for mention in found if not _over(mention, heads)]
        if not (found and len(heads) == 1 and len(heads[0].roles) > 1) or together(squeezed):
            # 'What kind of specialist is a surgeon' asks about one role.
            found += heads
        found = [mention for mention in found if not any(_contains(other, mention) for other in found)]
        found.sort(key=lambda mention: mention.start)
        return [_in_place(mention, text, places) for mention in found]

    def is_kind(self, name: str) -> bool:
        """Whether a name is the last word of several titles: what kind of role they are, rather than one of them."""
        return key_of(name) in self._kinds

    def _widened(self, mention: Mention, text: str) -> Mention:
        """The mention with what stands before it, where both together are no such role: a radio jockey is no jockey."""
        if " " in mention.text or not self._is_doubtful(mention):
            return mention
        whole = next((phrase for phrase in phrases_in(text) if phrase.end == mention.end), None)
        if whole is None or whole.start >= mention.start:
            return mention
        role, score = self._nearest(whole.text)
        if role in mention.roles and score >= OF_WHAT:
            return mention
        return Mention(whole.start, whole.end, whole.text, (), False)

    def _is_doubtful(self, mention: Mention) -> bool:
        """Whether a name is one word that a database alone has: it may be just a word: 'who deals with investors'."""
        return " " not in mention.text and self._names.only_listed(key_of(mention.text))

    def _of(self, span: Span) -> tuple[str, ...]:
        """The roles a stretch names: a single word that only adverts use names none in the middle of a sentence."""
        return self._named(key_of(span), span[-1].text)

    def _named(self, key: str, head: str) -> tuple[str, ...]:
        # 'LPNs': lemmas know nothing of acronyms.
        if key not in self._names.by_key and key.endswith("s") and key[:-1] in self._capitals:
            key = key[:-1]
        return self._names.roles(key, head, adverts=" " in key)

    def _exact(self, doc: Doc, text: str) -> list[Mention]:
        def is_name(span: Span) -> bool:
            if span[0].is_punct or span[-1].is_punct or not self._of(span):
                return False
            return not (
                self._is_small_word(span, text) or _is_first_half(span.end_char, text) or self._is_bare_head(span)
            )

        spans = [doc[start:end] for start, end in scan(doc, self._longest, is_name)]
        return [_mention(span, self._of(span), exact=True) for span in spans]

    def _is_small_word(self, span: Span, text: str) -> bool:
        written = text[span.start_char : span.end_char]
        return key_of(span) in self._acronyms and not written.isupper() and span[0].is_stop

    def _is_bare_head(self, span: Span) -> bool:
        return len(span) == 1 and span.lemma_ in self._heads

    def _coordinated(self, doc: Doc, found: list[Mention]) -> list[Mention]:
        """What was found, and 'general' in 'general and operations managers', even where an army has generals."""
        extra: list[Mention] = []
        for mention in found:
            span = doc.char_span(mention.start, mention.end)
            if span is None or len(span) < 2 or span.start < 2 or doc[span.start - 1].text not in _JOINERS:
                continue
            for length in (1, 2):
                start = span.start - 1 - length
                if start < 0:
                    break
                left = doc[start : span.start - 1]
                roles = self._named(f"{key_of(left)} {span[-1].lemma_}", span[-1].text)
                if roles and not any(not self._is_doubtful(other) for other in _over(left, found)):
                    extra.append(_mention(left, roles, exact=True))
                    break
        return [mention for mention in found if not _over(mention, extra)] + extra

    def _misspelt(self, doc: Doc, found: list[Mention]) -> list[Mention]:
        """What was found, and misspelt names beside it or around it: a 'tourist informatoin clerk' is not any clerk."""
        candidates: list[tuple[float, int, Mention]] = []
        for span in _windows(doc, min(self._longest, LONGEST_MISSPELT)):
            if (
                span[0].is_stop
                or span[-1].is_stop
                or any(not _contains(span, mention) for mention in _over(span, found))
            ):
                continue
            matches = self._near_names(span)
            if matches:
                best = matches[0][1]
                roles = tuple(
                    dict.fromkeys(
                        role
                        for key, score in matches
                        if score == best
                        for role in self._named(key, key.rpartition(" ")[2])
                    )
                )
                candidates.append((best, len(span), _mention(span, roles, exact=False)))
        chosen: list[Mention] = []
        for _, _, mention in sorted(candidates, key=lambda item: (-item[0], -item[1], item[2].start)):
            if not _over(mention, chosen):
                chosen.append(mention)
        return [mention for mention in found if not _over(mention, chosen)] + chosen

    def _near_names(self, span: Span) -> list[tuple[str, float]]:
        """Names that the span may be a misspelling of, best first."""
        key = key_of(span)
        if len(key) < 5 or (len(span) == 1 and is_english_word(span.text)):
            return []
        near = self._names.misspelt(key, span.text)
        return [(name, score) for name, score in near if self._named(name, name.rpartition(" ")[2])]

    def _sensible(self, mention: Mention, doc: Doc) -> list[Mention]:
        """The mention, with those roles alone that its sentence can mean; none if it can mean no role."""
        key = key_of(mention.text)
        if " " in mention.text or key in self._titles or key in self._acronyms:
            return [mention]
        if _ACTIVITY.search(mention.text):
            return []
        after = next((token for token in doc if token.idx >= mention.end), None)
        # In 'erector spinae' the word is part of another term: what follows can neither be done nor be asked about.
        if after is not None and not (
            after.is_stop or not after.is_alpha or is_asking_word(after.lemma_) or may_be_verb(after.text)
        ):
            return []
        roles = self._sense(doc.text, mention.roles)
        return [replace(mention, roles=roles)] if roles else []

    def _asked(self, doc: Doc, found: list[Mention]) -> list[Mention]:
        """What the text asks about where no name is in it: a bare 'manager', or somebody whom no name means."""
        extra: list[Mention] = []
        for phrase in phrases_in(doc.text):
            within = _over(phrase, found)
            is_head = self._is_head(phrase)
            if within:
                # 'A millwright worker' is no millwright and no worker, unless that is its name.
                if is_head and within[-1].exact and within[-1].end < phrase.end:
                    extra.append(
                        Mention(within[-1].start, phrase.end, doc.text[within[-1].start : phrase.end], (), False)
                    )
            elif (is_head or phrase.is_person) and not _is_first_half(phrase.end, doc.text):
                extra.append(self._asked_about(phrase, doc.text))
        for token in doc:
            span = doc[token.i : token.i + 1]
            roles = self._heads.get(token.lemma_) if same_noun(token.text, token.lemma_) else None
            if roles and not _over(span, [*found, *extra]) and not _over(span, phrases_in(doc.text)):
                extra.append(_mention(span, roles, exact=True))
        return extra

    def _is_head(self, phrase: Phrase) -> bool:
        return phrase.head in self._heads and same_noun(phrase.text.split()[-1].lower(), phrase.head)

    def _asked_about(self, phrase: Phrase, text: str) -> Mention:
        """A phrase that no name covers: with what follows it where that says which one it is, a clerk in a court."""
        end = phrase.start + len(phrase.wider)
        if phrase.wider != phrase.text and text[phrase.start : end] == phrase.wider:
            role, score = self._nearest(phrase.wider)
            if score >= OF_WHAT:
                return Mention(phrase.start, end, phrase.wider, (role,), False)
        roles = self._heads.get(phrase.head, ()) if " " not in phrase.text else self._named(*_key(phrase.text))
        return Mention(phrase.start, phrase.end, phrase.text, roles, bool(roles))


def _key(text: str) -> tuple[str, str]:
    return key_of(text), text.rpartition(" ")[2]


def _head(title: str) -> str:
    """The word that says what somebody of this title is: 'director' of 'Director, Religious Activities'."""
    people = _FURTHER.split(title.lower())[0].split()
    return singular_noun(people[-1]) if people else ""


def _squeeze(text: str) -> tuple[str, list[int]]:
    """The text with every run of white space as one space, and where each of its letters stood."""
    places = [
        place for place, letter in enumerate(text) if not (letter.isspace() and place > 0 and text[place - 1].isspace())
    ]
    return "".join(" " if text[place].isspace() else text[place] for place in places), places


def _in_place(mention: Mention, text: str, places: list[int]) -> Mention:
    """The mention in the text as it was written."""
    start, end = places[mention.start], places[mention.end - 1] + 1
    is_written = len(mention.text) == mention.end - mention.start
    return replace(mention, start=start, end=end, text=text[start:end] if is_written else mention.text)


def _is_first_half(end: int, text: str) -> bool:
    """Whether what ends at a place ends inside a word: 'hands' of 'hands-on'."""
    return re.match(r"-\w", text[end:]) is not None


def _mention(span: Span, roles: tuple[str, ...], exact: bool) -> Mention:
    return Mention(span.start_char, span.end_char, span.text, roles, exact)


def _over(stretch: Span | Mention | Phrase, found: Iterable[_Stretch]) -> list[_Stretch]:
    """The mentions that a stretch of the text overlaps."""
    start, end = _edges(stretch)
    return [mention for mention in found if start < mention.end and mention.start < end]


def _contains(stretch: Span | Mention | Phrase, mention: Mention) -> bool:
    """Whether a stretch of the text is a mention and more."""
    start, end = _edges(stretch)
    return start <= mention.start and mention.end <= end and end - start > mention.end - mention.start


def _edges(stretch: Span | Mention | Phrase) -> tuple[int, int]:
    if isinstance(stretch, Mention | Phrase):
        return stretch.start, stretch.end
    return stretch.start_char, stretch.end_char


def _windows(doc: Doc, longest: int) -> Iterable[Span]:
    """Every stretch of at most so many words that does not go on after a comma, stop or slash."""
    for start in range(len(doc)):
        for end in range(start + 1, min(start + longest, len(doc)) + 1):
            if doc[end - 1].is_punct and doc[end - 1].text not in ("-", "'", "&"):
                break
            if not (doc[start].is_punct or doc[end - 1].is_punct):
                yield doc[start:end]
