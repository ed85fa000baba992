"""The talking pair of the messaging tests."""

from tests.messaging.conftest import moderated, talk

__all__ = ["moderated", "talk"]
