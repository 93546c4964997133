"""What was asked of the company in the last days, and what found nobody: for those who keep its map."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bot.company.proposals import Proposal, add_proposal
from bot.runtime.reports import Line, report
from bot.saying.kinds import OF_COMPANY, AnswerKind
from bot.settings import Settings
from bot.slack.digest import Digest, Named
from bot.slack.senders import in_workspace

DAYS = 7
# So many questions of a kind are told.
MOST_ASKED, MOST_OPEN = 10, 10
_OPEN = frozenset(kind.value for kind in (AnswerKind.nobody_known, AnswerKind.nobody_here))
# Names that nobody has ask for nothing that somebody here does.
_OTHERS = frozenset((AnswerKind.person, AnswerKind.nobody_here))
_ASKED = frozenset(kind.value for kind in (OF_COMPANY | _OTHERS) - {AnswerKind.unknown_colleague})


def digest(settings: Settings, workspace: str = "") -> Digest:
    """The questions of the last DAYS, commonest first; of a workspace of several only those that were asked in it.

    Raises RunError where the events cannot be read.
    """
    of = in_workspace(workspace) if workspace else ""
    lines = [line for line in report(settings, DAYS, of) if line.part == "asked" and line.question]
    return Digest(_counted(lines, _ASKED, MOST_ASKED), _counted(lines, _OPEN, MOST_OPEN))


def _counted(lines: Sequence[Line], kinds: frozenset[str], most: int) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for line in lines:
        if line.kind in kinds:
            counts[line.question] += line.count
    return tuple(counts.most_common(most))


def keep_named(settings: Settings, named: Named) -> bool:
    """Keeps whom a colleague named, for the keeper; False where there are too many. Raises OSError."""
    today = datetime.now().date().isoformat()
    return add_proposal(settings.company, Proposal(today, named.duty, named.name, named.member, named.by, named.note))
