"""Who works where in which month."""
