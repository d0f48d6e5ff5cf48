"""Job fairs, booths, tickets."""
