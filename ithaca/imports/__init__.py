"""People in and out by spreadsheet."""
