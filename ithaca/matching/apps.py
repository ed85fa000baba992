"""Proposals for pairs, made by the engine, decided by a person."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Proposals for pairs, made by the engine, decided by a person."""

    name = "ithaca.matching"
    label = "matching"
