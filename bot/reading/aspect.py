"""Which aspect of a role a text asks for in so many words: 'job prospects', 'what does ... do'."""

from bot.reading.grammar import Sentence, asking, sentences
from bot.reading.reading import Asked
from bot.reading.words import pairs_of

# Nouns, as lemmas, and what is asked with each.
_ASPECTS = {noun: Asked(asked) for asked, nouns in pairs_of("asked_with", "grammar").items() for noun in nouns.split()}
_TOLD = frozenset(("nsubj", "attr", "ROOT"))


def aspect_asked(text: str) -> Asked | None:
    """What the sentence of a text that asks wants to know of what it names; None where it does not say so itself."""
    found = sentences(text)
    if not found:
        return None
    sentence = asking(found)
    return Asked.duties if _asks_what_is_done(sentence) else _noun_asked(sentence)


def noun_asked(text: str) -> Asked | None:
    """The same by any noun for it: 'which one has better prospects'."""
    words = (word for sentence in sentences(text) for word in sentence.words if word.is_noun)
    return next((_ASPECTS[word.lemma] for word in words if word.lemma in _ASPECTS), None)


def _asks_what_is_done(sentence: Sentence) -> bool:
    """'What does an orthopedist do': by its words, as the parser is at a loss where it does not know the noun."""
    words = [word for word in sentence.words if not word.is_punct]
    if len(words) < 4 or (words[0].text, words[-1].text) != ("what", "do") or words[1].text not in ("do", "does"):
        return False
    between = words[2:-1]
    return any(word.is_noun for word in between) and not any(word.tag in ("PRP", "WP", "CC") for word in between)


def _noun_asked(sentence: Sentence) -> Asked | None:
    """By the noun that something is said to be or have, or that is all there is: 'what are the prospects of ...'."""
    for word in sentence.words:
        is_told = word.role == "ROOT" or sentence.words[word.head].lemma == "be"
        if word.is_noun and word.role in _TOLD and is_told and word.lemma in _ASPECTS:
            return _ASPECTS[word.lemma]
    return None
