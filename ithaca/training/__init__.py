"""Training and preparation: courses and who completed them."""
