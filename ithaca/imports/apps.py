"""People in and out by spreadsheet."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """People in and out by spreadsheet."""

    name = "ithaca.imports"
    label = "imports"

    def ready(self) -> None:
        """Have the clock drop old files once a day."""
        from ithaca.imports.tasks import DAY, forget_old_files
        from ithaca.kernel.jobs.clock import every

        every(DAY, forget_old_files)
