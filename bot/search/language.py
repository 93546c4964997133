"""English as spaCy sees it without a trained pipeline: tokens, lemmas from a table, stop words.

The one module that imports spaCy for it; others take its names from here. bot.reading.grammar has the trained pipeline.
"""

import sys
from collections.abc import Iterable
from functools import lru_cache

# thinc, under spaCy, imports TensorFlow and torch only because they are installed: seven seconds and
# 300 MB that neither the tokenizer nor the lemma table uses. A None in sys.modules makes that import
# fail quietly. Where TensorFlow is loaded already (in Rasa), nothing is changed.
_HIDDEN = [name for name in ("tensorflow", "torch") if name not in sys.modules]
for _name in _HIDDEN:
    sys.modules[_name] = None  # type: ignore[assignment]
import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc, Span, Token  # noqa: E402

for _name in _HIDDEN:
    del sys.modules[_name]

__all__ = [
    "Doc",
    "Span",
    "Token",
    "content_lemmas",
    "is_english_word",
    "key_of",
    "key_tokens",
    "may_be_verb",
    "read",
    "split",
]


@lru_cache(maxsize=1)
def english() -> Language:
    """spaCy's English tokenizer with the table lemmatizer; loaded once a process."""
    nlp = spacy.blank("en")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    nlp.initialize()
    return nlp


# The same few texts are asked for by one module after the other while a message is read.
@lru_cache(maxsize=256)
def read(text: str) -> Doc:
    """The lower-cased text as tokens with lemmas; character offsets are those of the text given."""
    lowered = text.lower()
    # A few letters (such as 'İ') grow when lower-cased, which would shift every offset after them.
    if len(lowered) != len(text):
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return english()(lowered)


def split(text: str) -> Doc:
    """The text as tokens without lemmas, which take as long as all else; offsets are those of the text."""
    return english().make_doc(text)


def key_of(text: str | Iterable[Token]) -> str:
    """What names are compared by: their lemmas, joined by spaces; a sous-chef is a sous chef."""
    return " ".join(token.lemma_ for token in key_tokens(read(text) if isinstance(text, str) else text))


def key_tokens(tokens: Iterable[Token]) -> list[Token]:
    """The tokens that count in a key: neither white space nor hyphens."""
    return [token for token in tokens if not token.is_space and token.text not in _HYPHENS]


_HYPHENS = frozenset("-\u2010\u2011\u2013")


@lru_cache(maxsize=65536)
def content_lemmas(text: str) -> tuple[str, ...]:
    """Lemmas of the words that carry meaning, each once, in order."""
    words = (token for token in read(text) if not (token.is_stop or token.is_punct or token.is_space))
    return tuple(dict.fromkeys(token.lemma_ for token in words))


def is_english_word(word: str) -> bool:
    """Whether the lemma table knows the word, as a base form or an inflected one."""
    # Half of a letter, which a message may hold, cannot be looked up.
    if not word.isprintable():
        return False
    lookups = english().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    return word in lookups.get_table("lemma_lookup") or word in _base_forms()


def may_be_verb(word: str) -> bool:
    """Whether the lemma table has the word's forms as a verb, such as 'recruited' of 'recruit'."""
    lemma = next((token.lemma_ for token in read(word)), word)
    stems = (lemma, lemma.removesuffix("e"), lemma + lemma[-1:])
    return any(is_english_word(stem + ending) for stem in stems for ending in ("ing", "ed"))


@lru_cache(maxsize=1)
def _base_forms() -> frozenset[str]:
    lookups = english().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    return frozenset(lookups.get_table("lemma_lookup").values())
