"""Checks on people, and who decided on them."""
