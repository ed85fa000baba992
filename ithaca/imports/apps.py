"""People in and out by spreadsheet."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """People in and out by spreadsheet."""

    name = "ithaca.imports"
    label = "imports"

    def ready(self) -> None:
        """Have the worker read large files and bring them in, and the clock drop old ones once a day."""
        from ithaca.imports.tasks import DAY, carry, forget_old_files
        from ithaca.kernel.jobs.clock import every, pump

        pump("imports", carry)
        every(DAY, forget_old_files)
