"""The world with a pair that talks, under the names the tests of privacy use."""

from tests.messaging.conftest import talk

__all__ = ["talk"]
