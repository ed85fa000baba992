"""Who may read which words, and on which pages (SG-6, SG-13, OS-2, PAR-05): everything not in this table is a leak.

A line says: these words, on the pages these walkers enter. Without pages, on any page. A word is what follows "zqharbour"
in populated.py and furnish.py; `*` stands for anything. Of the other organisation's words none may be read by anybody.
"""

from __future__ import annotations

from fnmatch import fnmatch

from tests.house.sweep.who import (
    CHECKERS,
    COORDINATORS,
    EVERYBODY,
    IN_SCHEME,
    LEADS,
    MATCHERS,
    POSTS,
    RUNNERS,
    STAFF,
    Who,
)

Line = tuple[str, Who, frozenset[str]]


def w(words: str, who: Who, *pages: str) -> Line:
    """One line."""
    return words, who, frozenset(pages)


_CONCERN, _THREAD = "safeguarding:concern", "messaging:thread"
_FILES = ("documents:of_pair", "documents:file")
_DESK = ("messaging:desk", "messaging:held", "messaging:opened", "moderation:readings")
#: Pages on which an administrator meets every organisation: its name, whom letters wait for, worries that name no scheme.
_ADMINISTERED = (
    "organisations:list",
    "safeguarding:place",
    "safeguarding:unplaced",
    "notices:mail",
    "accounts:administrators",
)
READERS = LEADS | {"coordinator"}

WORDS: tuple[Line, ...] = (
    # what two people write: the two; staff at the desk, behind a typed reason, or from a concern that grew from it
    *(w(f"{said}ours", {"mentor", "mentee"}, _THREAD, "messaging:worried") for said in ("said", "answered")),
    *(
        w(f"{said}other", {"other_mentor", "other_mentee"}, _THREAD, "messaging:worried")
        for said in ("said", "answered")
    ),
    *(w(f"{said}*", READERS, *_DESK) for said in ("said", "answered", "held")),
    *(w(f"said{variant}", LEADS, "moderation:blank") for variant in ("ours", "other")),
    *(w(f"{said}ours", LEADS, _CONCERN) for said in ("said", "answered", "held")),
    w("heldours", {"mentee"}, _THREAD),
    w("heldother", {"other_mentee"}, _THREAD),
    w("draftours", {"mentee"}, _THREAD),
    w("draftother", {"other_mentee"}, _THREAD),
    w("frozen", {"mentor"}, _THREAD),
    w("frozen", LEADS, _CONCERN),
    # documents
    *(w(f"{what}ours", {"mentor", "mentee"}, *_FILES) for what in ("document", "filedocument")),
    *(w(f"{what}other", {"other_mentor", "other_mentee"}, *_FILES) for what in ("document", "filedocument")),
    w("held_documentours", {"mentee"}, "documents:of_pair"),
    w("held_documentother", {"other_mentee"}, "documents:of_pair"),
    *(
        w(f"{what}*", READERS, "documents:held", "documents:held_file")
        for what in ("held_document", "fileheld_document")
    ),
    w("whyopened*", CHECKERS, "messaging:openings", "messaging:opened"),
    # what is asked about data, and what must be kept
    w("whyheld", CHECKERS, "privacy:holds"),
    w("wish*", CHECKERS, "privacy:answer"),
    # concerns
    *(w(f"{kind}plain", LEADS, _CONCERN) for kind in ("concern", "about")),
    *(w(f"{kind}sorted", CHECKERS, _CONCERN) for kind in ("concern", "about", "fact")),
    *(w(f"{kind}coordinator", READERS, _CONCERN) for kind in ("concern", "about", "fact")),
    *(w(f"{kind}lead", {"third"}, _CONCERN) for kind in ("concern", "about")),
    w("whyfrozen", LEADS, _CONCERN),
    *(w(words, {"administrator"}, "safeguarding:unplaced") for words in ("unplaced", "where")),
    # notes, reviews, pauses, endings: staff
    w("note*", STAFF, "frontdesk:person", "participants:note"),
    w("review*", STAFF, "mentorships:pair", "mentorships:repair"),
    w("findings*", STAFF, "mentorships:pair"),
    w("why[lpg]*", STAFF, "mentorships:pair", "mentorships:pauses", "mentorships:lift", "frontdesk:person"),
    w("lastword*", STAFF, "mentorships:pair"),
    w("lastwordours", {"mentee"}),
    w("lastwordother", {"other_mentee"}),
    # the words of a log are the two's
    w("logours", {"mentor", "mentee"}),
    w("logother", {"other_mentor", "other_mentee"}),
    w("whereours", STAFF | {"mentor", "mentee", "school"}),
    w("whereother", STAFF | {"other_mentor", "other_mentee", "other_school"}),
    # checks
    *(w(words, CHECKERS, "vetting:person") for words in ("sign", "doc", "whysuspended")),
    w("sign", CHECKERS, "vetting:resolve_sign"),
    w("doc", CHECKERS, "vetting:take_back_step", "vetting:record", "vetting:print", "vetting:export"),
    # asking to join, offers, exceptions, sheets, letters, papers
    w("applicant", RUNNERS),
    w("a", RUNNERS),
    w("whyoffer*", MATCHERS),
    w("whysuggested", MATCHERS),
    w("fitwords", STAFF, "matching:fit_result"),
    *(w(words, MATCHERS | LEADS, "matching:exemptions") for words in ("nature", "maturity")),
    w("imported", COORDINATORS),
    *(w(words, RUNNERS) for words in ("letter", "subject")),
    *(w(f"{part}*", STAFF | {"manager", "administrator"}) for part in ("responsibilities", "terms", "safeguarding")),
    *(w(f"{part}ours", {"partner"}) for part in ("responsibilities", "terms", "safeguarding")),
    *(w(f"{part}other", {"other_school"}) for part in ("responsibilities", "terms", "safeguarding")),
    *(w(f"{part}*", STAFF | {"manager", "administrator"}) for part in ("contactname", "address", "leadname")),
    *(w(f"{part}supplier", {"partner"}) for part in ("contactname", "address", "leadname")),
    *(w(f"{part}otherschool", {"other_school"}) for part in ("contactname", "address", "leadname")),
    w("course*", STAFF | {"mentor"}),
    w("place*", IN_SCHEME),
    # the other organisation exists for who runs it, and for who sets organisations up
    w("zqisland*", {"stranger"}),
    *(w("zqisland*", {"administrator"}, page) for page in _ADMINISTERED),
    *(w(words, {"administrator"}, "notices:mail") for words in ("subject", "a")),
)

#: Family names. A child's is for staff, the own school, the matchers, the own parent and the child, never for the mentor
#: (nor a mentor's for a child before the gate has opened: the gated pair); those with a post are named to the posts.
_POSTS = ("cora", "lena", "della", "theo", "dan", "mira", "max", "carl", "pia", "sam", "sid")
NAMES: tuple[Line, ...] = (
    *(w(name, POSTS | {"administrator"}) for name in _POSTS),
    w("cora", EVERYBODY, "consents:permission", "consents:withdraw_by_link"),
    w("cora", IN_SCHEME),
    *(
        w(name, STAFF | MATCHERS)
        for name in ("milo", "olga", "gus", "lily", "sia", "mona", "otto", "gina", "susan", "leo", "dina", "ivo")
    ),
    w("milo", {"mentee", "school", "parent"}),
    w("olga", {"other_mentee", "other_school", "other_parent"}),
    w("gus", {"gated_mentee", "school"}),
    *(w(name, {"school"}) for name in ("lily", "sia")),
    w("milo", {"third"}, _CONCERN),
    w("mona", {"mentor", "mentee", "parent", "partner", "school"}),
    w("otto", {"other_mentor", "other_mentee", "other_parent", "other_school"}),
    w("gina", {"gated_mentor", "school"}),
    *(w(name, {who}) for name, who in (("susan", "suspended"), ("leo", "leaver"), ("dina", "excluded"))),
    *(w(name, {"school"}) for name in ("susan", "leo")),
    w("petra", STAFF | {"parent", "school"}),
    w("paul", STAFF | {"other_parent", "other_school"}),
    w("pavel", STAFF | {"school"}),
    w("ivo", EVERYBODY, "organisations:accept"),
)


def leaks(seen: dict[str, set[str]], who: str) -> list[str]:
    """Which of the words seen, on which pages, were not for that walker."""
    found = []
    for words, pages in sorted(seen.items()):
        allowed = [line for line in (*WORDS, *NAMES) if who in line[1] and fnmatch(words, line[0])]
        bad = {page for page in pages if not any(not line[2] or page in line[2] for line in allowed)}
        if bad:
            found.append(f"{words} on {sorted(bad)}")
    return found
