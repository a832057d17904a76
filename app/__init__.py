"""The ground floor: what One Chance knows and does, with no window and no disk."""
