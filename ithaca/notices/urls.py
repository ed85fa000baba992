"""Letters and mail."""

from ithaca.kernel.doors import SCHEME, page
from ithaca.notices import rules
from ithaca.notices.views import letters, mail, stop, texts

app_name = "notices"
urlpatterns = [
    page("mail/", mail.mail, name="mail", rule=rules.mail),
    page("letters/stop/<str:token>/", stop.stop, name="stop", rule=rules.stop),
    page("mail/test/", mail.test_mail, name="test_mail", rule=rules.mail),
    page("texts/", texts.texts, name="texts", rule=rules.texts),
    page("texts/test/", texts.test_texts, name="test_texts", rule=rules.texts),
    page(SCHEME + "write/", letters.write, name="write", rule=rules.write),
    page(SCHEME + "letters/", letters.letters, name="letters", rule=rules.letters),
    page(SCHEME + "letters/print/", letters.paper, name="paper", rule=rules.letters),
    page(SCHEME + "letters/words/", letters.words, name="words", rule=rules.words),
    page(SCHEME + "letters/words/<str:name>/", letters.change_words, name="change_words", rule=rules.words),
    page(SCHEME + "letters/<str:letter>/", letters.letter, name="letter", rule=rules.letters),
]
