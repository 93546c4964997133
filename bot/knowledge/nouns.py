"""Many made one, for the nouns that name people: no trained tagger is at hand, and lemmas know few of them."""

_ENDINGS = (("men", "man"), ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("ss", "ss"))


def singular_noun(noun: str) -> str:
    """The noun itself, if it is one of one; else its singular: 'bakers' is 'baker', 'foremen' is 'foreman'."""
    for many, one in _ENDINGS:
        if noun.endswith(many):
            return noun.removesuffix(many) + one
    return noun.removesuffix("s")
