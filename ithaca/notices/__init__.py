"""What is sent: letters, the outbox, mail."""
