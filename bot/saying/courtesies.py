"""What is said about the conversation itself, where it is more than a sentence of domain.yml."""

from bot.saying.document import Document, Paragraph
from bot.saying.words import choice, said


def ask_forget() -> Document:
    """Whether the conversation is really to be erased."""
    answers = tuple(map(choice, ("utter_choose_forget", "utter_choose_keep")))
    return Document((Paragraph(said("utter_ask_forget")),), choices=answers)


def tell_privacy(days: int) -> Document:
    """What is kept of a person, for so many days."""
    return Document((Paragraph(said("utter_privacy", days=str(days))),), suggestions=(choice("utter_suggest_forget"),))
