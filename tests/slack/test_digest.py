"""The weekly digest: when it comes, what it says, and that whom somebody names is kept and changes nothing."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.company.proposals import read_proposals
from bot.runtime.processes import Process, free_port, stopping
from bot.slack.digest import DAYS, Digest, channels_in, drawn, due, naming_view, thanks_view
from tests.channels.servers import Servers
from tests.slack import blockkit
from tests.slack.conftest import ANN, BEN, MAYA, Bot
from tests.slack.stand_in import Message, SlackSide

CHANNEL = "C0DIGEST"
OPEN = "who does Piotr report to?"
MONDAY = datetime(2026, 11, 30, 9, 0)


@pytest.mark.parametrize(
    ("now", "when", "name"),
    [
        (MONDAY, "mon 09:00", "digest:2026-49"),
        (MONDAY, "mon 09:01", ""),
        (MONDAY, "tue 09:00", ""),
        (datetime(2026, 11, 30, 23, 59), "mon 09:00", "digest:2026-49"),
        (datetime(2027, 1, 3, 12, 0), "sun 00:00", "digest:2026-53"),
    ],
)
def test_it_is_due_on_its_day_from_its_time_on(now: datetime, when: str, name: str) -> None:
    assert due(now, when) == name


@pytest.mark.parametrize(
    ("setting", "channels"),
    [
        ("", {}),
        ("C0DIGEST", {"": "C0DIGEST"}),
        ("T0ONE=C0A, T0OTHER=C0B", {"T0ONE": "C0A", "T0OTHER": "C0B"}),
    ],
)
def test_each_workspace_has_its_channel(setting: str, channels: dict[str, str]) -> None:
    assert channels_in(setting) == channels


@pytest.mark.parametrize(
    "digest",
    [
        Digest((), ()),
        Digest([("who is maya", 3)], ()),
        Digest(
            [(f"{number} " + "long " * 100, number) for number in range(10)],
            [(f"{number} <!here> *b*" + "x" * 300, number) for number in range(10)],
        ),
    ],
)
def test_slack_takes_it_whatever_was_asked(digest: Digest) -> None:
    shown = drawn(digest)
    assert blockkit.message_problems(shown.text, shown.blocks) == []
    assert "<!" not in shown.text


@pytest.mark.parametrize("question", ["", "who feeds the cat", "<!channel> " + "x" * 4000])
def test_slack_takes_the_modal_whatever_it_is_about(question: str) -> None:
    assert blockkit.view_problems(naming_view(question)) == []


@pytest.mark.parametrize("kept", [True, False])
def test_slack_takes_what_the_modal_says_in_the_end(kept: bool) -> None:
    assert blockkit.view_problems(thanks_view(kept)) == []


@pytest.fixture(scope="module")
def posted(bot: Bot, model: Path) -> Iterator[Message]:
    """The digest that two further servers of the bot post, one of them, after somebody was asked for in vain."""
    home = bot.slack.direct("U0ASKS")
    for question in (OPEN, "who is our quality manager?"):
        before = bot.slack.replies(home)[-1].ts if question != OPEN else ""
        bot.slack.say("U0ASKS", home, question)
        bot.slack.replies(home, after=before)
    bot.slack.say(BEN, CHANNEL, "hello")
    when = f"{DAYS[datetime.now().weekday()]} 00:00"
    own = bot.settings.but(port=free_port(), slack_digest_channel=CHANNEL, slack_digest_time=when)
    processes: list[Process] = []
    with stopping(processes):
        Servers(own, model, processes).start_rasa()
        yield bot.slack.replies(CHANNEL)[0]


def action_for(posted: Message, question: str) -> str:
    """The button beside a question."""
    return next(each for each in posted.action_ids if posted.element(each)[1]["value"] == question)


def test_it_tells_what_was_asked_and_what_found_nobody(slack: SlackSide, posted: Message) -> None:
    assert "who is our quality manager (" in posted.text
    assert "who does piotr report to (" in posted.text
    assert "U0ASKS" not in json.dumps(posted.blocks)
    assert len(slack.replies(CHANNEL)) == 1


def test_whom_somebody_names_is_kept_for_the_keeper_and_changes_nothing(
    bot: Bot, slack: SlackSide, posted: Message
) -> None:
    before = bot.settings.company.read_bytes()
    action = action_for(posted, "who does piotr report to")
    slack.is_like(MAYA, profile={"real_name": "Maya Okafor"})
    pressed = slack.press(ANN, posted, action)
    view = slack.modal(pressed.payload["trigger_id"])
    assert "who does piotr report to" in json.dumps(view)
    sent = slack.submit(ANN, view, {"duty": "juggles", "who": MAYA, "note": "on Fridays"})
    assert json.loads(sent.body)["response_action"] == "update"
    assert "Thank you" in sent.body
    [kept] = read_proposals(bot.settings.company)
    assert (kept.duty, kept.person, kept.member, kept.by, kept.note) == (
        "juggles", "Maya Okafor", MAYA, ANN.lower(), "on Fridays",
    )  # fmt: skip
    assert bot.settings.company.read_bytes() == before
    assert not bot.settings.company.with_suffix(".duties.csv").exists()


def test_a_guest_names_nobody(slack: SlackSide, posted: Message, person: str) -> None:
    slack.is_like(person, is_restricted=True)
    action = action_for(posted, "who does piotr report to")
    pressed = slack.press(person, posted, action)
    assert slack.replies(CHANNEL, user=person)
    assert pressed.payload["trigger_id"] not in slack._space.modals


def test_without_a_channel_there_is_no_digest(slack: SlackSide, bot: Bot) -> None:
    assert not bot.settings.slack_digest_channel
    assert all(said.channel == CHANNEL for said in slack.messages if "What colleagues asked" in json.dumps(said.blocks))
