"""`undersigned doctor`: one line a finding, each with its remedy."""

import argparse
import os
import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from pytest_django.fixtures import Settings

from tests import cast
from tests.process import run
from undersigned.cli import doctor, examination
from undersigned.cli.examination import Finding
from undersigned.environment import Environment
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.clock import as_of, now
from undersigned.kernel.ids import new_id
from undersigned.ledger.actions import append
from undersigned.owed.actions import owe
from undersigned.owed.models import Owed
from undersigned.scoring.adapters.tests.other import running

KEY = "0123456789abcdefghijklmnopqrstuvwxyz"


@pytest.fixture
def environment(settings: Settings, tmp_path: Path) -> Environment:
    """A machine as it should be: https behind a proxy, a key, files in place."""
    return use(settings, tmp_path)


def use(settings: Settings, tmp_path: Path, **given: object) -> Environment:
    fields = {
        "var_dir": tmp_path,
        "base_url": "https://talk.daily.example",
        "secret_key": KEY,
        "trusted_proxies": 1,
        **given,
    }
    environment = Environment.model_validate(fields)
    settings.ENVIRONMENT = environment
    settings.SECRET_KEY = environment.secret()
    settings.STATIC_ROOT = tmp_path / "static"
    settings.MAIL_DIRECTORY = environment.mail()["MAIL_DIRECTORY"]
    return environment


def test_another_scorer_is_asked_only_where_one_is_set(settings: Settings) -> None:
    assert list(examination.second_opinion()) == []
    with running() as other:
        settings.SECOND_OPINION, settings.SECOND_OPINION_AT = "http", other.at
        assert only(examination.second_opinion()).level == "ok"
        other.status = 500
        found = only(examination.second_opinion())
        assert (found.level, "refused" in found.what) == ("bad", True)


def only(findings: Iterator[Finding]) -> Finding:
    (found,) = findings
    return found


@pytest.mark.parametrize(
    ("given", "level", "word"),
    [
        ({}, "ok", "by https"),
        ({"trusted_proxies": 0}, "warn", "no proxy"),
        ({"base_url": "http://talk.daily.example"}, "bad", "in the clear"),
        ({"base_url": "http://127.0.0.1:8000"}, "warn", "this machine only"),
        ({"base_url": "http://localhost:8000"}, "warn", "this machine only"),
    ],
)
def test_the_address_is_https_and_its_proxies_are_known(
    settings: Settings, tmp_path: Path, given: dict[str, object], level: str, word: str
) -> None:
    use(settings, tmp_path, **given)
    found = only(examination.address())
    assert (found.level, word in found.what) == (level, True)


def test_any_host_is_bad(settings: Settings, tmp_path: Path) -> None:
    use(settings, tmp_path, hosts="*")
    assert next(iter(examination.address())).level == "bad"


def test_a_strong_key_is_well(environment: Environment) -> None:
    assert only(examination.secret_key()).level == "ok"


def test_a_key_that_can_be_guessed_is_bad(settings: Settings, tmp_path: Path) -> None:
    use(settings, tmp_path, secret_key="abc" * 20)
    assert only(examination.secret_key()).level == "bad"


def test_a_kept_key_that_others_can_read_is_bad(settings: Settings, tmp_path: Path) -> None:
    use(settings, tmp_path, secret_key=None)
    assert only(examination.secret_key()).level == "ok"
    (tmp_path / "secret_key").chmod(0o644)
    found = only(examination.secret_key())
    assert (found.level, found.remedy) == ("bad", f"chmod 600 {tmp_path / 'secret_key'}")


def test_a_var_directory_that_is_a_file_is_bad(settings: Settings, tmp_path: Path) -> None:
    use(settings, tmp_path)
    assert only(examination.var_dir()).level == "ok"
    (tmp_path / "var").write_text("")
    use(settings, tmp_path / "var" / "deeper")
    assert only(examination.var_dir()).level == "bad"


def test_static_files_are_collected_or_will_be(environment: Environment, tmp_path: Path) -> None:
    assert only(examination.static_files()).level == "warn"
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").write_text("{}")
    assert only(examination.static_files()).level == "ok"


def test_translations_are_compiled_and_fresh(settings: Settings, tmp_path: Path) -> None:
    settings.LOCALE_PATHS = [tmp_path]
    assert only(examination.translations()).level == "bad"
    messages = tmp_path / "fr" / "LC_MESSAGES"
    messages.mkdir(parents=True)
    (messages / "django.po").write_text("")
    (messages / "django.mo").write_text("")
    assert only(examination.translations()).level == "ok"
    later = (messages / "django.mo").stat().st_mtime + 10

    os.utime(messages / "django.po", (later, later))
    assert only(examination.translations()).level == "warn"


def test_mail_to_files_is_for_trying_out(settings: Settings, tmp_path: Path) -> None:
    use(settings, tmp_path, base_url="http://127.0.0.1:8000")
    assert only(examination.mail()).level == "ok"
    use(settings, tmp_path)
    assert only(examination.mail()).level == "warn"


class Greeter(socketserver.StreamRequestHandler):
    """As much of a mail server as the doctor speaks to."""

    def handle(self) -> None:
        self.wfile.write(b"220 mail.daily.example\r\n")
        while line := self.rfile.readline():
            self.wfile.write(b"250 yes\r\n")
            assert not line.upper().startswith(b"MAIL"), "no mail is sent"


def test_a_mail_server_is_greeted_and_sent_nothing(settings: Settings) -> None:
    settings.MAIL_DIRECTORY = None
    settings.DEFAULT_FROM_EMAIL = "The Daily <no-reply@daily.example>"
    settings.EMAIL_HOST = "127.0.0.1"
    with socketserver.TCPServer(("127.0.0.1", 0), Greeter) as server:
        settings.EMAIL_PORT = server.server_address[1]
        threading.Thread(target=server.handle_request).start()
        assert only(examination.mail()).level == "ok"
    found = only(examination.mail())
    assert (found.level, "127.0.0.1" in found.what) == ("bad", True)


def test_mail_from_localhost_is_doubted(settings: Settings, tmp_path: Path) -> None:
    settings.MAIL_DIRECTORY = None
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    settings.DEFAULT_FROM_EMAIL = "Undersigned <no-reply@localhost>"
    assert [found.level for found in examination.mail()] == ["bad", "warn"]


@pytest.mark.django_db
def test_a_database_in_order_is_well() -> None:
    found = list(examination.database())
    assert {finding.level for finding in found} == {"ok"}
    assert ("SQLite" if connection.vendor == "sqlite" else "PostgreSQL") in found[0].what


def test_a_key_that_is_not_made_yet_is_told(settings: Settings, tmp_path: Path) -> None:
    settings.ENVIRONMENT = Environment(var_dir=tmp_path)
    assert only(examination.secret_key()).level == "warn"


@pytest.mark.parametrize("var", ["var", "."], ids=["no directory yet", "an empty one"])
def test_looking_leaves_nothing_on_the_disk(tmp_path: Path, var: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("UNDERSIGNED_")}
    looked = run("doctor", env=kept | {"UNDERSIGNED_VAR_DIR": str(tmp_path / var)})
    assert (looked.returncode, looked.stderr) == (0, "")
    assert "there is no database yet" in looked.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite would make a database by looking")
def test_looking_makes_no_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "none.sqlite3"))
    assert only(examination.database()).level == "warn"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_missing_tables_are_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examination, "unapplied", lambda: ["stories.0002_more"])
    assert [found.level for found in examination.database()] == ["ok", "bad"]


@pytest.mark.django_db
def test_without_the_database_nothing_more_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable() -> list[str]:
        raise OperationalError("connection refused")

    monkeypatch.setattr(examination, "unapplied", unreachable)
    *_, last = examination.examine()
    assert (last.level, "connection refused" in last.what) == ("bad", True)


@pytest.mark.django_db
def test_work_that_nobody_does_is_bad() -> None:
    owe("mail", {}, due_at=now() - timedelta(minutes=1))
    assert only(examination.work()).level == "ok"
    owe("mail", {}, due_at=now() - timedelta(hours=1))
    found = only(examination.work())
    assert (found.level, "1 piece" in found.what, "undersigned worker" in found.remedy) == ("bad", True, True)
    Owed.objects.update(leased_until=now() + timedelta(minutes=5))
    assert only(examination.work()).level == "ok"


@pytest.mark.django_db
def test_work_given_up_is_told() -> None:
    Owed.objects.create(kind="mail", payload={}, given_up_at=now())
    assert [found.level for found in examination.work()] == ["ok", "warn"]


@pytest.mark.django_db
def test_a_ledger_from_the_future_is_bad() -> None:
    assert only(examination.clock()).level == "ok"
    with as_of(now() + timedelta(days=1)):
        append("community:founded", COMMAND, new_id())
    assert only(examination.clock()).level == "bad"


@pytest.mark.django_db
def test_somebody_is_an_operator() -> None:
    assert only(examination.operators()).level == "warn"
    cast.grant(cast.person("otto@demo.example", "Otto", "Operator"), "operator")
    assert only(examination.operators()).level == "ok"


def typed() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    doctor.add(parser.add_subparsers(required=True))
    return parser.parse_args(["doctor"])


def test_exit_status_is_1_when_anything_is_bad(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    findings = [Finding("ok", "one thing is well"), Finding("warn", "another is odd", "mend it")]
    monkeypatch.setattr(doctor, "examine", lambda: iter(findings))
    assert doctor.run(typed()) == 0
    assert capsys.readouterr().out == "ok    one thing is well\nwarn  another is odd — mend it\n"
    findings.append(Finding("bad", "a third is broken", "mend that first"))
    assert doctor.run(typed()) == 1


@pytest.mark.django_db
def test_every_fault_has_its_remedy() -> None:
    assert all(finding.remedy for finding in examination.examine() if finding.level != "ok")
