"""Pages of people in and out by spreadsheet."""

from ithaca.imports import rules
from ithaca.imports.views import bring_in, columns, start, take_out
from ithaca.kernel.doors import SCHEME, page

app_name = "imports"
ITEM = SCHEME + "spreadsheets/<str:item>/"
urlpatterns = [
    page(SCHEME + "spreadsheets/", start.start, name="start", rule=rules.start),
    page(SCHEME + "spreadsheets/out/", take_out.export, name="export", rule=rules.export),
    page(SCHEME + "spreadsheets/out/<str:kind>.<str:form>", take_out.take_out, name="take_out", rule=rules.export),
    page(ITEM, start.see, name="see", rule=rules.see),
    page(ITEM + "progress/", start.progress, name="progress", rule=rules.see),
    page(ITEM + "columns/", columns.match, name="match", rule=rules.match),
    page(ITEM + "table/", columns.open_again, name="open_again", rule=rules.match),
    page(ITEM + "confirm/", bring_in.confirm, name="confirm", rule=rules.confirm),
    page(ITEM + "leave/", bring_in.leave, name="leave", rule=rules.leave),
    page(ITEM + "stop/", bring_in.stop, name="stop", rule=rules.stop),
    page(ITEM + "go-on/", bring_in.go_on, name="go_on", rule=rules.confirm),
    page(ITEM + "another-sheet/", bring_in.another_sheet, name="another_sheet", rule=rules.start),
    page(ITEM + "to-put-right/", take_out.put_right, name="put_right", rule=rules.see),
]
