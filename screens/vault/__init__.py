"""The vault on the screen: asking for its passphrase, making one, and the confidential forms of a school."""
