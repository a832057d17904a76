"""The record and its rules: pure, frozen values; no input or output of any kind."""
