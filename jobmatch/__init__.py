"""JobMatch (助残就业). Holds the version, nothing else, so that rules and workers import without Flask."""

__version__ = "0.1.0"
