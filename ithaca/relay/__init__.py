"""Mail as a door: answers to notices come in, are proved, cleaned and sent on through the one gate."""
