"""`undersigned newsroom trust | distrust`."""

import argparse
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from undersigned.cli import newsroom
from undersigned.communities.models import Community
from undersigned.kernel.errors import Invalid
from undersigned.people.models import NewsroomKey


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    newsroom.add(parser.add_subparsers(required=True))
    arguments = parser.parse_args(["newsroom", *words])
    return int(arguments.run(arguments))


def test_a_key_is_trusted_and_trusted_no_longer(
    news: Community, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = ed25519.Ed25519PrivateKey.generate().public_key()
    file = tmp_path / "key.pem"
    file.write_bytes(
        key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    assert run("trust", "news", "daily-2026", str(file)) == 0
    assert NewsroomKey.objects.get(ended_at=None).algorithm == "EdDSA"
    assert run("distrust", "daily-2026") == 0
    assert not NewsroomKey.objects.filter(ended_at=None).exists()
    assert "daily-2026 may now sign people in: news" in capsys.readouterr().out


def test_a_file_that_is_no_key_is_refused(news: Community, tmp_path: Path) -> None:
    for file in (tmp_path / "missing.pem", Path(__file__)):
        with pytest.raises(Invalid):
            run("trust", "news", "daily-2026", str(file))
