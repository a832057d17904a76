"""The package: made, proved and read. The format's law is FORMAT.md beside this file."""
