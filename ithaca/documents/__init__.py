"""Documents that two adults pass each other, so that one says what they think of the other's."""
