"""Text to role, by name: which roles a text mentions, exactly, misspelt, or as a bare 'manager'.

The names come from the store, so a role added there is understood without any training.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.knowledge.store import Name
from bot.search.language import Doc, PhraseMatcher, Span, english, filter_spans, is_english_word, read

# rapidfuzz's ratio (0 to 100) below which a span is not even looked at as a misspelling.
NEAR = 78
# The same for a name that is suggested in place of an unknown one.
SUGGESTED = 60
# Names this short may also be little words ('it', 'am'): those count only in capitals.
ACRONYM = 3
# Words before 'manager' that do not make it a kind of manager.
_PLAIN_MODIFIERS = frozenset(
    """actually another ask average bad become becoming best better call called certain chief compare contact
    define describe different do exactly explain first good great hello hey hi hire hiring job junior know lead
    like list mean means meet modern named new normal other particular please position real role second senior
    single tell title typical understanding usual versus vs work working works""".split()
)
_JOINERS = frozenset(("and", "or", "&", "/", ",", "vs", "versus", "vs."))


@dataclass(frozen=True)
class Mention:
    """A stretch of the text, text[start:end], that names a role.

    roles: one id where it is clear; several where the name could mean any of them (best first);
    none where it looks like a title that the store does not know.
    """

    start: int
    end: int
    text: str
    roles: tuple[str, ...]
    exact: bool


class TitleLinker:
    """Finds the roles a text mentions."""

    def __init__(self, names: Sequence[Name]):
        self._roles: dict[str, tuple[str, ...]] = {}
        self._matcher = PhraseMatcher(english().vocab, attr="LEMMA")
        self._heads: dict[str, tuple[str, ...]] = {}
        self._longest = 1
        self._acronyms: set[str] = set()
        self._squashed: dict[str, str] = {}
        self._learn(names)

    def _learn(self, names: Sequence[Name]) -> None:
        roles: dict[str, list[str]] = defaultdict(list)
        heads: dict[str, list[str]] = defaultdict(list)
        for name in names:
            doc = read(name.text)
            key = _key(doc)
            if name.role not in roles[key]:
                roles[key].append(name.role)
            self._matcher.add(key, [doc])
            self._longest = max(self._longest, len(doc))
            self._squashed.setdefault(key.replace(" ", ""), key)
            if len(name.text) <= ACRONYM:
                self._acronyms.add(key)
            if name.is_title and len(doc) > 1:
                heads[doc[-1].lemma_].append(name.role)
        self._roles = {key: tuple(ids) for key, ids in roles.items()}
        # 'manager' alone means several roles, unless it is itself a name.
        self._heads = {head: tuple(ids) for head, ids in heads.items() if len(ids) > 1 and head not in roles}
        self._keys = [key for key in self._roles if key not in self._acronyms]

    def mentions(self, text: str) -> list[Mention]:
        """Every role mentioned, in the order of the text, without overlaps."""
        squeezed, places = _squeeze(text)
        doc = read(squeezed)
        found = self._exact(doc, squeezed)
        found += self._coordinated(doc, found)
        found += self._misspelt(doc, found)
        found += self._bare_heads(doc, found)
        found.sort(key=lambda mention: mention.start)
        return [_in_place(mention, text, places) for mention in found]

    def nearest(self, text: str, limit: int = 3) -> list[str]:
        """Roles whose names look most like the text, best first: suggestions, not answers."""
        asked = _key(read(text))
        # A bank manager is rather a kind of manager than a banker, whatever the letters say.
        same_kind = [key for key in self._keys if key.split()[-1:] == asked.split()[-1:]]
        cutoff = 0 if same_kind else SUGGESTED
        found = process.extract(
            asked, same_kind or self._keys, scorer=fuzz.token_sort_ratio, score_cutoff=cutoff, limit=50
        )
        return list(dict.fromkeys(role for key, _, _ in found for role in self._roles[key]))[:limit]

    def _exact(self, doc: Doc, text: str) -> list[Mention]:
        spans = [Span(doc, start, end) for _, start, end in self._matcher(doc)]
        spans = [span for span in spans if not self._is_small_word(span, text)]
        return [_mention(span, self._roles[_key(span)], exact=True) for span in filter_spans(spans)]

    def _is_small_word(self, span: Span, text: str) -> bool:
        written = text[span.start_char : span.end_char]
        return _key(span) in self._acronyms and not written.isupper() and span[0].is_stop

    def _coordinated(self, doc: Doc, found: list[Mention]) -> list[Mention]:
        """'general' in 'general and operations managers'."""
        extra = []
        for mention in found:
            span = doc.char_span(mention.start, mention.end)
            if span is None or len(span) < 2 or span.start < 2 or doc[span.start - 1].text not in _JOINERS:
                continue
            for length in (1, 2):
                start = span.start - 1 - length
                if start < 0:
                    break
                left = doc[start : span.start - 1]
                roles = self._roles.get(f"{_key(left)} {span[-1].lemma_}")
                if roles and not _overlaps(left, found):
                    extra.append(_mention(left, roles, exact=True))
                    break
        return extra

    def _misspelt(self, doc: Doc, found: list[Mention]) -> list[Mention]:
        candidates: list[tuple[float, int, Mention]] = []
        for span in _windows(doc, self._longest):
            if _overlaps(span, found) or span[0].is_stop or span[-1].is_stop:
                continue
            matches = self._near_names(span)
            if matches:
                best = matches[0][1]
                roles = tuple(
                    dict.fromkeys(role for key, score in matches if score == best for role in self._roles[key])
                )
                candidates.append((best, len(span), _mention(span, roles, exact=False)))
        chosen: list[Mention] = []
        for _, _, mention in sorted(candidates, key=lambda item: (-item[0], -item[1], item[2].start)):
            if not any(mention.start < other.end and other.start < mention.end for other in chosen):
                chosen.append(mention)
        return chosen

    def _near_names(self, span: Span) -> list[tuple[str, float]]:
        """Names that the span may be a misspelling of, best first."""
        key = _key(span)
        if len(key) < 5:
            return []
        squashed = key.replace(" ", "")
        if squashed in self._squashed and self._squashed[squashed] in self._roles and len(squashed) >= 8:
            return [(self._squashed[squashed], 100.0)]
        if len(span) == 1 and is_english_word(span.text):
            return []
        near = process.extract(key, self._keys, scorer=fuzz.ratio, score_cutoff=NEAR, limit=8)
        return [(name, score) for name, score, _ in near if _is_typo(key, name)]

    def _bare_heads(self, doc: Doc, found: list[Mention]) -> list[Mention]:
        extra = []
        for token in doc:
            roles = self._heads.get(token.lemma_)
            span = doc[token.i : token.i + 1]
            if not roles or _overlaps(span, found):
                continue
            start = token.i
            while start > 0 and _modifies(doc[start - 1]) and not _overlaps(doc[start - 1 : start], found):
                start -= 1
            if start == token.i:
                extra.append(_mention(span, roles, exact=True))
            else:
                extra.append(_mention(doc[start : token.i + 1], (), exact=False))
        return extra


def _squeeze(text: str) -> tuple[str, list[int]]:
    """The text with every run of white space as one space, and where each of its letters stood."""
    places = [
        place for place, letter in enumerate(text) if not (letter.isspace() and place > 0 and text[place - 1].isspace())
    ]
    return "".join(" " if text[place].isspace() else text[place] for place in places), places


def _in_place(mention: Mention, text: str, places: list[int]) -> Mention:
    """The mention in the text as it was written."""
    start, end = places[mention.start], places[mention.end - 1] + 1
    return replace(mention, start=start, end=end, text=text[start:end])


def _key(tokens: Iterable) -> str:
    return " ".join(token.lemma_ for token in tokens)


def _mention(span: Span, roles: tuple[str, ...], exact: bool) -> Mention:
    return Mention(span.start_char, span.end_char, span.text, roles, exact)


def _overlaps(span: Span, found: Iterable[Mention]) -> bool:
    return any(span.start_char < mention.end and mention.start < span.end_char for mention in found)


def _windows(doc: Doc, longest: int) -> Iterable[Span]:
    for start in range(len(doc)):
        for end in range(start + 1, min(start + longest, len(doc)) + 1):
            if doc[end - 1].is_punct and doc[end - 1].text not in ("-", "'", "&"):
                break
            yield doc[start:end]


def _modifies(token) -> bool:
    return token.is_alpha and not token.is_stop and token.text not in _PLAIN_MODIFIERS


def _is_typo(written: str, name: str) -> bool:
    """Whether written could be name with a slip or two in some of its words."""
    ours, theirs = written.split(), name.split()
    if len(ours) != len(theirs):
        return len(name) >= 9 and OSA.distance(written.replace(" ", ""), name.replace(" ", "")) <= 1
    slips = 0
    for word, meant in zip(ours, theirs, strict=True):
        distance = OSA.distance(word, meant)
        if distance > allowed_slips(meant) or (distance and _is_another_form(word, meant)):
            return False
        slips += distance
    return slips > 0


def _is_another_form(word: str, meant: str) -> bool:
    """Whether word is no typo but a word of the same stem: a schedule is not a scheduler."""
    stem = min(len(word), len(meant)) - 1
    return word[:stem] == meant[:stem] and is_english_word(word)


def allowed_slips(word: str) -> int:
    """How many letters of a word may be wrong, missing or swapped."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2
