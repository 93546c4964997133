"""What can be odd about a request: for each twist a strategy of hypothesis, by the door that it goes to."""

import gzip
import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from hypothesis import strategies as st

from benchmarks.drills.requests import DOORS, HOST, JSON_TYPE, Request, meant

Strategy = st.SearchStrategy[Request]

# Texts that break what reads them, beside whatever hypothesis finds.
NASTY = (
    "",
    " ",
    "\0",
    "\ud800",
    "\udfff\ud800",
    "\u202e",
    "\ufeff",
    "e\u0301" * 40,
    "😀" * 30,
    "/",
    "/restart",
    "%s{0}",
)
texts = st.text(st.characters(), max_size=40) | st.sampled_from(NASTY) | st.integers(1, 20000).map("x".__mul__)
numbers = st.sampled_from(("1e999", "-1e999", "NaN", "Infinity", "-0", "9" * 400, "9" * 5000, "1E400", "0.1e-999"))
# JSON that is no more than that.
values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
some_bytes = st.binary(max_size=60)


def _dumped(fields: Any) -> bytes:
    return json.dumps(fields).encode()


def as_meant(door: str) -> Strategy:
    return st.builds(meant, st.just(door))


def other_words(door: str) -> Strategy:
    """What is text in the fields is any text."""
    fields = DOORS[door].fields()
    text = {name: texts for name, value in fields.items() if isinstance(value, str)}
    return st.fixed_dictionaries({}, optional=text).map(lambda some: meant(door).but(body=_dumped({**fields, **some})))


def wrong_types(door: str) -> Strategy:
    """Fields are anything, missing, or others; or it is no object at all."""
    fields = DOORS[door].fields()
    some = st.fixed_dictionaries({}, optional={name: values for name in fields})
    partly = some.map(lambda some: {**fields, **some})
    found = partly | some | values | _deeper(fields)
    return found.map(lambda found: meant(door).but(body=_dumped(found)))


def _deeper(fields: dict[str, Any]) -> st.SearchStrategy[Any]:
    """The same, but for one field of an object within."""
    within = [(name, key) for name, value in fields.items() if isinstance(value, dict) for key in value]
    if not within:
        return values
    place = st.sampled_from(within)
    return st.builds(lambda place, value: {**fields, place[0]: {**fields[place[0]], place[1]: value}}, place, values)


def no_json(door: str) -> Strategy:
    cut = st.integers(0, 60).map(lambda length: meant(door).body[:length])
    return (some_bytes | cut | texts.map(_utf8)).map(lambda body: meant(door).but(body=body))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def deep(door: str) -> Strategy:
    opened = st.sampled_from((b"[", b'{"a":', b'[{"a":'))
    return st.builds(lambda part, depth: meant(door).but(body=part * depth), opened, st.integers(1, 5000))


def huge_numbers(door: str) -> Strategy:
    names = sorted(DOORS[door].fields()) or ["a"]
    return st.builds(
        lambda name, number: meant(door).but(body=f'{{"{name}": {number}}}'.encode()), st.sampled_from(names), numbers
    )


def other_encodings(door: str) -> Strategy:
    def encoded(charset: str, how: str) -> Request:
        body = meant(door).body
        headers = (HOST, (b"Content-Type", f"application/json; charset={charset}".encode()))
        if how == "gzip":
            return meant(door).but(headers=(*headers, (b"Content-Encoding", b"gzip")), body=gzip.compress(body))
        return meant(door).but(headers=headers, body=b"\xff\xfe" + body if how == "raw" else body.decode().encode(how))

    charsets = st.sampled_from(("utf-8", "utf-16", "latin-1", "nonsense", "", "\xff"))
    return st.builds(encoded, charsets, st.sampled_from(("utf-16", "utf-32", "utf-7", "cp037", "raw", "gzip")))


def other_types(door: str) -> Strategy:
    types = (
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "",
        "/",
    )
    bodies = st.sampled_from((b"payload=%7B", b"a=b&a=%ff", b"--x\r\n\r\n--x--", b"")) | some_bytes
    return st.builds(
        lambda kind, body: meant(door).but(headers=(HOST, (b"Content-Type", kind.encode())), body=body),
        st.sampled_from(types),
        bodies,
    )


def odd_lengths(door: str) -> Strategy:
    """What says how long the body is, is no length, or not that of the body."""
    written = st.sampled_from(
        (b"-5", b"-1", b"+2", b"5_0", b"0x10", b"", b" ", b"abc", b"1.5", b"1e3", b"9" * 30, b"2, 2")
    )
    length = written | st.integers(-3, 300).map(lambda number: str(number).encode())
    lengths = st.lists(length, min_size=1, max_size=2)
    return lengths.map(
        lambda lengths: meant(door).but(
            headers=(HOST, JSON_TYPE, *((b"Content-Length", each) for each in lengths)), whole=False
        )
    )


def chunks(door: str) -> Strategy:
    """In chunks, of which the sizes are right or odd; and maybe with a length as well."""
    size = st.sampled_from((b"2", b"-2", b"+2", b"0x2", b"fffffffff", b"zz", b"", b"2;a=b", b"1_0", b" 2"))
    end = st.sampled_from(
        (b"0\r\n\r\n", b"0\r\n", b"", b"0\r\nTrailer: x\r\n\r\n", b"00\r\n\r\nGET / HTTP/1.1\r\n\r\n")
    )
    coding = st.sampled_from((b"chunked", b"Chunked", b"gzip, chunked", b"chunked, identity", b"xchunked"))
    besides = st.sampled_from(((), ((b"Content-Length", b"4"),)))
    return st.builds(
        lambda sizes, end, coding, besides: meant(door).but(
            headers=(HOST, JSON_TYPE, (b"Transfer-Encoding", coding), *besides),
            body=b"".join(size + b"\r\n{}\r\n" for size in sizes) + end,
            whole=False,
        ),
        st.lists(size, max_size=3),
        end,
        coding,
        besides,
    )


def methods(door: str) -> Strategy:
    usual = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "CONNECT", "post", "BREW", "X" * 9000)
    known = st.sampled_from(usual).map(str.encode)
    # What has no body leaves it behind as the next request; so does an answer without one.
    return (known | some_bytes).map(
        lambda method: meant(door).but(method=method, whole=method in map(str.encode, usual[:3]))
    )


def targets(door: str) -> Strategy:
    path = DOORS[door].path.encode()
    odd = (
        b"%00",
        b"%ff",
        b"/..",
        b"/%2e%2e/",
        b"//",
        b"?a=%",
        b"?after=-1",
        b"?after=\xff",
        b"#x",
        b" ",
        b"\xc3\xa9",
        b";",
    )
    ends = st.sampled_from(odd) | st.sampled_from((b"a" * 9000, b"?" + b"a=b&" * 3000)) | some_bytes
    others = st.sampled_from(
        (b"*", b"http://[::1", b"//x", b"", b"..", b"/conversations/drill/tracker", b"/status", b"/%")
    )
    found = st.builds(lambda end: path + end, ends) | others
    return found.map(lambda target: meant(door).but(target=target, whole=False))


def headers(door: str) -> Strategy:
    odd = (
        *((b"Host", b""), (b"Host", b"evil.example:99999999"), (b"Host", b"[::"), (b"X", b"a" * 9000), (b"", b"x")),
        *((b"Authorization", b"Bearer \xff"), (b"Authorization", b"Basic !"), (b"Authorization", b"Bearer a.b.c")),
        *((b"Cookie", b"a=b; =; ;;;\x01"), (b"Expect", b"100-continue"), (b"Expect", b"x"), (b"Upgrade", b"websocket")),
        *((b"Connection", b"close"), (b"Connection", b"x, y"), (b"X-Forwarded-For", b"x\x00"), (b"Origin", b"null")),
        *((b"Range", b"bytes=-9"), (b"If-None-Match", b'"'), (b"Accept", b";q=x"), (b"Accept-Encoding", b"\x80")),
        *((b"X-Slack-Request-Timestamp", b"9" * 400), (b"X-Slack-Signature", b"\xff"), (b"Forwarded", b'for=;by="')),
    )
    pair = st.sampled_from(odd) | st.tuples(some_bytes, some_bytes)
    many = st.lists(pair, max_size=4) | st.integers(1, 300).map(lambda count: [(b"X", b"y")] * count)
    first = st.sampled_from(((HOST, JSON_TYPE), (JSON_TYPE,), (HOST, HOST, JSON_TYPE)))
    return st.builds(lambda first, many: meant(door).but(headers=(*first, *many), whole=False), first, many)


def heads(door: str) -> Strategy:
    """It is hardly HTTP."""
    versions = (b"HTTP/1.0", b"HTTP/2.0", b"HTTP/0.9", b"HTTP/9.9", b"", b"http/1.1", b"HTTP/1.1 x", b"HTTP/1.1\n\n")
    return (st.sampled_from(versions) | some_bytes).map(lambda version: meant(door).but(version=version, whole=False))


TWISTS: Mapping[str, Callable[[str], Strategy]] = {
    "as meant": as_meant,
    "other words": other_words,
    "wrong types": wrong_types,
    "no JSON": no_json,
    "deep": deep,
    "huge numbers": huge_numbers,
    "other encodings": other_encodings,
    "other types": other_types,
    "odd lengths": odd_lengths,
    "chunks": chunks,
    "methods": methods,
    "targets": targets,
    "headers": headers,
    "heads": heads,
}


@cache
def requests_of(door: str, twist: str) -> Strategy:
    """Requests to one door with one twist."""
    return TWISTS[twist](door).map(lambda request: request.but(twist=twist))


requests = st.tuples(st.sampled_from(sorted(DOORS)), st.sampled_from(sorted(TWISTS))).flatmap(
    lambda chosen: requests_of(*chosen)
)
