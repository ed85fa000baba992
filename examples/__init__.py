"""The spreadsheets of an invented organisation, and the script that makes them."""
