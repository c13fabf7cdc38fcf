#!/usr/bin/env python3
"""Reads status lists as a stranger's till would: by the standards alone, with nothing of Tessera's code.

CBOR (RFC 8949), COSE_Sign1 (RFC 9052), Ed25519 (RFC 8032) and zlib are read here in plain Python. Coupons are
redeemed and revoked through the server, and the lists and changes must say so, and no forged one may pass.
"""
import base64
import csv
import hashlib
import json
import os
import random
import time
import urllib.error
import urllib.request
import zlib

from ed25519 import is_signed, self_test
from support import OFFER, PURCHASE, Tally, Workspace

COUPONS = 2000
# Used before the first list is fetched, so that a whole list is longer than what changes in it.
EARLY = 200
# draft-ietf-oauth-status-list, section 7.1; the last is ours.
VALID, INVALID, SUSPENDED, USED_UP = range(4)
# Claims (RFC 8392 and the draft, section 5.2) and headers (RFC 9052, section 3.1, and RFC 9596).
SUBJECT, EXPIRES, ISSUED, STATUS_LIST, TIME_TO_LIVE = 2, 4, 6, 65533, 65534
ALGORITHM, KEY_ID, TYPE = 1, 4, 16
EDDSA = -8
COSE_SIGN1 = b"\xd2"
LIST, CHANGES = "application/statuslist+cwt", "application/vnd.tessera.statuschanges+cwt"


def read_cbor(data, start=0):
    """A value and where it ends."""
    kind, number = data[start] >> 5, data[start] & 31
    start += 1
    if number >= 24:
        width = 1 << number - 24
        number = int.from_bytes(data[start:start + width], "big")
        start += width
    if kind == 0:
        return number, start
    if kind == 1:
        return -1 - number, start
    if kind in (2, 3):
        content = bytes(data[start:start + number])
        return (content if kind == 2 else content.decode()), start + number
    if kind == 4:
        items = []
        for _ in range(number):
            item, start = read_cbor(data, start)
            items.append(item)
        return items, start
    if kind == 5:
        pairs = {}
        for _ in range(number):
            key, start = read_cbor(data, start)
            pairs[key], start = read_cbor(data, start)
        return pairs, start
    raise ValueError("kind %d" % kind)


def head(kind, count):
    """The beginning of a byte string or text, as what is signed needs it."""
    if count < 24:
        return bytes([kind << 5 | count])
    width = next(width for width in (1, 2, 4) if count < 1 << 8 * width)
    return bytes([kind << 5 | 23 + width.bit_length()]) + count.to_bytes(width, "big")


def read_token(data, keys):
    """The type and claims of a token whose signature holds, or ValueError."""
    if data[:1] != COSE_SIGN1:
        raise ValueError("no COSE_Sign1")
    (protected, unprotected, payload, signature), end = read_cbor(data, 1)
    header, _ = read_cbor(protected)
    if end != len(data) or unprotected or header[ALGORITHM] != EDDSA:
        raise ValueError("another form")
    signed = (b"\x84" + head(3, 10) + b"Signature1" + head(2, len(protected)) + protected + head(2, 0)
              + head(2, len(payload)) + payload)
    if not is_signed(keys[header[KEY_ID].decode()], signed, signature):
        raise ValueError("bad signature")
    return header[TYPE], read_cbor(payload)[0]


def statuses(data):
    return [data[i // 4] >> i % 4 * 2 & 3 for i in range(len(data) * 4)]


def apply_changes(base, changes):
    """The later list, from an earlier one and what changed."""
    if hashlib.sha256(base).digest() != changes["base"]:
        raise ValueError("another base")
    data = bytearray(base[:changes["size"]].ljust(changes["size"], b"\0"))
    place, number, shift = 0, 0, 0
    for byte in changes["changes"]:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            place += number >> 2
            data[place // 4] = data[place // 4] & ~(3 << place % 4 * 2) | (number & 3) << place % 4 * 2
            place, number, shift = place + 1, 0, 0
    if hashlib.sha256(data).digest() != changes["result"]:
        raise ValueError("another result")
    return bytes(data)


class Till:
    """A stranger's till: it fetches keys and lists, and believes only what is signed."""

    def __init__(self, server, token):
        self.server, self.token = server, token
        keys = json.loads(self.fetch("/v1/keys")[2])["keys"]
        self.keys = {key["kid"]: base64.urlsafe_b64decode(key["x"] + "=") for key in keys
                     if (key["kty"], key["crv"], key["alg"]) == ("OKP", "Ed25519", "EdDSA")}

    def fetch(self, path, **headers):
        request = urllib.request.Request(
            self.server.url + path, headers=dict(headers, Authorization="Bearer " + self.token))
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def list(self, path):
        """The uncompressed list, its claims, its bytes and for how long it may be kept."""
        status, headers, body = self.fetch(path)
        kind, claims = read_token(body, self.keys)
        assert (status, kind, headers["Content-Type"]) == (200, LIST, LIST)
        assert claims[STATUS_LIST]["bits"] == 2
        return (zlib.decompress(claims[STATUS_LIST]["lst"]), claims, body,
                int(headers["Cache-Control"].split("max-age=")[1]))

    def changes(self, path, base):
        status, headers, body = self.fetch("%s?since=%s" % (path, hashlib.sha256(base).hexdigest()))
        kind, claims = read_token(body, self.keys)
        assert (status, kind) == (200, headers["Content-Type"])
        return kind, claims, body


def issue(workspace, batch):
    """Signed coupons by their serials."""
    workspace.run("batch", "issue", "--offer", OFFER, "--count", COUPONS, "--id", batch, "--profile", "signed")
    listing = workspace.folder.parent / (batch + ".csv")
    workspace.run("batch", "export", batch, "-o", listing, "--quiet")
    with open(listing, encoding="utf-8-sig", newline="") as file:
        return {int(row["serial"]): row["code"] for row in csv.DictReader(file)}


def check_forgeries(tally, till, body):
    """Every byte of a token changed: none may pass."""
    passed = []
    for place in range(0, len(body)):
        forged = bytearray(body)
        forged[place] ^= 0x04
        try:
            read_token(bytes(forged), till.keys)
            passed.append(place)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, UnicodeDecodeError, MemoryError):
            pass
    tally.check("no token with a changed byte passes (%d bytes)" % len(body), not passed, passed[:5])


def redeem(tally, server, token, codes, serials):
    for serial in serials:
        status, _, body = server.redeem(token, "s%d" % serial, {"code": codes[serial], "amount": PURCHASE})
        if status != 201:
            tally.check("coupon %d is redeemed" % serial, False, "%s %s" % (status, body))


def used(data):
    return [serial for serial, status in enumerate(statuses(data)) if status == USED_UP]


def check_redemptions(tally, till, path, codes, early):
    """What is redeemed is in the list when the one before has had its time, and in the changes since."""
    first, claims, body, seconds = till.list(path)
    tally.check("exactly the redeemed coupons are used up", used(first) == early, used(first))
    tally.check("the list has room for serials 1 to %d" % COUPONS, COUPONS < len(first) * 4 <= COUPONS + 4, len(first))
    tally.check("it is for a few days, and fresh for a minute",
                claims[EXPIRES] - claims[ISSUED] == 72 * 3600 and claims[TIME_TO_LIVE] == 60 == seconds, claims)
    more = [serial for serial in (1, COUPONS // 2, COUPONS) if serial not in early]
    redeem(tally, till.server, till.token, codes, more)
    tally.check("within that minute the answer is the same", till.list(path)[2] == body)
    time.sleep(seconds + 1)
    later, _, whole, _ = till.list(path)
    tally.check("then the others are used up too", used(later) == sorted(early + more), used(later))
    kind, changed, part = till.changes(path, first)
    changes = changed.get("status_changes", {})
    sizes = "%d of %d bytes" % (len(part), len(whole))
    tally.check("what changed is shorter than the list (%s), and gives that very list" % sizes,
                kind == CHANGES and len(part) < len(whole) and apply_changes(first, changes) == later, kind)
    kind, renewed, _ = till.changes(path, later)
    tally.check("whoever has the latest list gets changes that are none",
                kind == CHANGES and apply_changes(later, renewed["status_changes"]) == later, kind)
    try:
        apply_changes(first, renewed["status_changes"])
        tally.check("changes of another list are refused", False)
    except ValueError:
        tally.check("changes of another list are refused", True)
    return later


def check_revocation(tally, workspace, till, path, before):
    """A pause and a revocation by another process are in the next answer, however fresh the last one is."""
    campaign = "packaging"
    workspace.run("campaign", "pause", campaign)
    paused = till.list(path)[0]
    tally.check("a pause suspends at once what is not used up",
                used(paused) == used(before) and set(statuses(paused)) == {SUSPENDED, USED_UP})
    workspace.run("campaign", "resume", campaign)
    tally.check("and is over as soon", till.list(path)[0] == before)
    workspace.run("batch", "revoke", path.rsplit("/", 1)[1])
    data, claims, body, _ = till.list(path)
    tally.check("a revocation makes every coupon invalid at once",
                set(statuses(data)[1:COUPONS + 1]) == {INVALID}, claims)
    kind, _, _ = till.changes(path, before)
    tally.check("and whom changes would cost more gets the whole list", kind == LIST, kind)
    return body


def main():
    tally = Tally()
    seed = int(os.environ.get("SEED", random.randrange(2**32)))
    early = sorted(random.Random(seed).sample(range(2, COUPONS), EARLY))
    print("  seed %d" % seed)
    tally.check("Ed25519 as it is read here holds test 2 of RFC 8032, section 7.1", self_test())
    with Workspace.temporary() as workspace:
        token = workspace.enrol()
        codes = issue(workspace, "signed")
        workspace.issue(1, batch="short")
        with workspace.serving(tally) as server:
            till = Till(server, token)
            redeem(tally, server, token, codes, early)
            addresses = json.loads(till.fetch("/v1/status-lists")[2])["status_lists"]
            tally.check("the one batch with signed codes is listed",
                        [address.rsplit("/", 1)[1] for address in addresses] == ["signed"], addresses)
            path = "/v1/status-lists/signed"
            status, headers, body = till.fetch(path)
            subject = read_token(body, till.keys)[1][SUBJECT]
            tally.check("the list names its own address", [subject] == addresses, subject)
            again = till.fetch(path, **{"If-None-Match": headers["ETag"]})
            tally.check("whoever has it already is told so", again[0] == 304 and not again[2], again[0])
            check_forgeries(tally, till, body)
            later = check_redemptions(tally, till, path, codes, early)
            revoked = check_revocation(tally, workspace, till, path, later)
            missing = [till.fetch("/v1/status-lists/" + name)[0] for name in ("short", "nobody")]
            tally.check("short codes have no list", missing == [404, 404], missing)
        (workspace.folder.parent / "list.cwt").write_bytes(revoked)
        done = workspace.attempt("status-list", "verify", workspace.folder.parent / "list.cwt", "--serial", 1, "--json")
        said = json.loads(done.stdout)
        tally.check("the command line agrees", done.returncode == 1 and said["status"] == "invalid", said)
        workspace.check_doctor(tally)
    tally.exit()


if __name__ == "__main__":
    main()
