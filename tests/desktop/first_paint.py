"""Run as a program of its own: which of our and of strangers' modules are loaded at first paint.

Prints one name a line. The folder given decides whether it is the unlock or the set-up window.
"""

import sys
from pathlib import Path

from ui.application import Program, make_application
from ui.display import Display
from ui.main import _start


def main(folder: str) -> None:
    base = Path(folder)
    application = make_application(["onechance"])
    start = _start("live", base)
    program = Program(start, Display(base))
    program.entrance.painted.disconnect(program._load)
    program.entrance.painted.connect(tell)
    program.entrance.painted.connect(application.quit)
    application.exec()


def tell() -> None:
    strangers = [
        name
        for name, module in sys.modules.items()
        if "site-packages" in (getattr(module, "__file__", None) or "")
    ]
    ours = [name for name in sys.modules if name.partition(".")[0] in {"app", "ui", "storage"}]
    print(*sorted({*strangers, *ours}), sep="\n", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
