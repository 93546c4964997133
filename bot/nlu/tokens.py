"""Tokens and lemmas by spaCy, with every role's name as one and the same token, and every place's as another."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.roles import PLACE, ROLE, hidden_names
from bot.search.language import read

TOKENS = {ROLE: "role__name", PLACE: "place__name"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class LemmaTokenizer(Tokenizer):
    """Splits messages with bot.search.language; comes after RoleLinker and PlaceLinker."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        names = hidden_names(message, TOKENS) if attribute == TEXT else []
        tokens = [Token(token, start, end, lemma=token) for start, end, token in names]
        for word in read(message.get(attribute)):
            end = word.idx + len(word)
            if not word.is_space and not any(word.idx < stop and start < end for start, stop, _ in names):
                tokens.append(Token(word.text, word.idx, end, lemma=word.lemma_))
        return sorted(tokens)
