"""Words and names that several finders know."""
