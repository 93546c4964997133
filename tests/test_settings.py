"""Settings from the environment: what is wrong with which, and the way to the processes we start."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SettingError
from bot.settings import load_settings

SECRET = "s" * 40


def test_every_variable_that_cannot_be_used_is_told_at_once_and_no_secret_with_it():
    with pytest.raises(SettingError) as refused:
        load_settings(
            {
                "ROLEWISE_PORT": "http",
                "ROLEWISE_ACTION_TIMEOUT": "nan",
                "ROLEWISE_METRICS_PORT": "-1",
                "ROLEWISE_LOG_FORMAT": "xml",
                "ROLEWISE_RETENTION_DAYS": "0",
                "ROLEWISE_HOSTS": "a.example, https://b.example, c.example:80, [::1]",
                "ROLEWISE_ACTIONS_SECRET": "s" * 40 + " ",
                "ROLEWISE_WEB_KEY": "short",
                "ROLEWISE_WEB_ORIGINS": "https://a.example, b.example, c.example",
                "ROLEWISE_SLACK_BOT_TOKEN": "xapp-1",
                "ROLEWISE_SLACK_API_URL": "slack.com",
            }
        )
    assert str(refused.value).splitlines() == [
        "ROLEWISE_HOSTS names 'https://b.example', 'c.example:80'; a host is written like bot.example.org, without "
        "scheme, port and path.",
        "ROLEWISE_PORT is 'http'; it must be a port number from 1 to 65535.",
        "ROLEWISE_ACTIONS_SECRET must have at least 32 letters, digits or signs, of ASCII and without spaces.",
        "ROLEWISE_ACTION_TIMEOUT is 'nan'; it must be a number of seconds between 0 and 3600.",
        "ROLEWISE_METRICS_PORT is '-1'; it must be a port number from 1 to 65535, or 0 for none.",
        "ROLEWISE_LOG_FORMAT is 'xml'; it must be text or json.",
        "ROLEWISE_RETENTION_DAYS is '0'; it must be a whole number of days from 1 to 36500.",
        "ROLEWISE_WEB_KEY has 5 characters; a key must have at least 32.",
        "ROLEWISE_WEB_ORIGINS names 'b.example', 'c.example'; an origin is written like https://careers.example.org, "
        "without a path.",
        "ROLEWISE_SLACK_BOT_TOKEN does not begin with xoxb-; it is another of Slack's tokens.",
        "ROLEWISE_SLACK_API_URL is 'slack.com'; it must be the address of Slack's methods, like https://slack.com/api/.",
    ]


def test_variables_that_do_not_go_together_are_told_at_once():
    with pytest.raises(SettingError) as refused:
        load_settings({"ROLEWISE_PORT": "5055", "ROLEWISE_ACTIONS_PORT": "5055", "ROLEWISE_SLACK_CLIENT_ID": "1.2"})
    ports, slack = str(refused.value).splitlines()
    assert "are both 5055" in ports
    with pytest.raises(SettingError, match="ROLEWISE_METRICS_PORT and ROLEWISE_ACTIONS_METRICS_PORT are both 9105"):
        load_settings({"ROLEWISE_METRICS_PORT": "9105", "ROLEWISE_ACTIONS_METRICS_PORT": "9105"})
    assert "ROLEWISE_SLACK_CLIENT_SECRET" in slack


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_DIGEST_CHANNEL": "T0ONE=C0A"}, "is one channel"),
        (
            {"SLACK_CLIENT_ID": "1", "SLACK_CLIENT_SECRET": "2", "SLACK_DIGEST_CHANNEL": "C0A"},
            "names the workspace of each",
        ),
        (
            {"SLACK_DIGEST_CHANNEL": "#general"},
            "ROLEWISE_SLACK_DIGEST_CHANNEL is '#general'; it must be a channel's id",
        ),
    ],
)
def test_a_digest_goes_to_a_channel_of_each_workspace_there_is(given: dict[str, str], problem: str):
    signed = {"ROLEWISE_SLACK_SIGNING_SECRET": "s" * 32}
    with pytest.raises(SettingError, match=problem):
        load_settings(signed | {f"ROLEWISE_{name}": value for name, value in given.items()})


@pytest.mark.parametrize(
    "name",
    [
        "actions_secret",
        "web_key",
        "slack_signing_secret",
        "slack_client_secret",
        "slack_bot_token",
        "slack_app_token",
        "slack_database",
    ],
)
def test_no_secret_is_shown(name: str):
    settings = load_settings({}).but(**{name: SECRET})
    assert SECRET in str(settings.environment())
    assert SECRET not in f"{settings!r} {settings}"


@pytest.mark.parametrize("name", ["scim_token", "slack_people_token"])
def test_a_token_that_the_map_is_read_with_is_shown_nowhere_and_given_to_no_process(name: str):
    settings = load_settings({f"ROLEWISE_{name.upper()}": SECRET})
    assert getattr(settings, name) == SECRET
    assert SECRET not in f"{settings!r} {settings} {settings.environment()}"


def test_a_setting_that_there_is_not_cannot_be_changed_and_none_in_place():
    settings = load_settings({})
    with pytest.raises(TypeError, match="prot"):
        settings.but(prot=1)
    with pytest.raises(TypeError):
        settings.port = 1
    assert settings.but(port=1).port == 1


def test_an_empty_variable_is_as_good_as_none():
    plain = load_settings({})
    assert load_settings(dict.fromkeys(plain.environment(), "")) == plain


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "ROLEWISE_PORT": st.integers(1, 5000).map(str),
            "ROLEWISE_ACTION_TIMEOUT": st.floats(0.01, 3599).map(str),
            "ROLEWISE_METRICS_PORT": st.integers(6000, 7000).map(str),
            "ROLEWISE_LOG_FORMAT": st.sampled_from(["text", "json"]),
            "ROLEWISE_STATE": st.sampled_from(["here", "/tmp/../there"]),
            "ROLEWISE_KNOWLEDGE": st.sampled_from(["a.db", "/b.db"]),
            "ROLEWISE_WEB_ORIGINS": st.sampled_from(["https://A.example , http://b.example:80", ","]),
            "ROLEWISE_HOSTS": st.sampled_from(["Bot.example.org , [2001:db8::1]", ","]),
            "ROLEWISE_SLACK_API_URL": st.sampled_from(["http://localhost:80", "https://x.example/api/"]),
        },
    )
)
def test_the_processes_we_start_have_the_same_settings(environ: dict[str, str]):
    settings = load_settings(environ)
    assert load_settings(settings.environment()) == settings
    assert settings.state.is_absolute()
    assert settings.store.is_absolute()
