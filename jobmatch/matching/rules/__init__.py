"""The hard rules of matching: what excludes a pair, and what would open it. Never learned, never weighed."""
