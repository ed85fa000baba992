"""What we hold about people, why, and until when."""
