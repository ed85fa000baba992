"""What was written stays as it was written."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from ithaca.messaging.models import Message
from tests.messaging.conftest import Talk


def test_the_database_keeps_the_words_of_a_message_from_being_changed_or_taken_away(talk: Talk) -> None:
    message = talk.say("Which boat did you like best?")
    with pytest.raises(DatabaseError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(original="Nothing.")
    with pytest.raises(DatabaseError), transaction.atomic():
        Message.objects.filter(pk=message.pk).delete()
    message.refresh_from_db()
    assert message.original == "Which boat did you like best?"
