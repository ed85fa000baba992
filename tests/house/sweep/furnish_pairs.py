"""What lies about around each pair: suggestions, notes, talk, meetings, worries, alarms, letters, questions about data."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.utils import timezone

from ithaca.documents.models import Document
from ithaca.imports.services import upload
from ithaca.kernel.actor import ANONYMOUS, Actor
from ithaca.kernel.roles import Role
from ithaca.matching.models import Choice, Exemption, Fit, Proposal, Run
from ithaca.meetings.services.log import log_meeting
from ithaca.mentorships.models import LastWord, Pause, Review
from ithaca.messaging.services import freeze, open_thread, save_draft, send_message
from ithaca.moderation.models import Reading
from ithaca.moderation.services import add_rule, hold_next_time, rescreen, try_rule
from ithaca.notices.models import Letter
from ithaca.notices.services.send import write_to
from ithaca.oncall.models import Alarm
from ithaca.oncall.services.ring import sound_test
from ithaca.oncall.services.rota import close_days
from ithaca.participants.services import write_note
from ithaca.privacy.services import ask, give_copy, place_hold
from ithaca.prompts.models import Away
from ithaca.prompts.services import say_away
from ithaca.safeguarding.services import raise_concern, raise_unplaced, triage, write_down
from tests.support.pairs import mentee_of, mentor_of

if TYPE_CHECKING:
    from tests.house.sweep.populated import Populated

PAIRS = ("ours", "other")


def followed(world: Populated, cora: Actor, at: datetime) -> None:
    """Five questions to both sides of a pair, one side answered; a shortlist, and a choice that waits for a matcher."""
    del cora
    ours, other = world.more["ours"], world.more["other"]
    world.keep("fit", "ours", Fit.objects.create(scheme=world.scheme, mentorship=ours, participant=ours.mentee))
    Fit.objects.create(
        scheme=world.scheme,
        mentorship=ours,
        participant=ours.mentor,
        answers={"time": "no"},
        words=world.word("fitwords"),
        worrying=True,
        answered_at=at,
    )
    open_one = Choice.objects.create(scheme=world.scheme, mentee=ours.mentee, options=[other.mentor.public_id])
    world.keep("choice", "ours", open_one)
    picked = {"options": [ours.mentor.public_id], "mentor": ours.mentor, "chosen_at": at}
    world.keep("choice", "chosen", Choice.objects.create(scheme=world.scheme, mentee=other.mentee, **picked))


def suggested(world: Populated, cora: Actor, at: datetime) -> None:
    """A run, one offer to each pair's people, one suggestion, one exception asked."""
    run = Run.objects.create(scheme=world.scheme, state="done", finished_at=at, started_by=world.persona("coordinator"))
    world.keep("run", "ours", run)
    sides = {"ours": world.more["ours"], "other": world.more["other"]}
    for variant, pair in sides.items():
        offered = {
            "offered_at": at,
            "approved_by": world.persona("coordinator"),
            "why": world.word(f"whyoffer{variant}"),
        }
        people = {"mentor": pair.mentor, "mentee": world.more["gated"].mentee if variant == "ours" else pair.mentee}
        row = Proposal.objects.create(scheme=world.scheme, run=run, state="offered", **people, **offered)
        world.keep("proposal", variant, row)
    hidden = Proposal.objects.create(
        scheme=world.scheme,
        run=run,
        mentor=sides["other"].mentor,
        mentee=sides["ours"].mentee,
        why=world.word("whysuggested"),
    )
    world.keep("proposal", "suggested", hidden)
    exemption = Exemption.objects.create(
        scheme=world.scheme,
        mentor=sides["ours"].mentor,
        mentee=sides["other"].mentee,
        rule="same_school",
        nature=world.word("nature"),
        maturity=world.word("maturity"),
        asked_by=world.persona("coordinator"),
    )
    world.keep("exemption", "ours", exemption)


def kept(world: Populated, cora: Actor, at: datetime) -> None:
    """Notes about people, a sheet half brought in, pauses and reviews of a pair that is not the one that writes."""
    today = timezone.localdate(at)
    for variant in PAIRS:
        for side in ("mentor", "mentee"):
            row = getattr(world.more[variant], side)
            write_note(
                participant=row,
                kind="call",
                happened_on=today,
                words=world.word(f"note{side}{variant}"),
                by=cora,
                at=at,
            )
    sheet = f"Given name,Family name,Date of birth\nIda,{world.word('imported')},03/04/2012\n".encode()
    world.keep(
        "import",
        "ours",
        upload(scheme=world.scheme, content=sheet, filename="pupils.csv", kind="mentees", by=cora, at=at),
    )
    hurt, who = world.more["hurt"], world.persona("coordinator")
    pause = Pause.objects.create(scheme=world.scheme, mentorship=hurt, reason=world.word("whypaused"), paused_by=who)
    world.keep("pause", "ours", pause)
    for variant in PAIRS:
        pair = world.more[variant]
        Review.objects.create(
            scheme=world.scheme, mentorship=pair, asked_by=pair.mentee.person, words=world.word(f"review{variant}"),
            answered_at=at, answered_by=who, findings=world.word(f"findings{variant}"), decision="keep",
        )  # fmt: skip
        LastWord.objects.create(
            scheme=world.scheme, mentorship=pair, participant=pair.mentee, words=world.word(f"lastword{variant}")
        )


def talk(world: Populated, cora: Actor, at: datetime) -> None:
    """Each pair: delivered both ways, one held, one returned by nobody yet, a draft, one opened thread."""
    for variant in PAIRS:
        pair = world.more[variant]
        young, old = mentee_of(world, pair), mentor_of(world, pair)

        def say(words: str, *, by: Actor, side: Any, pair: Any = pair) -> Any:
            return send_message(mentorship=pair, sender=side, body=words, by=by, at=timezone.now())

        first = say(f"Hello {world.word('said' + variant)}", by=young, side=pair.mentee)
        say(f"Good day {world.word('answered' + variant)}", by=old, side=pair.mentor)
        held = say(f"Ring me on 07700 900123 {world.word('held' + variant)}", by=young, side=pair.mentee)
        assert (first.state, held.state) == ("delivered", "held"), (first.state, first.reasons, held.state)
        save_draft(mentorship=pair, sender=pair.mentee, words=world.word(f"draft{variant}"), by=young, at=at)
        world.keep("held", variant, held)
        world.keep("delivered", variant, first)
        world.keep("reading", variant, Reading.objects.get(message=first))
        world.keep("correction", variant, hold_next_time(message=first, by=cora, at=at))
        tried = {"scheme": world.scheme, "text": f"badword{variant}", "form": "word", "kind": "OFFENSIVE"}
        try_rule(by=cora, at=at, **tried)
        world.keep("own_word", variant, add_rule(by=cora, at=at, **tried))
        _pass_on(world, variant, at)
        opening = open_thread(mentorship=pair, reason=world.word(f"whyopened{variant}"), by=cora, at=at)
        world.keep("opening", variant, opening)
    tries = {"scheme": world.scheme, "policy": "children", "switches": ()}
    world.keep("rescreening", "ours", rescreen.start(by=cora, at=at, **tries))
    theirs = say(f"Look {world.word('frozen')}", by=mentor_of(world, world.more["ours"]), side=world.more["ours"].mentor,
                 pair=world.more["ours"])  # fmt: skip
    concern = freeze(message=theirs, words=world.word("whyfrozen"), by=mentee_of(world, world.more["ours"]), at=at)
    world.keep("concern", "grown", concern)
    world.keep("frozen", "grown", theirs)


def _pass_on(world: Populated, variant: str, at: datetime) -> None:
    """As if the two had been adults once: one document that was delivered, one that waits for a person."""
    pair = world.more[variant]
    for key, state in (("document", "delivered"), ("held_document", "held")):
        row = Document.objects.create(
            scheme=world.scheme, mentorship=pair, sender=pair.mentee, name=f"{world.word(key + variant)}.txt", kind="txt",
            size=5, content=world.word(f"file{key}{variant}").encode(), state=state, why="words", next_look_at=at, sent_at=at,
            delivered_at=at if state == "delivered" else None,
        )  # fmt: skip
        world.keep(key, variant, row)


def met(world: Populated, cora: Actor, at: datetime) -> None:
    for variant in PAIRS:
        pair = world.more[variant]
        by = mentor_of(world, pair)
        words = {"words": world.word(f"log{variant}"), "place_words": world.word(f"where{variant}")}
        row = log_meeting(mentorship=pair, starts_at=at - timedelta(days=1), minutes=45, by=by, at=at, **words)
        world.keep("meeting", variant, row)


def concerns(world: Populated, cora: Actor, at: datetime) -> None:
    """One for the leads, one that a lead sorted for the co-ordinator, one about a co-ordinator, one about a lead."""
    lead = world.by(Role.SAFEGUARDING_LEAD)
    about = {"plain": "mentor", "sorted": "mentor", "coordinator": "subject", "lead": "lead"}
    for variant, who in about.items():
        concern = raise_concern(
            organisation=world.organisation,
            scheme=world.scheme,
            words=world.word(f"concern{variant}"),
            about_words=world.word(f"about{variant}"),
            about_people=[world.persona(who)],
            raised_by=world.persona("mentee"),
            by=mentee_of(world, world.more["ours"]),
            at=at,
        )
        world.keep("concern", variant, concern)
        world.keep("receipt", variant, concern.receipt)
        if variant in ("sorted", "coordinator"):
            triage(concern=concern, kind="worry", by=lead, at=at)
            write_down(concern=concern, fact=world.word(f"fact{variant}"), by=lead, at=at)
            world.keep("entry", variant, concern.entries.latest("pk"))
    told = {"words": world.word("unplaced"), "where_words": world.word("where")}
    world.keep("worry", "ours", raise_unplaced(by=ANONYMOUS, at=at, **told))
    world.keep("kept", "ours", signing.dumps({"number": "AB12", "route": "lead"}, salt="safeguarding.received"))


def alarms(world: Populated, cora: Actor, at: datetime) -> None:
    """The alarm of a real concern, a test that rings, its link, and days when the scheme is closed."""
    del cora
    lead, day = world.by(Role.SAFEGUARDING_LEAD), timezone.localdate(at) + timedelta(days=30)
    world.keep("alarm", "real", Alarm.objects.get(concern__receipt=world.things["receipt"]["plain"]))
    world.keep("alarm", "test", sound_test(scheme=world.scheme, by=lead, at=at))
    letter = Letter.objects.filter(name="oncall.test").latest("pk")
    world.keep("alarm_token", "ours", letter.body.split("/urgent/")[1].split()[0])
    world.keep("closed", "ours", close_days(scheme=world.scheme, first_day=day, last_day=day, by=lead, at=at))


def wrote(world: Populated, cora: Actor, at: datetime) -> None:
    """A letter of the co-ordinator to both mentors, in her own words."""
    people = [world.persona("mentor"), world.persona("other_mentor")]
    letters = write_to(
        people=people, subject=world.word("subject"), body=world.word("letter"), scheme=world.scheme, by=cora, at=at
    )
    world.keep("letter", "ours", Letter.objects.get(pk=letters[0].pk))


def asked_data(world: Populated, cora: Actor, at: datetime) -> None:
    """Wishes about data, one answered with a copy, and something that must be kept."""
    for variant in PAIRS:
        mentee = world.more[variant].mentee.person
        wish = ask(scheme=world.scheme, person=mentee, kind="copy", by=cora, at=at)
        give_copy(request=wish, by=cora, at=at)
        world.keep("copy", variant, wish)
        words = world.word(f"wish{variant}")
        world.keep(
            "asked", variant, ask(scheme=world.scheme, person=mentee, kind="erasure", words=words, by=cora, at=at)
        )
        world.keep("away", variant, _away(world, variant, at))
    hold = place_hold(
        scheme=world.scheme,
        kind="pair",
        subject=world.more["hurt"].public_id,
        reason=world.word("whyheld"),
        review_on=timezone.localdate(at) + timedelta(days=90),
        by=cora,
        at=at,
    )
    world.keep("hold", "ours", hold)


def _away(world: Populated, variant: str, at: datetime) -> Away:
    """The mentor of the pair is away for a week."""
    pair, today = world.more[variant], timezone.localdate(at)
    by = mentor_of(world, pair)
    return say_away(mentorship=pair, first_day=today, last_day=today + timedelta(days=7), by=by, at=at)
