"""Writers are services; states move in one place; nothing swallows an error where safety is decided."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.code import ROOT, TOOLS, modules, place, room_of, tree

WRITES = {"create", "update", "delete", "save", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def is_service_file(path: Path) -> bool:
    return "services" in path.parts


def decorated(function: ast.FunctionDef) -> bool:
    return any(isinstance(d, ast.Name) and d.id == "service" for d in function.decorator_list)


def writes_rows(function: ast.FunctionDef) -> bool:
    """True if the function itself calls a writing method of a manager or a row."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            base = ast.unparse(node.func.value)
            if "objects" in base or "_base_manager" in base or node.func.attr in ("save", "bulk_create"):
                return True
    return False


def test_public_writers_are_services() -> None:
    wrong = []
    for path in modules():
        if not is_service_file(path) or room_of(path) in TOOLS:
            continue
        for node in tree(path).body:
            if (
                isinstance(node, ast.FunctionDef)
                and not node.name.startswith("_")
                and writes_rows(node)
                and not decorated(node)
            ):
                wrong.append(f"{place(path, node.lineno)} {node.name}")
    assert wrong == []


def test_nothing_outside_services_writes_rows() -> None:
    allowed = {"accounts/models.py", "accounts/adapter.py"}
    wrong = []
    for path in modules():
        room = room_of(path)
        name = str(path.relative_to(ROOT / "ithaca"))
        if not room or room in TOOLS or is_service_file(path) or name in allowed or "management" in path.parts:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef) and writes_rows(node):
                wrong.append(f"{place(path, node.lineno)} {node.name}")
    assert wrong == []


def sets_state(node: ast.AST) -> bool:
    """True for a call like rows.update(state=...)."""
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update"
    return called and any(k.arg == "state" for k in node.keywords)  # type: ignore[attr-defined]


def test_states_move_only_through_the_helper() -> None:
    wrong = []
    for path in modules():
        name = str(path.relative_to(ROOT / "ithaca"))
        if name == "audit/services/move.py" or room_of(path) in {"kernel", "ui", "assignment", "screening", "sheets"}:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, (ast.Assign, ast.AugAssign)):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if any(isinstance(t, ast.Attribute) and t.attr == "state" for t in targets):
                    wrong.append(f"{place(path, node.lineno)} sets .state")
            if sets_state(node):
                wrong.append(f"{place(path, node.lineno)} updates state")
    assert wrong == []


def test_rules_and_services_catch_nothing_broadly() -> None:
    wrong = []
    for path in modules():
        if not (is_service_file(path) or path.name in ("rules.py", "gate.py", "selectors.py")):
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else "everything"
                if caught in ("everything", "Exception", "BaseException"):
                    wrong.append(f"{place(path, node.lineno)} catches {caught}")
    assert wrong == []
