"""Two adults whose scheme lets them pass documents on, a virus check, and files of every kind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ithaca.documents.models import Document
from ithaca.documents.services import send_document
from ithaca.documents.tasks import carry
from ithaca.kernel.roles import Role
from ithaca.mentorships.models import Mentorship
from tests.support.clamd import Clamd
from tests.support.pairs import actor, arrange, cleared_pair, mentee_of, mentor_of
from tests.support.world import World

CALM = "A plan for a bakery. We bake bread and sell it on market days. The oven is paid for over three years."
ADULTS = {
    "channels": ("messages",),
    "mentees_may_be_children": False,
    "message_policy": "adults",
    "check_level": "none",
    "check_workforce": "other",
    "parent_permission": False,
    "documents": True,
}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(*paragraphs: str, more: dict[str, bytes] | None = None) -> bytes:
    """A Word file with these paragraphs; each word in a run of its own, as Word likes to write them."""
    runs = "".join(
        "<w:p>"
        + "".join(f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in line.partition(" "))
        + "</w:p>"
        for line in paragraphs
    )
    files = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{runs}</w:body></w:document>'.encode(),
    }
    return packed({**files, **(more or {})})


def packed(files: dict[str, bytes]) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in files.items():
            pack.writestr(name, data)
    return out.getvalue()


def pdf(extra: bytes = b"") -> bytes:
    """As much of a PDF as anybody here looks at."""
    return b"%PDF-1.7\n1 0 obj << /Type /Catalog " + extra + b" >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


@dataclass
class Desk:
    """The pair and what can be done with its documents."""

    world: World
    pair: Mentorship
    clamd: Clamd

    def send(self, content: bytes = CALM.encode(), name: str = "plan.txt", *, mentor: bool = False) -> Document:
        """The mentee (or the mentor) passes a file on; it waits for the worker."""
        by = mentor_of(self.world, self.pair) if mentor else mentee_of(self.world, self.pair)
        side = self.pair.mentor if mentor else self.pair.mentee
        return send_document(mentorship=self.pair, sender=side, name=name, content=content, by=by, at=timezone.now())

    def checked(self, content: bytes = CALM.encode(), name: str = "plan.txt", **how: Any) -> Document:
        """Passed on, and looked at by the worker."""
        row = self.send(content, name, **how)
        carry()
        row.refresh_from_db()
        return row

    def browser(self, who: str) -> Client:
        """A signed-in browser of "mentor", "mentee" or a person's name."""
        person = {"mentor": self.pair.mentor.person, "mentee": self.pair.mentee.person}.get(who)
        return self.world.client(person or self.world.people[who])

    def url(self, rest: str = "") -> str:
        """An address under the pair's documents."""
        return self.world.url(f"documents/{self.pair.public_id}/{rest}")

    def upload(self, who: str, content: bytes, name: str = "plan.txt", once: str = "o") -> Any:
        """The form sent by a browser."""
        return self.browser(who).post(
            self.url(), {"file": SimpleUploadedFile(name, content), "once": once}, follow=True
        )

    def staff(self, role: Role = Role.COORDINATOR) -> Any:
        """The holder of a post."""
        return actor(self.world, role)


@pytest.fixture
def clamd(settings: Any) -> Iterator[Clamd]:
    """A virus check that the server names."""
    made = Clamd()
    settings.VIRUS_CHECK = made.address
    yield made
    made.stop()


@pytest.fixture
def desk(world: World, clamd: Clamd) -> Desk:
    """Two grown-ups in a scheme for adults."""
    pair = cleared_pair(world)
    person = pair.mentee.person
    person.date_of_birth = timezone.localdate().replace(year=timezone.localdate().year - 40, day=1)
    person.save()
    arrange(world, **ADULTS)
    found: Mentorship = Mentorship.objects.select_related("scheme", "mentor__person", "mentee__person").get(pk=pair.pk)
    return Desk(world, found, clamd)
