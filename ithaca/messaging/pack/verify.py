#!/usr/bin/env python3
"""Check an evidence pack of a thread. Needs Python 3.9 or newer and nothing else; connects to nothing.

    python3 verify.py            checks the folder that this file stands in
    python3 verify.py PACK.zip   checks a pack as it was downloaded
    python3 verify.py --head NUMBER:DIGEST …   also compares one link of the log with one that was kept elsewhere

What is checked: every file against its SHA-256 in manifest.json, and that no file is missing or added; every message's
words, and every file, against the seal that the log kept when it was sent; when each message was sent, by which of the two,
what the check said, what became of it and when, against the events about it; every event of the log in the pack against
its own digest; events that follow one another, link by link.

Whoever can rewrite the whole pack can rewrite the log in it too. What proves the pack as a whole stands elsewhere: the
log of the organisation notes the SHA-256 of manifest.json when the pack is taken, and checkpoints name links of the log.

Exit codes: 0 everything that was checked is as it was; 1 something was changed, is missing or was added; 2 this is no
evidence pack, or it cannot be read; 3 nothing was found changed, but something that was asked for or that stands in the
pack cannot be compared.
"""

from __future__ import annotations

import hashlib
import json
import pathlib
import sys
import zipfile
from datetime import datetime, timedelta
from typing import Any

#: The fields of an event that its digest covers.
FIELDS = ("chain", "number", "at", "name", "actor_kind", "actor", "role", "scheme", "about_kind", "about", "data")
SENT = "messaging.sent"
DELIVERED = ("messaging.delivered", "messaging.released")
DECIDED = ("messaging.released", "messaging.returned", "messaging.escalated")
#: Words are kept at least eight years; a little less here, for leap days and the hour in which a pack is taken.
KEPT = timedelta(days=8 * 365)
#: What a pack says and the log does not.
UNCHECKED = (
    "Not checked, because the log does not hold it: names, the words as they were delivered, when they were read, what the "
    "check marked in them, notes to the writer, and what documents.jsonl says beside the files themselves."
)


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
    seals = {e["about"]: e["data"].get("seal") for e in events if e["name"] == SENT}
    wrong: list[str] = []
    unsealed = 0
    for message in messages:
        if message["id"] not in seals:
            wrong.append("message {}: the log knows nothing of it".format(message["id"]))
        elif message["emptied"] and (message["original"] or message["salt"]):
            wrong.append("message {}: it is said to be emptied, and is not".format(message["id"]))
        elif message["emptied"] or not seals[message["id"]]:
            unsealed += 1
        else:
            words = message["original"].encode("utf-8", "surrogatepass")
            if hashlib.sha256(message["salt"].encode() + words).hexdigest() != seals[message["id"]]:
                wrong.append("message {}: the words are not those that were sent".format(message["id"]))
    known = {message["id"] for message in messages}
    wrong += [f"message {name} was taken out of the pack" for name in sorted(set(seals) - known)]
    return wrong, unsealed


def check_emptied(messages: list[dict[str, Any]], events: list[dict[str, Any]]) -> list[str]:
    """Only what is old enough by the log was emptied; the log's last event stands for the day on which the pack was taken."""
    sent = {e["about"]: datetime.fromisoformat(e["at"]) for e in events if e["name"] == SENT}
    last = max((datetime.fromisoformat(e["at"]) for e in events), default=None)
    return [
        "message {}: its words are gone before their time".format(message["id"])
        for message in messages
        if message["emptied"] and last and message["id"] in sent and last - sent[message["id"]] < KEPT
    ]


def said_by_log(happened: list[dict[str, Any]]) -> dict[str, Any]:
    """What the events about one message, in their order, say of it, under the names that messages.jsonl has."""
    said: dict[str, Any] = {"state": "submitted", "delivered_at": None, "decided_at": None}
    for event in happened:
        if event["name"] == SENT:
            said["sent_at"], said["action"] = event["at"], event["data"].get("action")
        if event["name"] in DELIVERED:
            said["delivered_at"] = event["at"]
        if event["name"] in DECIDED:
            said["decided_at"] = event["at"]
        said["state"] = event["data"].get("to", said["state"])
    return said


def check_steps(messages: list[dict[str, Any]], events: list[dict[str, Any]]) -> list[str]:
    """When each message was sent, delivered and decided about, what the check said and how it stands: all as the log says."""
    happened: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        if event["about_kind"] == "messaging.message":
            happened.setdefault(event["about"], []).append(event)
    wrong = []
    for message in messages:
        if message["id"] not in happened:
            continue  # check_messages says so
        told = {**message, "action": message["check"]["action"]}
        for name, value in sorted(said_by_log(happened[message["id"]]).items()):
            if told[name] != value:
                wrong.append("message {}: {} is {}, the log says {}".format(message["id"], name, told[name], value))
        if (message["decided_by"] is None) != (message["decided_at"] is None):
            wrong.append("message {}: who decided and when do not belong together".format(message["id"]))
    return wrong


def check_senders(messages: list[dict[str, Any]], events: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """One account is one of the two, and each of the two has one name; returns what is wrong, and what the log leaves open.

    The log names accounts and the role acted in. Somebody who is a mentor and a mentee in one scheme acts as the mentor.
    """
    sent = {e["about"]: e for e in events if e["name"] == SENT and e["actor_kind"] == "account"}
    sides: dict[str, str] = {}
    names: dict[str, str] = {}
    wrong, left_open = [], []
    for message in messages:
        side, event = message["as"], sent.get(message["id"], {"actor": "", "role": ""})
        account, role = event["actor"], event["role"]
        if names.setdefault(side, message["from"]) != message["from"]:
            wrong.append("message {}: the {} has another name than before".format(message["id"], side))
        if (account and sides.setdefault(account, side) != side) or (role == "mentee" and side != "mentee"):
            wrong.append("message {}: it is not the {} who sent it".format(message["id"], side))
        elif role == "mentor" and side != "mentor":
            left_open.append(
                "message {}: a mentor's account sent it; true only of somebody who is a mentee too".format(
                    message["id"]
                )
            )
    return wrong, left_open


def check_deciders(messages: list[dict[str, Any]], events: list[dict[str, Any]]) -> list[str]:
    """What is left open: decisions of one account that stand under two names."""
    accounts = {e["about"]: e["actor"] for e in events if e["name"] in DECIDED}
    names: dict[str, str] = {}
    return [
        "message {}: the account that decided stands under another name elsewhere".format(message["id"])
        for message in messages
        if message["id"] in accounts
        and names.setdefault(accounts[message["id"]], message["decided_by"]) != message["decided_by"]
    ]


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


def check_head(events: list[dict[str, Any]], head: str) -> tuple[list[str], list[str]]:
    """The link of the log that was kept elsewhere is the one in the pack; returns what is wrong, and what is left open.

    A checkpoint names any event of the organisation, and a pack holds only those about the pair.
    """
    number, _, digest = head.partition(":")
    for event in events:
        if str(event["number"]) == number and digest:
            return ([] if event["digest"] == digest else [f"event {number} is not the one that was kept elsewhere"]), []
    return [], [f"--head {head}: no such event is in the pack"]


def check(files: dict[str, bytes], heads: list[str]) -> tuple[list[str], list[str], list[str]]:
    """What is wrong, what cannot be compared, and what was looked at. Raises KeyError and the like for what is no pack."""
    manifest = json.loads(files["manifest.json"])
    messages = [json.loads(line) for line in files["messages.jsonl"].decode("utf-8").splitlines()]
    events = [json.loads(line) for line in files["log.jsonl"].decode("utf-8").splitlines()]
    words, unsealed = check_messages(messages, events)
    senders, left_open = check_senders(messages, events)
    wrong = check_files(files, manifest) + check_events(events) + words + check_emptied(messages, events)
    wrong += check_steps(messages, events) + senders + check_documents(files, events)
    left_open += check_deciders(messages, events)
    for head in heads:
        other, cannot = check_head(events, head)
        wrong, left_open = wrong + other, left_open + cannot
    said = [f"{len(files)} files, {len(messages)} messages, {len(events)} events of the log."]
    if unsealed:
        said.append(f"{unsealed} messages have no seal in the log or are past their time: their words prove nothing.")
    said += [
        "SHA-256 of manifest.json: " + hashlib.sha256(files["manifest.json"]).hexdigest(),
        "Compare it with the one that the organisation's log noted when the pack was taken: without that, the log in the "
        "pack vouches for the messages, and nothing here vouches for the log.",
        UNCHECKED,
    ]
    return wrong, left_open, said


def main(arguments: list[str]) -> int:
    """Print what was found and give the exit code."""
    heads: list[str] = []
    while "--head" in arguments:
        at = arguments.index("--head")
        heads.append("".join(arguments[at + 1 : at + 2]))
        del arguments[at : at + 2]
    place = arguments[0] if arguments else str(pathlib.Path(__file__).resolve().parent)
    try:
        wrong, left_open, said = check(read_pack(place), heads)
    except (OSError, KeyError, TypeError, AttributeError, ValueError, zipfile.BadZipFile) as error:
        print(f"This is no evidence pack, or it cannot be read ({type(error).__name__}).")
        return 2
    for line in wrong:
        print("WRONG: " + line)
    for line in left_open:
        print("CANNOT BE COMPARED: " + line)
    for line in said:
        print(line)
    if wrong:
        print("Something is not as it was.")
        return 1
    print("Everything that was checked is as it was.")
    return 3 if left_open else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
