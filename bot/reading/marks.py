"""What the wording of a question shows besides what it names: the best paid, of all jobs, of two, for a licence."""

from enum import Enum

from bot.reading.words import pattern


class Mark(str, Enum):
    """One of the things that wording shows."""

    # How much, or the least of it.
    highest = "highest"
    lowest = "lowest"
    falling = "falling"
    openings = "openings"
    # About jobs there are, in the plural; about any of them; about which of two.
    jobs = "jobs"
    any_job = "any_job"
    all_jobs = "all_jobs"
    of_two = "of_two"
    compared = "compared"
    # Work that joins two things.
    combined = "combined"
    pay = "pay"
    licence = "licence"
    superior = "superior"
    what_called = "what_called"
    # The way from one role to another: from where one is, on to somewhere; or only to be something.
    coming_from = "coming_from"
    onwards = "onwards"
    becoming = "becoming"
    # Which of some is above the other; whether the one named is the measure; whether 'below' is asked.
    which_one = "which_one"
    below = "below"
    # What no source measures of a job: how stressful, fulfilling or easy it is, and what machines will do to it.
    stress = "stress"
    fulfilment = "fulfilment"
    ease = "ease"
    machines = "machines"
    apprenticeship = "apprenticeship"
    # What is best for whoever asks; what other jobs there are for them.
    for_me = "for_me"
    else_for_me = "else_for_me"
    # What is pointed back at.
    back = "back"
    other_one = "other_one"
    both = "both"
    those_skills = "those_skills"
    one = "one"
    in_field = "in_field"
    brings_up = "brings_up"
    of_those = "of_those"
    # How it is put.
    asked = "asked"
    # Of whoever speaks: 'how do I become that'.
    own = "own"
    english = "english"
    corrects = "corrects"
    explains = "explains"
    # That somebody likes a thing that is named; 'I'd like that' answers what was asked.
    enjoys = "enjoys"
    # That it tells of what was, or how long: 'bus driver for ten years'.
    past = "past"
    # That it thanks, and asks nothing; that it takes leave.
    thanks = "thanks"
    farewell = "farewell"
    # That somebody in trouble may have sent the message of which it is the last.
    minded = "minded"
    # That it is the last that is read of a message: more was asked, or the message is longer.
    more_asked = "more_asked"
    cut_off = "cut_off"


_PATTERNS = {
    Mark.highest: r"\b(?:most|best|highest|top)\b",
    Mark.lowest: r"\b(?:least|lowest|worst|poorest)\b",
    Mark.falling: r"\b(?:dying|dying out|shrink\w*|declin\w*|disappear\w*|fall\w*|least|lose|losing)\b",
    Mark.openings: r"\b(?:openings|vacancies|in (?:high |most |great )?demand|most needed)\b",
    Mark.jobs: r"\b(?:jobs|roles|careers|professions|occupations|trades)\b",
    Mark.any_job: r"\b(?:job|role|career|profession|occupation|position|work|trade)s?\b",
    Mark.all_jobs: r"\b(?:which|what|list|best|fastest)\b"
    r"[^.!?]*\b(?:jobs|roles|careers|professions|occupations|fields?|work)\b",
    Mark.of_two: r"\b(?:which|who)\b.*\b(?:more|better|most|best|less|least|(?:eas|quick|fast|hard|cheap|safe|long"
    r"|short|high|low|old|young|happ|earl)i?e[rs]t?)\b",
    # How one is beside what was talked about: 'is that any better paid'.
    Mark.compared: r"\b(?:(?:any|much|pays?|pay|earn|make|paid|a bit|even|be|is|are|about the)\s+)"
    r"(?:more|better|less|worse|same|(?:quick|fast|eas|hard|long|short|high|low|safe)i?er)\b"
    r"|\bthan (?:that|this|it|them|those)\b",
    Mark.pay: r"\b(?:pays?|paid|salary|salaries|wages?|earn\w*|income)\b",
    Mark.superior: r"\b(?:report\w*|boss|superior|supervis\w*|above|over|answers? to|manages)\b",
    Mark.coming_from: r"\b(?:from|i'?m|i am|as|being|was|have been|after|now|currently)\b",
    Mark.onwards: r"\b(?:get|go|move|switch|change|climb|rise) (?:up |over |on |from \w+ )?to\b|\bget there\b",
    Mark.becoming: r"\bget to (?:be|become|do|work)\b",
    Mark.which_one: r"^\W*(?:and\s+|so\s+)?(?:which|who|whose)\b",
    Mark.below: r"\b(?:below|under|junior to|lower than|beneath|report(?:s|ing)? to|subordinate"
    r"|(?:managed|supervised|led|run|overseen|directed) by)\b",
    Mark.stress: r"\b(?:stress\w*|pressure|burn\w* ?out|exhausting|calm\w*|relax\w*|laid[- ]back)\b",
    Mark.fulfilment: r"\b(?:happ(?:y|ier|iest)|satisf\w+|fulfil\w*|rewarding|meaningful|enjoyable)\b",
    Mark.ease: r"\b(?:eas(?:y|ier|iest)|hard|harder|hardest|difficult|tough\w*|simplest)\b",
    Mark.machines: r"\b(?:a\.?i\.?|artificial intelligence|chatgpt|robots?|machines?|automat\w+|computers)\b",
    Mark.for_me: r"\b(?:for me|suits? me|fits? me|recommend\w*|advise me"
    r"|(?:should|would) (?:i|you) (?:go for|pick|choose|take))\b",
    Mark.else_for_me: r"\b(?:what|which) (?:else|other (?:jobs?|work|roles?|careers?|options?))\b"
    r"(?=.*\b(?:i|me|my)\b.*\b(?:do|be|become|try|get into|go into|go for|work)\b)"
    r"|\bwhat(?:'s| is| are| jobs are)? (?:there|going|out there|available|open)\b.*\b(?:me|like me|my)\b"
    r"|\b(?:is|are) there (?:an?|any|some|other)?\s*(?:\w+ )?(?:jobs?|work|roles?|careers?)\b"
    r"(?=.*\b(?:i|me|my|without|with no|w/o)\b)",
    Mark.apprenticeship: r"\b(?:apprentic\w+|traineeships?|learnerships?"
    r"|(?:learn|train|study)(?:ing)? (?:while|as|when) (?:\w+ )?(?:am |are |get |getting |being )?"
    r"(?:paid|earn\w*|work\w*)"
    r"|(?:earn|paid|get paid|work)(?:ing)? (?:while|as|when) (?:\w+ )?(?:am |are )?(?:learn|train|stud)\w*)\b",
    Mark.own: r"\b(?:i|i'm|me|my)\b",
    Mark.enjoys: r"\bi\s+(?:(?:do|really|quite|just|also)\s+)*(?:love|like|enjoy|adore|prefer)\s+"
    r"(?!(?:it|that|this|those|these|them|to do|doing (?:it|that|this))\b)\w",
    Mark.thanks: r"^\W*(?:\w+\W+){0,3}?(?:thanks?|thank you|thx|cheers|ta|much obliged|much appreciated)\b[^?]*$",
    Mark.farewell: r"(?:^|[.,;!]\s*|\b(?:ok|well|anyway|right|so|and|im|i'm|all)\s+)(?:good ?bye|bye(?: bye)?|cya|ciao"
    r"|see (?:you|ya)|so long|take care|have a (?:nice|good|great|lovely) \w+|off(?: now| then)?|later)\W*$",
    Mark.past: r"\b(?:years?|yrs?|months?|decades?|ex|former\w*|retired|used to|was|were|been|worked|did|since|ago)\b"
    r"|\d",
    # Of all that were just named, or some of them: 'which of those', 'all of them'.
    Mark.of_those: r"\b(?:which|what|all|any|each|most|some|none|both|one) of (?:them|'?em|these|those)\b"
    r"|\bwhich ones?\b|(?:^|[.!?]\s*|\b(?:and|so|but)\s+)"
    r"which (?:is|are|has|have|pays?|needs?|takes?|would|will|can|could|does|do|lets?)\b",
    # That it brings something up: 'what about a paralegal'.
    Mark.brings_up: r"^\W*(?:\w+\W+){0,2}?(?:what|how)\s+about\b",
    # 'And in marketing?' asks the same of a department.
    Mark.in_field: r"^\W*(?:(?:and|so|but|ok|what about|how about|over)\s+)*in\s+(?:the\s+)?\w+(?:\s+\w+){0,2}\W*$",
}
_MARKS = {mark: pattern(words) for mark, words in _PATTERNS.items()}
_LICENCE = pattern(r"\b(?:licen[cs]\w+|certif\w+|registration|registered with|chartered|permits?)\b")
# A question about the whole way into a role that has a licence is not about the licence.
_WAY_IN = pattern(r"\bhow\b.*\b(?:become|be|get|start|work)\b|\b(?:steps|path|route|way)\b")


def marks_in(text: str) -> frozenset[Mark]:
    """What the wording shows, by pattern; reference and the rest are read where they belong."""
    found = {mark for mark, words in _MARKS.items() if words.search(text)}
    if _LICENCE.search(text) and not _WAY_IN.search(text):
        found.add(Mark.licence)
    return frozenset(found)
