"""Commands for the terminal: each takes what the wiring gives it, prints, and returns a code."""
