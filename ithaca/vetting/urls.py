"""The pages about checks."""

from ithaca.kernel.doors import SCHEME, page
from ithaca.vetting import rules
from ithaca.vetting.views import decisions, evidence, own, person, record

app_name = "vetting"
_ONE = SCHEME + "checks/of/<str:person>/"

urlpatterns = [
    page(SCHEME + "checks/", record.record, name="record", rule=rules.central_record),
    page(SCHEME + "checks/print", record.printed, name="print", rule=rules.central_record),
    page(SCHEME + "checks/assurance", record.assurance, name="assurance", rule=rules.central_record),
    page(SCHEME + "checks/record.<str:kind>", record.export, name="export", rule=rules.export),
    page(SCHEME + "checks/mine", own.progress, name="progress", rule=rules.progress),
    page(SCHEME + "checks/supplied", own.supplied, name="supplied", rule=rules.supplied),
    page(_ONE, person.person, name="person", rule=rules.read),
    page(_ONE + "enter", person.enter, name="enter", rule=rules.record),
    page(_ONE + "ask", person.request_check, name="request_check", rule=rules.record),
    page(_ONE + "seen", person.see_check, name="see_check", rule=rules.record),
    page(_ONE + "clear", decisions.clear, name="clear", rule=rules.clear),
    page(_ONE + "bar", decisions.bar, name="bar", rule=rules.decide_adverse),
    page(_ONE + "reconsider", decisions.reconsider, name="reconsider", rule=rules.decide_adverse),
    page(_ONE + "suspend", decisions.suspend, name="suspend", rule=rules.suspend),
    page(_ONE + "restore", decisions.restore, name="restore", rule=rules.restore),
    page(_ONE + "partner", evidence.partner, name="partner_clear", rule=rules.partner_clear),
    page(_ONE + "reference", evidence.reference, name="add_reference", rule=rules.record),
    page(_ONE + "step", evidence.step, name="mark_step", rule=rules.record),
    page(_ONE + "step/<str:step>/take-back", evidence.take_back, name="take_back_step", rule=rules.record),
    page(_ONE + "sign", evidence.sign, name="log_sign", rule=rules.log_sign),
    page(_ONE + "sign/<str:sign>", evidence.resolve, name="resolve_sign", rule=rules.resolve_sign),
]
