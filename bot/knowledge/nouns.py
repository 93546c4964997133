"""Many made one, for the nouns that name people: no trained tagger is at hand, and lemmas know few of them."""

import re

_ENDINGS = (("men", "man"), ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("ss", "ss"))


def singular_noun(noun: str) -> str:
    """The noun itself, if it is one of one; else its singular: 'bakers' is 'baker', 'foremen' is 'foreman'."""
    for many, one in _ENDINGS:
        if noun.endswith(many):
            return noun.removesuffix(many) + one
    return noun.removesuffix("s")


def singular(title: str) -> str:
    """O*NET's plural titles as one person's: 'Welders and Cutters' is 'Welder and Cutter'.

    Only people become singular, not what they work on: 'Captains, Mates, and Pilots of Water Vessels'.
    """
    people = re.split(r" of |, Except |, All Other", title)[0]
    rest = title.removeprefix(people)
    pieces = re.split(r"(, and | and |, |/)", people)
    for place in range(0, len(pieces), 2):
        # Titles that name one kind of people with a word not listed here begin with it.
        if _PEOPLE.search(pieces[place]) or len(pieces) == 1:
            pieces[place] = _singular_word(pieces[place])
    return "".join(pieces) + rest


# How the last word of a plural ends that names people.
_PEOPLE = re.compile(
    r"(?:[eo]rs|ists?|ians|ants|ents|ives|ysts|men|ries|lerks|ides|ilots|mechanics|nurses|scouts|hostesses|bellhops"
    r"|athletes|maids|experts|registrars|jockeys|clergy|cooks|chefs|guards|judges|magistrates|surgeons|architects"
    r"|associates|mates|captains|detectives|hosts|advocates|interns|aides|attendees|porters|representatives|masons"
    r"|coaches|paralegals|wardens|locksmiths|poets|waitresses|chauffeurs|escorts|referees|umpires|officials|persons)$",
    re.IGNORECASE,
)


def _singular_word(text: str) -> str:
    """The text with its last word as one: 'Library Assistants' is 'Library Assistant'."""
    stem, _, word = text.rpartition(" ")
    return f"{stem} {singular_noun(word)}".strip()
