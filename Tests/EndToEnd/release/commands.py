#!/usr/bin/env python3
"""Runs the release binary through its commands: what an optimiser breaks, no test of the debug build sees.

`make try-release` runs it, after `make demo` has built the binary. The allocator checks itself meanwhile, where the C
library can: memory that was written beside its place ends the command that did it, and not a later one.
"""
import glob
import json
import os
import signal
import subprocess
import tempfile
from pathlib import Path

from support import BINARY, COMMAND_SECONDS, OFFER, STORE, Tally

TEXT = "HTTPS://QR.QINGQUAN.CN/C/7K4M9TX2RB31AP0D"
# Usage, bad input, input missing: refusals, as sysexits.h counts them.
USAGE, BAD_INPUT, MISSING = 64, 65, 66
# The C library's own watch over the heap: 3 says what is wrong and aborts; freed memory is filled with a pattern.
HEAP = {"MALLOC_CHECK_": "3", "MALLOC_PERTURB_": "165"}
DISC = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4.5" cy="4.5" r="4.5"/></svg>'


def environment():
    """With the checking allocator of glibc, if this machine has it."""
    found = glob.glob("/lib/*/libc_malloc_debug.so.0") + glob.glob("/usr/lib*/libc_malloc_debug.so.0")
    preload = {"LD_PRELOAD": found[0]} if found else {}
    return dict(os.environ, **HEAP, **preload)


class Program:
    """The binary in a folder, and the tally of how its commands ended."""

    def __init__(self, folder, tally):
        self.folder, self.tally, self.environment = folder, tally, environment()

    def run(self, *arguments, ends=0, typed=None):
        """Runs a command, which must end with a status; returns what it wrote."""
        words = [str(argument) for argument in arguments]
        done = subprocess.run(
            [BINARY, *words], cwd=self.folder, env=self.environment, input=(typed or "").encode(), capture_output=True,
            timeout=COMMAND_SECONDS)
        said = done.stderr.decode(errors="replace")
        if done.returncode < 0:
            said = "killed by %s\n%s" % (signal.Signals(-done.returncode).name, said)
        name = "tessera " + " ".join(words)
        self.tally.check(name[:110], done.returncode == ends, "status %d, not %d: %s" % (done.returncode, ends, said))
        return done.stdout.decode(errors="replace")


def programs(run):
    """The sample's rules of tiers and referrals, on the sample list."""
    run("tier", "rules")
    run("tier", "review", "--dry-run")
    run("tier", "set", "--member", "Q000005", "--tier", "vip", "--until", "2020-01-01", ends=BAD_INPUT)
    run("tier", "review")
    run("tier", "show", "--member", "Q000005")
    run("member", "add", "--id", "friend", "--home-store", STORE)
    run("referral", "add", "--friend", "friend", "--by", "friend", ends=1)
    run("referral", "add", "--friend", "friend", "--by", "Q000005")
    run("referral", "review")
    run("referral", "show", "--member", "friend")
    run("trigger", "list")
    run("trigger", "run", "--dry-run")
    run("trigger", "run", "--trigger", "birthday")
    run("reward", "review", "--dry-run")
    run("reward", "review")
    run("reward", "list", "--member", "friend")


def helps(program):
    """Every command says how it is used."""
    def walk(command, path):
        program.run(*path, "--help")
        for part in command.get("subcommands", []):
            if part["commandName"] != "help":
                walk(part, path + [part["commandName"]])

    walk(json.loads(program.run("--experimental-dump-help"))["command"], [])


def symbols(program):
    """Single codes in every form, with all that a look may have."""
    (Path(program.folder) / "disc.svg").write_text(DISC)
    forms = ["code." + form for form in ["png", "svg", "pdf", "eps", "zpl", "escpos", "txt"]]
    program.run("qr", TEXT, "-o", *forms)
    program.run("qr", TEXT, "-o", "press.pdf", "--preset", "packaging", "--dpi", 2400, "--ink", "spot:PANTONE 349 C")
    for shape in ["rectangle", "outline"]:
        names = ["%s.%s" % (shape, form) for form in ["png", "svg", "pdf", "eps"]]
        program.run("qr", TEXT, "-o", *names, "--logo", "disc.svg", "--logo-area", 15, "--logo-ring", 0.5,
                    "--logo-shape", shape)
    for brand in ["harbour", "lantern", "qingquan"]:
        program.run("qr", TEXT, "-o", brand + ".png", brand + ".pdf", "--brand", brand, "--framed")
    program.run("qr", TEXT, "-o", "picture.png", "--picture", "harbour.png")
    program.run("qr", "check", "code.png")
    program.run("qr", "certify", "code.png", "-o", "code.json", "--trials", 2)
    program.run("qr", TEXT, "-o", "code.png", "--logo", "nowhere.svg", "--force", ends=MISSING)
    program.run("qr", "x" * 3_000, "-o", "long.png", ends=BAD_INPUT)
    program.run("qr", TEXT, "-o", "code.png", "--logo-ring", 9, "--force", ends=USAGE)


def workspace(program, name, kit=None):
    """A workspace from its beginning to its reports, perhaps with a brand kit."""
    folder = Path(program.folder) / name
    program.run("init", folder, "--quiet")
    settings = folder / "tessera.yaml"
    if kit:
        settings.write_text(settings.read_text().replace("\nbrand:", "\nbrand:\n  kit: " + kit, 1))

    def run(*arguments, ends=0, typed=None):
        return program.run(*arguments, "--workspace", folder, ends=ends, typed=typed)

    run("campaign", "list")
    run("batch", "issue", "--offer", OFFER, "--count", 60, "--id", "checked")
    for form in [["pdf"], ["zip", "--format", "png"], ["tar", "--format", "svg"], ["zpl", "--preset", "retail-pos"]]:
        run("batch", "print", "checked", "-o", "%s-codes.%s" % (name, form[0]), *form[1:])
    run("batch", "export", "checked", "-o", name + "-codes.csv")
    code = (Path(program.folder) / (name + "-codes.csv")).read_text(encoding="utf-8-sig").splitlines()[1].split(",")[0]
    run("redeem", code, "--store", STORE, "--amount", "80.00")
    run("batch", "issue", "--offer", OFFER, "--count", 60, "--id", "signed", "--profile", "signed")
    run("status-list", "signed", "-o", name + ".cwt")
    run("status-list", "verify", name + ".cwt", "--serial", 60)
    run("status-list", "checked", "-o", name + "-short.cwt", ends=MISSING)
    run("keys", "end", 1, "--at", "now", ends=BAD_INPUT)
    run("keys", "rotate")
    run("keys", "end", 1, "--at", "2027-12-31")
    run("keys", "list")
    run("batch", "export", "signed", "-o", name + "-signed.csv")
    run("placement", "add", "--id", "checked", "--store", STORE, "--fixture", "till")
    run("placement", "print", "checked", "-o", name + "-placement.svg")
    # The sample list has rows that are refused, and says so.
    run("join", "show")
    run("join", "secret")
    run("join", "wechat-secret", ends=BAD_INPUT)
    run("join", "wechat-secret", typed="0123456789abcdef0123456789abcdef\n")
    run("member", "import", folder / "data/members.csv", ends=1)
    run("member", "export", "-o", name + "-members.csv")
    run("segment", "preview", "tier = member and within(40 km, store SH01) and not redeemed(60 days)")
    run("segment", "save", "near", "within(area shanghai-inner-ring) or region = 上海市", "--title", "Near")
    run("segment", "list")
    run("segment", "show", "near")
    run("segment", "freeze", "segment(near) and consent(marketing)", "--as", "today")
    run("segment", "snapshots")
    run("member", "export", "-o", name + "-near.csv", "--segment", "snapshot(today) and has(phone)")
    run("segment", "thaw", "today")
    run("segment", "remove", "near")
    programs(run)
    run("member", "pair", "Q000001", "--card-number", "TEA-0001", "--proof", "seen")
    question = json.loads(run("member", "questions", "--json"))["questions"][0]
    run("member", "answer", question["question"], "--give", question["parties"][0]["member"])
    run("member", "answer", question["question"], "--leave", ends=MISSING)
    run("member", "merge", "Q000001", "--into", "Q000002")
    run("member", "unmerge", "Q000001")
    run("member", "unpair", "Q000001", "card_number")
    run("member", "pair", "Q000002", "--email", "tea@example.com", "--proof", "seen")
    run("member", "consent", "Q000002", "--withdraw", "marketing", "--wording", "2", "--source", "letter")
    run("points", "earn", "Q000002", "--purchase", "128.00", "--key", "checked")
    run("points", "spend", "Q000002", "2")
    run("points", "spend", "Q000002", "1000000", ends=1)
    run("points", "adjust", "Q000002", "--by", "5", "--note", "checked")
    run("points", "reverse", json.loads(run("points", "earn", "Q000002", "--points", "3", "--json"))["entry"])
    run("points", "show", "Q000002")
    run("points", "statement", "Q000002")
    run("points", "expire")
    run("points", "follow", ends=66)
    run("stamps", "add", "Q000002", "--card", "tea-ten", "--count", "3")
    run("stamps", "show", "Q000002")
    top_up = json.loads(run("value", "topup", "Q000002", "100.00", "--json"))["entry"]
    run("value", "spend", "Q000002", "55.00")
    run("value", "refund", top_up)
    run("value", "show", "Q000002")
    run("member", "data", "Q000002", "-o", name + "-data.json")
    run("member", "leave", "Q000003")
    run("member", "erase", "Q000004", "--yes")
    (folder / "retention.yaml").write_text(
        "left_members: {after_days: 365}\ninactive_members: {after_days: 1095, action: list, unless: tier = vip}\n"
        "challenges: {after_days: 1}\ncodes: {after_days: 1}\ndownloads: {after_days: 1}\n")
    run("member", "retention", "--dry-run")
    run("member", "retention")
    run("member", "export", "-o", name + "-members.xlsx", "--language", "zh-Hans",
        "--columns", "member_id,name,phone:last4,phone:hash,joined_at,home_store:name")
    run("member", "export", "-o", name + "-members.jsonl", "--purpose", "transfer", "--time-zone", "store")
    run("report", "funnel")
    run("report", "offline")
    run("terminal", "enrol", "--store", STORE, "--name", "till")
    run("audit", "list")
    run("doctor")


def main():
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="tessera-") as folder:
        program = Program(folder, tally)
        helps(program)
        symbols(program)
        workspace(program, "plain")
        workspace(program, "branded", kit="harbour")
    tally.exit()


main()
