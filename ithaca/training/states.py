"""When a person's training may take a step."""

from ithaca.kernel.states import StateTable, Step, steps

ATTENDANCE = StateTable(
    "training.attendance",
    initial="booked",
    steps=[
        Step("complete", "completed", "booked", "completed", "the trainer confirms the compulsory parts"),
        Step("miss", "missed", "booked", "incomplete"),
        Step("complete", "completed", "incomplete", "completed", "topped up"),
        *steps("step_down", "stepped_down", ("booked", "incomplete"), "stepped_down", "no reason asked (TRN-13)"),
        Step("complete", "completed", "stepped_down", "completed", "came back and finished"),
        Step("take_back", "taken_back", "completed", "booked", "marked by mistake; with a reason"),
    ],
)
