"""Where people arrive: today, search, one page a person."""

from django.apps import AppConfig


class FrontdeskConfig(AppConfig):
    """Where people arrive: today, search, one page a person."""

    name = "ithaca.frontdesk"
    label = "frontdesk"

    def ready(self) -> None:
        """Answer what stands around every page."""
        from ithaca.frontdesk.chrome import chrome
        from ithaca.ui.context import chrome_wanted

        chrome_wanted.register("frontdesk", chrome)
