"""Asking to join, and being answered."""
