"""A real PostgreSQL for whoever asks for it."""

from collections.abc import Iterator

import pytest

from benchmarks.drills.storage_servers import PostgreSQL


@pytest.fixture(scope="package")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgreSQL]:
    server = PostgreSQL(tmp_path_factory.mktemp("postgresql"))
    yield server
    server.end()


@pytest.fixture
def address(cluster: PostgreSQL, request: pytest.FixtureRequest) -> str:
    """The address of an empty database."""
    return cluster.new_database(f"test_{abs(hash(request.node.nodeid))}")
