"""How rows are kept: base classes, the one commit, the audit trail, sealed fields. Knows no subject."""
