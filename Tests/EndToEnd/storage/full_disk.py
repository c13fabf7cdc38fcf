#!/usr/bin/env python3
"""Fills the disk under a running server, and takes the right to write away; neither may harm the ledger.

Both need a file system of their own, so a right to mount; without it the check says so and is skipped.
"""
import contextlib
import os
import re
import subprocess
import tempfile
from pathlib import Path

from support import PURCHASE, Tally, Workspace

# Room for a workspace and its database, and little more.
DISK = "size=24m"
COUPONS = 400
# sysexits: EX_CANTCREAT and EX_IOERR.
CANNOT_WRITE = (73, 74)


@contextlib.contextmanager
def small_disk():
    """A file system in memory, or `None` where mounting is not allowed."""
    with tempfile.TemporaryDirectory(prefix="tessera-disk-") as folder:
        mount = subprocess.run(["mount", "-t", "tmpfs", "-o", DISK, "tessera", folder], capture_output=True)
        if mount.returncode != 0:
            yield None
            return
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


def fill(disk):
    """Writes until nothing more fits."""
    path = disk / "filler"
    with open(path, "wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(bytes(size))
    return path


def redeem_until_refused(server, token, codes):
    """Redeems until the server says that it cannot; returns the codes it took, and its last answer."""
    taken = []
    for code in codes:
        answer = server.redeem(token, "key-" + code, {"code": code, "amount": PURCHASE})
        if answer[0] != 201:
            return taken, code, answer
        taken.append(code)
    return taken, None, None


def check_clear(tally, name, done):
    """The command line said what is wrong in a line or two, and with the right exit code."""
    said = done.stderr.decode(errors="replace").strip()
    tally.check("%s exits 73 or 74" % name, done.returncode in CANNOT_WRITE, "%s: %s" % (done.returncode, said))
    plain = 0 < len(said.splitlines()) <= 4 and not re.search(r"Fatal error|Crash|0x[0-9a-f]{6}", said)
    tally.check("%s says why in plain words" % name, plain, said)
    return said


def check_full(tally, workspace, disk, token, codes):
    with workspace.serving(tally) as server:
        filler = fill(disk)
        # Some uses may still fit into space that the database had claimed before.
        taken, refused, answer = redeem_until_refused(server, token, codes[:-2])
        if tally.check("a full disk is noticed", refused is not None, "%d redemptions all fitted" % len(taken)):
            status, headers, body = answer
            tally.check("the answer is 503", status == 503 and isinstance(body, dict), "%s %s" % (status, body))
            tally.check("and says when to try again", headers.get("Retry-After") is not None, dict(headers))
        done = workspace.attempt("redeem", codes[-1], "--store", "SH01", "--amount", "80.00")
        check_clear(tally, "redeem on a full disk", done)
        filler.unlink()
        if refused:
            status, _, body = server.redeem(token, "key-" + refused, {"code": refused, "amount": PURCHASE})
            tally.check("with space again, the same request is taken", status == 201, "%s %s" % (status, body))
            taken.append(refused)
        rows = [row["coupon"] for row in server.ledger(token)]
        tally.check("the ledger holds what was acknowledged, once each, and no more", sorted(rows) == sorted(taken),
                    "%d rows, %d acknowledged" % (len(rows), len(taken)))
    workspace.check_doctor(tally)


def check_read_only(tally, workspace, disk, code):
    def remount(mode):
        subprocess.run(["mount", "-o", "remount," + mode, disk], check=True)

    remount("ro," + DISK)
    done = workspace.attempt("redeem", code, "--store", "SH01", "--amount", "80.00")
    remount("rw," + DISK)
    said = check_clear(tally, "redeem on a read-only disk", done)
    names_it = re.search(r"read.?only|not writable|cannot (be written|write)", said, re.IGNORECASE)
    tally.check("and names the cause", names_it is not None, said)
    workspace.check_doctor(tally)
    done = workspace.attempt("redeem", code, "--store", "SH01", "--amount", "80.00")
    tally.check("writable again, the coupon is redeemed", done.returncode == 0, done.stderr.decode(errors="replace"))


def main():
    tally = Tally()
    with small_disk() as disk:
        if disk is None:
            tally.skip("full disk, read-only disk", "mounting needs root" if os.getuid() else "mounting is not allowed")
            tally.exit()
        workspace = Workspace(disk / "brand")
        workspace.initialise()
        token = workspace.enrol()
        codes = [row["code"] for row in workspace.issue(COUPONS)]
        check_full(tally, workspace, disk, token, codes)
        check_read_only(tally, workspace, disk, codes[-2])
    tally.exit()


main()
