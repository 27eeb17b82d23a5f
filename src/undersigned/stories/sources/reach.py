"""Which addresses of the network may be asked for a story: public ones, and no others.

The tables follow the IANA special-purpose registries. The standard library's `is_global` does not
do: in Python 3.11 it calls 6to4, NAT64 and IPv4 in IPv6 global.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

IPAddress = IPv4Address | IPv6Address

CLOSED_V4 = (
    IPv4Network("0.0.0.0/8"),  # this network, unspecified
    IPv4Network("10.0.0.0/8"),  # private
    IPv4Network("100.64.0.0/10"),  # shared by carriers (CGNAT)
    IPv4Network("127.0.0.0/8"),  # loopback
    IPv4Network("168.63.129.16/32"),  # public by number, but a cloud's service on the host itself
    IPv4Network("169.254.0.0/16"),  # link-local, metadata services
    IPv4Network("172.16.0.0/12"),  # private
    IPv4Network("192.0.0.0/24"),  # protocol assignments
    IPv4Network("192.0.2.0/24"),  # documentation
    IPv4Network("192.31.196.0/24"),  # AS112
    IPv4Network("192.52.193.0/24"),  # multicast tunnels
    IPv4Network("192.88.99.0/24"),  # 6to4 relays
    IPv4Network("192.168.0.0/16"),  # private
    IPv4Network("192.175.48.0/24"),  # AS112
    IPv4Network("198.18.0.0/15"),  # benchmarks
    IPv4Network("198.51.100.0/24"),  # documentation
    IPv4Network("203.0.113.0/24"),  # documentation
    IPv4Network("224.0.0.0/4"),  # multicast
    IPv4Network("240.0.0.0/4"),  # reserved, broadcast
)

# Loopback, unspecified, IPv4 mapped or compatible, NAT64, discard, unique local, link-local,
# site-local, segment routing and multicast all lie outside global unicast.
GLOBAL_V6 = IPv6Network("2000::/3")
CLOSED_V6 = (
    IPv6Network("2001::/23"),  # protocol assignments: Teredo, benchmarks, ORCHID
    IPv6Network("2001:db8::/32"),  # documentation
    IPv6Network("2002::/16"),  # 6to4: an IPv4 address inside
    IPv6Network("2620:4f:8000::/48"),  # AS112
    IPv6Network("3fff::/20"),  # documentation
)


def is_public(address: IPAddress) -> bool:
    """Whether an address is one of the public Internet, for a single host."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in CLOSED_V4)
    if address.scope_id is not None:
        return False
    return address in GLOBAL_V6 and not any(address in network for network in CLOSED_V6)
