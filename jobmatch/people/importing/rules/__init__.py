"""What a row of the export says, and what it would change: plain values in, findings and decisions out."""
