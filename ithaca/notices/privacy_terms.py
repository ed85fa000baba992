"""Why letters are kept."""

from ithaca.kernel.terms import Terms

TERMS = [
    Terms(
        model="notices.Letter",
        fields={
            "name": "technical",
            "to_address": "contact",
            "subject": "words",
            "body": "words",
            "urgent": "technical",
            "message_id": "technical",
            "batch": "technical",
            "attempts": "technical",
            "next_try_at": "technical",
            "claimed_until": "technical",
            "sent_at": "technical",
            "last_error": "technical",
        },
        why="To send letters and show what was written to whom. Letters with sign-in codes lose their words once sent.",
        ground="legitimate interests: running the scheme",
        seen_by="the co-ordinator and deputies; letters about concerns only by their readers",
        until="three years after the person has left",
        person="person",
    ),
    Terms(
        model="notices.Rewording",
        fields={"name": "technical", "subject": "technical", "body": "technical"},
        why="The scheme's own words for a letter; about nobody.",
        ground="not personal",
        seen_by="the co-ordinator",
        until="the scheme's end",
    ),
    Terms(
        model="notices.MailSettings",
        fields={
            "host": "technical",
            "port": "technical",
            "security": "technical",
            "username": "technical",
            "password_encrypted": "technical",
            "from_address": "contact",
            "tested_at": "technical",
        },
        why="How mail leaves this platform; the password is encrypted.",
        ground="not personal",
        seen_by="administrators",
        until="until it is changed",
    ),
]
