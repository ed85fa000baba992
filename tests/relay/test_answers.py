"""A mail that answers a notice goes the way of every message; other people's words stay behind (MSG-02, MSG-07)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.mentorships.services.pause import pause_contact
from ithaca.messaging.models import Message
from ithaca.notices.models import Letter
from ithaca.relay.addresses import read, reply_to
from ithaca.relay.models import Arrival
from tests.relay.conftest import PROVIDER_PEER, Post, as_sent
from tests.support.pairs import actor, arrange


def test_an_answer_is_delivered_to_the_other_side(post: Post) -> None:
    row = post.arrives(post.signed(post.mail("I enjoyed the book about bridges.")))
    assert (row.state, row.why, row.proof) == ("passed", "", "pass")
    [message] = post.messages()
    assert message.public_id == row.message
    assert message.original == "I enjoyed the book about bridges."
    assert (message.state, message.sender) == ("delivered", post.pair.mentor)
    [notice] = post.letters("messaging.arrived")
    assert notice.to_address == post.pair.mentee.person.email


def test_the_mentee_answers_too_and_each_writes_to_the_others_standing_address(post: Post) -> None:
    mail = post.mail("Thank you, I will.", role="mentee")
    assert post.arrives(post.signed(mail), post.answer_address("mentee")).state == "passed"
    mail = post.mail("A new thought.", role="mentor")
    assert post.arrives(post.signed(mail), post.standing_address("mentee")).state == "passed"
    assert [m.sender for m in post.messages()] == [post.pair.mentee, post.pair.mentor]


def test_spf_is_proof_enough_and_so_is_what_our_own_server_found(post: Post, settings: object) -> None:
    mailbox = post.pair.mentor.person.email
    row = post.arrives(as_sent(post.mail("By SPF.")), envelope=mailbox, peer=PROVIDER_PEER)
    assert (row.state, row.proof) == ("passed", "pass")
    settings.RELAY_TRUSTS = ["mx.example.net"]  # type: ignore[attr-defined]
    results = "mx.example.net; dkim=pass header.d=example.org; spf=none"
    row = post.arrives(as_sent(post.mail("By LMTP.", Authentication_Results=results)), through="lmtp")
    assert (row.state, row.proof) == ("passed", "pass")
    forged = as_sent(post.mail("By a stranger.", Authentication_Results=results))
    assert post.arrives(forged).state == "kept"
    other = as_sent(post.mail("By another.", Authentication_Results=results.replace("mx.", "mx2.")))
    assert post.arrives(other, through="lmtp").state == "kept"


def test_unproved_words_wait_for_their_writer_as_a_draft(post: Post) -> None:
    row = post.arrives(as_sent(post.mail("Perhaps not mine.")))
    assert (row.state, row.why, row.proof) == ("kept", "unproven", "none")
    assert post.messages() == []
    assert post.drafts() == "Perhaps not mine."
    [letter] = post.letters("relay.kept")
    assert letter.to_address == post.pair.mentor.person.email
    assert "Perhaps" not in letter.body


def test_what_stands_in_the_box_on_the_page_is_kept(post: Post) -> None:
    from ithaca.messaging.services import save_draft
    from tests.support.pairs import mentor_of

    by, at = mentor_of(post.world, post.pair), timezone.now()
    save_draft(mentorship=post.pair, sender=post.pair.mentor, words="Half a thought", by=by, at=at)
    assert post.arrives(post.signed(post.mail("Sent by mail."))).state == "passed"
    assert post.drafts() == "Half a thought"
    post.arrives(as_sent(post.mail("Unproved.")))
    assert post.drafts() == "Half a thought\n\nUnproved."


def test_a_forger_is_refused_and_the_holder_of_the_address_is_told(post: Post) -> None:
    mailbox = post.pair.mentor.person.email
    row = post.arrives(as_sent(post.mail("I am not her.")), envelope=mailbox, peer="203.0.113.66")
    assert (row.state, row.why, row.proof) == ("refused", "forged", "fail")
    post.names.text("_dmarc.example.org", "v=DMARC1; p=reject")
    row = post.arrives(as_sent(post.mail("Nor am I.")))
    assert (row.state, row.why) == ("refused", "forged")
    tampered = post.signed(post.mail("Yes, at five.")).replace(b"at five", b"at nine")
    assert post.arrives(tampered).why == "forged"
    assert {letter.to_address for letter in post.letters("relay.refused")} == {mailbox}
    assert post.messages() == []
    assert post.drafts() == ""


def test_another_mailbox_and_an_old_address_do_not_write(post: Post) -> None:
    mail = post.signed(post.mail("From elsewhere.", From="mona@example.org"))
    row = post.arrives(mail)
    assert (row.state, row.why) == ("refused", "wrong_mailbox")
    old = post.answer_address(at=timezone.now() - timedelta(days=32))
    row = post.arrives(post.signed(post.mail("Late.")), old)
    assert (row.state, row.why) == ("kept", "too_old")
    person = post.pair.mentor.person
    before = post.answer_address()
    person.email = "mona.new@example.org"
    person.save()
    moved = post.signed(post.mail("From my new mailbox."))
    assert post.arrives(moved, before).why == "wrong_mailbox"
    assert post.arrives(moved).state == "passed"


@pytest.mark.parametrize("change", ["pair", "side", "days", "proof", "domain", "short", "kind"])
def test_a_made_up_address_is_none(post: Post, change: str) -> None:
    good = post.answer_address()
    local, _, host = good.partition("@")
    kind, pair, side, days, proof = local.split("-")
    other = {
        "pair": f"{kind}-{'2' * 12}-{side}-{days}-{proof}@{host}",
        "side": f"{kind}-{pair}-e-{days}-{proof}@{host}",
        "days": f"{kind}-{pair}-{side}-{int(days) + 1}-{proof}@{host}",
        "proof": f"{kind}-{pair}-{side}-{days}-{'a' * 20}@{host}",
        "domain": f"{local}@example.org",
        "short": f"{local[:-1]}@{host}",
        "kind": f"p-{pair}-{proof}@{host}",
    }[change]
    assert read(good.upper(), at=timezone.now()) is not None
    assert read(other, at=timezone.now()) is None


def test_reply_addresses_fit_into_every_mail_server() -> None:
    address = reply_to(pair="2" * 12, role="mentee", mailbox="a@example.org", at=timezone.now())
    local = address.partition("@")[0]
    assert len(local) <= 64
    assert local == local.lower()


def test_forwarded_mail_is_refused_with_a_letter_that_says_why(post: Post) -> None:
    enclosed = post.mail("Look what I got.")
    enclosed.add_attachment(post.mail("The words of somebody else."))
    for mail in (
        enclosed,
        post.mail("Look.\n\n---------- Forwarded message ---------\nFrom: A <a@example.com>\nhello"),
        post.mail("Look.\n\nBegin forwarded message:\n\n> From: A\n> hello"),
        post.mail("Look.", Subject="Fwd: Exam results"),
    ):
        row = post.arrives(post.signed(mail))
        assert (row.state, row.why) == ("refused", "forwarded")
    assert post.messages() == []
    letters = post.letters("relay.refused")
    assert len(letters) == 4
    assert "forwarded" in letters[0].body
    assert "somebody else" not in letters[0].body


def test_files_are_left_out_and_their_sender_is_told(post: Post) -> None:
    mail = post.mail("Here is my plan.")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="plan.pdf")
    assert post.arrives(post.signed(mail)).state == "passed"
    assert post.messages()[0].original == "Here is my plan."
    assert len(post.letters("relay.left_out")) == 1
    only = post.mail("")
    only.add_attachment(b"JPEG", maintype="image", subtype="jpeg", filename="me.jpg")
    row = post.arrives(post.signed(only))
    assert (row.state, row.why) == ("refused", "only_files")


def test_contact_details_are_screened_like_typed_ones(post: Post) -> None:
    post.arrives(
        post.signed(post.mail("Ring me on 07700 900123 tonight.", role="mentee")), post.answer_address("mentee")
    )
    [message] = post.messages()
    assert message.action != "allow"
    assert "07700" not in message.delivered_text


def test_a_disclosure_by_mail_alerts_and_its_writer_gets_the_helplines(post: Post) -> None:
    words = "My stepdad hits me and I am scared to go home."
    post.arrives(post.signed(post.mail(words, role="mentee")), post.answer_address("mentee"))
    assert post.messages()[0].state == "urgent"
    assert post.letters("safeguarding.raised")
    [letter] = post.letters("relay.help")
    assert letter.urgent
    assert "0800 1111" in letter.body
    assert "stepdad" not in letter.body


def test_the_gate_holds_for_mail_and_the_words_are_kept(post: Post) -> None:
    by = actor(post.world, Role.COORDINATOR)
    pause_contact(scheme=post.world.scheme, mentorship=post.pair, reason="Ill.", by=by, at=timezone.now())
    row = post.arrives(post.signed(post.mail("Are you there?")))
    assert (row.state, row.why) == ("kept", "gate")
    assert post.drafts() == "Are you there?"
    assert not Message.objects.exists()
    assert "Ill." not in post.letters("relay.kept")[0].body


def test_a_disclosure_by_mail_that_the_gate_refuses_is_heard_all_the_same(post: Post) -> None:
    by = actor(post.world, Role.COORDINATOR)
    pause_contact(scheme=post.world.scheme, mentorship=post.pair, reason="Ill.", by=by, at=timezone.now())
    words = "My stepdad hits me and I am scared to go home."
    row = post.arrives(post.signed(post.mail(words, role="mentee")), post.answer_address("mentee"))
    assert (row.state, row.why) == ("kept", "gate")
    assert post.letters("safeguarding.raised")
    [letter] = post.letters("relay.help")
    assert letter.urgent
    assert "0800 1111" in letter.body
    assert "stepdad" not in letter.body


def test_a_scheme_without_mail_takes_none_and_says_so(post: Post) -> None:
    arrange(post.world, channels=("messages",))
    row = post.arrives(post.signed(post.mail("Hello.")))
    assert (row.state, row.why) == ("refused", "switched_off")
    assert len(post.letters("relay.refused")) == 1


def test_the_same_mail_twice_is_one_message(post: Post) -> None:
    raw = post.signed(post.mail("Once only."))
    assert post.arrives(raw).pk == post.arrives(raw).pk
    again = post.arrives(b"Received: from elsewhere\r\n" + raw)
    assert (again.state, again.why) == ("left", "double")
    assert len(post.messages()) == 1


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"Auto_Submitted": "auto-replied"}, "automatic"),
        ({"Subject": "Automatic reply: You have a message"}, "automatic"),
        ({"X_Autoreply": "yes"}, "automatic"),
        ({"Precedence": "bulk"}, "automatic"),
        ({"List_Id": "<talk.example.org>"}, "list"),
        ({"X_Ithaca_Letter": "messaging.arrived"}, "loop"),
        ({"From": "MAILER-DAEMON@example.org"}, "bounce"),
    ],
)
def test_what_no_person_wrote_goes_nowhere_and_is_answered_by_nobody(
    post: Post, headers: dict[str, str], why: str
) -> None:
    before = Letter.objects.count()
    row = post.arrives(post.signed(post.mail("I am away until Monday.", **headers)))
    assert (row.state, row.why) == ("left", why)
    assert post.messages() == []
    assert Letter.objects.count() == before


def test_a_stranger_at_a_standing_address_gets_no_answer(post: Post) -> None:
    before = Letter.objects.count()
    for sender in ("stranger@example.org", post.pair.mentee.person.email):
        row = post.arrives(post.signed(post.mail("Hello you.", From=sender)), post.standing_address("mentee"))
        assert (row.state, row.why) == ("left", "stranger")
    assert Letter.objects.count() == before


def test_nobody_is_buried_in_letters(post: Post) -> None:
    for number in range(14):
        post.arrives(post.signed(post.mail(f"No {number}", From="other@example.org")))
    assert len(post.letters("relay.refused")) == 10
    assert Arrival.objects.filter(state="refused").count() == 14


def test_while_names_cannot_be_looked_up_a_mail_waits_and_is_then_passed_on(post: Post) -> None:
    post.names.away = True
    row = post.arrives(post.signed(post.mail("Patience.")))
    assert row.state == "waiting"
    post.names.away = False
    Arrival.objects.update(next_try_at=timezone.now())
    from ithaca.relay.tasks import carry_in

    assert carry_in() == 1
    assert [m.original for m in post.messages()] == ["Patience."]


def test_originals_go_after_thirty_days(post: Post) -> None:
    from ithaca.relay.selectors import DOOR
    from ithaca.relay.services import forget_originals

    row = post.arrives(post.signed(post.mail("Kept a while.")))
    assert forget_originals(by=DOOR, at=timezone.now() + timedelta(days=29)) == 0
    assert forget_originals(by=DOOR, at=timezone.now() + timedelta(days=31)) == 1
    row.refresh_from_db()
    assert bytes(row.original) == b""
    assert row.recipient == ""
    assert post.messages()[0].original == "Kept a while."
