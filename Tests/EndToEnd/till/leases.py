#!/usr/bin/env python3
"""What a till has without its server: a real server, and `tessera terminal` behind a network that is cut.

Coupons of members are leased by store and by segment, others by their codes; they are given without a network, go back at the
day's end, and are free elsewhere then. Changes of a status list reach the till, a use goes through by allowance, a list that was
tampered with is refused, and the file of a lease that was given back gives nothing.
"""
import datetime
import json
import os
import random
import re
import shutil
import subprocess
import time

from support import BINARY, OFFER, PURCHASE, STORE, Tally, Workspace, has_command
from till.network import Network
from till.screen import APPEARS_SECONDS, Screen

# What each till may give of signed codes until it has synchronised.
ALLOWANCE = 'budget: "100000.00"\noffline:\n  uses_per_terminal: 20\n  amount: "200.00"\n  status_age: 24h\n\n'
# So many signed codes, and so many of them used without any order, that what changed in their list is shorter than the list.
SIGNED, EARLY, SEED = 3_000, 150, 7
# The first of them are for the tills.
KEPT = 10
# A server makes a batch's list anew after a minute.
FRESH_SECONDS = 61
# Members with a birthday today, and where they are at home.
MEMBERS = {"LIN": STORE, "MEI": STORE, "WEI": "BJ01", "YAN": "BJ01"}


class Shop:
    """The workspace with its server, the members' coupons, and another till that asks the server only."""

    def __init__(self, tally, workspace, server):
        self.tally, self.workspace, self.server = tally, workspace, server
        self.other = workspace.enrol("elsewhere")
        self.asked = 0

    def gifts(self):
        """Gives each member the coupon for their birthday; returns the codes by member."""
        # Within the week before it, and after the day of joining, which in the stores' zones may be tomorrow.
        birthday = (datetime.date.today() + datetime.timedelta(days=3)).replace(year=1992).isoformat()
        for member, store in MEMBERS.items():
            self.workspace.run("member", "add", "--id", member, "--birthday", birthday, "--home-store", store,
                               "--marketing-consent", "yes", "--quiet")
        self.workspace.run("trigger", "run", "--quiet")
        listed = {member: json.loads(self.workspace.run("reward", "list", "--member", member, "--json")) for member in MEMBERS}
        return {member: rewards["rewards"][0]["code"] for member, rewards in listed.items()}

    def signed(self):
        self.workspace.run(
            "batch", "issue", "--offer", OFFER, "--count", SIGNED, "--profile", "signed", "--id", "signed", "--quiet")
        listing = self.workspace.folder.parent / "signed.jsonl"
        self.workspace.run("batch", "export", "signed", "-o", listing, "--quiet")
        return [json.loads(line)["code"] for line in listing.read_text().splitlines()]

    def elsewhere(self, code, member=None):
        """Asks for a coupon at another till; returns `accepted`, or the reason against it."""
        self.asked += 1
        body = dict(code=code, amount=PURCHASE, **({"member": member} if member else {}))
        status, _, answer = self.server.redeem(self.other, "elsewhere %d" % self.asked, body)
        return "accepted" if status == 201 else answer.get("reason", str(status))

    def check(self, name, found, wanted):
        self.tally.check(name, found == wanted, "%s, not %s" % (found, wanted))


class Till:
    """A terminal of its own, with its folder, its network and its screen."""

    def __init__(self, shop, name):
        self.shop = shop
        self.token = shop.workspace.enrol(name)
        self.folder = shop.workspace.folder.parent / name
        self.folder.mkdir()
        self.state = self.folder / "state"
        self.network = Network(shop.server.port)
        self.screen = Screen(self.folder)

    def command(self, *options):
        return [BINARY, "terminal", "--server", "http://127.0.0.1:%d" % self.network.port, "--state", self.state, "--mute",
                *options]

    def open(self, *options):
        self.screen.start(*self.command(*options), TESSERA_TERMINAL_TOKEN=self.token)

    def lines(self, typed, *options):
        """A till on a pipe, until what was typed ends."""
        return subprocess.run(
            self.command("--lines", *options), input=typed, capture_output=True, text=True, timeout=10 * APPEARS_SECONDS,
            env=dict(os.environ, TESSERA_TERMINAL_TOKEN=self.token, LANG="C.UTF-8"))

    def check(self, name, *words):
        shown = self.screen.shows(*words)
        return self.shop.tally.check(name, shown, "wanted %s in\n%s" % (words, self.screen.text()))

    def scan(self, code, member=None, purchase="Purchase 80."):
        if member:
            self.screen.type("/member " + member)
            self.screen.shows(member)
        self.screen.type("80")
        self.screen.shows(purchase)
        self.screen.scan(code, enter=True)

    def journal(self):
        return [json.loads(line) for line in (self.state / "journal").read_text().splitlines()]

    def refused(self, code):
        """Waits until the journal has a refusal of the coupon; returns the last one's reason."""
        return waited(lambda: [entry["reason"] for entry in self.journal() if entry["event"] == "refused" and entry["code"] == code])

    def settled(self):
        """Waits until the server has answered all that the till gave; returns how many uses that are, or None."""
        def count():
            given = {entry["key"] for entry in self.journal() if entry["event"] == "accepted"}
            answers = {entry["key"]: entry["answer"] for entry in self.journal() if entry["event"] == "answered"}
            return [len(given)] if all(answers.get(key) == "redeemed" for key in given) else []
        return waited(count)

    def leases(self):
        return sorted((self.state / "leases").iterdir())

    def lists(self):
        """The whole list of the signed codes, and what changed since."""
        whole = next((path for path in (self.state / "lists").glob("*") if path.suffix == ""), None)
        return whole, whole and whole.with_suffix(".changes")

    def ends(self, name, *keys):
        self.screen.press(*keys)
        code, is_restored = self.screen.ended()
        self.shop.tally.check(name, code == 0 and is_restored, (code, is_restored))


def waited(find):
    """What is found in the end, or None: a till writes when it gets to it."""
    end = time.monotonic() + APPEARS_SECONDS
    while not (found := find()):
        if time.monotonic() > end:
            return None
        time.sleep(0.05)
    return found[-1]


def by_store(shop, gifts):
    """Coupons that are made out to members of this store; the day is closed with a network."""
    till = Till(shop, "by-store")
    till.open("--lease-store")
    till.check("the coupons of the store's members are leased, and the screen says how many", "online", "Leased: 2 uses until")
    shop.check("nobody else gets one of them", shop.elsewhere(gifts["LIN"], "LIN"), "reserved")
    till.network.set("cut")
    till.scan(gifts["LIN"], "LIN")
    till.check("the member gets it without a network", "✓ ACCEPTED", "Leased: 1 use until", "offline since")
    till.scan(gifts["WEI"], "WEI")
    till.check("what is not leased needs the network", "✗ REFUSED")
    shop.check("and the journal has the reason", till.refused(gifts["WEI"]), "needs_network")
    till.network.set("whole")
    shop.check("with its network back the use is settled", till.settled(), 1)
    till.screen.press("F3")
    till.check("the day's totals say what is still leased", "TODAY", "Accepted: 1", "Leased: 1 use until")
    till.screen.press("F9")
    till.check("F9 asks before it closes the day", "CLOSE THE DAY?", "go back")
    till.screen.press("Escape")
    till.check("Escape keeps it open", "READY", "Leased: 1 use until")
    shop.check("and what is leased stays leased", shop.elsewhere(gifts["MEI"], "MEI"), "reserved")
    till.screen.press("F9")
    till.check("F9 asks again", "CLOSE THE DAY?")
    till.ends("F9 twice ends the till, and the terminal is as it was", "F9")
    till.check("and says what went back", "Given back: 1 leased use, which any till may give now.")
    till.screen.stop()
    shop.check("what went back is free elsewhere", shop.elsewhere(gifts["MEI"], "MEI"), "accepted")
    shop.check("what was given is not", shop.elsewhere(gifts["LIN"], "LIN"), "already_redeemed")


def by_segment(shop, gifts):
    """Coupons of a segment's members, in Chinese; the day is closed without a network."""
    till = Till(shop, "by-segment")
    till.open("--lease-segment", "store = BJ01", "--language", "zh-Hans")
    till.check("the coupons of a segment's members are leased", "在线", "预留：2 次，可用至")
    till.network.set("cut")
    till.scan(gifts["WEI"], "WEI", purchase="消费 80")
    till.check("a member of it gets theirs without a network", "✓ 核销成功", "预留：1 次")
    till.screen.press("F9")
    till.check("F9 asks in Chinese", "日结？")
    till.ends("the day is closed without a network too", "F9")
    till.check("and the till says that the server hears of it later", "已归还 1 次预留", "下次联网启动时告知服务器")
    till.screen.stop()
    shop.check("until then nobody else gets it", shop.elsewhere(gifts["YAN"], "YAN"), "reserved")
    till.open()
    till.check("started without a network, the till has nothing leased any more", "offline since", "1 waiting")
    till.scan(gifts["YAN"], "YAN")
    till.check("and does not give what it gave back", "✗ REFUSED")
    shop.check("since that needs the network", till.refused(gifts["YAN"]), "needs_network")
    till.network.set("whole")
    free = waited(lambda: [answer for answer in [shop.elsewhere(gifts["YAN"], "YAN")] if answer != "reserved"])
    shop.check("with its network back the server hears of it, and the coupon is free", free, "accepted")
    shop.check("and the use is settled", till.settled(), 1)
    till.ends("F10 ends the till", "F10")
    till.screen.stop()


def by_code(shop, codes):
    """Coupons by their codes on a pipe: what is left out is told, leases outlive the till, and end when it is closed."""
    first, second, third, used = codes
    shop.check("a coupon is used elsewhere", shop.elsewhere(used), "accepted")
    till = Till(shop, "by-code")
    wanted = [word for code in (first, second, used) for word in ("--lease-code", code)]
    done = till.lines("%s 80.00\n/quit\n" % first, *wanted)
    shop.tally.check("a leased coupon is accepted on a pipe", done.stdout.startswith("OK  10.00 CNY off"), done.stdout + done.stderr)
    shop.tally.check(
        "what was leased is said, and why one was left out",
        re.search(r"Leased 2 uses of 2 coupons until [^;]*\d\d:\d\d; 1 left out: already redeemed 1\.", done.stderr), done.stderr)
    shop.tally.check("and nothing of giving back", "Given back" not in done.stderr, done.stderr)
    shop.check("a till that has ended keeps what is leased to it", shop.elsewhere(second), "reserved")
    leases = till.leases()
    kept = [shutil.copy2(path, till.folder / path.name) for path in leases]
    done = till.lines("/close\n")
    shop.tally.check(
        "/close gives back what is left", "Given back: 1 leased use, which any till may give now." in done.stderr, done.stderr)
    shop.check("and takes the lease's file away", till.leases(), [])
    replayed(shop, till, kept, leases, second)
    shop.check("what went back is free elsewhere", shop.elsewhere(second), "accepted")
    done = till.lines("", "--lease-code", third, "--return-leases")
    shop.tally.check(
        "--return-leases gives back when the input ends", "Given back: 1 leased use, which" in done.stderr, done.stderr)
    shop.check("and that coupon is free too", shop.elsewhere(third), "accepted")
    returned = [entry["lease"] for entry in till.journal() if entry["event"] == "lease_returned"]
    shop.tally.check("the journal has an entry for each lease", len(set(returned)) == len(returned) == 2, returned)


def replayed(shop, till, kept, leases, code):
    """Somebody puts the file of a lease back that was given back."""
    for copy, path in zip(kept, leases):
        shutil.copy2(copy, path)
    till.network.set("cut")
    done = till.lines("%s 80.00\n" % code, "--quiet")
    shop.tally.check("the file of a lease that was given back gives nothing", done.stdout.startswith("NO  "), done.stdout)
    shop.check("and its coupon needs the network", till.refused(code), "needs_network")
    shop.check("and the file is gone", till.leases(), [])
    till.network.set("whole")


def first_list(shop, codes):
    """The whole list of the signed codes, as the till fetches it first."""
    till = Till(shop, "signed")
    early = [shop.elsewhere(code) for code in random.Random(SEED).sample(codes[KEPT:], EARLY)]
    shop.check("%d coupons are used before" % EARLY, early.count("accepted"), EARLY)
    till.open()
    till.check("a till opens to which nothing is leased", "READY", "online")
    fetched = waited(lambda: [path for path in [till.lists()[0]] if path])
    shop.tally.check("it fetches the list of used coupons", fetched, till.state)
    till.ends("and ends", "F10")
    till.screen.stop()
    shop.check("one more coupon is used elsewhere", shop.elsewhere(codes[0]), "accepted")
    return till, time.monotonic() + FRESH_SECONDS


def changed_list(shop, till, codes, fresh_at):
    """What changed in the list is fetched and kept beside it; by both the till judges alone."""
    time.sleep(max(0, fresh_at - time.monotonic()))
    whole, changes = till.lists()
    before = whole.read_bytes()
    till.open()
    fetched = waited(lambda: [changes.exists()] if changes.exists() else [])
    shop.tally.check("only what changed in the list is fetched, and kept beside it", fetched and whole.read_bytes() == before, changes)
    till.network.set("cut")
    till.scan(codes[1])
    till.check("a coupon that was not used is given within the allowance", "✓ ACCEPTED", "The list of used coupons is")
    till.scan(codes[0])
    till.check("the one that was used elsewhere is refused", "✗ REFUSED", "1 refused")
    shop.check("as the changes say", till.refused(codes[0]), "already_redeemed")
    till.ends("the till ends", "F10")
    till.screen.stop()
    till.open()
    till.check("started again without its server, it goes by the list and the changes that it kept", "offline since", "1 waiting")
    till.scan(codes[0])
    shop.check("and knows both uses", reasons(till, codes[0], 2), ["already_redeemed"] * 2)
    till.check("so it refuses", "✗ REFUSED")
    till.network.set("whole")
    shop.check("with its network back what it gave is settled", till.settled(), 1)
    till.ends("and ends", "F10")
    till.screen.stop()


def reasons(till, code, count):
    """Waits for so many refusals of a coupon."""
    def found():
        told = [entry["reason"] for entry in till.journal() if entry["event"] == "refused" and entry["code"] == code]
        return [told] if len(told) >= count else []
    return waited(found)


def tampered_list(shop, till, codes):
    """Somebody changes a byte of what the till keeps, while it is down."""
    whole, changes = till.lists()
    # With the first the whole list comes anew, and there are no changes to it.
    for number, path in enumerate((changes, whole)):
        code = codes[2 + number]
        bad = flipped(path.read_bytes())
        path.write_bytes(bad)
        till.network.set("cut")
        till.open()
        till.check("the till starts without its server, %s was tampered with" % path.name, "offline since", "READY")
        till.scan(code)
        till.check("no coupon is given by it", "✗ REFUSED")
        shop.check("and the reason is told", till.refused(code), "status_list_tampered")
        till.network.set("whole")
        fetched = waited(lambda: [True] if not path.exists() or path.read_bytes() != bad else [])
        shop.tally.check("with its network back it fetches the list anew", fetched, path.name)
        till.network.set("cut")
        till.scan(codes[4 + number])
        till.check("and gives by it", "✓ ACCEPTED", "The list of used coupons is")
        till.network.set("whole")
        shop.check("which the server settles", till.settled(), 2 + number)
        till.ends("and ends", "F10")
        till.screen.stop()


def flipped(data):
    """With one bit in the middle changed."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1:]


def register(shop):
    """The ledger is what counts."""
    rows = shop.server.ledger(shop.other)
    uses = [row["coupon"] for row in rows if row["kind"] == "redemption"]
    shop.check("every coupon was redeemed once", len(set(uses)), len(uses))
    losses = json.loads(shop.workspace.run("report", "offline", "--json"))["losses"]
    shop.check("and nothing was lost", losses, [])


def main():
    tally = Tally()
    if not has_command("tmux"):
        raise SystemExit("tmux is not installed: make test-deps")
    with Workspace.temporary() as workspace:
        campaign = workspace.folder / "campaigns/packaging.yaml"
        campaign.write_text(re.sub(r"(?m)^offers:", ALLOWANCE + "offers:", campaign.read_text(), count=1))
        workspace.run("campaign", "apply", campaign)
        codes = [row["code"] for row in workspace.issue(4)]
        with workspace.serving(tally) as server:
            shop = Shop(tally, workspace, server)
            gifts, signed = shop.gifts(), shop.signed()
            till, fresh_at = first_list(shop, signed)
            by_store(shop, gifts)
            by_segment(shop, gifts)
            by_code(shop, codes)
            changed_list(shop, till, signed, fresh_at)
            tampered_list(shop, till, signed)
            register(shop)
        workspace.check_doctor(tally)
    tally.exit()


main()
