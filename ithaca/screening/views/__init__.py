"""Views of a message: its letters and words as a reader takes them, each with a map back to the original."""
