"""Sessions: arranging, arrivals, logging."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Sessions: arranging, arrivals, logging."""

    name = "ithaca.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Add to the page of a pair, call off what an ending leaves over, and promise that school sessions are supervised."""
        from ithaca.cover.hooks import duty_dropped
        from ithaca.meetings import asked, letters, page, rules  # noqa: F401
        from ithaca.meetings.services.arrange import cancel_upcoming, look_at_cover
        from ithaca.mentorships.hooks import pair_ended, pair_parts
        from ithaca.safeguarding.hooks import pairs_behind
        from ithaca.schemes.protections import protection

        duty_dropped.register("meetings", look_at_cover)
        pair_ended.register("meetings", cancel_upcoming)
        pair_parts.register("meetings", page.pair_parts)
        pairs_behind.register("meetings", asked.pairs_behind)
        protection("meetings.duty", "A school session is agreed only with somebody on duty for its whole length")
