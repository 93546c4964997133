"""Every kind of question about one role, asked of every role there is: the reply is never empty, nor has it blanks."""

import pytest

from actions import careers, pay, ranking, roles
from actions.knowledge import Known
from actions.reply import reply

KINDS = [
    roles.describe_duties,
    roles.summarise,
    roles.describe_scope,
    roles.describe_contacts,
    roles.describe_skills,
    roles.describe_qualification,
    roles.describe_interests,
    roles.describe_related,
    careers.become,
    careers.tell_duration,
    careers.tell_subjects,
    careers.tell_day,
    careers.tell_setting,
    careers.tell_ladder,
    careers.decline_cost,
    pay.tell_pay,
    ranking.tell_outlook,
]


@pytest.mark.parametrize("describe", KINDS, ids=lambda describe: describe.__name__)
def test_every_role_is_answered_without_blanks(known: Known, describe):
    wrong = []
    for role in known.store.titles:
        messages = [message for message in reply(describe(known, [role])) if message.response != "utter_sources"]
        empty = [
            (message.response, name)
            for message in messages
            for name, value in message.values.items()
            if not value and name != "url"
        ]
        if not messages or empty:
            wrong.append((role, empty))
    assert wrong == []
