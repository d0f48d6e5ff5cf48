"""Who may use the system and for which places: districts, towns, accounts, sessions, tokens."""
