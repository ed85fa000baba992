"""Proposals for pairs, made by the engine, decided by a person."""
