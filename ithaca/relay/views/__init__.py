"""Pages about mail that comes in."""
