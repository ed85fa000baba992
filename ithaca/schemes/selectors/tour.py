"""Looking round before opening: what a mentor, a mentee or a parent will see, in the scheme's own words.

Nothing is written and nobody is made. Rooms above add their pages and letters through `hooks.look_round`.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from ithaca.schemes import hooks
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.choices import FACTS, PERMISSION_ITEMS, VETTING_STEPS
from ithaca.schemes.hooks import Shown
from ithaca.schemes.labels import every, how_long
from ithaca.schemes.models import Scheme

WHO = ("mentor", "mentee", "parent")


def look_round(scheme: Scheme, who: str) -> list[Shown]:
    """What `who` ("mentor", "mentee" or "parent") will see, step by step; each piece with lines parted by line breaks."""
    arrangements = scheme.arrangements
    pieces = [*_first(scheme, arrangements, who), *_way_in(arrangements, who), *_together(arrangements, who)]
    for answer in hooks.look_round.ask(scheme=scheme, who=who):
        pieces += answer
    return sorted((piece for piece in pieces if piece.words.strip()), key=lambda piece: piece.step)


def who_may_read(arrangements: Arrangements) -> list[str]:
    """Who reads what two people write and why, as the pair is told before they begin (MSG-13, CONF-02)."""
    lines = []
    if arrangements.allows("messages"):
        lines += [
            _("The two of you read your messages."),
            _(
                "Every message is screened before it is delivered. Contact details are taken out, and some messages wait."
            ),
            _("All messages wait until a member of staff has read them.")
            if arrangements.moderate_all
            else _("A member of staff reads a message that was held back."),
            _("A member of staff also reads the first three messages of a pair, and later a few that chance chooses."),
            *(
                [
                    _(
                        "A member of staff also reads a message in which you seem to plan a meeting or to talk somewhere else."
                    )
                ]
                if arrangements.meetings_involve != "none"
                else []
            ),
            _("Messages are kept for %(years)s years and then go.") % {"years": arrangements.keep_messages_years},
        ]
    lines += [
        _("Otherwise nobody else reads what you two write, unless somebody may be in danger.")
        if lines
        else _("What you two say and write is for the two of you, unless somebody may be in danger."),
        _("Staff who look must say why first, and it is kept on record."),
        _("If somebody may be in danger, the safeguarding lead is told. No mentor can promise to keep that a secret."),
    ]
    return lines


def time_needed(arrangements: Arrangements, who: str) -> list[str]:
    """The time that taking part takes, item by item, from the settings (REC-04)."""
    lines = []
    for course in arrangements.courses:
        if course["for_role"] == who and course.get("minutes"):
            lines.append(
                _("%(name)s: %(minutes)s minutes, once") % {"name": course["name"], "minutes": course["minutes"]}
            )
    if arrangements.meet_every_days and arrangements.meet_minutes:
        often = every(arrangements.meet_every_days)
        length = {"meeting": arrangements.word("meeting"), "minutes": arrangements.meet_minutes, "often": often}
        lines.append(_("A %(meeting)s of %(minutes)s minutes, %(often)s") % length)
    if arrangements.write_every_days:
        lines.append(_("A message to the other, %(often)s") % {"often": every(arrangements.write_every_days)})
    if arrangements.hours_least:
        lines.append(_("At least %(hours)s hours together") % {"hours": arrangements.hours_least})
    if arrangements.network_every_days and who == "mentor":
        lines.append(
            _("Mentors meet for %(minutes)s minutes, %(often)s, if they like")
            % {"minutes": arrangements.network_minutes or 120, "often": every(arrangements.network_every_days)}
        )
    if arrangements.duration.kind != "not_stated":
        lines.append(_("How long: %(length)s") % {"length": how_long(arrangements.to_json()["duration"])})
    return lines


def _first(scheme: Scheme, arrangements: Arrangements, who: str) -> list[Shown]:
    facts = [f"{words}: {arrangements.facts[key]}" for key, words in FACTS.items() if arrangements.facts.get(key)]
    shown = [Shown(10, _("The first page about the scheme"), "\n".join([scheme.purpose, *facts]))]
    if who != "parent":
        criteria = arrangements.selection.get(f"{who}_criteria", "")
        shown.append(Shown(12, _("What we look for"), criteria))
        shown.append(Shown(14, _("The time it takes"), "\n".join(time_needed(arrangements, who))))
    return shown


def _way_in(arrangements: Arrangements, who: str) -> list[Shown]:
    mentee = arrangements.word("mentee")
    if who == "mentor":
        steps = [_("You fill in a short form.")]
        steps += [
            str(VETTING_STEPS[step])[:1].upper() + str(VETTING_STEPS[step])[1:] for step in arrangements.vetting_steps
        ]
        steps += list(dict.fromkeys(arrangements.mentor_training))
        steps.append(_("You hear which %(mentee)s we suggest, and say yes or no.") % {"mentee": mentee})
        return [Shown(30, _("Your steps until you begin"), "\n".join(steps))]
    if who == "mentee":
        steps = [_("You say that you would like to take part. Nobody has to.")]
        if arrangements.parent_permission:
            steps.append(
                _("A parent or carer says yes, if you are under %(age)s.") % {"age": arrangements.permission_under}
            )
        steps += list(arrangements.mentee_training)
        steps.append(
            _("You hear which %(mentor)s we suggest, and say yes or no.") % {"mentor": arrangements.word("mentor")}
        )
        return [Shown(30, _("Your steps until you begin"), "\n".join(steps))]
    items = [
        str(PERMISSION_ITEMS[item])[:1].upper() + str(PERMISSION_ITEMS[item])[1:]
        for item in arrangements.permission_items
    ]
    words = [_("We ask you about each of these. You can say yes to one and no to another:"), *items]
    words.append(_("You can take your yes back at any time. Contact stops at once."))
    return [Shown(30, _("What we ask you"), "\n".join(words))] if arrangements.parent_permission else []


def _together(arrangements: Arrangements, who: str) -> list[Shown]:
    """Both together. The ground rules themselves are shown by the room that has them signed."""
    mentor = {"mentor": arrangements.word("mentor")}
    shown = []
    if who != "mentee":
        shown.append(Shown(42, _("What every %(mentor)s promises") % mentor, "\n".join(arrangements.code)))
    shown.append(Shown(44, _("Where and how often"), arrangements.meeting_plan))
    readers = who_may_read(arrangements)
    if who == "parent":
        own = _("You see who the %(mentor)s is, and the rules. You do not see messages or notes.") % mentor
        readers = [own, *readers]
    shown.append(Shown(50, _("Who may read what is written"), "\n".join(readers)))
    worry = [
        _("“I’m worried about something” stands on every page."),
        _("It reaches the safeguarding lead. You get a receipt and see what happens next."),
    ]
    shown.append(Shown(55, _("When something worries you"), "\n".join(worry)))
    return shown
