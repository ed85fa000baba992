"""Contact details, in one message and in parts over several."""
