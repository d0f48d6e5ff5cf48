"""Files that leave the system or come into it."""
