"""The keys of a vault: slots, passphrase, recovery code, and the order of opening."""
