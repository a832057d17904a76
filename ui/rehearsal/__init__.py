"""The rehearsal: drives the real windows through whole fictional cases, with no screen needed."""
