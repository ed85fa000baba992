"""Bringing one row of each kind of table in, through the same services a person at a page uses."""
