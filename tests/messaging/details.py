"""Plain contact details as people write them, in sentences as people write them; each with what must not reach the other side.

Made anew for every seed from parts of our own; numbers are from the ranges that are kept for drama, addresses end in names
that are kept for examples or are made up.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

_SAID = "amira ben chloe dylan ella freya george hana imran jade kofi lola mo nadia oscar priya quinn ruby sam tess"
_SEEN = "star rider fox river moon cobalt maple pixel tiger echo storm lemon raven comet ember drift"
_NAMES, _WORDS = tuple(_SAID.split(" ")), tuple(_SEEN.split(" "))
_HOSTS = (
    "example.com",
    "example.org",
    "example.net",
    "mail.example.co.uk",
    "gmail.com",
    "hotmail.co.uk",
    "outlook.com",
    "icloud.com",
)
_SITES = (
    "example.com",
    "example.org",
    "www.example.net",
    "example.co.uk",
    "discord.gg",
    "t.me",
    "youtube.com",
    "tiktok.com",
)
_PLATFORMS = ("Instagram", "Snapchat", "TikTok", "Discord", "Telegram", "insta", "snap", "Twitter")
_ROUND = (
    "{}",
    "Here you are: {}",
    "You can reach me, {} is best.",
    "I forgot to say, it is {}. See you soon!",
    "Thanks for the notes. {} if you get stuck.",
    "Hi! How was the match? My details: {}",
    "Could you look at chapter 4 and let me know?\n\n{}",
    "Bye for now\n{}\nSent from my bus seat",
)
_ASKING = {
    "PHONE": ("my number is {}", "ring me on {}", "call {}", "text me: {}", "tel {}", "mobile {}", "{}"),
    "EMAIL": ("my email is {}", "e-mail me at {}", "write to {}", "{}", "mail: {}"),
    "URL": ("look at {}", "it is all on {}", "my page: {}", "{}"),
    "HANDLE": ("I am {} on {p}", "add me on {p}: {}", "my {p} is {}", "find me on {p} as {}"),
}


def _phone(chance: random.Random) -> tuple[str, str]:
    """The number as written, and its figures from the end that must not be left together."""
    end = f"{chance.randrange(1000):03d}"
    head, middle = chance.choice(
        (("07700", "900"), ("020", "7946 0"), ("0117", "496 0"), ("01632", "960"), ("0113", "496 0"))
    )
    written = chance.choice(
        (
            f"{head} {middle}{end}",
            f"{head}{middle}{end}".replace(" ", ""),
            f"{head}-{middle.replace(' ', '-')}{end}",
            f"({head}) {middle}{end}",
            f"+44 {head[1:]} {middle}{end}",
            f"+44{head[1:]}{middle}{end}".replace(" ", ""),
            f"0044 {head[1:]} {middle}{end}",
            f"{head}.{middle.replace(' ', '.')}{end}",
        )
    )
    return written, (middle + end).replace(" ", "")[-6:]


def _email(chance: random.Random) -> tuple[str, str]:
    local = chance.choice(("{n}.{w}", "{n}{i}", "{n}_{w}{i}", "{w}-{n}", "{n}.{w}+notes")).format(
        n=chance.choice(_NAMES), w=chance.choice(_WORDS), i=chance.randrange(10, 99)
    )
    address = f"{local}@{chance.choice(_HOSTS)}"
    return (address.upper() if chance.random() < 0.1 else address), local


def _url(chance: random.Random) -> tuple[str, str]:
    path = f"{chance.choice(_WORDS)}{chance.randrange(100, 999)}"
    start = chance.choice(("https://", "http://", "", "https://", "www."))
    site = chance.choice(_SITES)
    return f"{'' if site.startswith('www.') and start == 'www.' else start}{site}/{path}", path


def _handle(chance: random.Random) -> tuple[str, str]:
    name = f"{chance.choice(_WORDS)}{chance.choice(('_', '.', ''))}{chance.choice(_NAMES)}{chance.randrange(10, 999)}"
    return f"@{name}", name


_MAKERS = {"PHONE": _phone, "EMAIL": _email, "URL": _url, "HANDLE": _handle}


def plain_details(count: int, *, seed: int) -> Iterator[tuple[str, str, str]]:
    """(class, message, what must not be left of it), `count` times, each class as often as the others."""
    chance = random.Random(seed)
    kinds = list(_MAKERS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        written, secret = _MAKERS[kind](chance)
        asking = chance.choice(_ASKING[kind]).format(written, p=chance.choice(_PLATFORMS))
        yield kind, chance.choice(_ROUND).format(asking), secret
