#!/usr/bin/env python3
"""Check an evidence pack of a thread. Needs Python 3.9 or newer and nothing else; connects to nothing.

    python3 verify.py            checks the folder that this file stands in
    python3 verify.py PACK.zip   checks a pack as it was downloaded
    python3 verify.py --head NUMBER:DIGEST …   also compares one link of the log with one that was kept elsewhere

What is checked: every file against its SHA-256 in manifest.json, and that no file is missing or added; every message's
words, and every file, against the seal that the log kept when it was sent; every event of the log in the pack against its
own digest; events that follow one another, link by link.

Exit codes: 0 everything is as it was; 1 something was changed, is missing or was added; 2 this is no evidence pack, or it
cannot be read.
"""

from __future__ import annotations

import hashlib
import json
import pathlib
import sys
import zipfile
from typing import Any

#: The fields of an event that its digest covers.
FIELDS = ("chain", "number", "at", "name", "actor_kind", "actor", "role", "scheme", "about_kind", "about", "data")


def read_pack(place: str) -> dict[str, bytes]:
    """Name of each file in the pack -> its bytes."""
    folder = pathlib.Path(place)
    if folder.is_dir():
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with zipfile.ZipFile(place) as pack:
        return {name: pack.read(name) for name in pack.namelist() if not name.endswith("/")}


def check_files(files: dict[str, bytes], manifest: dict[str, Any]) -> list[str]:
    """Every file is the one that was packed, none is missing and none was added."""
    wrong = []
    for name, digest in sorted(manifest["files"].items()):
        if name not in files:
            wrong.append(f"{name} is missing")
        elif hashlib.sha256(files[name]).hexdigest() != digest:
            wrong.append(f"{name} was changed")
    known = set(manifest["files"]) | {"manifest.json"}
    extra = sorted(name for name in files if name not in known and not name.startswith("__pycache__/"))
    return wrong + [f"{name} was added" for name in extra]


def check_events(events: list[dict[str, Any]]) -> list[str]:
    """Every event has the digest that its fields and the event before it lead to."""
    wrong: list[str] = []
    before: dict[str, Any] | None = None
    for event in events:
        fields = {name: event[name] for name in FIELDS}
        text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        digest = hashlib.sha256(b"\x00" + event["previous"].encode() + text.encode()).hexdigest()
        if digest != event["digest"]:
            wrong.append(f"event {event['number']} of the log was changed")
        if before is not None:
            if event["number"] <= before["number"]:
                wrong.append(f"event {event['number']} of the log stands in the wrong place")
            elif event["number"] == before["number"] + 1 and event["previous"] != before["digest"]:
                wrong.append(f"event {event['number']} of the log does not follow the one before it")
        before = event
    return wrong


def check_messages(messages: list[dict[str, Any]], events: list[dict[str, Any]]) -> tuple[list[str], int]:
    """Every message's words are those whose seal the log kept; returns what is wrong, and how many have no seal."""
    seals = {e["about"]: e["data"].get("seal") for e in events if e["name"] == "messaging.sent"}
    wrong: list[str] = []
    unsealed = 0
    for message in messages:
        if message["id"] not in seals:
            wrong.append("message {}: the log knows nothing of it".format(message["id"]))
        elif message["emptied"] or not seals[message["id"]]:
            unsealed += 1
        else:
            words = message["original"].encode("utf-8", "surrogatepass")
            if hashlib.sha256(message["salt"].encode() + words).hexdigest() != seals[message["id"]]:
                wrong.append("message {}: the words are not those that were sent".format(message["id"]))
    known = {message["id"] for message in messages}
    wrong += [f"message {name} was taken out of the pack" for name in sorted(set(seals) - known)]
    return wrong, unsealed


def check_documents(files: dict[str, bytes], events: list[dict[str, Any]]) -> list[str]:
    """Every file that the two passed on is the one whose seal the log kept."""
    seals = {e["about"]: e["data"].get("seal") for e in events if e["name"] == "documents.sent"}
    lines = files.get("documents.jsonl", b"").decode("utf-8").splitlines()
    documents = [json.loads(line) for line in lines]
    wrong: list[str] = []
    for document in documents:
        if document["id"] not in seals:
            wrong.append("document {}: the log knows nothing of it".format(document["id"]))
        elif document["file"]:
            data = files.get(document["file"], b"")
            if hashlib.sha256(document["salt"].encode() + data).hexdigest() != seals[document["id"]]:
                wrong.append("document {}: the file is not the one that was passed on".format(document["id"]))
    known = {document["id"] for document in documents}
    return wrong + [f"document {name} was taken out of the pack" for name in sorted(set(seals) - known)]


def check_head(events: list[dict[str, Any]], head: str) -> list[str]:
    """The link of the log that was kept elsewhere is the one in the pack."""
    number, _, digest = head.partition(":")
    for event in events:
        if str(event["number"]) == number:
            return [] if event["digest"] == digest else [f"event {number} is not the one that was kept elsewhere"]
    return [f"event {number} is not in the pack"]


def main(arguments: list[str]) -> int:
    """Print what was found and give the exit code."""
    heads: list[str] = []
    while "--head" in arguments:
        at = arguments.index("--head")
        heads += arguments[at + 1 : at + 2]
        del arguments[at : at + 2]
    place = arguments[0] if arguments else str(pathlib.Path(__file__).resolve().parent)
    try:
        files = read_pack(place)
        manifest = json.loads(files["manifest.json"])
        messages = [json.loads(line) for line in files["messages.jsonl"].decode("utf-8").splitlines()]
        events = [json.loads(line) for line in files["log.jsonl"].decode("utf-8").splitlines()]
        wrong = check_files(files, manifest)
        wrong += check_events(events)
        more, unsealed = check_messages(messages, events)
        wrong += more
        wrong += check_documents(files, events)
        for head in heads:
            wrong += check_head(events, head)
    except (OSError, KeyError, TypeError, AttributeError, ValueError, zipfile.BadZipFile) as error:
        print(f"This is no evidence pack, or it cannot be read ({type(error).__name__}).")
        return 2
    for line in wrong:
        print("WRONG: " + line)
    print(f"{len(files)} files, {len(messages)} messages, {len(events)} events of the log.")
    if unsealed:
        print(f"{unsealed} messages have no seal in the log or are past their time: their words prove nothing.")
    print("Something is not as it was." if wrong else "Everything is as it was.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
