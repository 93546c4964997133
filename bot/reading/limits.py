"""What narrows a list of roles: schooling, experience, preparation, what kind of work it is."""

from enum import Enum

from bot.reading.words import pattern

_WITHOUT = (
    r"\b(?:without(?: (?:going to|doing|getting))?|no|skip(?:ping)?|not (?:have|having|need|needing)"
    r"|don'?t (?:have|need|take)|doesn'?t (?:need|require))\s+"
)
# What somebody does at school, at any age, that they will not, or cannot; and who else may not.
_NO_STUDY = pattern(
    r"(?:\bwithout|\bno (?:time|money|cash|funds)"
    r"|(?:\bnot|n'?t|\bnever)\s+(?:\w+\s+){0,2}?(?:want|wanna|like|wish|going|plan\w*|keen|ready|afford|go)"
    r"|\bca(?:n not|nnot|n't|nt))\s+"
    # 'I can't decide what to study' is no refusal.
    r"(?:(?!what|which|where|how|if|kids?\b|children\b)[\w'-]+\s+){0,4}?"
    r"(?:degree|college|university|uni|varsity|school(?:ing)?|study(?:ing)?|studies|courses?|classes|education)\b"
)
_OTHERS = pattern(r"\b(?:he|she|they|you|it|kids?|children|sons?|daughters?|people)\b[^.,;!?]*$")
# What is said before a thing that nobody asks of a job: 'I don't ask for big pay', 'it needn't be well paid'.
_UNASKED = pattern(
    r"(?:\b(?:no|not)|(?:\bnot|n'?t|\bnever)\s+(?:\w+\s+){0,2}?"
    r"(?:ask\w*|need\w*|car(?:e|ing)|expect\w*|look\w*|after|want\w*|mind|ha(?:ve|s)|bother\w*|fuss\w*|interest\w*|be|about)"
    r"(?:\s+(?:for|about|in|to|be|by|get|earn|make|have|if|it|that|a|an|the|is))*)\s+$"
)
# What is only said of a job, or asked of one: 'is it good money', 'the railway is good pay'; 'it must be' wants it.
_OF_A_JOB = pattern(
    r"(?:\b(?:is|are|was|were)(?:n't)?(?:\s+(?:it|that|this|they|there))?|\b(?:it|that|they|there)(?:'s|'re))"
    r"(?:\s+(?:really|actually|any|even|still|not|very|quite|a|such))*\s+$"
)
# Who wants what they then name: 'all I need is good pay'.
_OWN = pattern(r"\b(?:i|my|me)\b[^.,;!?]*$")
_LITTLE = r"\b(?:little|low|minimal|no|without|short|any|much)\s+(?:\w+\s+)?(?:training|preparation|qualifications?)\b"


class Limit(str, Enum):
    """What the roles of a list are to be; well_paid, growing: what they are ordered by;
    from realistic on, of which of Holland's types before all others."""

    no_degree = "no_degree"
    no_experience = "no_experience"
    little_preparation = "little_preparation"
    well_paid = "well_paid"
    growing = "growing"
    realistic = "realistic"
    investigative = "investigative"
    artistic = "artistic"
    social = "social"
    enterprising = "enterprising"
    conventional = "conventional"


_ENTRY = {
    Limit.no_degree: pattern(
        _WITHOUT + r"(?:an?\s+|any\s+|to have an?\s+)?(?:\w+\s+)?(?:degree|college|university|uni|studying|diploma)\b"
    ),
    Limit.no_experience: pattern(
        _WITHOUT + r"(?:any\s+|much\s+|work\s+|prior\s+|previous\s+|real\s+)*experience\b"
        # 'In my first job I sold shoes' is a past.
        r"|(?<!\bin my )(?<!\bin the )(?<!\byour )\bfirst\s+(?:ever\s+|real\s+|proper\s+|full[- ]time\s+)*job\b"
        r"(?!\s+(?:was|as|at|i)\b)"
        r"|\bnever\s+(?:really\s+)?(?:had\s+an?\s+(?:\w+\s+)?job|worked(?:\s+before)?(?=\W*$|\W*[.,;!?])|been\s+employed)"
        r"|\b(?:something|job|anything|somewhere|place)\s+(?:to|i\s+(?:can|could))\s+start\s+(?:in|with|out|at|off)\b"
        r"|\bstart(?:er|ing)?\s+(?:job|position|role)\b|\bschool[- ]leaver\b|\bbeginner(?:'s)?\b"
    ),
    Limit.little_preparation: pattern(
        rf"{_LITTLE}|\bentry[- ]level\b|\bunskilled\b|\b(?:quickly|straight away|right away|asap)\b"
    ),
    Limit.well_paid: pattern(
        r"\b(?:well|better|highly|decently|higher|best|high)[- ]pa(?:id|y|ying)\b"
        r"|\bpays? (?:\w+ )?(?:well|more|better)\b"
        r"|\b(?:good|better|more|decent|big|lots? of|a lot of|proper|higher?|best|great) "
        # Who is good with money asks for none.
        r"(?:(?!with\b|at\b)\w+ )?"
        r"(?:money|pay|salary|wages?|income)\b"
        r"|\bearn (?:\w+ )?(?:more|well|lots|a lot|good)\b"
    ),
    Limit.growing: pattern(
        r"\b(?:in demand|future[- ]?proof|growing|with a future|good prospects|lots of vacancies)\b"
    ),
}
ENTRY = frozenset(_ENTRY)
# What makes a job easy to get into.
EASY = frozenset((Limit.no_degree, Limit.no_experience, Limit.little_preparation))
# What a list is ordered by, which may be said to be of no matter.
_ORDERS = frozenset((Limit.well_paid, Limit.growing))
# What work is called that is of one of Holland's types.
_TYPES = {
    Limit.realistic: r"hands[- ]on|practical|manual|outdoors?|physical",
    Limit.investigative: r"scientific|science|research|analytical|investigative",
    Limit.artistic: r"creative|artistic|arty",
    Limit.social: r"(?:help|caring for|care for|work(?:ing)? with) (?:\w+ )?people|helping others|social",
    Limit.enterprising: r"entrepreneurial|enterprising|leading people|persuading",
    Limit.conventional: r"organi[sz]ed|orderly|clerical|desk|office",
}
_TYPE = {limit: pattern(rf"\b(?:{words})\b") for limit, words in _TYPES.items()}
INTERESTS = tuple(_TYPES)


def limits_in(text: str) -> tuple[Limit, ...]:
    """What a question asks of the roles that it wants listed."""
    entry = [limit for limit in _ENTRY if _asks(text, limit)]
    if Limit.no_degree not in entry and _refuses_study(text):
        entry.append(Limit.no_degree)
    interest = [limit for limit, words in _TYPE.items() if words.search(text)][:1]
    return (*entry, *interest)


def _asks(text: str, limit: Limit) -> bool:
    matches = _ENTRY[limit].finditer(text)
    return any(limit not in _ORDERS or not _is_unasked(text[: found.start()]) for found in matches)


def _is_unasked(before: str) -> bool:
    """Whether what is said before a thing says that nobody asks for it: it is of no matter, or only said of a job."""
    return bool(_UNASKED.search(before) or (_OF_A_JOB.search(before) and not _OWN.search(before)))


def _refuses_study(text: str) -> bool:
    return any(not _OTHERS.search(text[: found.start()]) for found in _NO_STUDY.finditer(text))


def without_limits(text: str) -> str:
    """The text without what asks for no degree or little training: the latter names no field of training."""
    for limit in (Limit.no_degree, Limit.little_preparation):
        text = _ENTRY[limit].sub(" ", text)
    return _NO_STUDY.sub(" ", text) if _refuses_study(text) else text
