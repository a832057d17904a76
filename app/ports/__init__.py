"""What the ground floor needs from below and around it, as protocols.

An adapter in `storage` meets each of these; `storage.memory` meets them all for tests.
"""
