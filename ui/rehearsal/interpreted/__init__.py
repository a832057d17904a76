"""The rehearsal of a visit that is spoken through an interpreter, and what it must not leave."""
