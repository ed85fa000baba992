"""When an import may take a step."""

from ithaca.kernel.states import StateTable, Step, steps

IMPORT = StateTable(
    "imports.import",
    initial="uploaded",
    steps=[
        Step("map", "mapped", "uploaded", "mapped", "columns are matched to fields; a dry run shows what would happen"),
        Step("map", "mapped", "mapped", "mapped"),
        Step("confirm", "confirmed", "mapped", "running"),
        Step("finish", "finished", "running", "done"),
        Step("fail", "failed", "running", "failed", "nothing of it counts"),
        *steps("drop", "dropped", ("uploaded", "mapped", "failed"), "dropped", "nothing was imported"),
    ],
)
