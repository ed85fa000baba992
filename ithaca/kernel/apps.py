"""The kernel room: registers the fence of the database (triggers) to be laid after every migrate."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Tools every room uses; it knows none of them."""

    name = "ithaca.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Take the triggers out of a migrate's way, and lay them again after it: SQLite rebuilds tables, and cannot where a
        trigger of another table names them."""
        from django.db.models.signals import post_migrate, pre_migrate

        from ithaca.kernel.fences import lay_fences, make_way

        pre_migrate.connect(make_way, sender=self, dispatch_uid="kernel.way")
        post_migrate.connect(lay_fences, sender=self, dispatch_uid="kernel.fences")  # once, not once a room
