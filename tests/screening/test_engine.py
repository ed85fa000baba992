"""The engine's promises: one outcome, fail closed, versions, corrections, replay."""

from __future__ import annotations

import pytest

from ithaca.screening import (
    AllowList,
    CustomRule,
    CustomRules,
    Decision,
    PatternError,
    Policy,
    Speaker,
    fingerprint,
    redacted,
    replay,
    rescreen,
    screen,
    warm_up,
    would_have_caught,
)
from ithaca.screening import engine as engine_module
from ithaca.screening.meaning.lexicon import lexicon
from ithaca.screening.meaning.likeness import model

MENTOR = Speaker("mentor", "adult")


def test_plain_number_is_taken_out_and_explained() -> None:
    text = "the careers desk is 0131 496 0777 if you get stuck"
    verdict = screen(text)
    assert verdict.action == "redact"
    assert redacted(text, verdict) == "the careers desk is [telephone number removed] if you get stuck"
    assert verdict.reasons == ("It contains a telephone number.",)


def test_ordinary_words_pass_untouched() -> None:
    verdict = screen("my essay is done, thanks for the help")
    assert (verdict.action, verdict.spans, verdict.reasons) == ("allow", (), ())


def test_warming_up_reads_what_the_first_message_would_wait_for() -> None:
    model.cache_clear()
    lexicon.cache_clear()
    warm_up()
    assert (model.cache_info().currsize, lexicon.cache_info().currsize) == (1, 1)


def test_an_exception_inside_means_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> list[object]:
        raise RuntimeError("canary words")

    monkeypatch.setattr(engine_module, "detect", broken)
    verdict = screen("hello")
    assert verdict.action == "hold"
    assert verdict.failed
    assert verdict.reasons


def test_what_is_not_text_is_held() -> None:
    assert screen(None).action == "hold"  # type: ignore[arg-type]


def test_ten_thousand_characters_pass_and_one_more_is_held() -> None:
    assert screen("a " * 5000).action == "allow"
    assert screen("a " * 5000 + "b").action == "hold"


def test_a_wrong_role_is_refused_before_any_rule_is_skipped() -> None:
    with pytest.raises(ValueError, match="role"):
        Speaker("teacher")  # type: ignore[arg-type]


def test_the_policy_version_names_every_moved_switch() -> None:
    policy = Policy.named("adults").with_switch("details_plain", on=False)
    assert policy.version == "adults/1~details_plain=off"
    assert Policy.by_version(policy.version) == policy
    verdict = screen("ring me on 07700 900377", speaker=MENTOR, policy=policy)
    assert verdict.policy_version == policy.version


def test_children_cannot_be_left_without_the_locked_sentences() -> None:
    for name in ("children", "16-19"):
        with pytest.raises(ValueError, match="cannot be switched off"):
            Policy.named(name).with_switch("harm", on=False)


def test_an_adult_scheme_never_lets_a_child_swap_details() -> None:
    policy = Policy.named("adults").with_switch("details_plain", on=False)
    text = "0131 496 0777"
    assert screen(text, speaker=Speaker("mentee", "adult"), policy=policy).action == "allow"
    assert screen(text, speaker=Speaker("mentee", "child"), policy=policy).action == "redact"


@pytest.mark.parametrize("name", ["children", "16-19", "adults"])
def test_every_policy_is_a_page_of_about_ten_sentences(name: str) -> None:
    assert 8 <= len(Policy.named(name).sentences) <= 12


def test_a_stored_decision_replays_to_the_same_verdict() -> None:
    text = "call 07700 900377"
    verdict = screen(text, speaker=MENTOR)
    stored = Decision.from_dict(Decision.of(text, (), MENTOR, verdict).as_dict())
    assert replay(stored) == verdict
    assert list(rescreen([stored])) == []


def test_rescreening_shows_what_a_change_would_do_before_it_counts() -> None:
    texts = ["the robotics club is on tuesday", "see you in the lesson"]
    stored = [Decision.of(text, (), MENTOR, screen(text, speaker=MENTOR)) for text in texts]
    rules = CustomRules((CustomRule("robotics", "OFFPLATFORM"),))
    differences = list(rescreen(stored, custom=rules))
    assert [(d.number, d.after.action, d.stricter) for d in differences] == [(0, "hold", True)]


def test_a_correction_changes_the_next_result_of_the_same_words() -> None:
    text = "ring me on 07700 900377"
    marked = {fingerprint(text, MENTOR): "allow"}
    assert screen(text.upper(), speaker=MENTOR, corrections=marked).action == "allow"  # type: ignore[arg-type]
    assert screen(text + " ok", speaker=MENTOR, corrections=marked).action != "allow"  # type: ignore[arg-type]


def test_what_a_word_would_have_caught_is_counts_and_places_only() -> None:
    trial = would_have_caught(CustomRule("zorb", "MEET"), ["go to Z0rb", "zorb and zorb", "zorbing", "zоrb"])
    assert (trial.seen, trial.count) == (4, 2)
    assert trial.hits == ((1, 0, 4), (1, 9, 13), (3, 0, 4))


@pytest.mark.parametrize("bad", ["(", "(?=a)", "a*", "", "x" * 501])
def test_a_pattern_that_cannot_be_used_is_refused_with_a_sentence(bad: str) -> None:
    with pytest.raises(PatternError, match=r"\.|:"):
        CustomRule(bad, "MEET", "pattern")


def test_a_scheme_s_own_contacts_pass() -> None:
    text = "ask the office on 0131 496 0777 or office@school.example.org"
    allow = AllowList.of(numbers=["+44 131 496 0777"], emails=["Office@School.example.org"])
    assert screen(text).action == "redact"
    assert screen(text, allow=allow).action == "allow"


@pytest.mark.parametrize(
    ("before", "text", "action"),
    [
        ("I've read your draft.", "My favourite part was the end.", "allow"),
        ("I like it.", "Info is on the sheet from school.", "allow"),
        ("thanks.", "com class is on monday", "allow"),
        ("kaiskates.", "co.uk", "hold"),
        ("my site is kaiskates.", "com", "hold"),
    ],
)
def test_a_full_stop_and_a_new_sentence_make_no_link(before: str, text: str, action: str) -> None:
    assert screen(text, context=[before]).action == action
