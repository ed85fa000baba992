"""Alarms: who is told when a child may be in danger, and who answers when."""
