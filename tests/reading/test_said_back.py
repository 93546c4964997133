"""Names that a message says back, which is not what it asks about."""

import pytest

from bot.reading.mentions import Mention
from bot.reading.read import read
from bot.reading.reading import Asked


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("head baker? no. shop manager, what do they get", ["shop_manager"]),
        ("what does a head baker get? the shop manager, I mean", ["head_baker"]),
    ],
)
def test_a_name_that_is_only_said_back_is_not_what_a_message_asks_about(text: str, roles: list[str]):
    mentions = [
        Mention(text.find(name), text.find(name) + len(name), name, (name.replace(" ", "_"),), True)
        for name in ("head baker", "shop manager")
    ]
    assert [each.roles[0] for each in read(text, Asked.pay, 0.9, mentions).roles] == roles
