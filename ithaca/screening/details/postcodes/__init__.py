"""Postcodes."""
