"""From a cell to a value, or to a sentence that says what is wrong with it. One file per kind of value."""
