"""Ports: free, taken, and what is said about it."""

from __future__ import annotations

import socket

import pytest

from bot.errors import PortInUse, StartFailed
from bot.supervisor.ports import address, claim, free, is_free

pytestmark = pytest.mark.loopback


@pytest.fixture
def taken():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        yield listener.getsockname()[1]


def test_a_free_port_can_be_claimed():
    port = free("127.0.0.1")
    assert is_free("127.0.0.1", port)
    assert claim("127.0.0.1", port, "ATTACHE_RASA_PORT") == port


def test_no_outgoing_connection_takes_a_free_one_before_its_server_starts():
    lowest_outgoing = 32768  # of Linux; the other systems begin higher
    assert all(1024 <= free("127.0.0.1") < lowest_outgoing for _ in range(50))


def test_no_port_is_free_on_another_machine():
    with pytest.raises(OSError, match="requested address"):
        free("192.0.2.1")


def test_a_taken_one_is_named_with_its_setting(taken):
    assert not is_free("127.0.0.1", taken)
    with pytest.raises(PortInUse) as error:
        claim("127.0.0.1", taken, "ATTACHE_RASA_PORT")
    assert str(error.value) == (
        f"Port {taken} on 127.0.0.1 is taken by another program. "
        "Stop that program, or set ATTACHE_RASA_PORT to a free port."
    )


def test_an_address_of_another_machine_is_named():
    with pytest.raises(StartFailed, match=r"^192\.0\.2\.1 is not an address of this machine\. Correct ATTACHE_HOST\.$"):
        claim("192.0.2.1", 5005, "ATTACHE_RASA_PORT")


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:5005"),
        ("::1", "http://[::1]:5005"),
        ("0.0.0.0", "http://127.0.0.1:5005"),  # noqa: S104 - what is listened on, not what is called
        ("::", "http://[::1]:5005"),
        ("10.1.2.3", "http://10.1.2.3:5005"),
    ],
)
def test_where_a_client_calls(host, expected):
    assert address(host, 5005) == expected
