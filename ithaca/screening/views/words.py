"""The canonical view: the words of a message as the phrase lexicons know them, with a map back.

Text speak, contractions, letters set apart, letters drawn with digits or signs, masked and reversed words are all
brought to plain words; sentences end in ` . ` or ` ? `. Each canonical word knows its place in the original.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from ithaca.screening.made_of import DATA
from ithaca.screening.views.beside import SHAPES, beside
from ithaca.screening.views.fold import Folded

_TOKEN = re.compile(r"(?<!\S)@(?![^\s?.!])|[£$€]\s?\d[\d,.]*k?\b|[^\W_]+(?:'[^\W\d_]+)*'?|[.?!\n;]+")
_LEET = str.maketrans("013457890@$!|+€£%", "oieastbgoasiitell")
_EITHER = {"1": "l", "!": "l", "|": "l", "£": "e"}  # what else than in _LEET they may stand for, each for itself
# Words of three letters that are looked for behind digits and signs; others that short are too often something else.
_SHORT = frozenset(("cut", "die", "end", "kys", "gun", "kik", "wtf", "sex", "cow", "git", "pig"))
_MASKED = re.compile(
    r"(?<![^\W_])(?:[^\W_]{0,16}[@$!|+*#%€£&^~\d-][^\s.,?;:()\"]{0,23}|[^\W_]{1,16}[_.][^\W_][^\s]{0,20})"
)
_TRIPLE = re.compile(r"(.)\1{2,}")


def load_pairs(name: str) -> dict[str, tuple[str, ...]]:
    """A data file of `shape = words` lines (several shapes a line, `#` starts a comment)."""
    table: dict[str, tuple[str, ...]] = {}
    for line in (DATA / name).read_text("utf-8").splitlines():
        body = line.split("#")[0].strip()
        if body:
            shapes, _, meaning = body.partition(" = ")
            table.update({shape: tuple(meaning.split()) for shape in shapes.split()})
    return table


SLANG = load_pairs("slang.txt")


@dataclass(slots=True)
class Vocabulary:
    """The words worth uncovering: `harm` words behind every mask, `known` ones when their letters stand apart."""

    known: frozenset[str]
    harm: dict[str, None]  # in order: what a starred word is taken for first
    by_shape: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for word in self.harm:
            self.by_shape.setdefault((word[0], len(word)), []).append(word)

    def unmask(self, token: str) -> str:
        """The harmful word behind digits, signs or stars, of the same length; '' if there is none."""
        bare = token.rstrip("!")
        if "*" in bare or "#" in bare or (("_" in bare or "-" in bare) and len(bare) <= 9):
            return self._starred(bare)
        for plain in _readings(bare):
            if plain in self.harm or (plain[-1:] == "s" and plain[:-1] in self.harm):
                return plain
            if plain in _SHORT:
                return plain
            drawn = "$" in bare or "@" in bare or (bare[0].isalpha() and bare[-1].isalpha())
            drawn = drawn or (len(bare) >= 5 and sum(map(str.isalpha, bare)) >= 3)
            if drawn and len(bare) >= 4 and (plain in self.known or plain in SLANG):
                return plain
        return ""

    def _starred(self, token: str) -> str:
        letters = [char for char in token if char.isalpha()]
        wild = "*#_-" if token.isascii() and sum(not char.isalnum() for char in token) < 2 else "*#@$%&!^+~_-"
        if not letters or not token[0].isalpha() or len(token) > 14 or len(token) < 4:
            return ""
        plain = token.translate(_LEET)
        for word in self.by_shape.get((token[0], len(token)), ()):
            if all(sign in wild or have == want for sign, have, want in zip(token, plain, word, strict=True)):
                return word
        return ""


@dataclass(slots=True)
class Canon:
    """Canonical words in one string, ` . word word ? `, and the place of each word in the original text."""

    text: str
    offsets: list[int]
    starts: list[int]
    ends: list[int]
    altered: list[bool]

    def span(self, start: int, end: int) -> tuple[int, int, bool]:
        """Original start and end of canonical characters `start` to `end`, and whether a word there was disguised."""
        first = max(0, bisect_right(self.offsets, start) - 1)
        last = max(first, bisect_right(self.offsets, end - 1) - 1)
        while last > first and self.text[self.offsets[last]] in ".?":
            last -= 1
        while first < last and self.text[self.offsets[first]] in ".?":
            first += 1
        return self.starts[first], self.ends[last], any(self.altered[first : last + 1])


MAILS = frozenset({"mail", "mails", "mailed", "mailing"})


class Reader:
    """Turns folded text into canonical words, given the vocabulary worth uncovering."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._plained = lru_cache(maxsize=20_000)(self._plain)

    def read(self, folded: Folded) -> Canon:
        """The canonical view of a folded text."""
        text = folded.text
        words: list[tuple[str, int, int, bool]] = []
        uncovered = self._uncover(text)
        known, slang = self.vocabulary.known, SLANG
        for match in _TOKEN.finditer(uncovered):
            token, start, end = match.group(), match.start(), match.end()
            if token[0] in "£$€":
                words.append(("poundsum", start, end, False))
                continue
            if token.startswith("@"):
                words.append(("atsign", start, end, False))
                continue
            if not token[0].isalnum():
                words.append(("?" if "?" in token else ".", start, end, False))
                continue
            meaning = slang.get(token) if end - start > 1 else None
            if token in SHAPES:
                meaning = beside(token, words[-1][0] if words else "", text, end)
            if meaning is None and "'" in token:
                token = token.rstrip("'")
                meaning = slang.get(token.replace("'", "")) or _contraction(token)
            if meaning is not None:
                words += [(word, start, end, False) for word in meaning]
                continue
            if token not in known and len(token) > 3:
                token = self._plained(token)
            words.append((token, start, end, uncovered is not text and text[start:end] != uncovered[start:end]))
        return self._assemble(self._join_letters(words, text), folded)

    def _uncover(self, text: str) -> str:
        """The text with masked harmful words put in their place, same length; the same object if there were none."""
        out = text
        for match in _MASKED.finditer(text):
            piece = match.group()
            if len(piece) > 24 or not any(char.isalpha() for char in piece):
                continue
            word = self.vocabulary.unmask(piece) or self.vocabulary.unmask(piece.partition("-")[0])
            if word:
                out = out[: match.start()] + word + out[match.start() + len(word) :]
        return out

    def _plain(self, token: str) -> str:
        """A stretched word made short ("meeeet"), a reversed harmful one turned round, a "thinkin" with its last letter."""
        meaning = self.vocabulary
        if _TRIPLE.search(token):
            for copies in (r"\1\1", r"\1"):
                short = _TRIPLE.sub(copies, token)
                if short in meaning.known or short in SLANG:
                    return short
            return _TRIPLE.sub(r"\1", token)
        if len(token) <= 16 and token[::-1] in meaning.harm:
            return token[::-1]
        if len(token) > 5 and token.endswith("in") and token + "g" in meaning.known and token + "g" not in meaning.harm:
            return token + "g"
        return token

    def _join_letters(self, words: list[tuple[str, int, int, bool]], text: str) -> list[tuple[str, int, int, bool]]:
        """Runs of single letters ("k i k", "s.n.a.p") put together when they make known words."""
        out: list[tuple[str, int, int, bool]] = []
        index = 0
        while index < len(words):
            if len(words[index][0]) != 1:  # no letter on its own, as nearly all are
                out.append(words[index])
                index += 1
                continue
            stop = index
            while stop < len(words) and stop - index < 60 and _lone(words[stop], text, stop == index):
                stop += 1
            letters = [word for word in words[index:stop] if word[0] not in ".?"]
            joined = self._segment("".join(word[0] for word in letters)) if len(letters) >= 3 else None
            if len(letters) >= 3 and not joined:
                out += self._within(letters)
                index = stop
            elif joined:
                at = 0
                for piece in joined:
                    group = letters[at : at + len(piece)]
                    at += len(piece)
                    out += [(word, group[0][1], group[-1][2], True) for word in SLANG.get(piece, (piece,))]
                index = stop
            else:
                word = words[index]
                out += [(plain, *word[1:]) for plain in _single(word[0])]
                index += 1
        return self._join_pairs(out)

    def _join_pairs(self, words: list[tuple[str, int, int, bool]]) -> list[tuple[str, int, int, bool]]:
        """Two halves of a harmful word ("sui cide") put together when neither half is a word of its own; and "e-mail"."""
        harm, known = self.vocabulary.harm, self.vocabulary.known
        out: list[tuple[str, int, int, bool]] = []
        for word in words:
            if word[0] in MAILS and out and out[-1][0] == "e":
                out[-1] = ("e" + word[0], out[-1][1], word[2], out[-1][3] or word[3])
                continue
            if out and out[-1][0] not in known and word[0] not in ".?":
                both = out[-1][0] + word[0]
                if 4 <= len(both) <= 16 and both in harm and word[1] - out[-1][2] <= 2 and len(out[-1][0]) < len(both):
                    out[-1] = (both, out[-1][1], word[2], True)
                    continue
            out.append(word)
        return out

    def _within(self, letters: list[tuple[str, int, int, bool]]) -> list[tuple[str, int, int, bool]]:
        """Single letters that make no words as a whole, with a harmful word among them put together."""
        spelled = "".join(word[0] for word in letters)
        for start in range(len(spelled) - 3):
            for end in range(min(len(spelled), start + 16), start + 3, -1):
                if spelled[start:end] in self.vocabulary.harm:
                    whole = (spelled[start:end], letters[start][1], letters[end - 1][2], True)
                    return [*letters[:start], whole, *letters[end:]]
        return [(plain, *word[1:]) for word in letters for plain in _single(word[0])]

    def _segment(self, letters: str) -> list[str] | None:
        """Known words that together spell `letters`, longest first; None if they do not."""
        known = self.vocabulary.known
        best: list[list[str] | None] = [[]] + [None] * len(letters)
        for end in range(1, len(letters) + 1):
            for start in range(max(0, end - 16), end):
                before, piece = best[start], letters[start:end]
                if before is None or not (piece in known or piece in SLANG or (end - start == 1 and piece in "aiu")):
                    continue
                now = best[end]
                if now is None or len(before) + 1 < len(now):
                    best[end] = [*before, piece]
        found = best[len(letters)]
        return found if found and len(found) * 2 <= len(letters) else None

    @staticmethod
    def _assemble(words: list[tuple[str, int, int, bool]], folded: Folded) -> Canon:
        size = len(folded.text)
        rows = [(".", 0, min(1, size), False), *words, (".", max(0, size - 1), size, False)]
        offsets: list[int] = []
        position = 1
        for word in rows:
            offsets.append(position)
            position += len(word[0]) + 1
        text = " " + " ".join(word[0] for word in rows) + " "
        if not size:
            return Canon(text, offsets, [0, 0], [0, 0], [False, False])
        starts = [folded.starts[word[1]] for word in rows]
        ends = [folded.ends[word[2] - 1] for word in rows]
        return Canon(text, offsets, starts, ends, [word[3] for word in rows])


def _readings(token: str) -> list[str]:
    """What a word drawn with digits or signs may say: every reading of up to three strokes, the likeliest first."""
    strokes = [place for place, sign in enumerate(token) if sign in _EITHER][:3]
    plain = token.translate(_LEET)
    if plain == token:
        return []
    readings = [plain]
    for place in strokes:
        readings += [f"{one[:place]}{_EITHER[token[place]]}{one[place + 1 :]}" for one in readings]
    return readings


def _single(word: str) -> tuple[str, ...]:
    """The words a lone letter stands for ("u", "r"); any other word is itself."""
    return SLANG.get(word, (word,)) if len(word) == 1 else (word,)


def _lone(word: tuple[str, int, int, bool], text: str, opening: bool) -> bool:
    """Is this word a single letter that carries on a run (a full stop between letters counts as a gap)?"""
    if word[0] in (".", "?"):
        return not opening and word[0] == "." and word[2] - word[1] == 1 and text[word[1]] == "."
    return len(word[0]) == 1 and word[2] - word[1] == 1 and word[0].isalpha()


def _contraction(token: str) -> tuple[str, ...] | None:
    """The words in a form with an apostrophe: `can't` is can not, `mum's` stays one word without its ending."""
    stem, _, ending = token.rpartition("'")
    stem = stem.replace("'", "")
    if ending == "t" and stem.endswith("n"):
        return (stem[:-1] if stem != "can" else "can", "not")
    full = {"ll": "will", "re": "are", "ve": "have", "m": "am", "d": "would"}.get(ending)
    if full:
        return (stem, full)
    if ending == "s":
        return (stem, "is") if stem in ("it", "that", "he", "she", "what", "who", "where", "there", "here") else (stem,)
    return (stem + ending,)
