"""Why files brought in are kept for a while."""

from ithaca.kernel.terms import Terms

TERMS = [
    Terms(
        model="imports.Import",
        fields={
            "kind": "technical",
            "filename": "technical",
            "content": "personal",
            "sheet": "technical",
            "fingerprint": "technical",
            "mapping": "technical",
            "summary": "technical",
            "finished_at": "technical",
        },
        why="To bring people in from a spreadsheet, and to put right what could not be read.",
        ground="legitimate interests: running the scheme",
        seen_by="the co-ordinator who brought the file",
        until="the file goes thirty days after it was brought in; what came of it stays",
    )
]
