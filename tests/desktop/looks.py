"""The looks in which a page is looked at: light and dark, 100 and 200 %, at two sizes of window."""

import pytest

in_four_looks = pytest.mark.parametrize(
    ("scale", "dark", "size"),
    [
        (1.0, False, (1366, 696)),
        (2.0, True, (1366, 696)),
        (1.0, True, (1280, 648)),
        (2.0, False, (1280, 648)),
    ],
)
"""Each scale and each ground at each size once."""
