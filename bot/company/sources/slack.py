"""Members and user groups of a Slack workspace as a staff list and as teams."""

from collections.abc import Container, Mapping
from typing import Any

from bot.company.sheets import Sheet
from bot.company.sources.found import Found, FoundTeam, one_line
from bot.company.sources.workspace import Workspace

# What the staff list calls its columns: names that bot/company/columns.yml knows.
COLUMNS = ("Display Name", "Job Title", "Work Email", "Work Phone", "Slack Member ID", "Time Zone", "Status")
FILE = "Slack"
# Slack's own, which is marked as no bot.
_SLACKBOT = "USLACKBOT"


def staff_of_workspace(workspace: Workspace, notes: list[str]) -> Sheet:
    """The members as a staff list; guests, bots and those of other companies are left out, and counted in notes.

    Those whose account was deactivated have left; they come first, so that of somebody with two accounts the one in use
    counts.
    """
    colleagues = [each for each in workspace.members if is_colleague(each, workspace.team)]
    colleagues.sort(key=lambda each: not each.get("deleted"))
    rows = [(number, cells) for number, each in enumerate(colleagues, 1) if (cells := _cells(each))[0]]
    left_out = len(workspace.members) - len(rows)
    if left_out:
        notes.append(f"{FILE}: {left_out} members are guests, bots, of other companies or without a name; left out")
    return Sheet(FILE, COLUMNS, tuple(rows), "UTF-8", "none", left_out, "member")


def is_colleague(member: Mapping[str, Any], team: str) -> bool:
    """Whether a member is a person of the company: neither a bot nor a guest nor of another company in shared channels.

    team: the id of the workspace.
    """
    if member["id"] == _SLACKBOT or member.get("is_bot") or member.get("is_workflow_bot"):
        return False
    if member.get("is_restricted") or member.get("is_ultra_restricted") or member.get("is_stranger"):
        return False
    # In an organisation of several workspaces a colleague may be of another one.
    return member.get("team_id", team) == team or isinstance(member.get("enterprise_user"), dict)


def name_of_member(member: Mapping[str, Any]) -> str:
    """What somebody is called: their full name, else the name that they show."""
    profile = _profile(member)
    names = (profile.get("real_name"), member.get("real_name"), profile.get("display_name"))
    return next((name for name in map(one_line, names) if name), "")


def _cells(member: Mapping[str, Any]) -> tuple[str, ...]:
    profile = _profile(member)
    return (
        name_of_member(member),
        one_line(profile.get("title")),
        one_line(profile.get("email")),
        one_line(profile.get("phone")),
        one_line(member["id"]),
        one_line(member.get("tz")),
        "deactivated" if member.get("deleted") else "active",
    )


def _profile(member: Mapping[str, Any]) -> Mapping[str, Any]:
    profile = member.get("profile")
    return profile if isinstance(profile, dict) else {}


def teams_of_workspace(workspace: Workspace, names: Container[str] | None = None) -> Found:
    """The user groups as teams, which go by their handles as well; names: of those that are teams, None for all."""
    here = {
        str(each["id"]): one_line(_profile(each).get("email")) or name_of_member(each)
        for each in workspace.members
        if is_colleague(each, workspace.team) and not each.get("deleted")
    }
    teams, notes = [], []
    for group in workspace.groups:
        name, handle = one_line(group.get("name")), one_line(group.get("handle"))
        if group.get("is_external") or not name:
            notes.append(
                f"{FILE}: the user group {handle or group['id']} is another company's or has no name; left out"
            )
        elif names is None or name in names or handle in names:
            members = tuple(dict.fromkeys(here[key] for key in map(str, group["users"]) if here.get(key)))
            # Where somebody mentions a group, Slack may send its id alone.
            aliases = (*([handle] if handle else ()), str(group["id"]))
            where = f"{FILE}, user group '{name}'"
            purpose = one_line(group.get("description"))
            teams.append(FoundTeam(name, where, aliases, purpose=purpose, members=members))
    return Found(FILE, teams=tuple(teams), notes=tuple(notes))
