"""Over a network a server proves who it is before anything is said; a password comes from libpq's own file."""

import os
import socket
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from siptui.store.faults import StoreFault
from siptui.store.store import Store
from support.postgres.private_server import OWNER, Server, candidates, server

SECRET = "hunter2-tell-nobody"


def certificate(folder: Path, host: str) -> tuple[Path, Path]:
    """A certificate of a host that it has signed itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "server.crt", folder / "server.key"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, plain)
    )
    return paths


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Networked:
    """A server on a port of this machine with a certificate; it asks for passwords there."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.private = Server(programs, safe=False)
        self.name = self.private.new_database()
        Store.create(self.private.address(self.name), OWNER)
        self.private.sql(f"alter role {OWNER} password '{SECRET}'")
        self.private.stop()
        self.certificate, key = certificate(folder, "localhost")
        there = self.private.folder / "server.key"
        there.write_bytes(key.read_bytes())
        (self.private.folder / "server.crt").write_bytes(self.certificate.read_bytes())
        about = self.private.folder.stat()
        os.chown(there, about.st_uid, about.st_gid)
        there.chmod(0o600)
        asked = self.private.folder / "data" / "pg_hba.conf"
        asked.write_text("local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n")
        self.port = free_port()
        given = ("listen_addresses=127.0.0.1", "ssl=on")
        files = (f"ssl_cert_file={self.private.folder}/server.crt", f"ssl_key_file={there}")
        try:
            self.private.start(*given, *files, port=self.port)
        except RuntimeError:
            self.private.end()
            raise

    def address(self, *options: str, host: str = "localhost") -> str:
        return f"postgresql://{OWNER}@{host}:{self.port}/{self.name}?{'&'.join(options)}"


@pytest.fixture(scope="module")
def networked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Networked]:
    server()  # or there is none at all
    found = next(filter(None, (tried(tmp_path_factory.mktemp("network"), each) for each in candidates())), None)
    if found is None:
        pytest.skip("no PostgreSQL server here speaks TLS")
    yield found
    found.private.end()


def tried(folder: Path, programs: Path) -> Networked | None:
    """A server of those programs; None where they were built without TLS, as some packaged ones are."""
    try:
        return Networked(folder, programs)
    except (OSError, RuntimeError, subprocess.SubprocessError):
        return None


@pytest.fixture
def password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, networked: Networked) -> None:
    """A password file of libpq's, and nothing else of whoever runs the tests."""
    for name in ("PGSSLMODE", "PGSSLROOTCERT", "PGSERVICE", "PGPASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    kept = tmp_path / "pgpass"
    kept.write_text(f"*:*:*:{OWNER}:{SECRET}\n")
    kept.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(kept))


@pytest.mark.usefixtures("password")
def test_a_server_that_nobody_vouches_for_is_refused(networked: Networked) -> None:
    with pytest.raises(StoreFault, match="certificate") as caught:
        Store(networked.address(), "x")
    assert SECRET not in str(caught.value)


@pytest.mark.usefixtures("password")
def test_one_whose_certificate_one_has_is_believed(networked: Networked) -> None:
    store = Store(networked.address(f"sslrootcert={networked.certificate}"), OWNER)
    assert store.subjects() == []
    assert list(store.care.faults()) == []


@pytest.mark.usefixtures("password")
def test_a_certificate_of_another_host_is_refused(networked: Networked) -> None:
    with pytest.raises(StoreFault, match="certificate"):
        Store(networked.address(f"sslrootcert={networked.certificate}", host="127.0.0.1"), "x")


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize(
    ("mode", "said"), [("disable", "without encryption"), ("require", "without proof that it is that server")]
)
def test_verify_says_where_a_server_is_not_proven(networked: Networked, mode: str, said: str) -> None:
    store = Store(networked.address(f"sslmode={mode}"), OWNER)
    assert [problem.what.endswith(said) for problem in store.care.faults()] == [True]


@pytest.mark.usefixtures("password")
def test_a_wrong_password_is_said_without_it(networked: Networked, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = "another-secret"
    monkeypatch.setenv("PGPASSWORD", wrong)
    with pytest.raises(StoreFault) as caught:
        Store(networked.address(f"sslrootcert={networked.certificate}"), OWNER)
    said = caught.value.problem.line()
    assert "password authentication failed" in said
    assert wrong not in said
    assert SECRET not in said
