"""The evidence pack of one thread: what the two wrote, what became of it, and a program that checks it without Ithaca."""
