"""What a question is about, once its asking words are taken away.

The word lists are patterns of whole words, separated by commas; a space in them matches any white
space. Lists that repeat are taken greedily, so that every asking word in front goes.
"""

import re
from collections.abc import Sequence

from bot.search.language import content_lemmas, read


def _any(words: str) -> str:
    """A pattern for any of the alternatives, whole words only; longer ones are tried first."""
    alternatives = sorted((" ".join(item.split()) for item in words.split(",")), key=len, reverse=True)
    return "(?:" + "|".join(item.replace(" ", r"\s+") for item in alternatives) + r")\b"


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# ---- 'who ...' questions: [politeness] who [auxiliaries] [handles] [about] DUTY [ending]

_POLITE = (
    r"(?:"
    + _any(
        """hi,hello,hey,hiya,ok,okay,so,and,also,but,well,then,please,pls,plz,kindly,sir,madam,dear,um,excuse me,sorry,
    by the way,quick question,question,just wondering,i was wondering,i wonder,wondering,any idea,do you know,u know,
    do u know,(?:can|could|would|will) (?:you|u)(?: please| pls| kindly)? (?:tell|show|advise|inform) me,tell me,
    tell,would you know,let me know,i (?:want|need|would like|wanna)(?: to)? (?:know|find out|find|speak to|talk to),
    i'd like to know,i'm trying to find out,i am trying to find out,find out,i am looking for,i'm looking for,
    looking for,find me,find,show me,give me,help me find,i need,need,what is the name of,
    i (?:need|want|have|wanna|would like) to (?:talk|speak) (?:to|with)"""
    )
    + r"[\s,:;.!-]*)*"
)
_PERSON = "(?:person|guy|one|man|woman|bloke|people|body|officer|official|employee|manager|department)s?"
_JOB = (
    "(?:job title|job|role|position|person|employee|department|team|post|one|manager|official|staff member"
    "|member of staff|occupation|profession|worker|title|professional)s?"
)
_THAT = "(?: (?:who|that|to|in))?"
_WHO = _any(
    rf"""whose (?:job|responsibility|task|duty|role|work|remit|call)(?: (?:is|would|will) (?:it|that)(?: be)?)?,
    which of (?:them|these|the managers|the roles),
    who(?:m|s)?(?: (?:is|are|was|would be))?(?: the)?(?: (?:right|best))? {_PERSON}{_THAT},
    w(?:hich|hat|ich) (?:kind of |type of |sort of )?{_JOB}(?: is it)?(?: (?:who|that))?,
    (?:the |a |any |some )?(?:{_PERSON}|role|job|someone|somebody|anyone|anybody)(?: (?:who|that|whose job is|to|in))?,
    to whom,with whom,whom,who's,whos,who,hwo,woh"""
)
_IN_A_COMPANY = "(?:in|at) (?:an?|the|our|my|your|any) (?:company|business|firm|organi[sz]ation|office|workplace)"
_AUXILIARY = (
    r"(?:(?:'s\b|"
    + _any(
        rf"""is,are,am,was,were,be,been,being,do,does,did,will,would,should,shall,can,could,may,might,must,has to,
    have to,had to,gets to,get to,need to,needs to,ought to,the,a,an,we,i,you,u,one,they,people,employees,here,there,
    {_IN_A_COMPANY},usually,normally,generally,
    typically,actually,exactly,really,mainly,supposed to,meant to,able to,responsible,accountable,in charge,incharge,
    answerable,answers? for,liable,tasked,entrusted,going to,it,that,job,to"""
    )
    + r")\s*)*"
)
_HANDLES = (
    r"(?:"
    + _any(
        """handles?,handling,deals? with,dealing with,takes? care of,taking care of,looks? after,looking after,sees? to,
    attends? to,tends? to,is over,owns?,covers?,does,do,turns? to,go to,goes to,talks? to,talk with,speaks? to,
    speak with,contact,ask,reach out to,approach,email,call,ring,phone,message,get in touch with,complain to,write to,
    report to,see,are,is,gets?,sorts? out,sorts?"""
    )
    + r"\s*)?"
)
_LINK = (
    r"(?:"
    + _any(
        "about,abt,for,of,with,regarding,reg,concerning,to,over,on,if,when,whenever,in case of,the job of,the task of"
    )
    + r"\s*)*"
)
_WHO_DOES = _pattern(rf"^\s*{_POLITE}(?:who|whom|whose|hwo)\b(?!\s*(?:is|are|was|were|'s)\s+(?:an?|the)\b)")
_WHO_OPENING = _pattern(rf"^\s*{_POLITE}{_WHO}\s*{_AUXILIARY}{_HANDLES}{_LINK}")
# A follow-up that names no 'who': 'what about the budget', 'and customer complaints?'
_ABOUT_OPENING = _pattern(
    rf"^\s*{_POLITE}(?:{_any('and,or,but,so,then,now,ok,okay')}[\s,]*)*"
    rf"(?:{_any('(?:what|how|wat|wot) about,what of,same for,same question for,for,about')}\s*)?"
)
# Other ways of asking who: 'what do you call someone who ...', 'what is a scientist called that ...'.
_CALLED = _pattern(
    rf"^\s*{_POLITE}(?:"
    r"what\s+(?:do|would|does)\s+(?:you|we|they|u|one|people)\s+call\s+(?:(?:an?|the|some|those)\s+)?\w+"
    r"|what(?:'?s|\s+is|\s+are)\s+(?:(?:an?|the|those|it)\s+)?(?:\w+\s+){0,2}called(?:\s+when\s+\w+)?"
    r"|(?:(?:what(?:'?s|\s+is)|how\s+is)\s+)?(?:called\s+)?(?:the\s+)?(?:name|title|job|word|term)(?:\s+title)?\s+(?:of|for)\s+"
    r"(?:(?:an?|the)\s+)?(?:person|people|someone|somebody|one|man|woman|guy|job)"
    r"|who(?:'s|\s+is)\s+the\s+\w+"
    r")\s+(?:(?:who|that|which|where\s+you)\s+|(?<=someone\s)|(?<=somebody\s))"
)
_ENDING = _pattern(
    r"(?:[\s,]*\b"
    + _any(
        rf"""please,pls,plz,thanks,thank you,then,usually,normally,exactly,by the way,as well,too,right now,for me,here,
        {_IN_A_COMPANY},at work,mate,sir,bro"""
    )
    + r")*[\s?!.,;:]*$"
)

# A case, then a question about it: 'my laptop is broken, who can help'.
_TOLD_FIRST = _pattern(
    r"^(?P<case>.+?)[,.;:!-]+\s+(?:so\s+|and\s+)?(?P<question>(?:who|whom|whose|which|what)\b.{0,60})$"
)

# ---- several questions in one

_ASKS = _pattern(r"\b(?:who\w*|which|what|how about)\b")
_NEXT_QUESTION = _pattern(
    r"(?:\s*[?;.!]\s+|\s*,\s*|\s+)(?:(?:and|also|plus|or|as well as|&)\s+)*"
    r"(?=(?:who|whom|whose|which\s+(?:role|job|person|manager|department)|what\s+(?:role|job))\b)"
)
# Where another question may begin: after the end of one, or at 'and' before what can only be one.
_QUESTION_END = _pattern(r"\?+\s*|(?<=[.!;])\s+")
_NEXT_ASKED = _pattern(
    r",?\s+and\s+(?:then\s+)?(?=(?:what|where|which|who|whose|why|how\s+(?:much|many|long|do|does|can|is|are|would))\b)"
)
# The same after a question that 'what' and the like cannot begin anew: 'is a chef above a cook and does he hire'.
_NEXT_CHECKED = _pattern(
    r",?\s+and\s+(?:then\s+)?(?=(?:is|are|does|do|can|could)\s+(?:they|it|he|she|we|you|i|an?|the)\b)"
)
_ASKING = _pattern(
    r"(?:and\s+|also\s+|then\s+|so\s+|ok\s+)*(?:what|how|where|which|who|whose|why|is|are|does|do|can|could|should"
    r"|will|would|tell\s+me|compare|list|show|explain|describe)\b"
)
_OPEN = _pattern(r"\W*(?:and\s+|so\s+)*(?:what|how|where|which|who|whose|why)\b")
# Questions that are about one thing although they have two question words.
_TOGETHER = _pattern(r"\b(?:differ\w*|compar\w*|between|versus|vs|in common|both|or)\b")
_LOOKS_ASKED = _pattern(
    r"\?\s*$|^\W*(?:and\s+|so\s+|but\s+)*(?:who|whom|whose|what|which|how|why|when|where)\b"
    r"|^\W*(?:does|do|is|are|can|could|should|will|would)\s+(?:they|it|he|she|we|you|i|an?|the|this|that)\b"
    r"|^\W*(?:please\s+)?(?:tell\s+me|list|show|explain|compare|give\s+me|describe)\b"
)
_PLACE_OPENING = _pattern(
    r"[\s,]*(?:\b(?:over|here|one|that|working|i'?m|i am|based|not|is)\b[\s,]*)*"
    r"\b(?:in|at|for|from|of|near|our|by)\b(?:\s+(?:our|the|my|your|this|that))?[\s,]*$"
)
_PLACE_ENDING = _pattern(
    r"^\s+(?:office|site|plant|branch|team|location|factory|warehouse|building|one|people)\b(?:,\s*)?|^\s*,\s*|^\s*[?!.]*$"
)
_JOINER_LEFT = _pattern(r"(?:[\s,]+(?:and|or))+[\s,?]*$")
_ONLY_LEADS = _pattern(r"(?:\W|\b(?:and|or|what|about|how|who|is|it|the|one|not|mean|i|please|pls|then|that)\b)*")
_AND = _pattern(r"\s*(?:,\s*and also|,\s*and|\band also\b|\bas well as\b|\band\b|&|\bplus\b|;|,)\s*")

# ---- yes-or-no questions: is DUTY part of a ROLE's job; does a ROLE DUTY

_CHECK_OPENING = _pattern(
    rf"^\s*{_POLITE}(?:"
    + _any(
        """is,are,does,do,did,can,could,will,would,should,shall,has,have,may,might,must,isn't,doesn't,don't,aren't,if,
        whether,it,true,that,the,a,an,or,not,so,am i right"""
    )
    + r"\s*)*"
)
# Between the duty and the role: '... part of the job of a'.
_CHECK_BEFORE_ROLE = _pattern(
    r"(?:\s*\b"
    + _any(
        """also,really,actually,a,an,the,one,any,some,part,responsibility,responsibilities,job,duty,duties,task,tasks,
        role,work,done,handled,managed,carried out,among,fall,falls,come,comes,up,down,of,by,for,to,under,within,
        every,something,is,are,does,do,in,on,lie,lies,with"""
    )
    + r")*\s*$"
)
_CHECK_AFTER_ROLE = _pattern(
    r"^(?:'s|\u2019s|s'|')?\s*(?:"
    + _any(
        """also,really,actually,ever,even,usually,normally,typically,have,has,get,gets,need,needs,to,is,are,be,the,one,
        who,that,supposed,expected,allowed,able,involved,responsible,accountable,in charge,answerable,job,role,duty,
        duties,work,responsibility,responsibilities,include,includes,including,cover,covers,part,any,say,in,of,for,
        with,do,does,doing,handle,handles,handling,deal,deals,take care,takes care,look after,looks after,or not,as,
        can,could,will,would,should,may,might,must,right"""
    )
    + r"\s*)*"
)

# ---- questions about a role

_PRONOUN = _pattern(
    r"\b"
    + _any(
        """they,them,their,theirs,he,him,his,she,her,hers,it,its,that,this,these,those,both,two,one,either,each,same,
        former,latter,thier,dey"""
    )
)
# Words a question about a role is made of, besides the role's name, as lemmas.
_ASKING_LEMMAS = frozenset(
    """ability abt actually alongside answer area authority background basically become big bit boss brief
    career path switch transition
    briefly bro broad business care cite claim collaborate colleague common company compare comparison contact
    cooperate course cover curious daily day define definition degree department describe detail differ
    difference different do dude duty earn education eli5 employ employee employer english enjoy entail essential
    evidence exact exactly experience explain fact field find function get gist good guy happy hello hey hi high
    hire idea importance important include industry information interact interest involve job kind kindly know
    level like line list look madam main major make man mate matter mean meaning mission nature necessary
    necessity need nice ok okay organisation organization overlap overview page pal part pay people perform person
    personality place plain please pls plz point position power prerequisite profile proof prove purpose
    qualification qualify quality question quick range read recruit reference related remit report require
    requirement responsibility responsible rest right role salary school scope sector sentence share short show similar
    similarity simple sir skill source staff strength strong study stuff subject suit sum summary talent talk
    task team tell term thank thing title tl;dr tool training trait type typical typically u uh um understand ur
    use useful usual usually versus vs want wat wats website what whats whole wide wonder word work worker world
    wot write yes""".split()
)


def asks_who(text: str) -> bool:
    """Whether a text asks who does something, rather than what somebody with a name is."""
    return bool(_WHO_DOES.match(as_who(text)))


def as_who(text: str) -> str:
    """A question for what somebody is called as one who it is: 'who studies space'."""
    return _CALLED.sub("who ", text)


def duty_phrase(text: str) -> str:
    """The duty that a 'who ...' or 'what about ...' question asks for: 'customer grievances'.

    Where a case is told first and the question only points at it ('my pay is wrong, who corrects it'), the case.
    """
    text = as_who(text)
    told = None if _WHO_OPENING.match(text) else _TOLD_FIRST.match(text)
    if told:
        points_at_case = len(content_lemmas(duty_phrase(told["question"]))) <= 1 and content_lemmas(told["case"])
        text = told["case" if points_at_case else "question"]
    opening = _WHO_OPENING.match(text) or _ABOUT_OPENING.match(text)
    rest = text[opening.end() :] if opening else text
    return _trim(rest) or _trim(text)


def duty_parts(text: str) -> list[str]:
    """The questions in a text that joins several: 'who hires people and who pays them' has two."""
    text = as_who(text)
    pieces = [piece for piece in _NEXT_QUESTION.split(text) if _ASKS.search(piece)]
    return pieces if len(pieces) > 1 else [text]


def questions_in(text: str) -> list[str]:
    """The questions of a message, in order: 'what does a nurse do? and how much does she earn' has two.

    A message that is no more than one question, or questions all of one kind that belong together ('who hires people
    and who pays them'), is left whole.
    """
    pieces = [piece.strip() for piece in _QUESTION_END.split(text) if piece.strip()]
    # 'What do they share and how do they differ' is one question, and so is 'does she say what is sold and how'.
    pieces = [part for piece in pieces for part in _parts(piece)]
    asked = [piece for piece in pieces if _ASKING.match(piece) and len(piece.split()) > 1]
    if len(asked) < 2 or len(asked) < len(pieces) or all(_WHO_OPENING.match(piece) for piece in asked):
        return [text]
    return asked


def _parts(piece: str) -> list[str]:
    """A question cut where 'and' begins another."""
    if _TOGETHER.search(piece):
        return [piece]
    cut = _NEXT_CHECKED.split(piece)
    if len(cut) == 1 and _OPEN.match(piece):
        cut = _NEXT_ASKED.split(piece)
    # 'Which jobs use Excel and which use R' asks for both.
    return [piece] if len({part.split()[0].lower() for part in cut if part}) < len(cut) else cut


def together(text: str) -> bool:
    """Whether a text may be about two things beside each other."""
    return bool(_TOGETHER.search(text) or _AND.search(text))


def looks_asked(text: str) -> bool:
    """Whether a text asks or requests something, by how it begins or ends."""
    return bool(_LOOKS_ASKED.search(text))


def without_places(text: str, places: Sequence[tuple[int, int]]) -> str:
    """The text without where it names places, and the words that lead to them: 'in Leeds', 'at our Berlin office'.

    Empty where nothing else is said.
    """
    rest = text
    for start, end in sorted(places, reverse=True):
        rest = rest[:start] + rest[end:]
    if _ONLY_LEADS.fullmatch(rest):
        return ""
    for start, end in sorted(places, reverse=True):
        led, followed = _PLACE_OPENING.search(text[:start]), _PLACE_ENDING.search(text[end:])
        # 'Who keeps the ledger' is no place, even if a team is called Ledger.
        if (led and led[0].strip(" ,")) or (followed and followed[0]) or not text[:start].strip():
            before = text[: led.start()] if led else text[:start]
            after = text[end + followed.end() :] if followed else text[end:]
            text = " ".join(f"{before} {after}".split())
    text = _JOINER_LEFT.sub("", text)
    return text if content_lemmas(text) and not _ONLY_LEADS.fullmatch(text) else ""


def joined_parts(phrase: str) -> list[str]:
    """A phrase cut at every 'and' or comma, if it has any: ['customer complaints', 'the budget']."""
    return [part for part in (_trim(piece) for piece in _AND.split(phrase)) if content_lemmas(part)]


def duty_in_check(text: str, roles: Sequence[tuple[int, int]]) -> str:
    """The duty in a yes-or-no question about a role: 'recruiting' in 'does a general manager do recruiting'.

    roles: where the text names roles; without one, a pronoun is taken for it. The duty is on the side of
    the role that says more.
    """
    pronoun = _PRONOUN.search(text)
    # Without either, everything is before the role that is left unsaid: 'is hiring part of the job'.
    start, end = roles[0] if roles else pronoun.span() if pronoun else (len(text), len(text))
    before = _trim(_CHECK_BEFORE_ROLE.sub("", _CHECK_OPENING.sub("", _trim(text[:start]))))
    after = _trim(_CHECK_AFTER_ROLE.sub("", text[end:]))
    return max(before, after, key=lambda side: len(content_lemmas(side)))


def refers_back(text: str) -> bool:
    """Whether the text has a pronoun that stands for something said before."""
    return bool(_PRONOUN.search(text))


def is_asking_word(lemma: str) -> bool:
    """Whether a word asks about a role rather than saying more of it: 'duty', 'salary'."""
    return lemma in _ASKING_LEMMAS


def subject(text: str) -> str:
    """What is left of a role question without its asking words: 'astronaut' in 'what does an astronaut do'."""
    return " ".join(lemma for lemma in content_lemmas(text) if lemma not in _ASKING_LEMMAS and lemma.isalpha())


# What joins words of one name: 'master of fine arts'.
_INSIDE = frozenset(("of", "and", "&", "-", "/", "'s", "\u2019s"))


def said_of(text: str) -> list[str]:
    """The stretches of a role question that its asking words leave, as they are written: 'chemical engineering'."""
    runs: list[tuple[int, int]] = []
    last = None
    for token in read(text):
        if token.text in _INSIDE and last is not None and last == token.i - 1:
            last = token.i
        elif token.is_alpha and not token.is_stop and token.lemma_ not in _ASKING_LEMMAS:
            start = runs[-1][0] if runs and last == token.i - 1 else token.idx
            if runs and last == token.i - 1:
                runs.pop()
            runs.append((start, token.idx + len(token)))
            last = token.i
        elif token.text in _INSIDE:
            last = None
    return [text[start:end] for start, end in runs]


def _trim(text: str) -> str:
    return _ENDING.sub("", text).strip(" \t\n,.;:!?\"'")
