"""What a message means: the lexicons with their little language, and the likeness model."""
