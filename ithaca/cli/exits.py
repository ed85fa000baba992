"""What a command's exit code means, and the one way to stop with a sentence."""

from __future__ import annotations

OK = 0
FOUND_SOMETHING = 1  # the command ran and found something wrong
BAD_INPUT = 2  # wrong usage, a wrong file, a wrong setting: nothing was done
MISSING_TOOL = 3  # a program that has to be installed first
INTERRUPTED = 130  # stopped by Ctrl+C, as shells count it


class CommandError(Exception):
    """A command cannot do what was asked: one clear sentence for the person, and the exit code."""

    def __init__(self, sentence: str, code: int = BAD_INPUT) -> None:
        super().__init__(sentence)
        self.code = code
