"""User names, gamertags, pages and payment handles."""
