"""Use-cases as plain functions: state first, then values, then ports."""
