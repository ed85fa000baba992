"""Sessions: arranging, arrivals, logging."""
