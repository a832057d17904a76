"""One record through three areas, by the real windows; then two silences and their clocks."""
