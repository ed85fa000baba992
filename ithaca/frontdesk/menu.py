"""The menu: at most seven words for each role, none a room's name; the rest stands under "More"."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, resolve
from django.utils.translation import gettext_lazy as _

from ithaca.kernel.doors import Door
from ithaca.kernel.roles import Role
from ithaca.kernel.rules import Rule

COORDINATOR, DEPUTY, LEAD = Role.COORDINATOR, Role.DEPUTY, Role.SAFEGUARDING_LEAD
SECOND_LEAD, THIRD, MATCHER = Role.DEPUTY_SAFEGUARDING_LEAD, Role.THIRD_PERSON, Role.MATCHER
SCHOOL, PARTNER, MANAGER = Role.SCHOOL_CONTACT, Role.PARTNER_CONTACT, Role.MANAGER
MENTOR, MENTEE, PARENT = Role.MENTOR, Role.MENTEE, Role.PARENT


@dataclass(frozen=True, slots=True)
class Entry:
    """One way on: the word, the page, and one line saying what is there."""

    word: object
    page: str
    hint: object = ""


TODAY = Entry(_("Today"), "frontdesk:today", _("What waits for you"))
MORE = Entry(_("More"), "frontdesk:more", _("Everything else"))
MENTORS = Entry(_("Mentors"), "participants:mentors", _("Who mentors, and what each still needs"))
MENTEES = Entry(_("Mentees"), "participants:mentees", _("Who wants or has a mentor"))
PAIRS = Entry(_("Pairs"), "mentorships:pairs", _("Who is with whom, and how it goes"))
ASKING = Entry(_("Asking to join"), "applications:waiting", _("Applications to decide"))
SUGGESTIONS = Entry(_("Suggestions"), "matching:board", _("Who could go with whom, and why"))
DESK = Entry(_("Held words"), "messaging:desk", _("Messages that wait to be read"))
WORRIES = Entry(_("Worries"), "safeguarding:concerns", _("Concerns and what became of them"))
DAY = Entry(_("The day"), "meetings:day", _("Today's sessions, who is on duty, arrivals"))
FIGURES = Entry(_("Figures"), "reports:figures", _("The scheme in numbers, with the lists behind them"))
CHECKS = Entry(_("Checks"), "vetting:record", _("The single central record"))
COURSES = Entry(_("Courses"), "training:courses", _("Training and preparation, and who has done what"))
PERMISSIONS = Entry(_("Permission"), "consents:waiting", _("What parents said yes to"))
IMPORT = Entry(_("Bring in a spreadsheet"), "imports:start", _("People, pairs, checks, hours"))
EXPORT = Entry(_("Take out a spreadsheet"), "imports:export", _("The same, the other way round"))
LETTERS = Entry(_("Letters"), "notices:letters", _("What was written to whom"))
PAPER = Entry(_("Letters to print"), "notices:paper", _("For people without e-mail"))
WORDING = Entry(_("Words of letters"), "notices:words", _("Change what letters say"))
CARDS = Entry(_("Sign-in cards"), "organisations:cards", _("For pupils without e-mail"))
OWN = Entry(_("Taking part"), "participants:own", _("A break, or leaving"))
MY_CHECKS = Entry(_("My checks"), "vetting:progress", _("What is done, and what is still to do"))
HOURS = Entry(_("Hours"), "meetings:hours", _("Meetings and hours of each pair"))
SUPPLIED = Entry(_("Our mentors"), "vetting:supplied", _("Whether the mentors you sent are cleared"))
EXCEPTIONS = Entry(_("Exceptions"), "matching:exemptions", _("Exceptions to a rule, asked and signed"))
APPROVALS = Entry(_("To approve"), "meetings:asked", _("Meetings that wait for you"))
SETUP = Entry(_("Set-up"), "schemes:before", _("How the scheme is arranged, and opening it"))
POSTS = Entry(_("Who does what"), "schemes:posts", _("Posts, and who covers when somebody is away"))
INSURED = Entry(_("Insurance, places and duty"), "cover:overview", _("What must be in order before anybody meets"))
QUESTIONS = Entry(_("What we ask"), "questions:forms", _("The questions of the application forms"))
PARTNERS = Entry(_("Schools and partners"), "organisations:partners", _("Who we work with, and agreements"))
PUBLIC = Entry(_("Public page"), "applications:scheme", _("What everybody can see"))
HISTORY = Entry(_("What changed"), "schemes:history", _("Earlier arrangements, who changed them and why"))
LIFE = Entry(_("Open, close, end"), "schemes:life", _("Where the scheme is in its life"))
LOOK = Entry(_("Look round"), "schemes:look_round", _("See it as a mentor, a mentee or a parent"))
AWAY = Entry(_("I am away"), "schemes:away", _("Say who covers for you"))
PAUSED = Entry(_("Paused"), "mentorships:pauses", _("Where contact is paused, and why"))
OPENED = Entry(_("Messages opened"), "messaging:openings", _("Who read a pair's messages, and why"))
DATA = Entry(_("Your data"), "privacy:mine", _("A copy of what is held about you"))
ASKED_DATA = Entry(_("Asked about their data"), "privacy:requests", _("Who wants a copy, or wants it gone"))
KEPT = Entry(_("How long things are kept"), "privacy:schedule", _("What goes when, and what must stay"))
TO_READ = Entry(_("Messages to read"), "moderation:readings", _("A sample of what was delivered, and what it says"))
HELD_FILES = Entry(_("Held documents"), "documents:held", _("Files of adults that wait for a look"))
SCREENING = Entry(_("Screening"), "moderation:policy", _("What happens to words before they are delivered"))
OWN_WORDS = Entry(_("Your own words"), "moderation:words", _("Words and patterns that make a message wait"))
WRONG = Entry(_("Marked as wrong"), "moderation:corrections", _("Decisions of the screening that people put right"))
ALARM = Entry(_("Alarm"), "oncall:oncall", _("Who answers when something is urgent, and a test"))
PAUSE_ALL = Entry(_("Pause the whole scheme"), "mentorships:pause_scheme", _("Stop all contact at once"))

BY_ROLE: dict[Role, tuple[Entry, ...]] = {
    COORDINATOR: (TODAY, MENTORS, MENTEES, PAIRS, DESK, FIGURES, MORE),
    DEPUTY: (TODAY, MENTORS, MENTEES, PAIRS, DAY, MORE),
    MANAGER: (TODAY, FIGURES, SETUP, MORE),
    LEAD: (TODAY, WORRIES, DESK, CHECKS, MENTORS, PAIRS, MORE),
    SECOND_LEAD: (TODAY, WORRIES, DESK, CHECKS, MENTORS, PAIRS, MORE),
    THIRD: (TODAY, WORRIES, ALARM),
    MATCHER: (TODAY, SUGGESTIONS),
    SCHOOL: (TODAY, MENTEES, DAY, PERMISSIONS, MORE),
    PARTNER: (TODAY, MENTORS, SUPPLIED),
    MENTOR: (TODAY, MY_CHECKS, OWN, DATA),
    MENTEE: (TODAY, OWN, DATA),
    PARENT: (TODAY, DATA),
    Role.APPLICANT: (TODAY,),
}
EVERYTHING: tuple[tuple[object, tuple[Entry, ...]], ...] = (
    (_("People"), (ASKING, MENTORS, MENTEES, CARDS, SUGGESTIONS, EXCEPTIONS, PAIRS)),
    (_("Words"), (DESK, TO_READ, HELD_FILES, SCREENING, OWN_WORDS, WRONG, OPENED)),
    (_("Safety"), (WORRIES, ALARM, CHECKS, COURSES, PERMISSIONS, INSURED, PAUSED, PAUSE_ALL)),
    (_("Every day"), (DAY, APPROVALS, HOURS, LETTERS, PAPER, FIGURES, IMPORT, EXPORT)),
    (_("The scheme"), (SETUP, LIFE, POSTS, AWAY, PARTNERS, QUESTIONS, WORDING, LOOK, HISTORY, PUBLIC)),
    (_("Data"), (ASKED_DATA, KEPT, DATA)),
)
PLATFORM: tuple[Entry, ...] = (
    Entry(_("Organisations"), "organisations:list"),
    Entry(_("Administrators"), "accounts:administrators"),
    Entry(_("Mail"), "notices:mail"),
    Entry(_("Answers by mail"), "relay:answers"),
    Entry(_("Text messages"), "notices:texts"),
    Entry(_("Ready?"), "upkeep:ready"),
    Entry(_("Lost worries"), "safeguarding:unplaced"),
)


def may_enter(door: Door, page: str, **keys: str) -> str:
    """The address of `page` behind this door if the reader may enter it, else ""."""
    try:
        url = door.to(page, **keys)
    except NoReverseMatch:
        return ""
    return url if _rule_of(page, url).at_door(door.by) is not None else ""


#: The rule of each page asked for so far: looking an address up costs more than making it, and the answer never changes.
_rules: dict[str, Rule] = {}


def _rule_of(page: str, url: str) -> Rule:
    if page not in _rules:
        _rules[page] = resolve(url).func.rule  # type: ignore[attr-defined]
    return _rules[page]


def menu_of(door: Door) -> list[tuple[Entry, str]]:
    """The words of the menu for this reader, with addresses: of the role acted in first, then of others held, up to seven."""
    entries: dict[str, Entry] = {}
    roles = [role for role in BY_ROLE if role in door.by.roles]
    if door.by.role in roles:
        roles.remove(door.by.role)
        roles.insert(0, door.by.role)
    for role in roles:
        for entry in BY_ROLE[role]:
            entries.setdefault(entry.page, entry)
    chosen = [(entry, url) for entry in entries.values() if (url := may_enter(door, entry.page))]
    if len(chosen) <= 7:
        return chosen
    more = [(entry, url) for entry, url in chosen if entry is MORE]
    return [pair for pair in chosen if pair[0] is not MORE][: 7 - len(more)] + more
