"""What the PostgreSQL store does when the server goes away."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.stores import Store, open_store

pytestmark = pytest.mark.postgres


def end_connections(database: str) -> None:
    import psycopg

    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()")


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = open_store(database)
    opened.save("k", "one", None)
    yield opened
    opened.close()


def test_a_broken_connection_is_opened_anew(store: Store, database: str) -> None:
    end_connections(database)
    held = store.load("k")
    assert held is not None
    end_connections(database)
    assert store.save("k", "two", held[1])
    end_connections(database)
    store.delete("k")
    end_connections(database)
    assert store.ready()
    assert store.load("k") is None


def test_a_server_that_is_down_is_named_not_ready_and_taken_up_again(store: Store, server: Any) -> None:
    import psycopg

    server.stop()
    try:
        assert not store.ready()
        with pytest.raises(psycopg.OperationalError):
            store.load("k")
    finally:
        server.start()
    assert store.ready()
    held = store.load("k")
    assert held is not None
    assert held[0] == "one"


def test_a_statement_refused_by_the_server_leaves_the_store_usable(store: Store) -> None:
    import psycopg

    with pytest.raises(psycopg.DataError):
        store.save("\0", "x", None)
    assert store.ready()


def test_an_address_nobody_answers_is_refused(server: Any) -> None:
    import psycopg

    with pytest.raises(psycopg.OperationalError):
        open_store(server.address("nosuchdatabase"))
