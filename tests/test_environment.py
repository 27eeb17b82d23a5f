"""The environment is read once, typed, and refused when bad: every fault at once, no value repeated."""

import multiprocessing
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from undersigned.environment import BadSettings, Environment, read

KEY = "k" * 40


def complaints(**given: str) -> list[str]:
    with pytest.raises(BadSettings) as refused:
        read({f"UNDERSIGNED_{name}": value for name, value in given.items()})
    return str(refused.value).splitlines()


def test_nothing_has_to_be_set() -> None:
    assert read({"PATH": "/bin"}) == Environment()


def test_all_faults_are_told_at_once_by_name() -> None:
    found = complaints(BASE_URL="daily.example", LOG_LEVEL="LOUD", TRUSTED_PROXIES="many", COLOUR="red")
    assert [line.split(":")[0] for line in found] == [
        "UNDERSIGNED_BASE_URL",
        "UNDERSIGNED_LOG_LEVEL",
        "UNDERSIGNED_TRUSTED_PROXIES",
        "UNDERSIGNED_COLOUR",
    ]


def test_a_slip_of_the_pen_is_guessed() -> None:
    assert complaints(BASEURL="x") == [
        "UNDERSIGNED_BASEURL: no such setting; did you mean UNDERSIGNED_BASE_URL?"
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BASE_URL", "ftp://daily.example"),
        ("BASE_URL", "https://daily.example/talk"),
        ("BASE_URL", "https://daily.example?talk"),
        ("BASE_URL", "https://the daily.example"),
        ("BASE_URL", "http://127.0.0.1:abc"),
        ("BASE_URL", "http://127.0.0.1:99999"),
        ("DATABASE_URL", "postgresql://localhost:abc/x"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("MAIL_URL", "imap://localhost"),
        ("MAIL_URL", "smtp:localhost"),
        ("MAIL_URL", "smtp://[localhost"),
        ("MAIL_FROM", "The Daily"),
        ("HOSTS", "https://daily.example"),
        ("HOSTS", "daily.example:8000"),
        ("HOSTS", "talk.daily.example, the daily.example"),
        ("HOSTS", "daily..example"),
        ("HOSTS", "rédaction.example"),
        ("OIDC_ISSUER", "http://accounts.example"),
        ("CORAL_HOLD", "90"),
        ("CORAL_HOLD", "0,9"),
        ("SECOND_OPINION", "oracle"),
        ("SECOND_OPINION_SECONDS", "0"),
        ("SECOND_OPINION_DOUBT", "1.1"),
    ],
)
def test_a_bad_value_is_refused(name: str, value: str) -> None:
    assert complaints(**{name: value})[0].startswith(f"UNDERSIGNED_{name}: ")


@pytest.mark.parametrize("value", ["many", "-1", "11", "1.5", ""])
def test_a_number_of_proxies_that_is_none_is_told_in_our_words(value: str) -> None:
    told = ["UNDERSIGNED_TRUSTED_PROXIES: must be a whole number from 0 to 10"]
    assert complaints(TRUSTED_PROXIES=value) == told


def test_a_secret_that_is_too_short_is_told_in_our_words() -> None:
    assert complaints(SECRET_KEY="short") == ["UNDERSIGNED_SECRET_KEY: must have 32 characters or more"]


def test_what_a_request_may_carry_as_its_host_is_taken() -> None:
    hosts = ("talk.daily.example", ".daily.example", "10.0.0.7", "[::1]", "localhost", "*")
    assert read({"UNDERSIGNED_HOSTS": ", ".join(hosts)}).hosts == hosts


def test_an_address_in_capitals_is_the_same_address() -> None:
    found = read({"UNDERSIGNED_BASE_URL": "HTTPS://Talk.Daily.example/"})
    assert (found.base_url, found.is_secure) == ("https://talk.daily.example", True)


def test_a_var_directory_that_cannot_be_made_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    below = Environment(var_dir=tmp_path / "file" / "var")
    for asked in (below.directory, below.secret):
        with pytest.raises(BadSettings) as refused:
            asked()
        assert str(refused.value) == (
            f"UNDERSIGNED_VAR_DIR: {tmp_path}/file/var cannot be made (Not a directory)"
        )


def test_the_address_last_served_at_is_remembered_unless_one_is_set(tmp_path: Path) -> None:
    unset = Environment(var_dir=tmp_path / "var")
    assert unset.as_last_served() == unset
    unset.keep_served("http://127.0.0.1:9000")
    assert unset.as_last_served().base_url == "http://127.0.0.1:9000"
    named = Environment(var_dir=tmp_path / "var", base_url="https://talk.daily.example")
    assert named.as_last_served() == named


def test_sign_in_with_the_newsrooms_accounts_is_whole_or_off() -> None:
    (found,) = complaints(OIDC_ISSUER="https://accounts.example", OIDC_CLIENT_ID="x")
    assert "all three, or none" in found
    whole = read(
        {
            "UNDERSIGNED_OIDC_ISSUER": "https://accounts.example:8443/realm",
            "UNDERSIGNED_OIDC_CLIENT_ID": "x",
            "UNDERSIGNED_OIDC_CLIENT_SECRET": "y",
        }
    )
    assert whole.oidc_origin == "https://accounts.example:8443"
    assert Environment().oidc_origin == ""


def test_a_secret_comes_from_a_file_and_is_shown_nowhere(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    found = read({"UNDERSIGNED_SECRET_KEY_FILE": str(tmp_path / "key")})
    assert found.secret() == KEY
    assert KEY not in repr(found)


def test_a_secret_that_is_refused_is_not_repeated() -> None:
    assert "hush-hush" not in "\n".join(complaints(SECRET_KEY="hush-hush"))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    assert complaints(SECRET_KEY_FILE=str(tmp_path / "none")) == [
        "UNDERSIGNED_SECRET_KEY_FILE: cannot be read (No such file or directory)"
    ]


def test_given_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(KEY)
    found = complaints(SECRET_KEY=KEY, SECRET_KEY_FILE=str(tmp_path / "key"))
    assert found == ["UNDERSIGNED_SECRET_KEY: given both directly and by file"]


def made(var_dir: Path) -> str:
    return Environment(var_dir=var_dir).secret()


def test_processes_that_start_together_make_one_secret(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        secrets = set(pool.map(made, [tmp_path / "var"] * 16))
    assert len(secrets) == 1
    assert len(secrets.pop()) >= 50
    (kept,) = (tmp_path / "var").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_the_database_is_a_file_unless_one_is_named(tmp_path: Path) -> None:
    embedded = Environment(var_dir=tmp_path).database()
    assert embedded["NAME"] == str(tmp_path / "undersigned.sqlite3")
    assert embedded["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    served = Environment(database_url="postgresql://u:p%40ss@db:5433/talk").database()
    assert (served["HOST"], served["PORT"], served["PASSWORD"]) == ("db", 5433, "p@ss")
    assert served["OPTIONS"]["server_side_binding"] is True
    pooled = Environment(database_url="postgresql://db/talk?server_side_binding=false").database()
    assert pooled["OPTIONS"]["server_side_binding"] is False


def test_mail_goes_to_files_unless_a_server_is_named(tmp_path: Path) -> None:
    assert Environment(var_dir=tmp_path).mail()["MAIL_DIRECTORY"] == tmp_path / "mail"
    assert Environment(mail_url="file:", var_dir=tmp_path).mail()["MAIL_DIRECTORY"] == tmp_path / "mail"
    assert Environment(mail_url="file:/srv/post").mail()["MAIL_DIRECTORY"] == Path("/srv/post")


@pytest.mark.parametrize(
    ("scheme", "port", "starttls", "tls"),
    [("smtp", 25, False, False), ("smtp+tls", 587, True, False), ("smtps", 465, False, True)],
)
def test_a_mail_server_by_address(scheme: str, port: int, starttls: bool, tls: bool) -> None:
    found = Environment(mail_url=f"{scheme}://post%40daily:s%2Fh@mail.example").mail()
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example", port)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("post@daily", "s/h")
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (starttls, tls)


def test_the_process_exits_with_a_reason() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import undersigned.settings"],
        env=os.environ | {"UNDERSIGNED_COLOUR": "red"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr == "undersigned cannot start: settings refused\nUNDERSIGNED_COLOUR: no such setting\n"


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"SECOND_OPINION": "http"}, "AT"),
        ({"SECOND_OPINION": "http", "SECOND_OPINION_AT": "file:///etc/passwd"}, "AT"),
        ({"SECOND_OPINION": "chat", "SECOND_OPINION_AT": "http://127.0.0.1:8080/v1"}, "MODEL"),
    ],
)
def test_a_second_opinion_that_nobody_can_be_asked_for_is_refused(
    given: dict[str, str], missing: str
) -> None:
    assert complaints(**given)[0].startswith(f"UNDERSIGNED_SECOND_OPINION_{missing}: ")


def test_a_second_opinion_needs_an_address_or_a_directory() -> None:
    chat = {"": "chat", "_AT": "http://127.0.0.1:8080/v1", "_MODEL": "local", "_DOUBT": "1"}
    found = read({f"UNDERSIGNED_SECOND_OPINION{name}": value for name, value in chat.items()})
    assert (found.second_opinion, found.second_opinion_doubt) == ("chat", 1)
    onnx = {"UNDERSIGNED_SECOND_OPINION": "onnx", "UNDERSIGNED_SECOND_OPINION_AT": "/srv/models/ours"}
    assert read(onnx).second_opinion_for == ("*",)


@pytest.mark.parametrize(
    ("given", "found"), [("", ()), ("one", ("one",)), (" one , two,", ("one", "two")), (" , ", ())]
)
def test_nobody_signs_with_an_empty_secret(given: str, found: tuple[str, ...]) -> None:
    assert read({"UNDERSIGNED_CORAL_SECRETS": given}).coral() == found
