"""What came back over a telephone: a call that is logged, and a code that was read out.

A code shows that somebody has this very package open (`spoken_code`), or this very coded copy
(`coded`). It is kept as spoken, is said to be spoken wherever it stands, and never frees the
sender.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import coded, spoken_code
from app.domain.codes import Proof, Step
from app.domain.deliveries import deliveries
from app.domain.entry import ResponseBody
from app.domain.errors import PackageRefused
from app.services import coding
from app.services.calling_back import is_number
from app.services.recording import write

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.deliveries import Delivery
    from app.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Call:
    """What was said, by whom and on which number. A call with no code is an attempt."""

    by: str = ""  # whom the sender spoke to
    number: str = ""  # that was rung, or that they rang from
    words: str = ""
    code: str = ""  # as it was heard


def fits(desk: Desk, case: Case, typed: str) -> tuple[Delivery, Step] | None:
    """Which delivery of ours in this case a code speaks for, and which answer; none for no one.

    Raises:
        PackageRefused: `spoken.mistyped`.
    """
    if coded.is_read_back(typed):
        ours = deliveries(case, desk.area)
        found = next((d for d in ours if coding.fits(desk, typed, d.digest)), None)
        return (found, Step.READ) if found else None
    spoken_code.read_code(typed)
    for delivery in deliveries(case, desk.area):
        step = spoken_code.step_of(typed, delivery.digest)
        if step is not None:
            return delivery, step
    return None


def log_call(desk: Desk, case: Case, delivery: Delivery, call: Call) -> Case:
    """Record a call about a delivery, and the answer that a code in it speaks for.

    Spoken and unproved: it neither accepts nor releases. What was logged in the very same words
    already is not logged twice.

    Raises:
        PackageRefused: `spoken.mistyped`; `spoken.another-delivery` for a code that is not for
            this one; `reply.no-name` and `spoken.no-number` for a code from nobody, or from no
            number.
    """
    step = step_of(desk, call, delivery)
    body = ResponseBody(delivery.digest, step, _text(call), Proof.SPOKEN, call.by.strip())
    if step is not Step.CALLED and any(a.body == body for a in delivery.answers):
        return case
    desk.store.log(f"call {step}", delivery.digest, desk.author.principal)
    return write(desk, case, body)


def step_of(desk: Desk, call: Call, delivery: Delivery) -> Step:
    """Which answer a call brings: that somebody rang, unless a code was read out.

    Raises `PackageRefused` as `log_call`.
    """
    if not call.code.strip():
        return Step.CALLED
    if coded.is_read_back(call.code):
        step = Step.READ if coding.fits(desk, call.code, delivery.digest) else None
    else:
        step = spoken_code.step_of(call.code, delivery.digest)
    if step is None:
        raise PackageRefused("spoken.another-delivery")
    if not call.by.strip():
        raise PackageRefused("reply.no-name")
    if not is_number(call.number):
        raise PackageRefused("spoken.no-number")
    return step


def _text(call: Call) -> str:
    """The call as the record keeps it, in English as everything the program itself writes."""
    number, words = call.number.strip(), call.words.strip()
    if call.code.strip():
        read_back = coded.is_read_back(call.code)
        read = coded.read_read_back if read_back else spoken_code.read_code
        name = "Read-back code" if read_back else "Code"
        said = f"{name} {read(call.code)} read out on {number}."
        return f"{said} {words}" if words else said
    return f"On {number}: {words}" if number else words
