"""Which key may sign what: every kind of signer against every kind of statement.

Only the cells that are named may pass; everything else must be refused.
"""

from dataclasses import replace

import pytest

from app.domain.errors import PackageRefused
from app.domain.handover import Mode
from storage.handover import openssh, proof, trust
from tests.format import faults, forge, world
from tests.format.world import DAY, NOON

MESSAGE = b"any statement\n"
KINDS = ("manifest", "delivery", "receipt", "review", "card", "trust")
HOME = world.norfolk()
JO = HOME.worker()


def _bearing(**facts):
    blob = forge.certificate(JO.signing_key, HOME.root.seed, **facts)
    return forge.bearing(JO, blob)


def _raw(kind, namespace=""):
    return forge.signed(
        JO,
        kind,
        MESSAGE,
        namespace=namespace,
        key=openssh.key_blob(openssh.public_key(JO.signing_key)),
    )


SIGNERS = {
    "worker": lambda kind: forge.signed(JO, kind, MESSAGE),
    "supervisor": lambda kind: forge.signed(HOME.supervisor(), kind, MESSAGE),
    "root": lambda kind: trust.sign_as_root(HOME.root, kind, MESSAGE),
    "another area's root": lambda kind: trust.sign_as_root(world.fen().root, kind, MESSAGE),
    "plain key": _raw,
    "certificate of another root": lambda kind: forge.signed(
        forge.bearing(JO, forge.certificate(JO.signing_key, world.fen().root.seed)), kind, MESSAGE
    ),
    "certificate of an unknown area": lambda kind: forge.signed(
        _bearing(principals=("jo@nowhere.example",)), kind, MESSAGE
    ),
    "small order": lambda kind: forge.signed(_bearing(key=faults.SMALL), kind, MESSAGE),
    "two principals": lambda kind: forge.signed(
        _bearing(principals=("jo@norfolk.example", "sue+supervisor@norfolk.example")), kind, MESSAGE
    ),
    "practice worker": lambda kind: forge.signed(world.norfolk(Mode.DEMO).worker(), kind, MESSAGE),
    "live key, practice namespace": lambda kind: forge.signed(
        JO, kind, MESSAGE, namespace=proof.namespace(kind, Mode.DEMO)
    ),
}
MAY = {("worker", k) for k in ("manifest", "delivery", "receipt")}
MAY |= {("supervisor", k) for k in ("manifest", "delivery", "receipt", "review")}
MAY |= {("root", k) for k in ("card", "trust")}


def _prove(kind, armoured):
    if kind in {"card", "trust"}:
        root = openssh.public_key(HOME.root.seed)
        proof.prove_root(kind, MESSAGE, armoured, root, Mode.LIVE)
    else:
        proof.prove(kind, MESSAGE, armoured, world.book())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("signer", SIGNERS)
def test_only_the_named_cells_of_the_matrix_pass(signer, kind):
    armoured = SIGNERS[signer](kind)

    if (signer, kind) in MAY:
        _prove(kind, armoured)
        return
    with pytest.raises(PackageRefused):
        _prove(kind, armoured)


@pytest.mark.parametrize("made_for", KINDS)
@pytest.mark.parametrize("read_as", KINDS)
def test_a_signature_made_for_one_thing_proves_nothing_else(made_for, read_as):
    armoured = forge.signed(HOME.supervisor(), made_for, MESSAGE)
    if made_for == read_as and made_for not in {"card", "trust"}:
        _prove(read_as, armoured)
        return
    with pytest.raises(PackageRefused, match=r"package\.wrong-role"):
        _prove(read_as, armoured)


@pytest.mark.parametrize("vault", list(Mode))
@pytest.mark.parametrize("keys", list(Mode))
@pytest.mark.parametrize("spaces", list(Mode))
def test_practice_and_live_cross_nowhere(vault, keys, spaces):
    """Vault, keys and namespace must all be of one mode; two out of three are not enough."""
    by = world.norfolk(keys).worker()
    armoured = forge.signed(by, "delivery", MESSAGE, namespace=proof.namespace("delivery", spaces))
    if vault is keys is spaces:
        proof.prove("delivery", MESSAGE, armoured, world.book(vault))
        return
    with pytest.raises(PackageRefused) as no:
        proof.prove("delivery", MESSAGE, armoured, world.book(vault))
    if spaces is not vault:
        said = "package.demo-in-live" if vault is Mode.LIVE else "package.live-in-demo"
        assert no.value.code == said


def test_validity_is_judged_at_the_moment_of_writing():
    signer = proof.prove("delivery", MESSAGE, forge.signed(JO, "delivery", MESSAGE), world.book())
    certificate = signer.certificate
    assert certificate.covers(certificate.begins)
    assert certificate.covers(certificate.ends - DAY / 86_400)
    assert not certificate.covers(certificate.ends)
    assert not certificate.covers(certificate.begins - DAY / 86_400)


@pytest.mark.parametrize("sign_bit", [0, 128])
@pytest.mark.parametrize("y", sorted(openssh._SMALL_ORDER))
def test_no_point_of_small_order_is_a_key(y, sign_bit):
    raw = bytearray(y.to_bytes(32, "little"))
    raw[31] |= sign_bit
    assert not openssh.is_sound_point(bytes(raw))


def test_ordinary_keys_are_sound_and_second_spellings_are_not():
    for n in range(50):
        assert openssh.is_sound_point(openssh.public_key(world.seed(str(n))))
    for y in range(19):
        assert not openssh.is_sound_point((2**255 - 19 + y).to_bytes(32, "little"))
    assert not openssh.is_sound_point(b"short")


def test_the_earliest_revocation_counts():
    later = world.Revocation(7, "", NOON)
    sooner = replace(later, since=NOON - DAY)
    signer = proof.prove(
        "delivery", MESSAGE, forge.signed(_bearing(serial=7), "delivery", MESSAGE), world.book()
    )
    assert proof.revoked(signer, (later, sooner)) == sooner
    assert proof.revoked(signer, ()) is None
