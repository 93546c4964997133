import pytest

from bot.knowledge.files import Knowledge, read_knowledge
from tests.conftest import SMALL_TREE, write_tree


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return read_knowledge(write_tree(tmp_path_factory.mktemp("bakery"), SMALL_TREE))
