"""What is said of a group that is no one job."""

from collections.abc import Iterator

from bot.saying.answer import Answer, RoleRef
from bot.saying.document import Block, Choice, Paragraph
from bot.saying.kinds import FactKind
from bot.saying.words import said, series, strong

# So many of the roles to look at instead can be pressed.
MOST_CHOICES = 5


def gathered(answer: Answer, role: RoleRef) -> Iterator[Block | Choice]:
    """What a group gathers, and the roles to look at instead; nothing of a role that is one job."""
    facts = answer.of(role)
    for fact in facts.get(FactKind.gathers, ()):
        yield Paragraph(said("utter_gathers", role=strong(role.title), facts=fact.text))
    others = [fact.text for fact in facts.get(FactKind.elsewhere, ())]
    if others:
        yield Paragraph(said("utter_elsewhere", facts=series([strong(title) for title in others])))
        yield from (Choice(title, title) for title in others[:MOST_CHOICES])
