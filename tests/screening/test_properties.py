"""Properties that hold for every message, not only for those somebody thought of."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ithaca.screening import Policy, Speaker, redacted, screen
from ithaca.screening import engine as engine_module
from ithaca.screening.reasons import FAILED
from ithaca.screening.types import ACTIONS, CONTACT, MEANING, Span, Verdict
from ithaca.screening.views.fold import fold
from tests.screening.corpus import examples

SEEDS = [example.text for example in examples()]
WORDS = sorted({word for text in SEEDS for word in text.split()})
messages = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join),
    st.tuples(st.sampled_from(SEEDS), st.text(max_size=20), st.sampled_from(SEEDS)).map("".join),
    st.text(alphabet="0123456789 o.l-()+@/#?é\u200b️⃣７🅰👻İŉß\n", max_size=80),
)
speakers = st.builds(Speaker, st.sampled_from(["mentor", "mentee"]), st.sampled_from(["child", "16-19", "adult"]))
policies = st.sampled_from([Policy.named(name) for name in ("children", "16-19", "adults")])
contexts = st.lists(messages, max_size=6)
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(messages, contexts, speakers, policies)
def test_exactly_one_outcome_with_places_inside_the_message(
    text: str, context: list[str], speaker: Speaker, policy: Policy
) -> None:
    verdict = screen(text, context=context, speaker=speaker, policy=policy)
    assert not verdict.failed
    assert verdict.action in ACTIONS
    assert all(0 <= span.start < span.end <= len(text) for span in verdict.spans)
    assert {span.type for span in verdict.spans} <= {*CONTACT, *MEANING}
    assert bool(verdict.reasons) == (verdict.action != "allow")


@quick
@given(messages, contexts)
def test_the_same_message_always_gets_the_same_verdict(text: str, context: list[str]) -> None:
    assert screen(text, context=context) == screen(text, context=context)


@quick
@given(messages)
def test_an_allowed_message_is_delivered_byte_for_byte(text: str) -> None:
    verdict = screen(text)
    if verdict.action == "allow":
        assert redacted(text, verdict) == text
        assert verdict.spans == ()


@quick
@given(st.data())
def test_no_character_inside_a_span_is_copied(data: st.DataObject) -> None:
    # Every character is its own: whatever is left over must come from outside the spans, in the old order.
    text = "".join(map(chr, range(0x4E00, 0x4E00 + data.draw(st.integers(1, 120)))))
    ends = st.integers(0, len(text) - 1)
    pairs = data.draw(st.lists(st.tuples(ends, ends), max_size=8))
    spans = tuple(Span(min(p), max(p) + 1, data.draw(st.sampled_from([*CONTACT, *MEANING]))) for p in pairs)
    result = redacted(text, Verdict("redact", spans, ("x",), "e", "p"))
    kept = [char for char in result if char >= "\u4e00"]
    assert kept == [char for i, char in enumerate(text) if not any(s.start <= i < s.end for s in spans)]


@quick
@given(messages, st.sampled_from(["detect", "explain", "strongest", "engine_digest"]))
def test_any_exception_inside_means_hold(text: str, broken: str) -> None:
    def explode(*_: object, **__: object) -> None:
        raise LookupError(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_module, broken, explode)
        engine_module.engine_version.cache_clear()
        verdict = screen(text)
    engine_module.engine_version.cache_clear()
    assert verdict.action == "hold"
    assert verdict.failed
    assert verdict.reasons == (FAILED,)


@quick
@given(messages)
def test_folding_maps_every_character_back_in_order(text: str) -> None:
    view = fold(text)
    assert len(view.text) == len(view.starts) == len(view.ends)
    assert all(0 <= s < e <= len(text) for s, e in zip(view.starts, view.ends, strict=True))
    assert list(view.starts) == sorted(view.starts)


@quick
@given(
    st.sampled_from([e for e in examples() if e.disguise == "plain"]), st.sampled_from("\u200b\u200d\u2060\ufeff\u00ad")
)
def test_invisible_characters_hide_nothing(example: object, invisible: str) -> None:
    text = invisible.join(example.text)  # type: ignore[attr-defined]
    before = screen(example.text, speaker=example.speaker)  # type: ignore[attr-defined]
    after = screen(text, speaker=example.speaker)  # type: ignore[attr-defined]
    assert {span.type for span in before.spans} == {span.type for span in after.spans}


@pytest.mark.parametrize(
    "unit", ["0", "07 ", "a@", "a.", "w w w . ", "double ", "(" * 5, "insta is ", "i want to ", "‮é", "@a.b", "aB"]
)
@pytest.mark.parametrize(("before", "after"), [("", ""), ("insta ", " x_y"), ("github ", "-")])
def test_ten_thousand_characters_of_one_shape_are_answered(before: str, unit: str, after: str) -> None:
    text = before + (unit * 10_000)[: 10_000 - len(before + after)] + after
    assert not screen(text, context=[text] * 5).failed
