"""Connections to the public internet and nowhere else.

An address that somebody typed, or that a page redirects to, must not make this machine ask its own
services or those beside it. What a name resolves to is checked, and the connection goes to the very
address that was checked; every redirection is a connection of its own. Behind a proxy the proxy
connects, and decides.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, getproxies

from laws.refusals import Refusal
from laws.sources.timed_http import TimedHTTPConnection, TimedHTTPSConnection


class NotPublic(Refusal, OSError):
    """A connection that is not made, because it would lead into a private network."""


# Ranges of IPv6 whose last 32 bits are an address of IPv4: compatible, mapped, translated, NAT64's.
CARRIERS = tuple(
    IPv6Network(f"{start}/96") for start in ("::", "::ffff:0:0", "::ffff:0:0:0", "64:ff9b::")
)
# All of IPv6 that is given to the internet; what is beside it is for networks of one's own.
GIVEN_OUT = IPv6Network("2000::/3")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet; one of IPv4 inside of IPv6 counts."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        if any(ip in network for network in CARRIERS):
            ip = IPv4Address(int(ip) & 0xFFFFFFFF)
        elif ip not in GIVEN_OUT:
            return False
        else:
            ip = ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


def connect_publicly(address, *arguments, **options) -> socket.socket:
    """As socket.create_connection, but only to addresses of the public internet."""
    if address in _proxies():
        return socket.create_connection(address, *arguments, **options)
    found = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)
    problem = NotPublic("its address belongs to a private network")
    for *_, (ip, port, *_) in found:
        if is_public(ip):
            try:
                return socket.create_connection((ip, port), *arguments, **options)
            except OSError as error:
                problem = error
    raise problem


def _proxies():
    return {(parts.hostname, parts.port) for parts in map(urlsplit, getproxies().values())}


class _PublicHTTP(TimedHTTPConnection):
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        # Where http.client itself asks for a socket, for HTTPS as well; the name stays for TLS.
        self._create_connection = connect_publicly


class _PublicHTTPS(TimedHTTPSConnection, _PublicHTTP):
    pass


class PublicHTTP(HTTPHandler):
    """Opens http:// addresses of the public internet."""

    def http_open(self, request):
        return self.do_open(_PublicHTTP, request)


class PublicHTTPS(HTTPSHandler):
    """Opens https:// addresses of the public internet, and verifies whom it speaks to."""

    def https_open(self, request):
        return self.do_open(_PublicHTTPS, request)


PUBLIC_ONLY = (PublicHTTP, PublicHTTPS)
"""Handlers for urllib.request.build_opener."""
