"""What must agree in a company file: ids, places, who is accountable, who stands in for whom, and names."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from bot.company.draft import Draft
from bot.company.model import PARTS, Charge
from bot.company.names import name_words
from bot.knowledge.model import Role
from bot.knowledge.parsing import unknown_id

# A path in the file, and what to do there.
Finding = tuple[str, str]


def findings(draft: Draft, roles: Mapping[str, Role], today: date | None) -> Iterator[Finding]:
    """Everything that does not agree; today: absences that ended before no longer count."""
    yield from _references(draft, roles)
    yield from _relations(draft, roles)
    yield from _doubles(draft)
    yield from _absences(draft, today)
    yield from _names(draft)


def _references(draft: Draft, roles: Mapping[str, Role]) -> Iterator[Finding]:
    """Ids that stand for nothing, and people who have left."""

    def known(path: str, kind: str, value: str | None, ids: set[str]) -> Iterator[Finding]:
        if value is not None and value not in ids:
            yield path, unknown_id(kind, value, ids)

    company, ids, role_ids = draft.company, draft.ids, set(roles)
    for key, team in company.teams.items():
        yield from known(f"teams.{key}.site", "site", team.site, ids["sites"])
    for key, person in company.people.items():
        yield from known(f"people.{key}.site", "site", person.site, ids["sites"])
        yield from known(f"people.{key}.team", "team", person.team, ids["teams"])
    for path, held in draft.roles:
        yield from known(f"{path}.role", "role", held.role, role_ids)
        yield from known(f"{path}.site", "site", held.site, ids["sites"])
        yield from known(f"{path}.team", "team", held.team, ids["teams"])
    for path, charge in draft.duties:
        yield from known(f"{path}.role", "role", charge.role, role_ids)
        yield from known(f"{path}.site", "site", charge.site, ids["sites"])
        if charge.role in role_ids:
            duties: set[str] = {duty.id for duty in roles[charge.role].duties}
            yield from known(f"{path}.duty", f"duty of {charge.role}", charge.duty, duties)
    for path, key in draft.listings():
        if ".people[" in path and key in ids["teams"] - ids["people"]:
            yield path, f"'{key}' is a team; name it under 'team', in an entry without people"
        else:
            yield from known(path, "person or team", key, draft.members)
        # In the company's own duties and systems, which no import can mend, it is a gap, and nobody is told of them.
        if (listed := company.people.get(key)) and listed.left and not path.startswith(("own_duties", "systems")):
            yield path, f"{listed.name} left on {listed.left}; name someone else"


def _relations(draft: Draft, roles: Mapping[str, Role]) -> Iterator[Finding]:
    """Who reports to whom, leads and belongs to what, and is on call: people of the file; shifts that end in time."""
    company, role_ids = draft.company, set(roles)
    named = [(f"people.{key}.manager", each.manager) for key, each in company.people.items() if not each.left]
    for key, team in company.teams.items():
        named.append((f"teams.{key}.lead", team.lead))
        named += [(f"teams.{key}.members[{number}]", member) for number, member in enumerate(team.members)]
    for key, rota in company.rotas.items():
        named += [(f"rotas.{key}.shifts[{number}].person", shift.person) for number, shift in enumerate(rota.shifts)]
        if rota.team is not None and rota.team not in draft.ids["teams"]:
            yield f"rotas.{key}.team", unknown_id("team", rota.team, draft.ids["teams"])
        for number, shift in enumerate(rota.shifts):
            if shift.end < shift.begin:
                yield f"rotas.{key}.shifts[{number}].until", f"the shift ends before {shift.since}, when it begins"
    for path, person in named:
        if person is None:
            continue
        if person not in draft.ids["people"]:
            yield path, unknown_id("person", person, draft.ids["people"])
        if path == f"people.{person}.manager":
            yield path, "nobody reports to themselves; name another person"
    for path, duty in draft.own_duties:
        if duty.site is not None and duty.site not in draft.ids["sites"]:
            yield f"{path}.site", unknown_id("site", duty.site, draft.ids["sites"])
        if not (duty.accountable or duty.responsible or duty.channel or duty.link):
            yield path, "nobody is named for this duty, nor a channel or a page; name who does it"
    for path, title in draft.titles:
        if title.role is not None and title.role not in role_ids:
            yield f"{path}.role", unknown_id("role", title.role, role_ids)


def _doubles(draft: Draft) -> Iterator[Finding]:
    """What may be there once: an id, a role at a place, the one who is accountable for a duty at a site."""
    for key in sorted(draft.ids["people"] & draft.ids["teams"]):
        yield f"teams.{key}", f"'{key}' is the id of a person too; give one another id"
    first: dict[tuple[str | None, ...], str] = {}
    for path, held in draft.roles:
        earlier = first.setdefault((held.role, held.site, held.team), path)
        if earlier != path:
            yield path, f"{held.role} at this place is listed in {earlier} too; list all its people there"
        yield from ((f"{path}.people", f"'{key}' is listed twice; keep one") for key in _repeated(held.people))
    answers: dict[tuple[str, str, str | None], tuple[str, Charge]] = {}
    for path, charge in draft.duties:
        earlier, other = answers.setdefault((charge.role, charge.duty, charge.site), (path, charge))
        if other.accountable != charge.accountable:
            place = f"at '{charge.site}'" if charge.site else "at every site"
            yield (
                f"{path}.accountable",
                f"{earlier} says that '{other.accountable}' is accountable {place}, this '{charge.accountable}'; "
                "there can be only one: keep one, or name a site for each",
            )
        elif other is not charge:
            yield path, f"{earlier} lists this duty for the same place; keep one"
        for part in PARTS:
            repeated = _repeated(getattr(charge, part))
            yield from ((f"{path}.{part}", f"'{key}' is listed twice; keep one") for key in repeated)


def _repeated(ids: tuple[str, ...]) -> list[str]:
    return [key for key, count in Counter(ids).items() if count > 1]


def _absences(draft: Draft, today: date | None) -> Iterator[Finding]:
    """Whoever is away needs a deputy who is there. Two who stand in for each other are fine until both are away."""
    people = draft.company.people
    for key, person in people.items():
        if person.deputy == key:
            yield f"people.{key}.deputy", "nobody stands in for themselves; name another person or team"
        elif person.is_away(today) and not person.left:
            if person.deputy is None:
                yield f"people.{key}", f"{person.name} is away without a deputy; name one, or remove 'away'"
                continue
            chain = [key]
            while (following := people.get(chain[-1])) and following.is_away(today) and following.deputy:
                chain.append(following.deputy)
                if chain[-1] in chain[:-1]:
                    break
            names = [people[each].name for each in chain if each in people]
            if chain[-1] == key:
                circle = " for ".join(reversed(names))
                yield f"people.{key}.deputy", f"a circle of people who are away ({circle}); name someone who is there"
            elif (deputy := people.get(person.deputy)) and deputy.is_away(today):
                yield f"people.{key}.deputy", f"{deputy.name} is away too; name someone who is there"


def _names(draft: Draft) -> Iterator[Finding]:
    """A name or alias means one site or one team, for people answer with it when they are asked which."""
    claims: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for table in ("sites", "teams"):
        for key, entry in getattr(draft.company, table).items():
            claims[name_words(entry.name)].append(f"{table}.{key}.name")
            for number, alias in enumerate(entry.aliases):
                claims[name_words(alias)].append(f"{table}.{key}.aliases[{number}]")
    for words, paths in claims.items():
        for path in paths[1:] if words else paths:
            name = " ".join(words)
            yield path, f"'{name}' is {paths[0]} too; change one" if words else "a name needs a letter or a digit"
