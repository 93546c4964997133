"""How much preparation roles take and people have: O*NET's five job zones, and education measured by them.

An education of level n is what most roles of job zone n ask for.
"""


def shortfall(zone: int, level: int) -> int:
    """How many steps of preparation are missing; 0 where either is unknown (0) or nothing is missing."""
    return max(0, zone - level) if zone and level else 0


def surplus(zone: int, level: int) -> int:
    """How many steps of education a role would leave unused, beyond the one that is nothing unusual."""
    return max(0, level - zone - 1) if zone and level else 0
