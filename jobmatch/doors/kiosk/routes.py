"""Registration at a fair, for somebody who stands at a shared screen."""
