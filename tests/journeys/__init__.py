"""Whole stories, told in sentences, in a real browser."""
