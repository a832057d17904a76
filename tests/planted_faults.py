"""Ten faults, planted one by one into a copy of the source: `python -m tests.planted_faults`.

A test that never fails says nothing. Each fault here is one that would do harm in use, and each
names the one test that must catch it. First every such test has to pass on the copy as it is.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("app", "storage", "tests", "pyproject.toml")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "desktop", "bench", "*.pdf", "*.png")


@dataclass(frozen=True)
class Fault:
    """One thing that could go wrong in the code, and who must notice."""

    name: str
    file: str
    old: str  # stands there exactly once
    new: str
    test: str  # what must fail


PATTERNS = (ROOT / "app/content/packs/patterns.toml").read_text(encoding="utf-8")
P07 = PATTERNS[PATTERNS.index('id = "P07"') :]
P07_EVER = P07[P07.index("    {ever = {any = [") : P07.index("]}}") + 3]

FAULTS = (
    Fault(
        "the fold takes out what goes round in a circle",
        "app/domain/case.py",
        "if source not in loop or loop[source] != loop.get(target)",
        "if source",
        "unit/test_case_fold.py::test_a_loop_of_corrections_removes_nothing_but_what_hangs_off_it",
    ),
    Fault(
        "the codec lets a key stand twice",
        "storage/codec.py",
        "if _WRITER.encode(members).encode() != line:",
        "if False:",
        "unit/test_codec.py::test_a_duplicate_key_is_refused",
    ),
    Fault(
        "rule P07 forgets what was said before today",
        "app/content/packs/patterns.toml",
        P07_EVER,
        P07_EVER.replace("{ever = {any = [", "{any = [{any = [").replace("]}}", "]}]}"),
        "unit/test_patterns.py::test_a_denial_today_keeps_the_fear_of_yesterday_alive",
    ),
    Fault(
        "a question that was not asked counts as answered",
        "app/domain/answers.py",
        "(*value.codes, *value.past) if c not in NO_ANSWER]",
        "(*value.codes, *value.past)]",
        "unit/test_visit.py::test_what_is_only_shown_needs_nothing_and_what_was_declined_is_dealt_with",
    ),
    Fault(
        "a slot with a cheaper passphrase is believed",
        "storage/keys/wrapping.py",
        "self.least.memory <= cost.memory <= self.most.memory",
        "cost.memory <= self.most.memory",
        "database/test_opening.py::test_a_cheapened_or_swollen_cost_is_refused_before_it_is_tried",
    ),
    Fault(
        "the chain does not bind who did it",
        "storage/record_rules.py",
        "        line.who.encode(),\n",
        "",
        "database/test_harm.py::test_what_was_changed_outside_the_program_is_named",
    ),
    Fault(
        "a package for another desk is read",
        "storage/handover/reader.py",
        "if key in recipients:",
        "if True:",
        "format/test_roundtrip.py::test_a_package_passed_on_in_a_new_envelope_is_refused",
    ),
    Fault(
        "a signature made for one thing proves another",
        "storage/handover/proof.py",
        "if found == namespace(kind, mode):",
        "if _OURS.fullmatch(found):",
        "format/test_trust_matrix.py::test_a_signature_made_for_one_thing_proves_nothing_else",
    ),
    Fault(
        "a withheld number is not looked for in what stays",
        "app/domain/completeness.py",
        "        yield from _NUMBER.findall(text)\n",
        "",
        "unit/test_completeness.py::test_a_withheld_name_address_or_number_is_found_in_what_stays",
    ),
    Fault(
        "arrived is taken for an answer",
        "app/domain/deliveries.py",
        "DECIDING = (Step.ACCEPTED,",
        "DECIDING = (Step.ARRIVED, Step.ACCEPTED,",
        "unit/test_attention.py::test_arrived_read_or_rung_is_no_answer",
    ),
)


def copy_to(folder: Path) -> None:
    """Copy what the tests of the faults need."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=LEFT_OUT)
        else:
            shutil.copy(source, folder / name)


def passes(folder: Path, *tests: str) -> bool:
    """Run tests of the copy; they can see nothing of the original."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV", "PYTEST"))}
    done = subprocess.run(
        [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
        + [f"tests/{test}" for test in tests],
        cwd=folder,
        env=kept,
        capture_output=True,
    )
    if done.returncode not in {0, 1}:  # 1 is a failed test; anything else is no answer
        raise RuntimeError(done.stdout.decode()[-2000:])
    return done.returncode == 0


def is_caught(folder: Path, fault: Fault) -> bool:
    """Plant a fault, run its test, and put the source back as it was."""
    file = folder / fault.file
    sound = file.read_text(encoding="utf-8")
    if sound.count(fault.old) != 1:
        msg = f"{fault.file} does not hold once: {fault.old}"
        raise LookupError(msg)
    planted = sound.replace(fault.old, fault.new)
    file.write_text(planted, encoding="utf-8")
    try:
        return not passes(folder, fault.test)
    finally:
        file.write_text(sound, encoding="utf-8")


def main() -> int:
    """Plant all ten, print a line for each; 1 when one of them was not caught."""
    missed = 0
    with tempfile.TemporaryDirectory(prefix="onechance-faults-") as name:
        folder = Path(name)
        copy_to(folder)
        if not passes(folder, *(fault.test for fault in FAULTS)):
            print("the tests do not pass on the sound source", file=sys.stderr)
            return 1
        for fault in FAULTS:
            caught = is_caught(folder, fault)
            missed += not caught
            print(
                f"{'caught' if caught else 'MISSED'}  {fault.name}\n        {fault.test}",
                flush=True,
            )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
