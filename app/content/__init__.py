"""Versioned content packs, the strict loader that reads them and the wording linter."""
