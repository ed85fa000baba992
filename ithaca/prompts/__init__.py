"""When to write: how often, being away, quiet hours, and reminders with a cap."""
