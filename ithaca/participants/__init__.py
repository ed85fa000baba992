"""Who is in a scheme, and as what."""
