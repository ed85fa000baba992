"""Alarms: who is told when a child may be in danger, and who answers when."""

from django.apps import AppConfig


class OncallConfig(AppConfig):
    """Alarms: who is told when a child may be in danger, and who answers when."""

    name = "ithaca.oncall"
    label = "oncall"

    def ready(self) -> None:
        """Ring for urgent concerns, climb by the clock, keep schemes shut whose alarm nobody has tried."""
        from ithaca.kernel.jobs.clock import every, pump
        from ithaca.oncall import asked
        from ithaca.oncall.tasks import daily, look
        from ithaca.safeguarding.hooks import ring, seen
        from ithaca.schemes.hooks import closed_days, launch_gate
        from ithaca.schemes.protections import protection

        ring.register("oncall", asked.ring)
        seen.register("oncall", asked.seen)
        launch_gate.register("oncall", asked.launch_gate)
        closed_days.register("oncall", asked.closed_spans)
        pump("oncall.look", look, urgent=True)
        every(3600, daily)
        protection("oncall.alarm", "An urgent worry reaches people on two ways, one after the other, until one has it")
