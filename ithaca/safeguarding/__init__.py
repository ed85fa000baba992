"""Worries about people: who is told, what is recorded, who decides."""
