"""The pages about permissions."""

from ithaca.consents import rules
from ithaca.consents.views import classes, link, mine, one, words
from ithaca.kernel.doors import SCHEME, page

app_name = "consents"
_ONE = SCHEME + "permissions/of/<str:participant>/"

urlpatterns = [
    page(SCHEME + "permissions/", classes.waiting, name="waiting", rule=rules.write_down),
    page(SCHEME + "permissions/ask", classes.ask, name="ask", rule=rules.ask),
    page(SCHEME + "permissions/paper", classes.paper, name="paper", rule=rules.ask),
    page(SCHEME + "permissions/words", words.reword, name="reword", rule=rules.reword),
    page(_ONE, one.answer, name="answer", rule=rules.write_down),
    page(_ONE + "withdraw", one.withdraw, name="withdraw", rule=rules.write_down),
    page(SCHEME + "my-child/<str:participant>/permission", mine.mine, name="mine", rule=rules.mine),
    page(
        SCHEME + "my-child/<str:participant>/permission/withdraw", mine.withdraw, name="withdraw_mine", rule=rules.mine
    ),
    page("permission/<str:token>", link.permission, name="permission", rule=rules.answer_by_link),
    page("permission/<str:token>/again", link.again, name="again_by_link", rule=rules.answer_by_link),
    page("permission/<str:token>/withdraw", link.withdraw, name="withdraw_by_link", rule=rules.answer_by_link),
]
