"""Ports: whether one is free, and a free one."""

from __future__ import annotations

import errno
import ipaddress
import secrets
import socket

from bot.errors import PortInUse, StartFailed

__all__ = ["address", "claim", "free", "is_free"]

# Below what Linux (32768) and the others (49152) give to outgoing connections: a port of that kind is taken by the next
# connection that any process makes, before the server it was meant for has started.
_LOWEST, _HIGHEST = 10240, 32767
_TRIES = 100


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _bind(host: str, port: int) -> int:
    with socket.socket(_family(host), socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # what has just been closed counts as free
        listener.bind((host, port))
        listener.listen(1)
        return int(listener.getsockname()[1])


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen at ``port`` of ``host``."""
    try:
        _bind(host, port)
    except OSError:
        return False
    return True


def claim(host: str, port: int, setting: str, *, host_setting: str = "ATTACHE_HOST") -> int:
    """``port``, if a server could listen there.

    Raises:
        PortInUse: another program does.
        StartFailed: it is not allowed, or ``host`` is not an address of this machine.
    """
    try:
        return _bind(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(
                f"Port {port} on {host} is taken by another program. "
                f"Stop that program, or set {setting} to a free port."
            ) from None
        if error.errno == errno.EADDRNOTAVAIL:
            raise StartFailed(f"{host} is not an address of this machine. Correct {host_setting}.") from None
        raise StartFailed(
            f"Port {port} on {host} cannot be used ({error.strerror}). Set {setting} to another port."
        ) from None


def free(host: str) -> int:
    """A port that was free a moment ago, and that no outgoing connection will take."""
    for _ in range(_TRIES):
        port = _LOWEST + secrets.randbelow(_HIGHEST + 1 - _LOWEST)
        if is_free(host, port):
            return port
    return _bind(host, 0)  # nearly all of them are taken, or ``host`` is no address of this machine and this says so


def address(host: str, port: int) -> str:
    """Where a client on this machine reaches a server that listens on ``host``: ``http://127.0.0.1:5005``."""
    ip = ipaddress.ip_address(host)
    if ip.is_unspecified:  # "all addresses" is where one listens, not where one calls
        ip = ipaddress.ip_address("::1" if ip.version == 6 else "127.0.0.1")
    return f"http://[{ip}]:{port}" if ip.version == 6 else f"http://{ip}:{port}"
