#!/usr/bin/env python3
"""A day at the counter: a real server, and `tessera terminal` on a whole screen that tmux types at and reads.

Fifty coupons from scanners with and without Enter, refusals, a trigger that bounces, a void, a server that is killed in the
middle of the day while leased coupons go on being given, a till that is killed, and the totals in the evening; then the
register must say what the screen said.
"""
import os
import re
import signal
import subprocess
import time

from processes import free_port
from support import BINARY, Server, Tally, Workspace, has_command
from till.screen import APPEARS_SECONDS, Screen

SCANS = 50
# Longer than the 300 ms within which the same code is one scan.
APART_SECONDS = 0.5


class Day:
    def __init__(self, tally, workspace):
        self.tally = tally
        self.workspace = workspace
        self.port = free_port()
        self.token = workspace.enrol("counter")
        self.codes = [row["code"] for row in workspace.issue(SCANS + 10)]
        self.leased = self.codes[-2:]
        self.screen = Screen(workspace.folder.parent)
        self.accepted, self.refused, self.voids = 0, {}, 0

    def serve(self):
        process = subprocess.Popen(
            [BINARY, "serve", "--port", str(self.port), "--workspace", self.workspace.folder],
            env=self.workspace.environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        self.server = Server(process)

    def kill_server(self):
        self.server.process.kill()
        self.server.process.wait()

    def open_till(self, *options, **environment):
        url = "http://127.0.0.1:%d" % self.port
        self.screen.start(
            BINARY, "terminal", "--server", url, *options, TESSERA_TERMINAL_TOKEN=self.token,
            XDG_STATE_HOME=str(self.workspace.folder.parent / "state"), **environment)

    def today(self):
        return "Today: %d accepted" % self.accepted

    def check(self, name, *words, **options):
        shown = self.screen.shows(*words, **options)
        return self.tally.check(name, shown, "wanted %s in\n%s" % (words, self.screen.text()))

    def refuse(self, name, reason, *words):
        self.refused[reason] = self.refused.get(reason, 0) + 1
        self.check(name, "✗ REFUSED", "%d refused" % sum(self.refused.values()), *words)


def redeem(day, code, enter):
    """The purchase, then the coupon; returns once the screen counts it."""
    day.screen.type("80")
    if not day.screen.shows("Purchase 80."):
        return False
    day.screen.scan(code, enter)
    day.accepted += 1
    return day.screen.shows("✓ ACCEPTED", code, day.today())


def morning(day):
    leases = [word for code in day.leased for word in ("--lease-code", code)]
    day.open_till("--cashier", "Li", *leases)
    day.check("the till opens on a whole screen and finds its server and store", "READY", "online", "SH01", "Li")
    good = sum(redeem(day, code, enter=number % 2 == 0) for number, code in enumerate(day.codes[:SCANS]))
    day.tally.check("%d coupons are accepted, with and without Enter" % SCANS, good == SCANS, "%d" % good)
    day.check("what the customer gets and what is left is said", "10.00 CNY off", "0 uses left")


def refusals(day):
    day.screen.type("80")
    day.screen.scan(day.codes[0], enter=True)
    day.refuse("a used coupon is refused and says when it went", "already_redeemed", "Already redeemed on")
    day.screen.type("NO SUCH CODE")
    day.refuse("a mistyped code is refused", "unknown_code")
    fresh = day.codes[SCANS]
    day.screen.scan(fresh)
    day.check("the purchase is asked for when the offer needs it", "? AMOUNT", "Purchase:", "50.00 CNY")
    day.screen.type("20")
    day.refuse("too small a purchase is refused", "below_minimum_spend", "50.00 CNY")
    day.screen.scan(fresh)
    day.screen.shows("? AMOUNT")
    day.screen.press("Escape")
    day.check("Escape takes the question back", "READY")


def bouncing_trigger(day):
    day.screen.type("80")
    day.screen.shows("Purchase 80.")
    day.screen.scan("\r".join([day.codes[SCANS + 1]] * 2), enter=True)
    day.accepted += 1
    day.check("a trigger that fires twice is one scan", "✓ ACCEPTED", day.today())
    time.sleep(APART_SECONDS)
    day.check("and no refusal follows it", "✓ ACCEPTED", "%d refused" % sum(day.refused.values()))


def look_alikes(day):
    """A person reads a code aloud and types it with the letters that it cannot have."""
    code = day.codes[SCANS + 2]
    typed = code.replace("0", "o").replace("1", "l").lower()
    day.screen.type("80")
    day.screen.shows("Purchase 80.")
    day.screen.type("-".join(typed[place:place + 4] for place in range(0, len(typed), 4)))
    day.accepted += 1
    day.check("a code typed with look-alikes and dashes is read", "✓ ACCEPTED", code, day.today())


def void(day):
    day.screen.press("F2")
    day.check("F2 asks before it undoes the last one", "UNDO THIS?", "10.00 CNY off")
    day.screen.press("Escape")
    day.check("Escape keeps it", "READY", "0 undone")
    day.screen.press("F2")
    day.screen.shows("UNDO THIS?")
    day.screen.press("F2")
    day.voids += 1
    day.check("F2 twice undoes it", "✓ UNDONE", "1 undone")


def resizing(day):
    day.screen.resize(100, 30)
    day.tally.check("a larger window is filled down to its last line", day.screen.ends_with("F1 help", 30), day.screen.text())
    day.screen.resize(80, 24)
    day.tally.check("and a smaller one again", day.screen.ends_with("F1 help", 24), day.screen.text())


def totals(day):
    day.screen.press("F3")
    money = "%d.00 CNY" % (10 * (day.accepted - day.voids))
    day.check(
        "the day's totals are there", "TODAY", "Accepted: %d" % day.accepted, "Taken off: " + money,
        "Undone: %d" % day.voids, "Refused: %d" % sum(day.refused.values()),
        *["%s: %d" % (reason.replace("_", " "), count) for reason, count in day.refused.items()])


def network_loss(day):
    """The server is killed under the till: what is leased goes on, what is not waits."""
    code = day.codes[SCANS + 3]
    day.kill_server()
    good = all(redeem(day, leased, enter=True) for leased in day.leased)
    day.tally.check("without its server the till gives what was leased to it", good, day.screen.text())
    day.check("says where it stands, and that two uses wait", "offline since", "2 waiting", "this till's journal")
    day.screen.press("F2")
    day.screen.shows("UNDO THIS?")
    day.screen.press("F2")
    day.voids += 1
    day.check("undoes one by its journal", "✓ UNDONE", "%d undone" % day.voids)
    day.screen.type("80")
    day.screen.shows("Purchase 80.")
    day.screen.scan(code, enter=True)
    day.refuse("and refuses what only the server can tell", "needs_network", "offline since", "Only the server")
    day.serve()
    day.check("it finds its server again by itself, and nothing waits", " online ")
    day.screen.type("80")
    day.screen.shows("Purchase 80.")
    day.screen.scan(code, enter=True)
    day.accepted += 1
    day.check("then the same coupon is accepted", "✓ ACCEPTED", code, day.today())


def killed_till(day):
    """What a till gave by itself it still knows after kill -9 and a start without its server."""
    os.kill(day.screen.program(), signal.SIGKILL)
    day.screen.ended()
    day.screen.stop()
    day.kill_server()
    day.open_till()
    day.check("a till that was killed starts without its server", "SH01", "offline since", day.today())
    day.screen.type("80")
    day.screen.shows("Purchase 80.")
    day.screen.scan(day.leased[0], enter=True)
    day.refuse("and refuses what it gave before", "already_redeemed", "Already redeemed on")
    day.serve()
    day.check("and comes back with its server", " online ")


def stopping(day):
    """Ctrl-Z gives the terminal back, and fg the screen."""
    pid = day.screen.program()
    day.screen.press("C-z")
    end = time.monotonic() + APPEARS_SECONDS
    while state_of(pid) != "T" and time.monotonic() < end:
        time.sleep(0.05)
    day.tally.check("Ctrl-Z stops the till", state_of(pid) == "T", state_of(pid))
    day.tally.check("and leaves nothing on the screen", day.screen.lacks("F1 help"), day.screen.text())
    os.kill(pid, signal.SIGCONT)
    day.check("it comes back with its screen when it goes on", "F1 help", day.today())


def state_of(pid):
    with open("/proc/%d/stat" % pid) as stat:
        return stat.read().rpartition(")")[2].split()[0]


def evening(day):
    day.screen.press("F10")
    code, is_restored = day.screen.ended()
    day.tally.check("F10 ends it", code == 0, code)
    day.tally.check("and the terminal is as it was", is_restored and day.screen.lacks("F1 help"))
    day.screen.stop()


def next_shift(day):
    """The till is started again in Chinese: the totals are still there, and a signal ends it as well as a key."""
    day.open_till("--language", "zh-Hans")
    day.check("the screen is Chinese", "准备就绪，请扫券码", "在线", "F2 撤销上一笔")
    day.check("and the morning still counts", "今日：核销 %d 笔" % day.accepted)
    day.screen.type("80")
    day.screen.scan(day.codes[SCANS + 4])
    day.accepted += 1
    day.check("a coupon is accepted", "✓ 核销成功", "减 10.00 CNY", "今日：核销 %d 笔" % day.accepted)
    time.sleep(APART_SECONDS)
    day.screen.scan(day.codes[SCANS + 4], enter=True)
    day.refused["already_redeemed"] += 1
    day.check("and refused the second time", "✗ 不能核销", "拒绝 %d 笔" % sum(day.refused.values()))
    os.kill(day.screen.program(), signal.SIGTERM)
    code, is_restored = day.screen.ended()
    day.tally.check("SIGTERM ends it and gives the terminal back", code == 0 and is_restored, (code, is_restored))
    day.screen.stop()


def without_colour(day):
    day.open_till(NO_COLOR="1")
    day.check("with NO_COLOR it opens too", "READY")
    colours = re.findall(r"\x1b\[[0-9;]*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7])m", day.screen.text("-e"))
    day.tally.check("and sends no colour", not colours, colours[:5])
    day.screen.press("C-c")
    code, is_restored = day.screen.ended()
    day.tally.check("Ctrl-C ends it and gives the terminal back", code == 0 and is_restored, (code, is_restored))
    day.screen.stop()


def register(day):
    """The ledger is what counts, whatever the screen said."""
    rows = day.server.ledger(day.token)
    redemptions = [row for row in rows if row["kind"] == "redemption"]
    day.tally.check(
        "the register has what the screen counted", len(redemptions) == day.accepted,
        "%d and %d" % (len(redemptions), day.accepted))
    reversals = [row for row in rows if row["kind"] != "redemption"]
    day.tally.check("and what was undone", len(reversals) == day.voids, [row["kind"] for row in reversals])
    day.tally.check(
        "each coupon once", len({row["coupon"] for row in redemptions}) == len(redemptions), len(redemptions))


def main():
    tally = Tally()
    if not has_command("tmux"):
        raise SystemExit("tmux is not installed: make test-deps")
    with Workspace.temporary() as workspace:
        day = Day(tally, workspace)
        day.serve()
        for part in (
                morning, refusals, bouncing_trigger, look_alikes, void, resizing, network_loss, stopping, killed_till,
                totals, evening, next_shift, without_colour, register):
            part(day)
        day.server.process.terminate()
        day.server.process.wait(30)
        workspace.check_doctor(tally)
    tally.exit()


main()
