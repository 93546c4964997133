"""The app's home in Slack."""

import pytest

from bot.slack import names
from bot.slack.home import home_view
from bot.slack.texts import texts
from tests.slack.blockkit import view_problems
from tests.slack.shown import shown


def pressed(view: dict) -> dict[str, str]:
    """The values of all that can be pressed, by action_id."""
    elements = [each for block in view["blocks"] for each in block.get("elements", []) if "action_id" in each]
    return {element["action_id"]: element["value"] for element in elements}


def test_the_home_is_a_view_that_slack_takes():
    assert view_problems(home_view(texts())) == []


def test_examples_and_the_finder_say_what_they_ask():
    values = pressed(home_view(texts()))
    assert values.pop(names.FINDER) == texts()["finder_says"]
    assert list(values) == [f"{names.ASK}-{number}" for number in range(len(values))]
    assert list(values.values()) == texts()["examples"]


def test_the_home_says_every_way_to_ask():
    said = shown(home_view(texts())["blocks"])
    assert {texts()["home_title"], texts()["home_intro"], *texts()["ways"]} <= set(said)


@pytest.mark.parametrize("many", [1, 25, 40])
def test_the_home_stays_a_view_with_any_texts(many: int):
    changed = {**texts(), "examples": ["<!channel> " * 9] * many, "ways": ["x" * 500] * many, "home_title": "y" * 500}
    assert view_problems(home_view(changed)) == []
