"""Which roles a sentence mentions by name: exactly, misspelt, or as a bare 'manager'.

The names come from the store, so a role added there is understood without any training.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from bot.knowledge.nouns import singular_noun
from bot.reading.about import phrases_in
from bot.reading.duty import asks_who
from bot.reading.extent import MOST_LIKELY, MOST_NAMES, MOST_SPELT
from bot.reading.phrases import ANYONE, Phrase
from bot.reading.questions import together
from bot.reading.stretches import (
    Mention,
    around,
    contains,
    ends_inside_word,
    in_place,
    is_parted,
    mention_of,
    of_speaker,
    over,
    squeezed,
    windows,
)
from bot.reading.subject import is_asking_word
from bot.search.language import Doc, Span, is_english_word, key_of, may_be_verb, read
from bot.search.names import Names, same_noun
from bot.search.scanner import scan

# Names this short may also be little words ('it', 'am'): those count only in capitals.
ACRONYM = 3
# In small letters they count only at the beginning or after one of these.
BEFORE_ACRONYM = frozenset(
    "a an the as my your of for is are be become becoming do does than vs or and to between".split()
)
# How many words a misspelt name may have.
LONGEST_MISSPELT = 5
# The last word of so many titles names none of them, even where a database lists it for one.
MANY_HEADS = 4
# How words end that name work rather than people; some sources list 'Management' or 'Education' among titles.
_ACTIVITY = re.compile(r"(?:ment|tion|ing|ance|ity|ics|logy)$")
# Text of more words tells a story, in which people 'hand' things out; such a word counts where it is asked about.
STORY = 12
# How like a title a role with what follows it must be: 'clerk in a court'.
OF_WHAT = 0.6
# What follows in a title says what of, where, or which not.
_FURTHER = re.compile(r"[,/(]|\b(?:of|in|for|except)\b")
_JOINERS = frozenset(("and", "or", "&", "/", ",", "vs", "versus", "vs."))


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
        plain, places = squeezed(text)
        doc = read(plain)
        found = self._coordinated(doc, self._exact(doc, plain))
        found = sorted(self._misspelt(doc, found), key=lambda mention: mention.start)[:MOST_LIKELY]
        if asks_who(plain) or len(doc) > STORY:
            asked = () if asks_who(plain) else phrases_in(plain)
            found = [it for it in found if over(it, asked) or not self._is_doubtful(it) or of_speaker(it, plain)]
        # A sentence that names a role again and again means the same by it.
        named, sense = found, cache(self._sense)
        found = [sensible for mention in named for sensible in self._sensible(mention, doc, sense)][:MOST_NAMES]
        senseless = [mention for mention in named if not over(mention, found)]
        found = [self._widened(mention, plain) for mention in found]
        heads = [mention for mention in self._asked(doc, found) if not over(mention, senseless)]
        found = [mention for mention in found if not over(mention, heads)]
        if not (found and len(heads) == 1 and len(heads[0].roles) > 1) or together(plain):
            # 'What kind of specialist is a surgeon' asks about one role.
            found += heads
        found = [mention for mention in found if not any(contains(other, mention) for other in found)]
        found.sort(key=lambda mention: mention.start)
        return [in_place(mention, text, places) for mention in found[:MOST_NAMES]]

    def is_kind(self, name: str) -> bool:
        """Whether a name is the last word of several titles: what kind of role they are, rather than one of them."""
        return key_of(name) in self._kinds

    def _widened(self, mention: Mention, text: str) -> Mention:
        """The mention with what stands around it, where both are another role: a radio jockey is no jockey."""
        around = () if " " in mention.text else phrases_in(text)
        whole = next((phrase for phrase in around if phrase.end == mention.end), None)
        if whole is None:
            return mention
        end = whole.start + len(whole.wider)
        is_wider = end > mention.end and whole.start == mention.start and text[whole.start : end] == whole.wider
        if is_wider and (role := self._other_of_kind(mention, whole.wider)):
            return Mention(mention.start, end, whole.wider, (role,), False)
        if whole.start >= mention.start:
            return mention
        if not self._is_doubtful(mention):
            return self._led(mention, text, whole.start)
        role, score = self._nearest(whole.text)
        if role in mention.roles and score >= OF_WHAT:
            return mention
        return Mention(whole.start, whole.end, whole.text, (), False)

    def _led(self, mention: Mention, text: str, first: int) -> Mention:
        """The name with the words before it by which it is nearer to another of its kind: a train driver."""
        for word in re.finditer(r"\S+", text[first : mention.start]):
            called = text[(start := first + word.start()) : mention.end]
            if self._other_of_kind(mention, called):
                return Mention(start, mention.end, called, (), False)
        return mention

    def _other_of_kind(self, mention: Mention, called: str) -> str:
        """The role of the mention's kind that a longer name is nearest to; empty where it is no other than before."""
        role, score = self._nearest(called)
        others = self._names.of_kind(mention.text).difference(mention.roles)
        return role if score >= OF_WHAT and role in others else ""

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
            # 'What is manager' asks of no manager of information systems.
            if span[0].is_punct or span[-1].is_punct or not self._of(span) or text.startswith("is ", span.start_char):
                return False
            is_bare_head = len(span) == 1 and span.lemma_ in self._heads
            return not (is_bare_head or self._is_small_word(span, text) or ends_inside_word(span.end_char, text))

        spans = [doc[start:end] for start, end in scan(doc, self._longest, is_name)]
        return [mention_of(span, self._of(span), exact=True) for span in spans]

    def _is_small_word(self, span: Span, text: str) -> bool:
        if key_of(span) not in self._acronyms or text[span.start_char : span.end_char].isupper():
            return False
        # 'What does an rn earn', but 'I work nights rn'.
        before = text[: span.start_char].split()[-1:]
        return span[0].is_stop or (bool(before) and before[0].lower().strip("(\"'") not in BEFORE_ACRONYM)

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
                if roles and not any(not self._is_doubtful(other) for other in over(left, found)):
                    extra.append(mention_of(left, roles, exact=True))
                    break
        return [mention for mention in found if not over(mention, extra)] + extra

    def _misspelt(self, doc: Doc, found: list[Mention]) -> list[Mention]:
        """What was found, and misspelt names beside it or around it: a 'tourist informatoin clerk' is not any clerk."""
        candidates: list[tuple[float, int, Mention]] = []
        near: dict[str, list[tuple[str, float]]] = {}
        for span in windows(doc[:MOST_SPELT], min(self._longest, LONGEST_MISSPELT)):
            if is_parted(span) or any(not contains(span, mention) for mention in over(span, found)):
                continue
            if span.text not in near:
                near[span.text] = self._near_names(span)
            matches = near[span.text]
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
                candidates.append((best, len(span), mention_of(span, roles, exact=False)))
        chosen: list[Mention] = []
        for _, _, mention in sorted(candidates, key=lambda item: (-item[0], -item[1], item[2].start)):
            if not over(mention, chosen):
                chosen.append(mention)
        return [mention for mention in found if not over(mention, chosen)] + chosen

    def _near_names(self, span: Span) -> list[tuple[str, float]]:
        """Names that the span may be a misspelling of, best first."""
        key = key_of(span)
        if len(key) < 5 or (len(span) == 1 and is_english_word(span.text)):
            return []
        near = self._names.misspelt(key, span.text)
        head = key.rpartition(" ")[2]
        if len(span) > 1 and self._names.of_kind(head):
            # What is a word for people is no slip for another one: a draftsman is no craftsman.
            near = [(name, score) for name, score in near if name.rpartition(" ")[2] == head]
        return [(name, score) for name, score in near if self._named(name, name.rpartition(" ")[2])]

    def _sensible(self, mention: Mention, doc: Doc, sense: Sense) -> list[Mention]:
        """The mention, with those roles alone that its sentence can mean; none if it can mean no role."""
        key = key_of(mention.text)
        if " " in mention.text or key in self._titles or key in self._acronyms:
            return [mention]
        before = next((token.text.lower() for token in reversed(doc) if token.idx < mention.start), "")
        if _ACTIVITY.search(mention.text) or (before == "my" and mention.text.endswith("s")):
            # 'My hands' are no farm hands.
            return []
        after = next((token for token in doc if token.idx >= mention.end), None)
        # In 'erector spinae' the word is part of another term: what follows can neither be done nor be asked about.
        if after is not None and not (
            after.is_stop or not after.is_alpha or is_asking_word(after.lemma_) or may_be_verb(after.text)
        ):
            return []
        roles = sense(around(doc, mention), mention.roles)
        return [replace(mention, roles=roles)] if roles else []

    def _asked(self, doc: Doc, found: list[Mention]) -> list[Mention]:
        """What the text asks about where no name is in it: a bare 'manager', or somebody whom no name means."""
        extra: list[Mention] = []
        asked = phrases_in(doc.text)[:MOST_NAMES]
        for phrase in asked:
            within = over(phrase, found)
            is_head = self._is_head(phrase)
            if within:
                # 'A millwright worker' is no millwright and no worker, unless that is its name.
                last = max(within, key=lambda mention: mention.end)
                if is_head and last.exact and last.end < phrase.end:
                    extra.append(Mention(last.start, phrase.end, doc.text[last.start : phrase.end], (), False))
            elif is_head or phrase.is_person or (len(asked) > 1 and self._names.of_field(phrase.text)):
                extra.append(self._asked_about(phrase, doc.text))
        extra = [mention for mention in extra if not ends_inside_word(mention.end, doc.text)]
        for token in doc:
            span = doc[token.i : token.i + 1]
            roles = self._heads.get(token.lemma_) if same_noun(token.text, token.lemma_) else None
            if roles and not over(span, [*found, *extra]) and not over(span, asked):
                extra.append(mention_of(span, roles, exact=True))
        return extra

    def _is_head(self, phrase: Phrase) -> bool:
        """Whether a phrase is for one of a kind of role; 'an arty person' is none, though there are sales persons."""
        is_named = phrase.is_person or phrase.head not in ANYONE
        return is_named and phrase.head in self._heads and same_noun(phrase.text.split()[-1].lower(), phrase.head)

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
