"""When an import may take a step."""

from ithaca.kernel.states import StateTable, Step, steps

IMPORT = StateTable(
    "imports.import",
    initial="uploaded",
    steps=[
        Step("match", "matched", "uploaded", "mapped", "columns are matched to fields; a dry run shows what would happen"),
        Step("match", "matched", "mapped", "mapped"),
        Step("open", "sheet_chosen", "mapped", "uploaded", "another sheet, or the table holds something else"),
        Step("confirm", "confirmed", "mapped", "running"),
        Step("finish", "finished", "running", "done"),
        Step("stop", "stopped", "running", "stopped", "what was brought in stays, the rest waits"),
        Step("go_on", "resumed", "stopped", "running"),
        *steps("leave", "left", ("uploaded", "mapped"), "dropped", "nothing was imported"),
    ],
)
