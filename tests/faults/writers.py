"""People who write, by the page and by mail, and who try again until they are told that it is sent."""

from __future__ import annotations

import http.client
import itertools
import random
import secrets
import smtplib
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any, Literal
from urllib.parse import urlencode

from tests.faults.tree import FRONT, Tree

#: No figures and no details in them, so that nothing is held or taken out.
_WORDS = (
    "apple bridge candle desert engine forest garden harbour island jacket kettle ladder market needle orchard pencil "
    "quarry ribbon saddle tunnel umbrella valley window yoghurt zebra anchor basket copper dragon ember feather glacier"
)
THINGS = tuple(_WORDS.split(" "))
TOKEN = "t" * 32

Way = Literal["page", "mail"]


def note(number: int) -> str:
    """Words that no other message of the run has, and that say nothing."""
    digits = []
    for _ in range(4):
        number, digit = divmod(number, len(THINGS))
        digits.append(THINGS[digit])
    return f"Today we drew the {digits[0]}, the {digits[1]}, the {digits[2]} and the {digits[3]}."


@dataclass
class Ledger:
    """What the writers know: when they began each note, and when they were told that it is sent."""

    began: dict[str, float] = field(default_factory=dict)
    told: dict[str, float] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    by_mail: set[str] = field(default_factory=set)
    tries: int = 0
    given_up: set[str] = field(default_factory=set)
    pressed_twice: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def begin(self, way: Way) -> str:
        """A new note."""
        with self.lock:
            words = note(next(self.numbers))
            self.began[words] = time.time()
            if way == "mail":
                self.by_mail.add(words)
            return words

    def acknowledge(self, words: str) -> None:
        """The writer was told that it is sent."""
        with self.lock:
            now = time.time()
            if words not in self.told:
                self.told[words] = now
                self.waits.append(now - self.began[words])


class Writers:
    """`people` threads that post to the page and, if wanted, one that sends mail; each has one note in flight."""

    def __init__(
        self,
        tree: Tree,
        *,
        people: int = 20,
        mails: int = 0,
        give_up: float = 0.01,
        twice: float = 0.05,
        pause: float = 0,
    ) -> None:
        self.tree, self.ledger = tree, Ledger()
        self.give_up, self.twice, self.pause, self.mails = give_up, twice, pause, mails
        self.enough = threading.Event()
        self.at_once = threading.Event()
        sides = tree.known["sides"]
        self.threads = [
            threading.Thread(target=self._by_page, args=(sides[n % len(sides)],), daemon=True) for n in range(people)
        ]
        if mails:
            self.threads.append(threading.Thread(target=self._by_mail, args=(sides,), daemon=True))

    def start(self) -> None:
        """Let them begin."""
        for thread in self.threads:
            thread.start()

    def finish(self, seconds: float) -> None:
        """No new note; those in flight are tried until they are told. Raises RuntimeError if some never are."""
        self.enough.set()
        until = time.monotonic() + seconds
        for thread in self.threads:
            thread.join(max(0.0, until - time.monotonic()))
        if any(thread.is_alive() for thread in self.threads):
            self.at_once.set()
            raise RuntimeError(f"messages in flight were not taken within {seconds:g} s: {self.tree.web.last_words()}")

    def _by_page(self, side: dict[str, str]) -> None:
        chance = random.Random(side["session"])
        while not self.enough.is_set():
            words, key = self.ledger.begin("page"), secrets.token_urlsafe(18)
            while not self._post(side, words, key) and not self.at_once.is_set():
                if chance.random() < self.give_up:
                    self.ledger.given_up.add(words)  # it may have arrived or not, but never twice
                    break
                time.sleep(0.5)
            else:
                if chance.random() < self.twice and self._post(side, words, key):
                    self.ledger.pressed_twice += 1
            if self.pause:
                time.sleep(self.pause)

    def _post(self, side: dict[str, str], words: str, key: str) -> bool:
        """Press "Send" once; True if the answer is that it is sent."""
        self.ledger.tries += 1
        form = urlencode({"body": words, "once": key, "csrfmiddlewaretoken": TOKEN})
        try:
            status, where = request(self.tree.port, side["session"], side["thread"], form)
        except (OSError, http.client.HTTPException):
            return False
        with self.ledger.lock:
            self.ledger.answers[status] += 1
        if status in (302, 303) and where.endswith("#latest"):
            self.ledger.acknowledge(words)
            return True
        if status < 500:
            self.ledger.wrong.append(f"{status} {where}")
        return False

    def _by_mail(self, sides: list[dict[str, str]]) -> None:
        for number in range(self.mails):
            if self.enough.is_set():
                return
            side = sides[number % len(sides)]
            words = self.ledger.begin("mail")
            mail = EmailMessage()
            mail["Authentication-Results"] = f"{FRONT}; dkim=pass header.d=example.org"
            mail["From"], mail["To"], mail["Subject"] = side["mailbox"], side["relay"], "Re: You have a message"
            mail["Message-ID"] = f"<{secrets.token_hex(8)}@example.org>"
            mail.set_content(words)
            while not self._deliver(mail, side) and not self.at_once.is_set():
                time.sleep(0.2)
            self.enough.wait(1.0)

    def _deliver(self, mail: EmailMessage, side: dict[str, str]) -> bool:
        """Bring the mail to the relay once; True if it said 250."""
        self.ledger.tries += 1
        try:
            with smtplib.SMTP("127.0.0.1", self.tree.relay_port, timeout=30) as door:
                door.sendmail("bounces@example.org", [side["relay"]], mail.as_bytes())
                self.ledger.acknowledge(mail.get_content().strip())
                return True
        except (OSError, smtplib.SMTPException):
            return mail.get_content().strip() in self.ledger.told


def request(port: int, session: str, path: str, form: str | None = None) -> tuple[int, str]:
    """One request as a browser that is signed in; (status, where it leads)."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers: dict[str, Any] = {"Cookie": f"ithaca={session}; ithaca-csrf={TOKEN}"}
    try:
        if form is None:
            connection.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", path, form, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Location", "")
    finally:
        connection.close()
