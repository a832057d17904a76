"""The record on paper: reports and sheets drawn as PDF in a child process, never on disk."""
