"""Nothing of ours is needed to open, check or prove a package: stock tools do it.

Each test follows FORMAT.md section 12 with age, unzip, sha256sum and ssh-keygen, once on a good
file and once on a wrong one, which the tool must turn down.
"""

import shutil
import subprocess
from dataclasses import replace

import pytest

from app.domain.handover import Carried, Mode
from storage.handover import certificates, envelope, receipt, signers, writer
from storage.handover.verify import read_identities, verify
from tests.format import forge, world
from tests.format.world import DAY, NOON


def needs(*tools):
    gone = [tool for tool in tools if shutil.which(tool) is None]
    return [
        *(pytest.mark.interop(tool) for tool in tools),
        pytest.mark.skipif(bool(gone), reason=f"not installed: {', '.join(gone)}"),
    ]


def run(folder, *command, stdin=None):
    given = {"stdin": stdin} if stdin else {"input": b""}
    return subprocess.run(
        command, cwd=folder, capture_output=True, check=False, timeout=60, **given
    )


@pytest.fixture
def stranger(tmp_path):
    """What a stranger has: the file, the desk's key, the trust file; all by stock tools."""
    mode = Mode.LIVE
    return unpacked(tmp_path, mode)


def unpacked(folder, mode, by=None):
    by = by or world.norfolk(mode).worker()
    carried = Carried(world.a_slice(world.norfolk(mode).worker()), world.OUT)
    sealed = writer.seal(world.a_parcel(carried, mode=mode), by, world.book(mode))
    (folder / sealed.name).write_bytes(sealed.content)
    (folder / "key.txt").write_text(world.IDENTITIES["west/mash"] + "\n")
    (folder / "trust.txt").write_text(signers.write_book(world.book(mode)))
    assert run(folder, "age", "-d", "-i", "key.txt", "-o", "h.zip", sealed.name).returncode == 0
    assert run(folder, "unzip", "-q", "h.zip", "-d", "h").returncode == 0
    return folder


def proved(folder, statement, who, namespace, when="20260310120000Z", *more, trust="trust.txt"):
    path = folder / "h" / statement
    with path.open("rb") as message:
        done = run(
            folder, "ssh-keygen", "-Y", "verify", "-O", f"verify-time={when}", "-f", trust,
            "-I", who, "-n", namespace, "-s", f"{path}.sig", *more, stdin=message,
        )  # fmt: skip
    return done.returncode == 0


JO, SUE = "jo@norfolk.example", "sue+supervisor@norfolk.example"


class TestStrangersCheck:
    pytestmark = needs("age", "unzip", "sha256sum", "ssh-keygen")

    def test_the_whole_check_passes_on_a_good_package(self, stranger):
        top = stranger / "h"
        assert run(top, "sha256sum", "-c", "--strict", "DELIVERY.txt").returncode == 0
        missing = ("--ignore-missing", "MANIFEST.txt")
        assert run(top / "01", "sha256sum", "-c", "--strict", *missing).returncode == 0
        assert proved(stranger, "DELIVERY.txt", JO, "onechance-delivery-v1")
        assert proved(stranger, "01/MANIFEST.txt", JO, "onechance-manifest-v1")
        assert proved(stranger, "01/REVIEW-1.txt", SUE, "onechance-review-v1")
        root = "root@norfolk.example"
        assert proved(stranger, "AREA-CARD.txt", root, "onechance-card-v1")
        assert proved(stranger, "TRUST.txt", root, "onechance-trust-v1")

    def test_every_altered_file_is_found(self, stranger):
        top = stranger / "h"
        for path in sorted(p for p in top.rglob("*") if p.is_file() and p.stat().st_size):
            if path.name in {"DELIVERY.txt", "DELIVERY.txt.sig"}:
                continue
            good = path.read_bytes()
            path.write_bytes(forge.flipped(good))
            done = run(top, "sha256sum", "-c", "--strict", "--quiet", "DELIVERY.txt")
            assert done.returncode != 0, path.name
            path.write_bytes(good)

    def test_an_altered_statement_is_turned_down(self, stranger):
        path = stranger / "h" / "DELIVERY.txt"
        path.write_bytes(path.read_bytes().replace(b"routine", b"today"))
        assert not proved(stranger, "DELIVERY.txt", JO, "onechance-delivery-v1")

    def test_a_worker_cannot_review_and_nobody_signs_under_another_name(self, stranger):
        assert not proved(stranger, "01/REVIEW-1.txt", JO, "onechance-review-v1")
        assert not proved(stranger, "DELIVERY.txt", SUE, "onechance-delivery-v1")
        assert not proved(stranger, "DELIVERY.txt", JO, "onechance-receipt-v1")
        assert not proved(stranger, "AREA-CARD.txt", JO, "onechance-card-v1")

    def test_an_expired_certificate_is_turned_down(self, stranger):
        space = "onechance-delivery-v1"
        assert not proved(stranger, "DELIVERY.txt", JO, space, "20280310120000Z")
        assert not proved(stranger, "DELIVERY.txt", JO, space, "20200310120000Z")

    def test_a_revoked_key_is_turned_down(self, stranger):
        blob = certificates.blob_of(world.norfolk().worker().certificate)
        key = signers.openssh.key_line(certificates.read(blob).key)
        area = world.norfolk().known(revocations=(world.Revocation(None, key, NOON),))
        revoked = signers.revoked_keys(world.book().put(area))
        (stranger / "revoked.txt").write_text(revoked)
        more = ("20260310120000Z", "-r", str(stranger / "revoked.txt"))
        assert not proved(stranger, "DELIVERY.txt", JO, "onechance-delivery-v1", *more)

    def test_practice_never_passes_as_live(self, tmp_path):
        folder = unpacked(tmp_path, Mode.DEMO)
        assert proved(folder, "DELIVERY.txt", JO, "onechance-delivery-v1-demo")
        (folder / "live.txt").write_text(signers.write_book(world.book()))
        for space in ("onechance-delivery-v1", "onechance-delivery-v1-demo"):
            assert not proved(folder, "DELIVERY.txt", JO, space, trust="live.txt")

    def test_another_areas_root_proves_nothing(self, stranger):
        (stranger / "fen.txt").write_text(
            signers.write_book(replace(world.book(), areas=(world.fen().known(),)))
        )
        assert not proved(stranger, "DELIVERY.txt", JO, "onechance-delivery-v1", trust="fen.txt")

    def test_a_receipt_is_proved_the_same_way(self, tmp_path):
        ann = world.west().worker("ann@west-midlands.example")
        made = receipt.seal_receipt(world.a_receipt_draft("d" * 64), ann, world.book())
        (tmp_path / "r.age").write_bytes(made.content)
        (tmp_path / "key.txt").write_text(world.IDENTITIES["norfolk/duty"] + "\n")
        (tmp_path / "trust.txt").write_text(signers.write_book(world.book()))
        assert run(tmp_path, "age", "-d", "-i", "key.txt", "-o", "h.zip", "r.age").returncode == 0
        assert run(tmp_path, "unzip", "-q", "h.zip", "-d", "h").returncode == 0
        done = run(tmp_path / "h", "sha256sum", "-c", "--strict", "RECEIPT.txt")
        assert done.returncode == 0
        who = "ann@west-midlands.example"
        assert proved(tmp_path, "RECEIPT.txt", who, "onechance-receipt-v1", "20260310130000Z")
        assert not proved(tmp_path, "RECEIPT.txt", who, "onechance-delivery-v1", "20260310130000Z")


class TestOtherWriters:
    @pytest.mark.parametrize("_", [0], ids=["age"])
    def test_our_gate_takes_what_the_age_command_writes(self, tmp_path, _):
        if shutil.which("age") is None:
            pytest.skip("not installed: age")
        (tmp_path / "plain").write_bytes(b"hello")
        to = world.recipient("west/mash")
        assert run(tmp_path, "age", "-r", to, "-o", "a.age", "plain").returncode == 0
        content = (tmp_path / "a.age").read_bytes()
        assert envelope.decrypt(content, (world.IDENTITIES["west/mash"],)) == b"hello"

    def test_ssh_keygen_signs_and_we_prove_it(self, tmp_path):
        """A receiver without the program can answer with a signature of ssh-keygen's."""
        if shutil.which("ssh-keygen") is None:
            pytest.skip("not installed: ssh-keygen")
        from cryptography.hazmat.primitives import serialization as s
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        jo = world.norfolk().worker()
        key = Ed25519PrivateKey.from_private_bytes(jo.signing_key)
        pem = key.private_bytes(s.Encoding.PEM, s.PrivateFormat.OpenSSH, s.NoEncryption())
        (tmp_path / "jo").write_bytes(pem)
        (tmp_path / "jo").chmod(0o600)
        (tmp_path / "jo-cert.pub").write_bytes(jo.certificate)
        (tmp_path / "text").write_bytes(b"any statement\n")
        space = "onechance-delivery-v1"
        done = run(
            tmp_path, "ssh-keygen", "-q", "-Y", "sign", "-f", "jo-cert.pub", "-n", space, "text"
        )
        if done.returncode:  # older clients want the private key's own name
            done = run(tmp_path, "ssh-keygen", "-q", "-Y", "sign", "-f", "jo", "-n", space, "text")
        assert done.returncode == 0, done.stderr
        armoured = (tmp_path / "text.sig").read_bytes()
        found = forge.proof.prove("delivery", b"any statement\n", armoured, world.book())
        assert found.certificate.principal == JO


def test_the_command_says_the_same_as_the_tools(tmp_path):
    made = writer.seal(world.a_parcel(), world.norfolk().worker(), world.book())
    trust = signers.write_book(world.book())
    key = f"# created by age-keygen\n{world.IDENTITIES['west/mash']}\n"
    found = verify(made.content, key, trust, NOON, tmp_path / "out")
    assert found.code == 0
    assert found.lines[0] == "genuine"
    assert (tmp_path / "out/01/papers/RC2-01.jpg").read_bytes() == world.PAPERS[0].content
    assert (tmp_path / "out/01/RC1.jsonl").stat().st_mode & 0o077 == 0
    again = verify(made.content, key, trust, NOON, tmp_path / "out")
    assert again.code == 2  # nothing is written over
    late = verify(made.content, key, trust, NOON + 400 * DAY)
    assert late.code == 3
    assert any("signer.expired-at-arrival" in line for line in late.lines)
    refused = verify(forge.flipped(made.content), key, trust, NOON, tmp_path / "none")
    assert (refused.code, refused.lines) == (4, ("refused package.damaged",))
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("key", "trust"),
    [
        ("", None),
        ("not a key", None),
        ("AGE-SECRET-KEY-1QQQQ", None),
        (None, ""),
        (None, "not a trust file"),
    ],
)
def test_a_wrong_key_or_trust_file_is_a_usage_fault_and_no_verdict(key, trust):
    key = world.IDENTITIES["west/mash"] if key is None else key
    trust = signers.write_book(world.book()) if trust is None else trust
    assert verify(b"anything", key, trust, NOON).code == 2


def test_what_verify_says_holds_no_case_text():
    made = writer.seal(world.a_parcel(), world.norfolk().worker(), world.book())
    key = world.IDENTITIES["west/mash"]
    found = verify(made.content, key, signers.write_book(world.book()), NOON)
    told = found.as_json() + "".join(found.lines)
    for needle in ("Jo Smith", "she is safe", "Does anybody know", "AGE-SECRET"):
        assert needle not in told
    assert read_identities(key) == (key,)
