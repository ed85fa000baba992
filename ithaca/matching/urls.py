"""Suggestions, offers, exceptions."""

from ithaca.kernel.doors import SCHEME, page
from ithaca.matching import rules
from ithaca.matching.views import assess, board, cards, choosing, elsewhere, fit, needs, offers, runs, told, weights

app_name = "matching"
ROOT = SCHEME + "suggestions/"
ASK = ROOT + "exceptions/ask/<str:mentee>/<str:mentor>/"
urlpatterns = [
    page(ROOT, board.board, name="board", rule=rules.board),
    page(ROOT + "find/", board.suggest, name="suggest", rule=rules.suggest),
    page(ROOT + "side-by-side/", cards.cards, name="cards", rule=rules.board),
    page(ROOT + "approve/", cards.approve, name="approve", rule=rules.offer),
    page(ROOT + "left/", runs.left, name="left", rule=rules.board),
    page(ROOT + "change/<str:mentee>/", cards.change, name="change", rule=rules.suggest),
    page(ROOT + "exceptions/", offers.exemptions, name="exemptions", rule=rules.exemptions),
    page(ROOT + "exceptions/<str:exemption>/sign/", offers.sign_exemption, name="sign_exemption", rule=rules.sign_exemption),
    page(ASK, offers.ask_exemption, name="ask_exemption", rule=rules.ask_exemption),
    page(ROOT + "weights/", weights.weights, name="weights", rule=rules.weigh),
    page(ROOT + "runs/", runs.runs, name="runs", rule=rules.board),
    page(ROOT + "runs/<str:run>/", runs.run, name="run", rule=rules.board),
    page(ROOT + "runs/<str:run>/progress/", runs.progress, name="progress", rule=rules.board),
    page(ROOT + "runs/<str:run>/stop/", runs.stop, name="stop", rule=rules.suggest),
    page(ROOT + "runs/<str:run>/fairness/", runs.fairness, name="fairness", rule=rules.board),
    page(ROOT + "assessments/<str:participant>/", assess.assess, name="assess", rule=rules.assess),
    page(ROOT + "for/<str:mentee>/", board.choose, name="choose", rule=rules.suggest),
    page(ROOT + "for/<str:mentee>/propose/", board.propose, name="propose", rule=rules.suggest),
    page(ROOT + "<str:proposal>/offer/", board.offer, name="offer", rule=rules.offer),
    page(ROOT + "<str:proposal>/drop/", board.drop, name="drop", rule=rules.offer),
    page(SCHEME + "pairs/<str:pair>/how/", told.how, name="how", rule=rules.how),
    page(SCHEME + "pairs/<str:pair>/trial/", fit.after_trial, name="after_trial", rule=rules.after_trial),
    page(SCHEME + "pairs/<str:pair>/five-questions/", fit.result, name="fit_result", rule=rules.see_fit),
    page(SCHEME + "five-questions/<str:fit>/", fit.answer, name="fit", rule=rules.answer_fit),
    page(ROOT + "for/<str:mentee>/shortlist/", choosing.shortlist, name="shortlist", rule=rules.offer_choice),
    page(ROOT + "choices/<str:choice>/", choosing.grant, name="grant", rule=rules.grant),
    page(SCHEME + "choose/<str:choice>/", choosing.pick, name="pick", rule=rules.pick),
    page(SCHEME + "wishes/<str:mentee>/", needs.needs, name="needs", rule=rules.state_need),
    page(SCHEME + "find-a-mentor/", choosing.find, name="find", rule=rules.ask_for),
    page(SCHEME + "whom-to-mentor/", choosing.whom, name="whom", rule=rules.ask_to_mentor),
    page(SCHEME + "other-schemes/", elsewhere.shared, name="shared", rule=rules.be_shared),
    page(ROOT + "other-schemes/", elsewhere.directory, name="directory", rule=rules.directory),
    page(SCHEME + "may-be-found/", choosing.found, name="found", rule=rules.be_found),
    page(SCHEME + "offers/<str:proposal>/", offers.see_offer, name="see_offer", rule=rules.see_offer),
    page(SCHEME + "offers/<str:proposal>/answer/", offers.answer, name="answer", rule=rules.answer),
]  # fmt: skip
