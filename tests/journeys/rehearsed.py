"""One rehearsal in a process of its own, with every button tried switched off and every window
looked at: `python -m tests.journeys.rehearsed OUT`. Writes `faults.json` beside what it leaves.
"""

import json
import sys
from pathlib import Path

from tests.desktop import clipping, naming
from ui.main import _start
from ui.rehearsal.whole import rehearse_whole


def main(out: Path) -> int:
    """0 when every step could be taken."""
    faults: list[str] = []

    def look(window: object) -> None:
        faults.extend(clipping.check(window))
        faults.extend(naming.check(window))
        theme = getattr(window, "theme", None)
        if theme is not None:
            faults.extend(clipping.contrasts(window, theme))

    whole = rehearse_whole(
        out, lambda base: _start("demo", base), lambda _done: None, sabotage=True, look=look
    )
    (out / "faults.json").write_text(json.dumps(faults, ensure_ascii=False, indent=1))
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
