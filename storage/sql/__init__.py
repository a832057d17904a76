"""The record in SQLCipher: its tables, chain, checks and backups."""
