"""Why files brought in are kept for a while."""

from ithaca.kernel.terms import Terms

TERMS = [
    Terms(
        model="imports.Import",
        fields={
            "kind": "technical",
            "filename": "personal",
            "content": "personal",
            "sheet": "technical",
            "fingerprint": "technical",
            "mapping": "technical",
            "options": "technical",
            "summary": "technical",
            "preview": "personal",
            "problems": "personal",
            "done": "technical",
            "total": "technical",
            "claimed_by": "technical",
            "claimed_until": "technical",
            "finished_at": "technical",
        },
        why="To bring people in from a spreadsheet, and to put right what could not be read.",
        ground="legitimate interests: running the scheme",
        seen_by="the co-ordinator of the scheme",
        until="the file and the names taken from it go thirty days after it was uploaded; the numbers stay",
    )
]
