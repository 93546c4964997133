"""What is said of roles: who does something, whether one does, what one does and takes."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.saying.answer import IN_SHORT, Answer, DutyRef, RoleRef
from bot.saying.document import Block, Choice, Listing, Paragraph, Words
from bot.saying.facts import gathered, stated
from bot.saying.kinds import AnswerKind
from bot.saying.words import lowered, plain, quoted, said, series, strong, titles

# So many lines of duties are told first of all roles that are asked about, what they are among them.
FIRST = 6
# The same again and again is no way on.
_UNKNOWN_DUTY = ("utter_unknown_duty", "utter_unknown_duty_again", "utter_unknown_duty_still")


def _who_handles(answer: Answer) -> Iterator[Block]:
    asked = list(dict.fromkeys(duty.asked for duty in answer.duties))
    for phrase in asked:
        best, *others = [duty for duty in answer.duties if duty.asked == phrase]
        response = f"utter_handles_{best.involvement}"
        sentence = said(response, role=strong(answer.titles[best.role]), duty=_predicate(best))
        if len(asked) > 1:
            yield Paragraph(said("utter_about", asked=quoted(phrase), answer=sentence))
        else:
            yield Paragraph(sentence)
        sharing = tuple(_sharing(answer.titles[duty.role], duty) for duty in others)
        if len(sharing) == 1:
            yield Paragraph(said("utter_also_handles", sharing=sharing[0]))
        elif sharing:
            yield Listing(sharing, said("utter_also_handle"))
    yield from unanswered(answer)


def _sharing(title: str, duty: DutyRef) -> Words:
    return said(f"utter_sharing_{duty.involvement}", role=strong(title), duty=_predicate(duty))


def _predicate(duty: DutyRef) -> str:
    """The duty as the end of a sentence about whoever has it; a summary, which is a sentence itself, as it is."""
    return duty.statement if duty.involvement == IN_SHORT else lowered(duty.statement)


def unanswered(answer: Answer) -> Iterator[Block]:
    """The words for which nobody was found."""
    if answer.unanswered:
        asked = series([said("utter_quoted", asked=quoted(phrase)) for phrase in answer.unanswered], "utter_or")
        yield Paragraph(said(_UNKNOWN_DUTY[min(answer.tries, len(_UNKNOWN_DUTY) - 1)], asked=asked))


def _duties(answer: Answer) -> Iterator[Block | Choice]:
    """A few duties of each role, then the others of each."""
    first = max(1, FIRST // max(1, len(answer.roles)) - 1)
    later: list[Block] = []
    for role in answer.roles:
        yield from gathered(answer, role)
        duties = [duty for duty in answer.duties if duty.role == role.id]
        yield from _does("utter_duties", "utter_duty", role.title, duties[:first])
        later += _does("utter_duties_further", "utter_duty_further", role.title, duties[first:])
    yield from later


def _does(response: str, response_of_one: str, title: str, duties: Sequence[DutyRef]) -> Iterator[Block]:
    if len(duties) == 1:
        yield Paragraph(said(response_of_one, role=strong(title), duty=lowered(duties[0].statement)))
    elif duties:
        yield Listing(tuple(plain(duty.statement) for duty in duties), said(response, role=strong(title)))


# What is asked of a role is said back in at most so many words.
MOST_QUOTED = 8
_EXTENTS = frozenset(("much", "some", "much_against", "some_against", "little", "unmeasured"))


def _verdict(answer: Answer) -> Iterator[Block]:
    response, values = f"utter_verdict_{answer.verdict}", {"role": strong(answer.roles[0].title)}
    for duty in answer.duties[:1]:
        values |= {"duty": plain(_predicate(duty)), "owner": strong(answer.roles[-1].title)}
        if answer.verdict == "yes" or duty.involvement == IN_SHORT:
            response += f"_{duty.involvement}"
    if answer.verdict == "no" and not answer.duties:
        response += "_at_all"
    if not answer.duties and answer.verdict not in _EXTENTS and len(answer.asked.split()) > MOST_QUOTED:
        # Half a message said back tells nobody what was not understood.
        yield Paragraph(said(f"{response}_long", **values))
        return
    # What a role has much or little of is called by our own words.
    asked = plain(answer.asked) if answer.verdict in _EXTENTS else quoted(answer.asked)
    yield Paragraph(said(response, asked=asked, **values))


def _short(answer: Answer) -> Iterator[Block]:
    first, *others = (role.title for role in answer.roles)
    if others:
        yield Paragraph(said("utter_short_shared", role=strong(first), others=titles(others)))
    else:
        yield Paragraph(said("utter_short", role=strong(first)))


def _facts(answer: Answer) -> Iterator[Block]:
    """Each role's facts; says so where a role has none."""
    for role in answer.roles:
        yield from _told(answer, role)


def _skills(answer: Answer) -> Iterator[Block]:
    """What matters most for each role, then what else each takes."""
    told = [_told(answer, role) for role in answer.roles]
    yield from (blocks[0] for blocks in told)
    yield from (block for blocks in told for block in blocks[1:])


def _told(answer: Answer, role: RoleRef) -> list[Block]:
    return list(stated(answer, role)) or [Paragraph(said("utter_nothing_known", role=strong(role.title)))]


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Block | Choice]]] = {
    AnswerKind.who_handles: _who_handles,
    AnswerKind.unknown_duty: unanswered,
    AnswerKind.role: _duties,
    AnswerKind.verdict: _verdict,
    AnswerKind.short: _short,
    AnswerKind.summary: _facts,
    AnswerKind.scope: _facts,
    AnswerKind.contacts: _facts,
    AnswerKind.skills: _skills,
    AnswerKind.qualification: _facts,
    AnswerKind.licence: _facts,
    AnswerKind.interests: _facts,
    AnswerKind.related: _facts,
}
