"""Insurance, risk, places, and who is on duty."""
