"""What people want of a job or would rather avoid, and what in the sources says how much of it a role has."""

from pydantic import BaseModel, Field, root_validator

# How a measure combines others; any is the most of them, all the least.
_KINDS = ("any", "all", "skill", "knowledge", "interest", "families", "duties")


class Measure(BaseModel):
    """How much of something a role has, 0 to 1, by one of: any, all (of other measures), skill, knowledge, interest,
    families (1 for their roles), duties (the part of its duties that have one of some lemmas).

    least, most: where it begins to count and where it counts wholly; the other way round where less is more.
    """

    any: tuple["Measure", ...] = ()
    all: tuple["Measure", ...] = ()
    skill: str = ""
    knowledge: str = ""
    interest: str = ""
    families: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    least: float = Field(0.0, alias="from")
    most: float = Field(0.0, alias="to")

    class Config:
        extra = "forbid"
        frozen = True
        allow_population_by_field_name = True

    @root_validator(skip_on_failure=True)
    def _is_one(cls, values: dict) -> dict:
        kinds = [kind for kind in _KINDS if values[kind]]
        if len(kinds) != 1:
            raise ValueError(f"a measure says one of {', '.join(_KINDS)}, not {' and '.join(kinds) or 'none'}")
        if kinds[0] not in ("any", "all", "families") and values["least"] == values["most"]:
            raise ValueError("'from' and 'to' must differ: where it begins to count, and where it counts wholly")
        return values


Measure.update_forward_refs()


class Wish(BaseModel):
    """Something that people want of a job or avoid.

    called: its name in answers. said: how people name it. avoided_by, sought_by: what people say they are or have that
    makes them avoid or want it. measured: None where nothing that is held says how much of it a role has.
    note: which response says more of it, where one does.
    """

    called: str = Field(min_length=1)
    said: tuple[str, ...]
    avoided_by: tuple[str, ...] = ()
    sought_by: tuple[str, ...] = ()
    measured: Measure | None = None
    note: str = ""

    class Config:
        extra = "forbid"
        frozen = True
