"""The employers' door: referrals to their positions, and their answers."""
