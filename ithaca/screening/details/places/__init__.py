"""Where somebody lives."""
