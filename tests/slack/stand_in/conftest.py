from collections.abc import Iterator

import pytest

from tests.slack.stand_in import SlackSide


@pytest.fixture
def slack() -> Iterator[SlackSide]:
    with SlackSide() as side:
        yield side
