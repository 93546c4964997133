"""Where a role leads."""

from hypothesis import given, settings

from bot.guidance.onwards import LOWEST, OF_ONE_GROUP, onwards
from bot.knowledge.model import Role
from bot.search.known import Known
from tests.measured import opened_measures, role, some_roles

quickly = settings(max_examples=40, deadline=None)
COUNTING = {"Accounting": 90, "Maths": 80, "Serving": 10}
SERVING = {"Accounting": 10, "Maths": 20, "Serving": 90}


def test_roles_that_need_the_same_come_with_what_carries_over(encoder):
    roles = [
        role("bookkeeper", skills=COUNTING, zone=3, related=["payroll_clerk"]),
        role("payroll_clerk", skills={**COUNTING, "Maths": 95}, zone=3),
        role("waiter", skills=SERVING, zone=3),
    ]
    with opened_measures(roles, encoder) as known:
        (found,) = onwards(known, "bookkeeper", 5)
    assert (found.role, found.missing, found.more) == ("payroll_clerk", "Maths", 0)
    assert "Accounting" in found.carries


def test_a_role_far_above_is_no_move(encoder):
    roles = [role("porter", zone=1, related=["chief"]), role("chief", zone=4)]
    with opened_measures(roles, encoder) as known:
        assert onwards(known, "porter", 5) == []


@quickly
@given(some_roles(least=1))
def test_nothing_leads_to_itself_twice_or_further_than_a_level(encoder, roles: tuple[Role, ...]):
    zones = {each.id: each.job_zone or 0 for each in roles}
    with opened_measures(roles, encoder) as known:
        for each in roles:
            found = [there.role for there in onwards(known, each.id, 3)]
            assert each.id not in found
            assert len(set(found)) == len(found) <= 3
            assert all(zones[there] and abs(zones[there] - zones[each.id]) <= 1 for there in found)


def test_no_role_leads_to_much_less_pay(known: Known):
    medians = known.store.yearly_medians
    for role_id in list(known.store.titles)[::10]:
        mine = medians[role_id].dollars if role_id in medians else None
        found = [each.role for each in onwards(known, role_id, 4)]
        theirs = [pay.dollars for each in found if (pay := medians.get(each)) and pay.dollars]
        assert not mine or all(pay >= mine * 2**LOWEST for pay in theirs)


def test_the_first_ones_are_of_several_groups(encoder):
    clerks = [f"clerk_{number}" for number in range(OF_ONE_GROUP + 1)]
    roles = [role("start", zone=2, related=[*clerks, "guard"]), *(role(each, zone=2) for each in clerks)]
    guard = role("guard", zone=2).copy(update={"family": "Security"})
    with opened_measures([*roles, guard], encoder) as known:
        found = [each.role for each in onwards(known, "start", OF_ONE_GROUP + 1)]
    assert "guard" in found
