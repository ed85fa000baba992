"""How the example spreadsheets are made. `examples/make.py` is the way in."""
