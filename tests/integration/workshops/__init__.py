"""Assisted employment against both databases."""
