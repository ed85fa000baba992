"""How letters are said: their names by ear and the words of the spelling alphabet."""

from __future__ import annotations

from ithaca.screening.number_words import TEENS, TENS, UNITS

_NAMES = {
    **dict(zip("ay bee cee dee ee eff gee aitch eye jay kay el em en oh pee queue ar ess tee you vee ex why zed".split(),  # noqa: SIM905
               "abcdefghijklmnopqrstuvxyz", strict=True)),
    "eh": "a", "be": "b", "see": "c", "sea": "c", "haitch": "h", "kaye": "k", "ell": "l", "cue": "q", "kew": "q", "are": "r",
    "es": "s", "tea": "t", "yew": "u", "doubleyou": "w", "ate": "8", "won": "1", "zee": "z", "ef": "f", "jee": "g",
    "pea": "p", "vie": "v", "aye": "a", "wye": "y", "wai": "y", "whye": "y", "bea": "b", "dea": "d", "ghee": "g", "aich": "h",
    "aitche": "h", "haych": "h", "jaye": "j", "elle": "l", "emm": "m", "enn": "n", "arr": "r", "ahr": "r", "esse": "s",
    "yoo": "u",    "yu": "u", "dubya": "w", "dubbleyou": "w", "dubbleu": "w",
    "eks": "x", "ecks": "x", "zedd": "z", "pey": "p", "tey": "t",
}  # fmt: skip
LETTER_NAMES = tuple(_NAMES)
_NATO = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo sierra "
    "tango uniform victor whiskey xray yankee zulu alfa juliett whisky"
)
SPELL = {
    **{word: word[0] for word in _NATO.split()},
    **_NAMES,
    **UNITS,
    **TEENS,
    **{word: tens + "0" for word, tens in TENS.items()},
    "double-u": "w",
}
