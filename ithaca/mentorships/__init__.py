"""The pair, the one gate to contact, the agreement and the ending."""
