"""Ithaca runs mentoring schemes, from purpose to ending, safely."""

__version__ = "0.1.0"
