"""Every kind of question about one role, asked of every role: what is said fits a screen, and nothing is blank."""

import pytest

from actions import careers, first_steps, judging, paths, pay, ranking, roles
from actions.knowledge import Known
from bot.saying.compose import document_of
from bot.saying.extent import CHARACTERS, LINES
from bot.saying.text import as_text

# As many as there may be.
FOLLOWS = ("utter_suggest_duties", "utter_suggest_skills", "utter_suggest_become")
KINDS = [
    roles.describe_duties,
    roles.summarise,
    roles.describe_scope,
    roles.describe_contacts,
    roles.describe_skills,
    roles.describe_qualification,
    roles.tell_licence,
    roles.describe_interests,
    roles.describe_related,
    careers.become,
    careers.become_inexperienced,
    careers.tell_duration,
    careers.tell_subjects,
    careers.tell_day,
    careers.tell_setting,
    paths.tell_ladder,
    paths.tell_onwards,
    first_steps.prepare_interview,
    first_steps.prepare_application,
    first_steps.find_courses,
    first_steps.find_vacancies,
    judging.weigh,
    careers.decline_cost,
    pay.tell_pay,
    ranking.tell_outlook,
]


@pytest.mark.parametrize("describe", KINDS, ids=lambda describe: describe.__name__)
def test_every_role_is_answered_on_one_screen_without_blanks(known: Known, describe):
    wrong = []
    for role in known.store.titles:
        document = document_of(describe(known, [role]), FOLLOWS)
        text = as_text(document, is_terminal=True)
        fits = len(text) <= CHARACTERS and len(text.split("\n")) <= LINES
        if not document.blocks or "{" in text or not all(text.split("\n")) or not fits:
            wrong.append((role, text))
    assert wrong == []
