"""What the tests of the understanding have in common."""

import pytest

from bot.nlu.roles import RoleLinker
from bot.reading.naming import linker_of


@pytest.fixture(scope="module")
def linker(small) -> RoleLinker:
    return RoleLinker(linker_of(small).mentions)
