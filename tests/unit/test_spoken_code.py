"""A code read over the telephone: it fits one delivery and one answer, or it is misheard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import spoken_code
from app.domain.codes import Step
from app.domain.errors import PackageRefused

DELIVERY = "d" * 64
OTHER = "e" * 64

digests = st.text("0123456789abcdef", min_size=64, max_size=64)
steps = st.sampled_from(spoken_code.SPOKEN)


def test_a_code_is_two_groups_of_four_and_stays_the_same_for_ever() -> None:
    """Two areas may run different versions: what one reads out the other must know."""
    assert spoken_code.code_of(DELIVERY, Step.ACCEPTED) == "HYQ1-AXA5"
    assert spoken_code.code_of(DELIVERY, Step.ARRIVED) == "3RQ6-6YQN"


@given(digests, steps)
def test_every_code_says_its_own_answer_and_no_other_one(delivery: str, step: Step) -> None:
    assert spoken_code.step_of(spoken_code.code_of(delivery, step), delivery) is step


@given(digests, steps)
def test_a_code_of_another_delivery_fits_nothing_here(delivery: str, step: Step) -> None:
    assert spoken_code.step_of(spoken_code.code_of(delivery, step), DELIVERY) is None


def test_no_two_answers_to_one_delivery_share_a_code() -> None:
    codes = {spoken_code.code_of(DELIVERY, step) for step in spoken_code.SPOKEN}
    assert len(codes) == len(spoken_code.SPOKEN)


def test_nobody_can_be_released_by_telephone() -> None:
    assert not {Step.RELEASED, Step.SENT, Step.CALLED} & set(spoken_code.SPOKEN)


@given(digests, steps, st.data())
def test_one_wrong_symbol_is_always_found(delivery: str, step: Step, data: st.DataObject) -> None:
    code = spoken_code.code_of(delivery, step)
    at = data.draw(st.sampled_from([i for i, c in enumerate(code) if c != "-"]))
    wrong = data.draw(st.sampled_from([c for c in spoken_code.SYMBOLS if c != code[at]]))
    with pytest.raises(PackageRefused) as refused:
        spoken_code.read_code(code[:at] + wrong + code[at + 1 :])
    assert refused.value.code == "spoken.mistyped"


@given(digests, steps, st.data())
def test_two_symbols_that_changed_places_are_always_found(
    delivery: str, step: Step, data: st.DataObject
) -> None:
    symbols = list(spoken_code.code_of(delivery, step).replace("-", ""))
    first = data.draw(st.integers(0, 6))
    second = data.draw(st.integers(first + 1, 7))
    if symbols[first] == symbols[second]:
        return
    symbols[first], symbols[second] = symbols[second], symbols[first]
    with pytest.raises(PackageRefused):
        spoken_code.read_code("".join(symbols))


@given(digests, steps)
def test_it_may_be_typed_as_it_was_heard(delivery: str, step: Step) -> None:
    code = spoken_code.code_of(delivery, step)
    heard = f"  {code.lower().replace('-', '  ')} "
    assert spoken_code.read_code(heard) == code
    assert spoken_code.read_code(code.replace("1", "I").replace("0", "o")) == code
    assert spoken_code.read_code(code.replace("1", "l").replace("-", "")) == code


@pytest.mark.parametrize(
    "typed", ["", "K7QF", "K7QF-3MZPA", "U7QF-3MZP", "K7QF-3MZ\u0660", "\u212a7QF-3MZP", "₁₂₃₄₅₆₇₈"]
)
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(PackageRefused) as refused:
        spoken_code.read_code(typed)
    assert refused.value.code == "spoken.mistyped"


def test_every_symbol_has_a_name_that_begins_with_it_or_is_its_number() -> None:
    assert len(spoken_code.NAMES) == len(spoken_code.SYMBOLS)
    letters = spoken_code.SYMBOLS[10:]
    assert all(n.startswith(c) for c, n in zip(letters, spoken_code.NAMES[10:], strict=True))
    assert spoken_code.aloud("0A1X-ZH9J") == "Zero Alfa One X-ray, Zulu Hotel Nine Juliett"
