"""Where the whole is counted."""
