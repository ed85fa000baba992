"""Marks about the installation are about nobody."""

from ithaca.kernel.terms import Terms

TERMS = [
    Terms(
        model="upkeep.Mark",
        fields={"key": "technical", "value": "technical", "changed_at": "technical"},
        why="What was said once about this installation: a backup, a restore, the example.",
        ground="not personal",
        seen_by="administrators",
        until="as long as the installation",
    )
]
