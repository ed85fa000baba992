"""The pages of the furniture itself: the gallery and the error pages."""
