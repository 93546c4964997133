"""Tokens: only ours, only whole, only for a while."""

import time
from pathlib import Path

import jwt
import pytest

from bot.channels.refusals import Refused
from bot.channels.tokens import Tokens, signing_key
from bot.errors import SettingError
from bot.settings import Settings, load_settings

KEY, OTHER = "k" * 40, "o" * 40
TOKENS = Tokens(KEY, 30)
CLAIMS = {"iss": "rolewise-web", "sid": "0" * 32, "exp": int(time.time()) + 24 * 3600}


def code(authorization: str) -> str:
    with pytest.raises(Refused) as refused:
        TOKENS.sender(authorization)
    return refused.value.code


def test_a_token_entitles_to_one_conversation_of_its_own():
    first, second = TOKENS.new(), TOKENS.new()
    sender = TOKENS.sender(f"Bearer {first.text}")
    assert sender.startswith("web-")
    assert len(sender) == len("web-") + 32
    assert sender == TOKENS.sender(f"bearer {first.text}")
    assert sender != TOKENS.sender(f"Bearer {second.text}")
    assert abs(first.expires - time.time() - 30 * 24 * 3600) < 5


FORGED = {
    "nothing": "",
    "no scheme": jwt.encode(CLAIMS, KEY, "HS256"),
    "another scheme": f"Basic {jwt.encode(CLAIMS, KEY, 'HS256')}",
    "no token": "Bearer ",
    "another server's": f"Bearer {Tokens(OTHER, 30).new().text}",
    "unsigned": f"Bearer {jwt.encode(CLAIMS, None, 'none')}",
    "another algorithm": f"Bearer {jwt.encode(CLAIMS, KEY * 2, 'HS512')}",
    "another issuer": f"Bearer {jwt.encode({**CLAIMS, 'iss': 'someone'}, KEY, 'HS256')}",
    "no session": f"Bearer {jwt.encode({'iss': 'rolewise-web', 'exp': CLAIMS['exp']}, KEY, 'HS256')}",
    "no end": f"Bearer {jwt.encode({'iss': 'rolewise-web', 'sid': '0' * 32}, KEY, 'HS256')}",
    "no Latin": "Bearer ☃.☃.☃",
    "half a character": "Bearer \udcff.a.b",
}


@pytest.mark.parametrize("forged", FORGED)
def test_what_we_did_not_sign_is_no_token(forged: str):
    assert code(FORGED[forged]) == "bad_token"


def test_an_altered_token_is_refused_wherever_it_is_altered():
    token = TOKENS.new().text
    for place in range(0, len(token) - 1, 7):
        altered = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        assert code(f"Bearer {altered}") == "bad_token"


def test_an_old_token_is_told_from_a_false_one():
    assert code(f"Bearer {jwt.encode({**CLAIMS, 'exp': int(time.time()) - 1}, KEY, 'HS256')}") == "expired_token"
    assert code(f"Bearer {jwt.encode({**CLAIMS, 'exp': int(time.time()) - 1}, OTHER, 'HS256')}") == "bad_token"


def test_a_key_is_generated_once_and_kept_for_us_alone(settings: Settings, tmp_path: Path):
    own = settings.but(state=tmp_path / "state", web_key="")
    key = signing_key(own)
    assert len(key) >= 43
    assert signing_key(own) == key
    assert own.web_key_file.stat().st_mode & 0o777 == 0o600


def test_a_key_in_the_environment_goes_before_the_file(settings: Settings, tmp_path: Path):
    own = settings.but(state=tmp_path, web_key=KEY)
    assert signing_key(own) == KEY
    assert not own.web_key_file.exists()


def test_a_key_file_without_a_key_is_named(settings: Settings, tmp_path: Path):
    own = settings.but(state=tmp_path, web_key="")
    own.web_key_file.write_text("short")
    with pytest.raises(SettingError, match=r"web\.key holds no key"):
        signing_key(own)


def test_a_short_key_is_refused_and_not_repeated():
    with pytest.raises(SettingError, match="ROLEWISE_WEB_KEY has 6 characters") as refused:
        load_settings({"ROLEWISE_WEB_KEY": "secret"})
    assert "secret" not in str(refused.value)
    assert KEY not in repr(load_settings({"ROLEWISE_WEB_KEY": KEY}))


@pytest.mark.parametrize(
    "origin", ["*", "careers.example.org", "https://a.example/path", "ftp://a.example", "https://"]
)
def test_an_origin_is_a_scheme_and_a_host(origin: str):
    with pytest.raises(SettingError, match="ROLEWISE_WEB_ORIGINS names"):
        load_settings({"ROLEWISE_WEB_ORIGINS": origin})


def test_settings_survive_the_way_through_the_environment():
    origins = "https://A.example, http://b.example:8080"
    given = load_settings({"ROLEWISE_WEB_KEY": KEY, "ROLEWISE_WEB_ORIGINS": origins, "ROLEWISE_WEB_TOKEN_DAYS": "7"})
    assert given.web_origins == ("https://a.example", "http://b.example:8080")
    assert load_settings(given.environment()) == given


def test_a_token_of_a_result_shows_that_and_opens_no_conversation():
    sender = TOKENS.sender(f"Bearer {TOKENS.new().text}")
    link = TOKENS.for_result(sender)
    assert TOKENS.sender_of_result(f"Bearer {link.text}") == sender
    assert code(f"Bearer {link.text}") == "bad_token"


@pytest.mark.parametrize(("tokens", "expected"), [(Tokens(OTHER, 30), "bad_token"), (Tokens(KEY, -1), "expired_token")])
def test_a_link_to_a_result_is_ours_and_ends(tokens: Tokens, expected: str):
    link = tokens.for_result("web-" + "0" * 32)
    with pytest.raises(Refused) as refused:
        TOKENS.sender_of_result(f"Bearer {link.text}")
    assert refused.value.code == expected


def test_a_token_of_a_conversation_is_no_link_to_a_result():
    with pytest.raises(Refused) as refused:
        TOKENS.sender_of_result(f"Bearer {TOKENS.new().text}")
    assert refused.value.code == "bad_token"
