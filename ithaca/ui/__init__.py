"""The furniture: the design system, the form renderer and the frame of every page. See README.md."""
