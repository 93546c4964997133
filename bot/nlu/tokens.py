"""Tokens and lemmas by spaCy, with every role's name as one and the same token."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.roles import role_spans
from bot.search.language import read

ROLE_TOKEN = "role__name"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class LemmaTokenizer(Tokenizer):
    """Splits messages with bot.search.language; comes after RoleLinker."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        spans = role_spans(message) if attribute == TEXT else []
        tokens = [Token(ROLE_TOKEN, start, end, lemma=ROLE_TOKEN) for start, end in spans]
        for word in read(message.get(attribute)):
            end = word.idx + len(word)
            if not word.is_space and not any(word.idx < stop and start < end for start, stop in spans):
                tokens.append(Token(word.text, word.idx, end, lemma=word.lemma_))
        return sorted(tokens)
