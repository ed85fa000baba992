"""Training and preparation: courses and who completed them."""

from typing import Any

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Training and preparation: courses and who completed them."""

    name = "ithaca.training"
    label = "training"

    def ready(self) -> None:
        """Lay out the courses of a new scheme, say what people lack, and promise what protects children."""
        from ithaca.kernel.scope import open_scheme
        from ithaca.participants.hooks import missing_for
        from ithaca.schemes.hooks import scheme_created, settings_changed
        from ithaca.schemes.protections import protection
        from ithaca.training import rules, selectors  # noqa: F401
        from ithaca.training.services.courses import ensure_courses

        def lay_out(*, scheme: Any, by: Any, at: Any, **_more: Any) -> None:
            with open_scheme(organisation_id=scheme.organisation_id, scheme_id=scheme.pk):
                ensure_courses(scheme=scheme, by=by, at=at)

        missing_for.register("training", selectors.missing_for)
        scheme_created.register("training", lay_out)
        settings_changed.register("training", lay_out)
        protection("training.first", "Training and preparation are asked at every contact")
