"""How Slack's conversations are called.

A conversation is named by its sender: one for each person in direct messages and the App Home, one for each person in
a thread of a channel, and one for what a person asks in a channel by command.
"""

# What the senders of this channel begin with; nobody else may speak for them.
SENDER = "slack:"


def direct(team: str, user: str) -> str:
    return storable(f"{SENDER}{team}:{user}")


def in_thread(team: str, channel: str, thread: str, user: str) -> str:
    return storable(f"{SENDER}{team}:{channel}:{thread}:{user}")


def by_command(team: str, channel: str, user: str) -> str:
    return storable(f"{SENDER}{team}:{channel}:{user}:command")


def in_workspace(team: str) -> str:
    """What all senders of a workspace begin with."""
    return storable(f"{SENDER}{team}:")


def person_of(sender: str) -> str:
    """Whose conversation that is, as slack:TEAM:MEMBER; the sender itself where it is none of Slack's."""
    if not sender.startswith(SENDER):
        return sender
    parts = sender.removeprefix(SENDER).removesuffix(":command").split(":")
    return direct(parts[0], parts[-1])


def storable(name: str) -> str:
    """A name out of what Slack sends, as a database holds it: JSON may have half of a letter in it."""
    return name.encode("utf-8", "backslashreplace").decode()
