"""Which commands there are, in the order the help shows them. A module is imported only when it is needed."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType, ModuleType

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "start": "ithaca.cli.start",
        "serve": "ithaca.cli.serve",
        "worker": "ithaca.cli.worker",
        "relay": "ithaca.cli.relay",
        "migrate": "ithaca.cli.migrate",
        "audit": "ithaca.cli.audit",
        "backup": "ithaca.cli.backup",
        "restore": "ithaca.cli.restore",
        "example": "ithaca.cli.example",
        "screen": "ithaca.cli.screen",
        "assign": "ithaca.cli.assign",
        "check": "ithaca.cli.check",
        "manage": "ithaca.cli.manage",
    }
)

# These take every argument as it stands, their own options included.
PASSED_THROUGH = frozenset({"manage"})


def module_of(command: str) -> ModuleType:
    """The module of a command. Raises KeyError for a command that does not exist."""
    return importlib.import_module(COMMANDS[command])
