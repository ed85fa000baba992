"""Where people arrive: today, search, one page a person."""
