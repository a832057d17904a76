"""Which of our modules each quiet step before the pages imports, and on whose behalf.

`python -m tests.desktop.importing` goes through the steps and prints them as JSON.
"""

from __future__ import annotations

import inspect
import json
import sys
from importlib import import_module
from importlib.abc import MetaPathFinder
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.machinery import ModuleSpec

OURS = ("app.", "ui.")

Step = dict[str, str]
"""Each module of a step, in order, with the one of the step that imports it; the first has none."""


class Watch(MetaPathFinder):
    """Finds nothing, and notes who looks for what."""

    def __init__(self) -> None:
        self.step: Step = {}

    def find_spec(
        self, fullname: str, _path: object = None, _target: object = None
    ) -> ModuleSpec | None:
        """Note the innermost module of this step that is being imported just now."""
        if fullname.startswith(OURS):
            frame = inspect.currentframe()
            while frame is not None and frame.f_globals.get("__name__") not in self.step:
                frame = frame.f_back
            self.step[fullname] = frame.f_globals["__name__"] if frame is not None else ""
        return None


def too_many(step: Mapping[str, str], most: int) -> str:
    """What to put before a step that imports more modules than `most`; empty for a good one."""
    if len(step) <= most:
        return ""
    root, left = next(iter(step)), dict(step)
    before: list[str] = []
    while len(left) > most:
        parts = {module: _all_it_brings(left, module) for module in left if module != root}
        fitting = [module for module, brought in parts.items() if len(brought) <= most]
        if not fitting:
            before.append("and what is left has to be taken apart")
            break
        largest = max(fitting, key=lambda module: len(parts[module]))
        before.append(f'"{largest}" (modules: {len(parts[largest])})')
        left = {module: by for module, by in left.items() if module not in parts[largest]}
    return (
        f"{root} imports {len(step)} of our modules in one step, and the window waits for them; "
        f"{most} at most. Put before it, in `_FIRST` of ui/pages/directory.py: {', '.join(before)}"
    )


def _all_it_brings(step: Mapping[str, str], module: str) -> set[str]:
    """Itself, the packages it is in, which are imported before it, and what all of them import."""
    packages = accumulate(module.split("."), "{}.{}".format)
    found = {name for name in packages if name in step}
    for name, importer in step.items():
        if importer in found:
            found.add(name)
    return found


def main() -> None:
    """Go through the steps in this process, which has imported what the first window shows."""
    for module in ("ui.office", "ui.pages.home"):
        import_module(module)
    from ui.pages.directory import load_pages

    watch = Watch()
    sys.meta_path.insert(0, watch)
    steps: list[Step] = []
    for _step in load_pages():
        steps.append(watch.step)
        watch.step = {}
    print(json.dumps({"steps": steps, "reaches out": "urllib.request" in sys.modules}))


if __name__ == "__main__":
    main()
