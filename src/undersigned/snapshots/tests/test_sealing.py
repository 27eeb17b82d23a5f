"""Sealed answers: every encoding says the same, and the one that is wanted is chosen."""

import gzip

import brotli
import pytest
import zstandard

from undersigned.snapshots.sealing import accepted, seal

BODY = "Que la lumière soit. ".encode() * 200


def test_every_form_unpacks_to_the_same_bytes() -> None:
    sealed = seal(BODY, "text/plain", language="fr")
    unpacked = {
        b"": bytes,
        b"br": brotli.decompress,
        b"gzip": gzip.decompress,
        b"zstd": zstandard.decompress,
    }
    assert {name: unpack(sealed.forms[name][1]) for name, unpack in unpacked.items()} == dict.fromkeys(
        unpacked, BODY
    )
    for name, (headers, body) in sealed.forms.items():
        told = dict(headers)
        assert told[b"content-length"] == str(len(body)).encode()
        assert told.get(b"content-encoding", b"") == name
        assert told[b"content-language"] == b"fr"
        assert told[b"etag"] == sealed.etag


def test_the_same_bytes_are_the_same_tag_and_others_are_not() -> None:
    assert seal(BODY, "text/plain").etag == seal(BODY, "text/plain").etag
    assert seal(BODY, "text/plain").etag != seal(BODY + b".", "text/plain").etag


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (b"", b""),
        (b"identity", b""),
        (b"gzip", b"gzip"),
        (b"gzip, deflate, br, zstd", b"br"),
        (b"gzip, zstd", b"zstd"),
        (b"br;q=0, gzip", b"gzip"),
        (b"BR ; q=1.0", b"br"),
        (b"*", b"br"),
        (b"*;q=0", b""),
        (b"gzip;q=0.0, *", b"br"),
    ],
)
def test_the_best_of_what_is_accepted_is_chosen(header: bytes, chosen: bytes) -> None:
    assert accepted(header) == chosen
