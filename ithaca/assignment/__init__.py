"""Who mentors whom: the provably best assignment, and the reasons for each pair.

A library of its own: it knows no database, no settings and no web framework.  Start with `Problem.build` and `solve`.
"""

from __future__ import annotations

from .errors import AssignmentError, Cancelled, InputError
from .model import Criterion, Rule, Scheme
from .problem import Problem
from .reasons import Alternative, Nearest, Reasons, explain, why_unplaced
from .result import Certificate, Pair, Result, Step
from .session import Change, Move, Session
from .solve import solve
from .terms import CriterionPoints, RuleCheck

__all__ = [
    "Alternative",
    "AssignmentError",
    "Cancelled",
    "Certificate",
    "Change",
    "Criterion",
    "CriterionPoints",
    "InputError",
    "Move",
    "Nearest",
    "Pair",
    "Problem",
    "Reasons",
    "Result",
    "Rule",
    "RuleCheck",
    "Scheme",
    "Session",
    "Step",
    "explain",
    "solve",
    "why_unplaced",
]
