"""Nothing is lost (RE-1, RE-3, RE-4): the real process tree, real sockets, real kills. See docs/developers/faults.md."""
