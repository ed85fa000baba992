"""Whose house it is: organisations, their partners and schools, and the people they know."""
