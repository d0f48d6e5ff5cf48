"""The front door: home, the job column, sign-in, statements."""
