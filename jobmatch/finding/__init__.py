"""Finding things across all subjects: people, employers, positions, referrals."""
