"""What a certificate lets somebody sign, as it is spelt in their name."""

import pytest

from app.domain.trusting import CertifiedAs, certified_as, principal_as


@pytest.mark.parametrize(
    ("principal", "role"),
    [
        ("jo@norfolk.example", CertifiedAs.WORKER),
        ("sue+supervisor@norfolk.example", CertifiedAs.SUPERVISOR),
        ("al+content@norfolk.example", CertifiedAs.CONTENT),
    ],
)
def test_a_role_is_read_from_a_name_and_written_into_it(principal, role):
    assert certified_as(principal) is role
    assert principal_as(principal, role) == principal
    plain = principal_as(principal, CertifiedAs.WORKER)
    assert "+" not in plain
    assert principal_as(plain, role) == principal
