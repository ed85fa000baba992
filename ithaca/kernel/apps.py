"""The kernel room: registers the fence of the database (triggers) to be laid after every migrate."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Tools every room uses; it knows none of them."""

    name = "ithaca.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Lay the triggers again after each migrate: SQLite drops them when it rebuilds a table."""
        from django.db.models.signals import post_migrate

        from ithaca.kernel.fences import lay_fences

        post_migrate.connect(lay_fences, sender=self, dispatch_uid="kernel.fences")  # once, not once a room
