"""The pages about those who take part."""

from ithaca.kernel.doors import SCHEME, page
from ithaca.participants import rules
from ithaca.participants.views import change, lists, note, own, steps

app_name = "participants"
_ONE = SCHEME + "people/<str:participant>/"

urlpatterns = [
    page(SCHEME + "people/mentors", lists.mentors, name="mentors", rule=rules.list_people),
    page(SCHEME + "people/mentees", lists.mentees, name="mentees", rule=rules.list_people),
    page(SCHEME + "me/taking-part", own.own, name="own", rule=rules.own),
    page(_ONE + "break", steps.rest, name="rest", rule=rules.rest),
    page(_ONE + "come-back", steps.resume, name="resume", rule=rules.resume),
    page(_ONE + "leave", steps.leave, name="leave", rule=rules.leave),
    page(_ONE + "stop", steps.withdraw, name="withdraw", rule=rules.withdraw),
    page(_ONE + "finish", steps.finish, name="finish", rule=rules.finish),
    page(_ONE + "exclude", steps.disqualify, name="disqualify", rule=rules.disqualify),
    page(_ONE + "note", note.note, name="note", rule=rules.note),
    page(_ONE + "change", change.change, name="change", rule=rules.change),
    page(_ONE + "invite", change.invite, name="invite", rule=rules.invite),
    page(_ONE + "carer", change.add_carer, name="add_carer", rule=rules.add_carer),
]
