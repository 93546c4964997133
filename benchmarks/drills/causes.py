"""What the causes of faults have in common."""


class CannotBeCaused(Exception):
    """This machine, or whoever runs the drill on it, cannot have the fault; says why."""
