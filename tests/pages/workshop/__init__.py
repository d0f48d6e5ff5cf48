"""The workshop door."""
