"""Rooms use each other through their doors, and rows of another room through its selectors and services."""

from __future__ import annotations

import ast

from tests.house.code import DOORS, TOOLS, imports_of, modules, place, room_of, tree


def test_rooms_import_only_the_doors_of_other_rooms() -> None:
    wrong = []
    for path in modules():
        room = room_of(path)
        for line, module, name in imports_of(path):
            parts = module.split(".")
            other = parts[1] if len(parts) > 1 else name
            if not room or not other or other in (room, "__version__") or other in TOOLS or other in ("config", "cli"):
                continue
            door = parts[2] if len(parts) > 2 else name
            letters = other == "notices" and door in ("letters", "backend")
            if door not in DOORS and not letters:
                wrong.append(f"{place(path, line)}: {module} {name}")
    assert wrong == []


def test_no_room_asks_the_manager_of_another_rooms_model() -> None:
    wrong = []
    for path in modules():
        room = room_of(path)
        if not room or room in TOOLS:
            continue
        foreign = {
            name
            for _, module, name in imports_of(path)
            if module.endswith(".models") and not module.startswith(f"ithaca.{room}.")
        }
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in ("objects", "_base_manager", "_default_manager")
                and isinstance(node.value, ast.Name)
                and node.value.id in foreign
            ):
                wrong.append(f"{place(path, node.lineno)}: {node.value.id}.{node.attr}")
    assert wrong == []
