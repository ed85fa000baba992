"""The pair, the one gate to contact, the agreement and the ending."""

from typing import Any

from django.apps import AppConfig


class MentorshipsConfig(AppConfig):
    """The pair, the one gate to contact, the agreement and the ending."""

    name = "ithaca.mentorships"
    label = "mentorships"

    def ready(self) -> None:
        """Answer the rooms below, stop contact when they say so, open ready pairs by the clock, promise what protects."""
        from ithaca.consents.hooks import own_pairs, permission_ended
        from ithaca.kernel.jobs.clock import every
        from ithaca.mentorships import asked, letters, rules  # noqa: F401
        from ithaca.mentorships.services.pause import stop_contact_of
        from ithaca.mentorships.services.rules_text import keep_rules
        from ithaca.mentorships.tasks import open_ready
        from ithaca.participants.hooks import contact_should_stop, in_pairs, missing_for
        from ithaca.privacy.hooks import names_beside, own_subjects, subject_of
        from ithaca.schemes.hooks import end_gate, look_round, scheme_opened, settings_changed
        from ithaca.schemes.protections import protection

        def keep(*, scheme: Any, by: Any, at: Any, **_more: Any) -> None:
            """The rules of a scheme that has been set up are kept in their own version as soon as they change (REL-03)."""
            from ithaca.kernel.scope import open_scheme

            if scheme.state != "draft":
                with open_scheme(organisation_id=scheme.organisation_id, scheme_id=scheme.pk):
                    keep_rules(scheme=scheme, by=by, at=at)

        subject_of.register("mentorships", asked.subject_of)
        names_beside.register("mentorships", asked.names_beside)
        own_subjects.register("mentorships", asked.own_subjects)
        own_pairs.register("mentorships", asked.own_pairs)
        in_pairs.register("mentorships", asked.in_pairs)
        missing_for.register("mentorships", asked.missing_for)
        contact_should_stop.register("mentorships", stop_contact_of)
        permission_ended.register("mentorships", stop_contact_of)
        end_gate.register("mentorships", asked.missing_to_end)
        look_round.register("mentorships", asked.look_round)
        scheme_opened.register("mentorships", keep)
        settings_changed.register("mentorships", keep)
        every(60, open_ready)
        protection("mentorships.gate", "Messages, meetings, offers and profiles ask one gate, each time")
        protection(
            "mentorships.pause", "Staff can stop contact for a person, a pair or the whole scheme in two presses"
        )
