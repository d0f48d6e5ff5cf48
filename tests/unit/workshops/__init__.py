"""The rules of assisted employment."""
