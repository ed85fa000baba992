"""When an import may take a step."""

from ithaca.kernel.states import StateTable, Step, steps

IMPORT = StateTable(
    "imports.import",
    initial="uploaded",
    steps=[
        Step("look", "read", "uploaded", "mapped", "every needed column is found; a dry run shows what would happen"),
        Step("look", "unclear", "uploaded", "unclear", "a person must say which sheet or which column"),
        Step("look", "not_read", "uploaded", "unreadable", "it is no table"),
        *steps(
            "match", "matched", ("unclear", "mapped"), "uploaded", "columns, sheet or kind chosen: looked through again"
        ),
        Step("confirm", "confirmed", "mapped", "running"),
        Step("finish", "finished", "running", "done"),
        Step("stop", "stopped", "running", "stopped", "what was brought in stays, the rest waits"),
        Step("go_on", "resumed", "stopped", "running"),
        *steps("leave", "left", ("uploaded", "unclear", "mapped", "unreadable"), "dropped", "nothing was imported"),
    ],
)
#: States in which the worker has something to do.
WORKING = ("uploaded", "running")
