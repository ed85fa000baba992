"""Documents that two adults pass each other."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents that two adults pass each other."""

    name = "ithaca.documents"
    label = "documents"

    def ready(self) -> None:
        """Stand beside the thread and on the pair's page, go into its evidence pack, and look through what has come in."""
        from ithaca.documents import asked
        from ithaca.documents.tasks import carry
        from ithaca.kernel.jobs.clock import pump
        from ithaca.mentorships.hooks import pair_parts
        from ithaca.messaging.hooks import beside_thread, more_for_pack
        from ithaca.safeguarding.hooks import pairs_behind

        pump("documents", carry)
        pair_parts.register("documents", asked.pair_parts)
        beside_thread.register("documents", asked.beside_thread)
        more_for_pack.register("documents", asked.more_for_pack)
        pairs_behind.register("documents", asked.pairs_behind)
