"""Counting messages, against a slow list of all of them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.limits import WINDOW, Limit, counted_address, is_of_this_machine


@given(
    st.integers(1, 4),
    st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 40)), max_size=40),
)
def test_no_minute_has_more_than_the_limit_and_nobody_waits_for_others(most, steps):
    limit, now = Limit(most), 0.0
    granted: list[tuple[str, float]] = []
    for key, pause in steps:
        now += pause
        recent = [when for who, when in granted if who == key and when > now - WINDOW]
        wait = limit.take(key, now)
        if len(recent) < most:
            assert wait == 0
            granted.append((key, now))
        else:
            assert wait == max(1, math.ceil(recent[-most] + WINDOW - now))


def test_keys_that_are_silent_are_forgotten():
    limit = Limit(3)
    for visitor in range(1000):
        limit.take(str(visitor), visitor)
    assert len(limit._taken) <= WINDOW + 1


def test_of_an_ipv6_address_the_network_is_counted():
    assert counted_address("2001:db8::1") == counted_address("2001:db8::ffff")
    assert counted_address("2001:db8::1") != counted_address("2001:db8:1::1")
    assert counted_address("192.0.2.1") != counted_address("192.0.2.2")
    assert counted_address("unix:") == "unix:"


@pytest.mark.parametrize(
    "written", ["2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:443", "[2001:DB8::2]:1", "2001:db8:0:0::3"]
)
def test_an_address_is_counted_however_a_proxy_writes_it(written: str):
    assert counted_address(written) == "2001:db8::/64"


@pytest.mark.parametrize("written", ["192.0.2.1", "192.0.2.1:443", "::ffff:192.0.2.1", "[::ffff:192.0.2.1]:443"])
def test_an_ipv4_address_is_one_however_it_is_written(written: str):
    assert counted_address(written) == "192.0.2.1"


@pytest.mark.parametrize("written", ["unknown", "_hidden", "[", "[]:1", "1.2.3:4", "", "[x]:y"])
def test_what_is_no_address_is_counted_as_it_is(written: str):
    assert counted_address(written) == written


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.0.1", "::1", "[::1]:80", "127.0.0.1:5005", "::ffff:127.0.0.1"])
def test_this_machine_is_known_however_it_is_written(address: str):
    assert is_of_this_machine(address)


@pytest.mark.parametrize(
    "address", ["198.51.100.7", "::2", "10.0.0.1", "", "localhost", "::ffff:198.51.100.7", "0.0.0.0"]
)
def test_no_other_is_taken_for_it(address: str):
    assert not is_of_this_machine(address)
