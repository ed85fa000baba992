"""The command line: one module a command, each with `add_arguments(subparsers)` and `run(args) -> int`."""
