"""Why alarms are kept."""

from ithaca.kernel.terms import Terms

_GROUND = (
    "Legitimate interests and substantial public interest: safeguarding of children and adults at risk "
    "(Data Protection Act 2018, schedule 1, paragraph 18)"
)
_UNTIL = "As the concern it belongs to; tests and drills until the scheme's end"

TERMS = [
    Terms(
        model="oncall.Alarm",
        fields={
            "kind": "technical",
            "rung": "technical",
            "next_at": "technical",
            "day": "technical",
            "ended_at": "technical",
        },
        why="To tell people at once when a child may be in danger, and to prove that it was done",
        ground=_GROUND,
        seen_by="Who may see the concern; tests and drills by the people who run the scheme",
        until=_UNTIL,
    ),
    Terms(
        model="oncall.Ring",
        fields={"rung": "technical"},
        why="Whom an alarm rang, when and on which way",
        ground=_GROUND,
        seen_by="As the alarm",
        until=_UNTIL,
        person="person",
        keeps="It proves who was told that a child may be in danger, and who answered",
    ),
    Terms(
        model="oncall.Answer",
        fields={"how": "technical"},
        why="Who answered an alarm, and when",
        ground=_GROUND,
        seen_by="As the alarm",
        until=_UNTIL,
        person="person",
        keeps="It proves who was told that a child may be in danger, and who answered",
    ),
    Terms(
        model="oncall.Rota",
        fields={"days": "technical", "begins": "technical", "ends": "technical", "outside": "technical"},
        why="Who answers when, by post; about nobody",
        ground="not personal",
        seen_by="The people who run the scheme; the hours by everybody in it",
        until="the scheme's end",
    ),
    Terms(
        model="oncall.Closed",
        fields={"first_day": "technical", "last_day": "technical"},
        why="When the scheme is closed; about nobody",
        ground="not personal",
        seen_by="Everybody in the scheme",
        until="the scheme's end",
    ),
]
