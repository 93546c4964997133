"""From an answer that guides a person to messages: pure, like actions/reply.py, and part of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from actions.message import Message, bullets, offered, portion
from bot.saying.answer import Answer, FactRef, RoleRef
from bot.saying.kinds import FactKind

# Of what one likes, so many activities are told as reasons.
REASONS = 3
# What may be asked in so many words after a recommendation; pressing a button says the same.
AFTER_RECOMMENDATION = ("Why that one?", "How do I become one?", "What is a typical day?")


def texts(facts: Iterable[FactRef], kind: str) -> list[str]:
    return [fact.text for fact in facts if fact.kind == kind]


def of_role(answer: Answer, role: RoleRef) -> list[FactRef]:
    return [fact for fact in answer.facts if fact.role == role.id]


def _listed(response: str, facts: Sequence[FactRef], kind: str, **values: str) -> Iterator[Message]:
    """A response with all facts of a kind in one line, where there are any."""
    found = texts(facts, kind)
    if found:
        yield Message(response, {**values, "facts": ", ".join(found)})


def _sentences(response: str, facts: Sequence[FactRef], kind: str, **values: str) -> Iterator[Message]:
    found = texts(facts, kind)
    if found:
        yield Message(response, {**values, "facts": (" " if found[0].endswith(".") else "; ").join(found)})


def _gap(fact: FactRef) -> str:
    if fact.need is None:
        return fact.text
    return f"{fact.text} ({fact.need})" if fact.have is None else f"{fact.text} ({fact.have} → {fact.need})"


def _zone(response: str, facts: Sequence[FactRef], kind: str, **values: str) -> Iterator[Message]:
    """What preparation a role takes, in words."""
    for zone in texts(facts, kind)[:1]:
        yield Message(response, {**values, "zone": (Message(f"utter_zone_{zone}"),)})


def _recommendation(answer: Answer) -> Iterator[Message]:
    yield Message("utter_recommendation", {"count": str(len(answer.roles))})
    for place, role in enumerate(answer.roles, 1):
        yield Message("utter_recommended", {"place": str(place), "role": role.title, "why": tuple(_why(answer, role))})
    yield Message("utter_recommendation_next", {}, offered(AFTER_RECOMMENDATION))


def _why(answer: Answer, role: RoleRef) -> Iterator[Message]:
    facts = of_role(answer, role)
    liked = texts(facts, "liked")[:REASONS]
    if liked:
        yield Message("utter_why_liked", {"facts": "; ".join(liked)})
    yield from _listed("utter_why_strength", facts, "strength")
    for duty in texts(facts, "strength_duty"):
        yield Message("utter_why_duty", {"facts": duty})
    yield from _listed("utter_why_role", facts, "strength_role")
    missing = [_gap(fact) for fact in facts if fact.kind == FactKind.missing_skill]
    if missing:
        yield Message("utter_lacks_skills", {"facts": ", ".join(missing)})
    yield from _zone("utter_lacks_steps", facts, "missing_steps")
    yield from _zone("utter_has_steps", facts, "enough_steps")


def _reason(answer: Answer) -> Iterator[Message]:
    role = answer.roles[0]
    facts = of_role(answer, role)
    yield Message("utter_reason", {"role": role.title, "why": tuple(_why(answer, role))})
    lines = []
    for correlation in texts(facts, "correlation"):
        lines.append(Message("utter_reason_interests", {"figure": correlation}))
    shares = texts(facts, "share")
    if shares:
        lines.append(Message("utter_reason_strengths", {"figure": "; ".join(shares)}))
    lines += [Message("utter_reason_total", {"figure": total}) for total in texts(facts, "total")]
    yield Message("utter_reason_method", {"figures": tuple(lines)})


def _become(answer: Answer) -> Iterator[Message]:
    for role in answer.roles:
        facts = of_role(answer, role)
        if not facts:
            yield Message("utter_nothing_known", {"role": role.title})
            continue
        steps = [
            *_sentences("utter_step_education", facts, "education"),
            *_zone("utter_step_preparation", facts, "preparation"),
            *_sentences("utter_step_licence", facts, "licence"),
            *_sentences("utter_step_experience", facts, "experience"),
        ]
        first = [_gap(fact) for fact in facts if fact.kind == FactKind.first_skill]
        if first:
            steps.append(Message("utter_step_skills", {"facts": ", ".join(first)}))
        steps += _listed("utter_step_ways_in", facts, "way_in")
        steps += _listed("utter_step_onwards", facts, "next_roles")
        if not any(fact.kind == FactKind.licence for fact in facts):
            steps.append(Message("utter_step_no_licence"))
        yield Message("utter_become", {"role": role.title, "steps": tuple(steps)})


def _duration(answer: Answer) -> Iterator[Message]:
    for role in answer.roles:
        facts = of_role(answer, role)
        told = [
            *_zone("utter_duration_zone", facts, "duration"),
            *_sentences("utter_step_education", facts, "education"),
            *_sentences("utter_step_experience", facts, "experience"),
        ]
        if told:
            yield Message("utter_duration", {"role": role.title, "facts": tuple(told)})
        else:
            yield Message("utter_no_duration", {"role": role.title})


def _subjects(answer: Answer) -> Iterator[Message]:
    for role in answer.roles:
        facts = of_role(answer, role)
        if facts:
            yield from _listed("utter_subjects", facts, "subject", role=role.title)
        else:
            yield Message("utter_nothing_known", {"role": role.title})


def gathered(answer: Answer, role: RoleRef) -> Iterator[Message]:
    """What a group that is no one job gathers, and the roles to look at instead."""
    facts = of_role(answer, role)
    for text in texts(facts, "gathers"):
        yield Message("utter_gathers", {"role": role.title, "facts": text})
    others = texts(facts, "elsewhere")
    if others:
        yield Message("utter_elsewhere", {"facts": ", ".join(others)}, offered(others[:5]))


def _day(answer: Answer) -> Iterator[Message]:
    for role in answer.roles:
        told = [duty.statement for duty in answer.duties if duty.role == role.id]
        yield from gathered(answer, role)
        if told:
            yield Message("utter_day", {"role": role.title, "duties": bullets(told)})
        yield from _listed("utter_day_tools", of_role(answer, role), "tool")
        yield from _listed("utter_day_contacts", of_role(answer, role), "department")


def _setting(answer: Answer) -> Iterator[Message]:
    for role in answer.roles:
        facts = of_role(answer, role)
        yield from _listed("utter_setting", facts, "setting", role=role.title)
        yield from _sentences("utter_place", facts, "place", role=role.title)
        for url in texts(facts, "no_setting"):
            yield Message("utter_no_setting_see" if url else "utter_no_setting", {"role": role.title, "url": url})
        yield from _sentences("utter_needed_in", facts, "needed_in", role=role.title)
        yield from _listed("utter_department", facts, "department", role=role.title)


def _ladder(answer: Answer) -> Iterator[Message]:
    for role in answer.roles:
        facts = of_role(answer, role)
        for kind in ("reports_to", "next_roles", "step_up", "led", "step_down", "no_ladder"):
            yield from _listed(f"utter_{kind}", facts, kind, role=role.title)


def _order(answer: Answer) -> Iterator[Message]:
    upper, lower = answer.roles
    titles = {role.id: role.title for role in answer.roles}
    yield Message(f"utter_order_{answer.verdict}", {"upper": upper.title, "lower": lower.title})
    for fact in answer.facts:
        if fact.kind == FactKind.same_zone:
            yield Message("utter_same_zone", {"zone": tuple(_zone("utter_zone_only", answer.facts, "preparation"))})
        elif fact.kind == FactKind.higher_zone:
            zones = {other.role: other.text for other in answer.facts if other.kind == "preparation"}
            other = next(role for role in answer.roles if role.id != fact.role)
            yield Message(
                "utter_higher_zone",
                {
                    "role": titles[fact.role],
                    "zone": (Message(f"utter_zone_{zones[fact.role]}"),),
                    "other": other.title,
                    "other_zone": (Message(f"utter_zone_{zones[other.id]}"),),
                },
            )


def _path(answer: Answer) -> Iterator[Message]:
    start, goal = answer.roles[0], answer.roles[-1]
    between = answer.roles[1:-1]
    values = {"start": start.title, "goal": goal.title, "steps": " → ".join(role.title for role in answer.roles)}
    if texts(answer.facts, "unconnected"):
        yield Message("utter_path_unconnected", values)
    else:
        yield Message("utter_path" if between else "utter_path_direct", values)
    for response, kind in (("utter_carries_over", "carries_over"), ("utter_path_missing", "missing_skill")):
        gaps = [_gap(fact) for fact in answer.facts if fact.kind == kind]
        if gaps:
            yield Message(response, {**values, "facts": ", ".join(gaps)})
    yield from _zone("utter_path_preparation", of_role(answer, goal), "preparation", **values)
    yield from _sentences("utter_education", of_role(answer, goal), "education", role=goal.title)


def _skill_users(answer: Answer) -> Iterator[Message]:
    for phrase in texts(answer.facts, "unknown_skill"):
        yield Message("utter_skill_ignored", {"asked": phrase})
    uses = [f"{fact.text}: {fact.need}" for fact in answer.facts if fact.kind == FactKind.uses]
    roles = bullets(role.title for role in answer.roles)
    yield Message("utter_skill_users", {"roles": roles, "uses": "; ".join(uses)})
    avoided = texts(answer.facts, "avoided")
    if avoided:
        yield Message("utter_skill_avoided", {"asked": ", ".join(avoided)})


def _short(answer: Answer) -> Iterator[Message]:
    yield Message("utter_short", {"roles": ", ".join(role.title for role in answer.roles)})


def _rest(answer: Answer) -> Iterator[Message]:
    told, rest = portion(answer.unanswered)
    yield Message("utter_rest", {"facts": bullets(told)}, rest=rest)


def _pay(answer: Answer) -> Iterator[Message]:
    titles = {role.id: role.title for role in answer.roles}
    looked = {fact.kind: fact.text for fact in answer.facts if not fact.role}
    if "pay_elsewhere" in looked:
        yield Message("utter_pay_elsewhere", looked)
    paid = []
    for role in answer.roles:
        found = {fact.kind: fact.text for fact in of_role(answer, role)}
        yield from _local_pay(answer, role)
        if "no_pay" in found:
            yield Message("utter_no_pay_for", {"role": role.title})
        elif "pay_median" in found:
            # 'More than 239,200 or more' says the same twice.
            found |= {point: found[point].removesuffix(" or more") for point in ("pay_low", "pay_high")}
            paid.append({"role": role.title, **found})
    if len(paid) == 1:
        whole = "pay_lower" in paid[0] and "pay_upper" in paid[0]
        response = "utter_pay" if not whole else "utter_pay_year" if "pay_hour" in paid[0] else "utter_pay_whole"
        yield Message(response, paid[0])
    elif paid:
        lines = tuple(Message(_line_of_pay(found), found) for found in paid)
        yield Message("utter_pay_each", {"facts": lines, "pay_year": paid[0]["pay_year"]})
    for fact in answer.facts:
        others = [role.title for role in answer.roles if role.id != fact.role]
        if fact.kind == FactKind.pay_compared:
            response = "utter_pay_compared" if fact.text else "utter_pay_higher"
            yield Message(response, {"role": titles[fact.role], "other": others[0], "facts": fact.text})
        elif fact.kind in ("pay_together", "pay_equal", "pay_incomparable"):
            yield Message(f"utter_{fact.kind}", {"role": titles[fact.role], "other": others[0], "facts": fact.text})


def _line_of_pay(found: Mapping[str, str]) -> str:
    """Which response tells one role's pay beside another's: it says what it is counted in, if that is another thing."""
    together = found["pay_occupation"].lower().startswith(found["role"].lower())
    return "utter_pay_line" if together else "utter_pay_line_counted"


def _local_pay(answer: Answer, role: RoleRef) -> Iterator[Message]:
    """What the role earns in other countries, a line each."""
    places: dict[str, dict[str, FactRef]] = {}
    for fact in of_role(answer, role):
        if fact.kind.startswith("local_"):
            places.setdefault(fact.place, {})[fact.kind] = fact
    for place, found in places.items():
        values = {"role": role.title, "place": place, "unit": found["local_median"].unit}
        values |= {"year": str(found["local_median"].year)} | {kind: fact.text for kind, fact in found.items()}
        yield Message("utter_local_pay", values)
        if {"local_low", "local_high"} <= found.keys():
            yield Message("utter_local_pay_range", values)


def _pay_ranking(answer: Answer) -> Iterator[Message]:
    medians = {fact.role: fact.text for fact in answer.facts if fact.kind == FactKind.pay_median}
    told = bullets(f"{role.title}: {medians[role.id]}" for role in answer.roles if role.id in medians)
    response = "utter_lowest_pay" if answer.asked else "utter_highest_pay"
    yield from _limits(answer)
    yield Message(response, {"facts": told, "pay_year": ", ".join(dict.fromkeys(texts(answer.facts, "pay_year")))})


def _limits(answer: Answer) -> Iterator[Message]:
    for fact in answer.facts:
        if fact.kind == FactKind.limit:
            yield Message(f"utter_limit_{fact.text}{'_' + fact.ref if fact.ref else ''}")


def _outlook(answer: Answer) -> Iterator[Message]:
    for role in answer.roles:
        found = {fact.kind: fact.text for fact in of_role(answer, role)}
        if "no_outlook" in found:
            yield Message("utter_no_outlook_for", {"role": role.title})
        elif "outlook_growth" in found:
            yield Message(f"utter_outlook_{found['outlook_growth']}", {"role": role.title, **found})
            if "outlook_openings" in found:
                yield Message("utter_outlook_openings", {"role": role.title, **found})
            if "entry_education" in found:
                response = "utter_entry_trained" if "entry_training" in found else "utter_entry"
                yield Message(response, {"role": role.title, **found})


def _ranking(answer: Answer) -> Iterator[Message]:
    yield from _limits(answer)
    if answer.asked == "nothing":
        yield Message("utter_ranking_nothing")
        return
    kind, unit = ("outlook_openings", "") if answer.asked == "openings" else ("outlook_change", " %")
    found = {fact.role: fact.text + unit for fact in answer.facts if fact.kind == kind}
    told = bullets(f"{role.title}: {found[role.id]}" for role in answer.roles if role.id in found)
    facts = {fact.kind: fact.text for fact in answer.facts}
    yield Message(f"utter_ranking_{answer.asked or 'growing'}", {**facts, "facts": told})


def _declined(response: str) -> Callable[[Answer], Iterator[Message]]:
    """Says that something is not held; whose it is, where a role is known."""

    def say(answer: Answer) -> Iterator[Message]:
        if answer.roles:
            yield Message(f"{response}_of", {"roles": " / ".join(role.title for role in answer.roles)})
        else:
            yield Message(response)

    return say


def _plain(response: str, *buttons: str) -> Callable[[Answer], Iterator[Message]]:
    return lambda answer: iter((Message(response, {"asked": answer.asked}, offered(buttons)),))


REPLIES: dict[str, Callable[[Answer], Iterator[Message]]] = {
    "recommendation": _recommendation,
    "reason": _reason,
    "become": _become,
    "duration": _duration,
    "subjects": _subjects,
    "day": _day,
    "setting": _setting,
    "ladder": _ladder,
    "order": _order,
    "path": _path,
    "skill_users": _skill_users,
    "unknown_skill": _plain("utter_unknown_skill"),
    "only_avoided": _plain("utter_only_avoided", "Find my role"),
    "short": _short,
    "rest": _rest,
    "pay": _pay,
    "pay_ranking": _pay_ranking,
    "outlook": _outlook,
    "ranking": _ranking,
    "no_pay": _declined("utter_no_pay"),
    "no_cost": _declined("utter_no_cost"),
    "no_outlook": _declined("utter_no_outlook"),
    "no_answers": _plain("utter_no_answers", "Find my role"),
    "nothing_left": _plain("utter_nothing_left", "Start over"),
    "no_company": _plain("utter_no_company"),
    "nothing_more": _plain("utter_nothing_more"),
    "fallback": _plain("utter_fallback"),
    "out_of_scope": _plain("utter_out_of_scope"),
    "stuck": _plain("utter_stuck", "Which roles do you know?", "Find my role", "What does a nurse do?", "Help"),
    "lost": _plain("utter_help", "Which roles do you know?", "Find my role"),
    "finder_hint": _plain("utter_finder_hint"),
}
