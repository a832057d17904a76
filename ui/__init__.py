"""The top floor: windows and commands. Only ui.main knows both the windows and the storage."""
