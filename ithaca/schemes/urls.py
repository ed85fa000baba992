"""The addresses of this room."""

from ithaca.kernel.doors import ORGANISATION, SCHEME, page
from ithaca.schemes import rules
from ithaca.schemes.views import before, create, handing, history, life, line, look, posts

app_name = "schemes"
urlpatterns = [
    page(ORGANISATION + "schemes/new", create.choose, name="create", rule=rules.create),
    page(ORGANISATION + "schemes/new/<str:starter>", create.questions, name="questions", rule=rules.create),
    page(SCHEME + "set-up", before.before, name="before", rule=rules.read),
    page(SCHEME + "set-up/<str:line>", line.read, name="line", rule=rules.read),
    page(SCHEME + "set-up/<str:line>/confirm", line.confirm, name="confirm", rule=rules.confirm),
    page(SCHEME + "set-up/<str:line>/change", line.change, name="change", rule=rules.change),
    page(SCHEME + "history", history.history, name="history", rule=rules.read),
    page(SCHEME + "life", life.life, name="life", rule=rules.read),
    page(SCHEME + "life/<str:step>", life.step, name="open", rule=rules.open),
    page(SCHEME + "posts", posts.posts, name="posts", rule=rules.read),
    page(SCHEME + "posts/name", posts.appoint, name="appoint", rule=rules.appoint),
    page(SCHEME + "posts/<str:post>/end", posts.step_down, name="step_down", rule=rules.appoint),
    page(SCHEME + "posts/<str:post>/invite", posts.invite, name="invite", rule=rules.appoint),
    page(SCHEME + "posts/asked/<str:change>/agree", handing.agree, name="agree", rule=rules.agree),
    page(SCHEME + "posts/asked/<str:change>/drop", handing.drop, name="drop", rule=rules.drop),
    page(SCHEME + "away", posts.away, name="away", rule=rules.away),
    page(SCHEME + "away/<str:absence>/back", posts.back, name="back", rule=rules.away),
    page(SCHEME + "look-round", look.choose, name="look_round", rule=rules.look),
    page(SCHEME + "look-round/<str:who>", look.look, name="look", rule=rules.look),
]
