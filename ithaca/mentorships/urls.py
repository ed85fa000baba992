"""Pairs, their ground rules, pauses and endings."""

from ithaca.kernel.doors import SCHEME, page
from ithaca.mentorships import rules
from ithaca.mentorships.views import pair, pairs, pauses, steps

app_name = "mentorships"
PAIR = SCHEME + "pairs/<str:pair>/"
urlpatterns = [
    page(SCHEME + "what-to-expect/", pair.expect, name="expect", rule=rules.expect),
    page(SCHEME + "pairs/", pairs.pairs, name="pairs", rule=rules.list_pairs),
    page(SCHEME + "pairs/mine/", pair.mine, name="mine", rule=rules.mine),
    page(SCHEME + "pairs/write/", pairs.write, name="write", rule=rules.write),
    page(SCHEME + "paused/", pauses.pauses, name="pauses", rule=rules.pauses),
    page(SCHEME + "paused/all/", pauses.pause_scheme, name="pause_scheme", rule=rules.pause),
    page(SCHEME + "paused/person/<str:person>/", pauses.pause_person, name="pause_person", rule=rules.pause),
    page(SCHEME + "paused/<str:pause>/lift/", pauses.lift, name="lift", rule=rules.lift),
    page(PAIR, pair.pair, name="pair", rule=rules.see),
    page(PAIR + "sign/", pair.sign, name="sign", rule=rules.sign),
    page(PAIR + "pause/", pauses.pause_pair, name="pause", rule=rules.pause),
    page(PAIR + "not-working/", pair.not_working, name="not_working", rule=rules.not_working),
    page(PAIR + "repair/", steps.repair, name="repair", rule=rules.repair),
    page(PAIR + "wind-down/", steps.wind_down, name="wind_down", rule=rules.wind_down),
    page(PAIR + "extend/", steps.extend, name="extend", rule=rules.extend),
    page(PAIR + "end/", steps.end, name="end", rule=rules.end),
    page(PAIR + "last-word/", pair.last_word, name="last_word", rule=rules.last_word),
]
