"""Getting in: the passphrase, the recovery code, a damaged file, and what is told on the way.

Each page is imported when it is shown: the first paint needs one of them.
"""
