"""From a recommendation by staff to a hire."""
