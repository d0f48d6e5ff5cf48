"""The caseworkers' desk: submissions, suggestions, referrals, hires, months."""
