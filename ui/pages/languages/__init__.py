"""The languages a person may be shown a text in: their packs, and the screen to point at."""
