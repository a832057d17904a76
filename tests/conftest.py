"""What every test stands on: no screen, no network, no stray word in the log."""

import logging
import os
import shutil
import socket
from collections.abc import Iterator

# Before anything imports Qt. A developer may still choose a real screen by name.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false;*.debug=false")
os.environ.pop("QT_STYLE_OVERRIDE", None)
os.environ["LANGUAGE"] = "en_GB"
os.environ["TZ"] = "Europe/London"

import hypothesis
import pytest

from tests.builders import CountingIds, SteppingClock

hypothesis.settings.register_profile(
    "here",
    deadline=None,  # two shared cores: wall time says nothing about the code
    derandomize=bool(os.environ.get("CI")),
    database=None,
)
hypothesis.settings.load_profile("here")


def pytest_itemcollected(item: pytest.Item) -> None:
    """In a long run (tests.soak) every property is tried so often, whatever it asks for itself."""
    times, test = os.environ.get("ONECHANCE_EXAMPLES"), getattr(item, "obj", None)
    if times and getattr(test, "is_hypothesis_test", False):
        now = getattr(test, "_hypothesis_internal_use_settings", None)
        given = hypothesis.settings(now, max_examples=int(times))
        getattr(test, "__func__", test)._hypothesis_internal_use_settings = given


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a check whose stranger's tool is not here; under `make interop` that is a failure."""
    for mark in item.iter_markers("interop"):
        missing = [tool for tool in mark.args if shutil.which(tool) is None]
        if missing and os.environ.get("ONECHANCE_INTEROP") == "required":
            pytest.fail(f"not found: {', '.join(missing)}", pytrace=False)
        if missing:
            pytest.skip(f"not found: {', '.join(missing)}")


class NetworkForbiddenError(Exception):
    """A test, or the program under it, tried to reach a network."""


class _NoNetworkSocket(socket.socket):
    """A socket that refuses every family but the local one."""

    def __init__(self, family: int = -1, *rest: object, **named: object) -> None:
        if family in (-1, socket.AF_INET, socket.AF_INET6) and named.get("fileno") is None:
            msg = "One Chance is offline: no test may open an internet socket"
            raise NetworkForbiddenError(msg)
        super().__init__(family, *rest, **named)  # type: ignore[arg-type]


def _refuse(*_given: object, **_named: object) -> None:
    msg = "One Chance is offline: no test may look up or reach a host"
    raise NetworkForbiddenError(msg)


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """No test opens an internet socket or asks for the address of a host."""
    patch = pytest.MonkeyPatch()
    patch.setattr(socket, "socket", _NoNetworkSocket)
    patch.setattr(socket, "create_connection", _refuse)
    patch.setattr(socket, "getaddrinfo", _refuse)
    patch.setattr(socket, "gethostbyname", _refuse)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _no_stray_logs(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """A warning in the log that no test looked at is a failure."""
    yield
    if request.node.get_closest_marker("expects_logs"):
        return
    stray = [
        record
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING
    ]
    if stray:
        told = "; ".join(f"{r.name}: {r.getMessage()}" for r in stray)
        pytest.fail(f"stray log: {told}", pytrace=False)


@pytest.fixture
def clock() -> SteppingClock:
    """The Clock port, standing still at noon until it is moved."""
    return SteppingClock()


@pytest.fixture
def ids() -> CountingIds:
    """The Ids port, counting up."""
    return CountingIds()
