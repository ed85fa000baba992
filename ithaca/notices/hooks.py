"""What notices asks the rooms above while a letter leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ithaca.kernel.hooks import Hook


@dataclass(frozen=True, slots=True)
class Dressing:
    """What a room above puts round a letter as it leaves; the letter itself stays as it was written.

    headers: further headers, such as Reply-To. above: a first line over the words. words: what stands before the letter and is
    kept nowhere else. envelope_from: where the world returns the letter if it cannot be delivered. sign: the whole mail as
    bytes in, the value of DKIM-Signature out.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    above: str = ""
    words: str = ""
    envelope_from: str = ""
    sign: Callable[[bytes], str] | None = None


on_the_way: Hook[Dressing | None] = Hook(
    "notices.on_the_way", "letter, from_address, at in; what is put round the letter as it leaves out, or None"
)
