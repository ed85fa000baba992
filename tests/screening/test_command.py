"""`ithaca screen`: one answer a line, broken lines named with their numbers, the rest answered."""

from __future__ import annotations

import io
import json

from ithaca.cli.screen import answer
from ithaca.screening import Policy


def run(*lines: str) -> tuple[int, list[dict[str, object]], str]:
    out, err = io.StringIO(), io.StringIO()
    code = answer(lines, out, err, Policy.named("children"))
    return code, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def test_each_line_gets_an_answer_and_unknown_fields_are_ignored() -> None:
    code, answers, errors = run('{"id": "a", "text": "ring 0131 496 0777", "sender": "mentor", "colour": 1}\n')
    assert (code, errors) == (0, "")
    assert answers == [
        {"id": "a", "action": "redact", "spans": [[5, 18, "PHONE"]], "reasons": ["It contains a telephone number."]}
    ]


def test_a_broken_line_is_named_and_the_rest_is_answered() -> None:
    code, answers, errors = run(
        '{"id": 1, "text": "hello"}', "{oops", '{"id": 2}', '{"id": 3, "text": "bye", "sender": "x"}', "", "[]"
    )
    assert code == 1
    assert [item["id"] for item in answers] == [1]
    assert [line.split(":")[0] for line in errors.splitlines()] == ["line 2", "line 3", "line 4", "line 6"]


def test_context_is_read() -> None:
    _, answers, _ = run('{"id": 1, "text": "900461", "context": ["its 07700"], "sender": "mentee"}')
    assert answers[0]["action"] == "hold"
