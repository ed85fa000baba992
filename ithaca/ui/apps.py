"""The ui room registers nothing below; rooms above answer `ithaca.ui.context.chrome_wanted`."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, styles and template tags; no models."""

    name = "ithaca.ui"
    label = "ui"

    def ready(self) -> None:
        """Say plainly what is wrong with a field, in every form of the project."""
        from ithaca.ui.sentences import speak_plainly

        speak_plainly()
