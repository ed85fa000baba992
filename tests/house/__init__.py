"""Tests of the code itself: the promises of the house."""
