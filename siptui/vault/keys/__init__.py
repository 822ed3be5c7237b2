"""What opens a vault: a passphrase or a recovery code, and the keys that it gives."""
