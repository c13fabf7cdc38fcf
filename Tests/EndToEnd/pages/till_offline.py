#!/usr/bin/env python3
"""The cashier's page without a network, in Chromium: it leases, goes offline, redeems what it leased, and synchronises."""
import json
import os
import random
import signal
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from support import OFFER, Tally, Workspace
from tills import Gallery, Till, enrol
from views import ARGUMENTS, CHROMIUM, Look, screenshots

PHONE = Look(390, 844, 3, "en-US", "light")
LOOKS = [PHONE, Look(390, 844, 3, "zh-CN", "dark"), Look(820, 1180, 2, "en-US", "dark")]
SEED = int(os.environ.get("TESSERA_TEST_SEED", "7"))
HEARD_MILLISECONDS = 30_000
# What a browser's journal is opened with, to be read by the test.
LINES = """async terminal => {
    const request = indexedDB.open("tessera-till-" + terminal);
    await new Promise(done => { request.onsuccess = done; });
    const all = request.result.transaction("lines").objectStore("lines").getAll();
    await new Promise(done => { all.onsuccess = done; });
    request.result.close();
    return all.result; }"""


class Shop:
    """The workspace, its server and what was issued."""

    def __init__(self, tally, workspace, server, folder):
        self.tally, self.workspace, self.server, self.folder = tally, workspace, server, folder
        self.till = enrol(workspace, "Counter 1")
        self.other = enrol(workspace, "Counter 2")["token"]
        self.codes = [row["code"] for row in workspace.issue(30, batch="short")]
        self.short = {code.replace("-", "") for code in self.codes}
        self.signed = signed_codes(workspace, 4)

    def redeem_elsewhere(self, code, key):
        """What another till is told that has a network."""
        body = {"code": code, "amount": {"amount": "80.00", "currency": "CNY"}}
        status, _, answer = self.server.redeem(self.other, key, body)
        return "redeemed" if status == 201 else answer.get("reason")

    def kinds(self, code):
        """What the register has of a coupon."""
        return [entry["kind"] for entry in self.server.ledger(self.other) if entry["coupon"] == code.replace("-", "")]


def signed_codes(workspace, count):
    workspace.run("batch", "issue", "--offer", OFFER, "--count", count, "--profile", "signed", "--id", "signed", "--quiet")
    listing = workspace.folder.parent / "signed.jsonl"
    workspace.run("batch", "export", "signed", "-o", listing, "--quiet")
    return [json.loads(line) for line in listing.read_text().splitlines()]


def state(till):
    return till.page.inner_text("#offline-state")


def says(till, text, within="offline-state"):
    """Waits until the page says so; returns whether it did."""
    try:
        till.page.wait_for_function(
            "([id, text]) => document.getElementById(id).textContent.includes(text)", arg=[within, text],
            timeout=HEARD_MILLISECONDS)
    except Exception:  # noqa: BLE001 - a time-out is a finding, told with what the page shows
        return False
    return True


def keep(till, which, text=None, hours="12"):
    """Asks for a lease by the box, as a cashier does."""
    if not till.page.is_visible("#lease-form"):
        till.page.click("#offline-box summary")
    till.page.select_option("#lease-which", which)
    if text is not None:
        till.page.fill("#lease-" + which, text)
    till.page.select_option("#lease-hours", hours)
    till.page.click("#lease-keep")
    till.page.wait_for_function("() => !document.getElementById('lease-keep').disabled")


def close_box(till):
    till.page.click("#offline-box summary")
    till.page.focus("#scan")


def check_outage(shop, browser):
    """A lease, a network that goes away, redemptions, a reload, a void, and the network again."""
    tally, (first, second, third, fourth, free) = shop.tally, shop.codes[:5]
    token = shop.signed[0]
    with Till(browser, PHONE, shop.server) as till:
        till.sign_in(shop.till["token"])
        tally.check("a till that keeps nothing says so", says(till, "Nothing is kept"), state(till))
        keep(till, "codes", "\n".join([first, second, third, fourth, token["code"], "NO SUCH CODE"]))
        tally.check("coupons are kept for the till", says(till, "5 uses of 5 coupons"), state(till))
        tally.check("and what was left out is said, and why", says(till, "not one of ours; check it or scan again. (1)", "offline-note"),
                    till.page.inner_text("#offline-note"))
        gallery = Gallery(tally, shop.server, shop.folder)
        gallery.check("offline-box", till, PHONE, tabs=True)
        close_box(till)
        tally.check("no other till gives them meanwhile", shop.redeem_elsewhere(first, "o1") == "reserved", "")
        till.cut()
        till.scan(first, "Enter")
        till.page.wait_for_selector("#amount-dialog[open]")
        tally.check("without a network it asks for the amount, and says why",
                    "50.00 CNY" in till.page.inner_text("#amount-why"), till.page.inner_text("#amount-why"))
        till.answer_amount("80")
        till.expect(tally, "good", "Redeemed", "a leased coupon is redeemed without a network")
        tally.check("it says what the customer gets, and who gave it",
                    "10.00 CNY off" in till.part("what") and "kept for it" in till.part("detail"), till.part("what"))
        gallery.check("offline-good", till, PHONE)
        till.scan_again(first)
        till.expect(tally, "bad", "Not redeemed", "a second time it is refused")
        tally.check("and says when it went", "Already redeemed at this till" in till.part("what"), till.part("what"))
        gallery.check("offline-bad", till, PHONE)
        till.scan_again(second)
        till.answer_amount("20")
        till.expect(tally, "bad", "Not redeemed", "too small a purchase is refused")
        till.scan_again(second)
        till.answer_amount("80.5")
        till.expect(tally, "good", "Redeemed", "and a larger one accepted")
        tally.check("two uses wait", says(till, "To be reported to the server: 2"), state(till))
        till.page.reload(wait_until="load")
        till.page.wait_for_selector("#counter", state="visible")
        tally.check("a reload without a network forgets neither leases nor uses",
                    says(till, "5 uses of 5 coupons") and says(till, "server: 2"), state(till))
        till.scan_again(second)
        till.expect(tally, "bad", "Not redeemed", "nor what was given")
        till.scan_again(token["url"])
        till.answer_amount("99.99")
        till.expect(tally, "good", "Redeemed", "a signed code is verified and redeemed by its address")
        forged = token["code"][:-4] + token["code"][-4:][::-1]
        till.scan_again(forged)
        till.expect(tally, "wait", "No answer yet", "a forged one is not given")
        till.scan_again(third)
        till.answer_amount("80")
        till.expect(tally, "good", "Redeemed", "a third one is redeemed")
        till.page.keyboard.press("F8")
        till.page.click("#void-dialog button[type=submit]")
        till.expect(tally, "good", "Undone", "and undone")
        till.scan_again(free)
        till.expect(tally, "wait", "No answer yet", "what is not leased waits for the server")
        check_clock(shop, till, fourth)
        lines = till.page.evaluate(LINES, shop.till["terminal"])
        till.heal()
        tally.check("the network comes back, and all is reported", gone(till, "To be reported"), state(till))
    check_register(shop, lines, first, second, third)
    return fourth


def gone(till, text):
    try:
        till.page.wait_for_function(
            "text => !document.getElementById('offline-state').textContent.includes(text)", arg=text, timeout=HEARD_MILLISECONDS)
    except Exception:  # noqa: BLE001 - as above
        return False
    return True


def check_clock(shop, till, code):
    """A clock that was set back by two hours judges nothing; a lease that has ended gives nothing."""
    till.page.evaluate("() => { window.realNow = Date.now; Date.now = () => window.realNow() - 7_200_000; }")
    till.scan_again(code)
    till.expect(shop.tally, "bad", "Not redeemed", "by a clock that was set back nothing is given")
    shop.tally.check("and it is said why", "clock" in till.part("what"), till.part("what"))
    till.page.evaluate("() => { Date.now = () => window.realNow() + 13 * 3_600_000; }")
    till.scan_again(code)
    till.expect(shop.tally, "wait", "No answer yet", "after the lease's end the server decides")
    till.page.click("#waiting li:last-child button")
    till.page.evaluate("() => { Date.now = window.realNow; }")


def check_register(shop, lines, first, second, third):
    """The register has each use once, and the journal the form that every till's has."""
    tally = shop.tally
    tally.check("each leased use is one redemption",
                [shop.kinds(code) for code in (first, second)] == [["redemption"], ["redemption"]], "")
    redeemed = [entry["kind"] for entry in shop.server.ledger(shop.other) if entry["coupon"] not in shop.short]
    tally.check("so is the signed one, and the forged one nothing", redeemed == ["redemption"], str(redeemed))
    tally.check("what was undone is undone", shop.kinds(third) == ["redemption", "void"], str(shop.kinds(third)))
    entries = [json.loads(line) for line in lines]
    tally.check("the journal has no gaps", [entry["entry"] for entry in entries] == list(range(1, len(entries) + 1)), "")
    events = [entry["event"] for entry in entries]
    tally.check("refusals are in it too, and the clock that was set",
                events[0] == "lease_taken" and "refused" in events and "voided" in events, str(events))
    tally.check("and nothing of the issuer's keys", all("secret" not in line for line in lines), "")
    losses = json.loads(shop.workspace.run("report", "offline", "--json"))["losses"]
    tally.check("nothing was lost", losses == [], str(losses))


def check_giving_back(shop, browser, code):
    """What is given back, others give at once."""
    with Till(browser, PHONE, shop.server) as till:
        till.sign_in(shop.till["token"])
        shop.tally.check("a second device of the same terminal is told that the journal is elsewhere",
                         told_elsewhere(till, shop.codes[9]), state(till) + till.page.inner_text("#offline-note"))
    shop.tally.check("a coupon that is kept is nobody else's", shop.redeem_elsewhere(code, "b1") == "reserved", "")
    enrolled = enrol(shop.workspace, "Counter 3")
    with Till(browser, PHONE, shop.server) as till:
        till.sign_in(enrolled["token"])
        keep(till, "codes", shop.codes[10], hours="4")
        shop.tally.check("another till keeps another coupon", says(till, "1 uses of 1 coupons"), state(till))
        till.page.click("#lease-back")
        shop.tally.check("and gives it back", says(till, "Nothing is kept"), state(till))
        till.page.wait_for_function("() => document.getElementById('offline-note').textContent !== ''")
        shop.tally.check("then others redeem it", shop.redeem_elsewhere(shop.codes[10], "b2") == "redeemed", "")


def told_elsewhere(till, code):
    keep(till, "codes", code)
    return says(till, "Another device keeps this terminal's journal")


def check_members(shop, browser):
    """The coupons of the store's members: only for the member, and at this till."""
    run, tally = shop.workspace.run, shop.tally
    member = json.loads(run("member", "add", "--name", "Wang Fang", "--home-store", "SH01", "--json"))["member"]
    run("member", "add", "--name", "Chen Jie", "--home-store", "SH02", "--quiet")
    code = json.loads(run("stamps", "add", member, "--card", "tea-ten", "--key", "s1", "--json"))["coupons"][0]["code"]
    enrolled = enrol(shop.workspace, "Counter 4")
    with Till(browser, PHONE, shop.server) as till:
        till.sign_in(enrolled["token"])
        keep(till, "segment", "no such thing = 1")
        tally.check("a segment that cannot be read is refused in words", says(till, "no", "offline-note"), "")
        keep(till, "store")
        tally.check("the coupons of the store's members are kept", says(till, "1 uses of 1 coupons"), state(till))
        close_box(till)
        till.cut()
        till.scan(code, "Enter")
        till.expect(tally, "bad", "Not redeemed", "a member's coupon asks for the member")
        tally.check("in words", "for a member" in till.part("what"), till.part("what"))
        till.type("MSOMEBODY")
        till.expect(tally, "bad", "Not redeemed", "it is given to nobody else")
        tally.check("and says so", "another member" in till.part("what"), till.part("what"))
        till.page.fill("#member", member)
        till.scan_again(code)
        till.answer_amount("80")
        till.expect(tally, "good", "Redeemed", "the member is given it")
        till.heal()
        tally.check("and it is reported", gone(till, "To be reported"), state(till))
    entry = [entry for entry in shop.server.ledger(shop.other) if entry["coupon"] == code.replace("-", "")][-1]
    tally.check("the register names the member", entry.get("member") == member, str(entry))


def check_ended_key(shop, browser):
    """A code whose key ends during the lease is refused from then on, without a network too."""
    enrolled, row = enrol(shop.workspace, "Counter 6"), shop.signed[2]
    later = shop.signed[3]
    end = time.time() + 3600
    with Till(browser, PHONE, shop.server) as till:
        till.sign_in(enrolled["token"])
        # The server tells the end that its key files have: here the page hears of it as if it had.
        till.page.route("**/v1/leases", lambda route: ended(route, end))
        keep(till, "codes", row["code"] + "\n" + later["code"])
        shop.tally.check("signed coupons are kept", says(till, "2 uses of 2 coupons"), state(till))
        close_box(till)
        till.cut()
        till.scan(row["url"], "Enter")
        till.answer_amount("80")
        till.expect(shop.tally, "good", "Redeemed", "before its key's end a signed code is given")
        till.page.evaluate("() => { window.realNow = Date.now; Date.now = () => window.realNow() + 2 * 3_600_000; }")
        till.scan_again(later["url"])
        till.expect(shop.tally, "bad", "Not redeemed", "and after it no more")
        shop.tally.check("which is said", "key that signed" in till.part("what"), till.part("what"))
        till.page.evaluate("() => { Date.now = window.realNow; }")
        till.heal()
        shop.tally.check("and it is reported", gone(till, "To be reported"), state(till))


def ended(route, end):
    answer = route.fetch()
    lease = answer.json()
    for key in lease["sheet"]["keys"]:
        key["ends_at"] = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(end))
    route.fulfill(response=answer, json=lease)


def check_killed(shop, playwright):
    """Kill -9 of the whole browser right after green: the use is in the journal, and is reported at the next start."""
    tally, code = shop.tally, shop.codes[11]
    enrolled = enrol(shop.workspace, "Counter 5")
    profile = Path(tempfile.mkdtemp(prefix="tessera-profile-", dir=shop.folder))
    options = {"executable_path": CHROMIUM, "args": ARGUMENTS, "locale": "en-US", "viewport": {"width": 390, "height": 844}}

    def browse():
        context = playwright.chromium.launch_persistent_context(profile, **options)
        page = context.new_page()
        page.goto(shop.server.url + "/till", wait_until="networkidle")
        return context, page

    context, page = browse()
    page.fill("#token", enrolled["token"])
    page.click("#sign-in-form button")
    page.wait_for_selector("#counter", state="visible")
    # A browser writes cookies down after a while, or when it ends: this till was signed in yesterday.
    context.close()
    context, page = browse()
    page.wait_for_selector("#counter", state="visible")
    page.click("#offline-box summary")
    page.select_option("#lease-which", "codes")
    page.fill("#lease-codes", code)
    page.click("#lease-keep")
    page.wait_for_function("() => document.getElementById('offline-state').textContent.includes('1 uses')")
    page.click("#offline-box summary")
    context.set_offline(True)
    page.fill("#scan", code)
    page.press("#scan", "Enter")
    page.wait_for_selector("#amount-dialog[open]")
    page.type("#amount", "80", delay=70)
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.getElementById('result').classList.contains('good')")
    kill(profile)
    tally.check("the register knows nothing of it yet", shop.kinds(code) == [], str(shop.kinds(code)))
    again, page = browse()
    page.wait_for_selector("#counter", state="visible")
    page.wait_for_function("() => /1 uses/.test(document.getElementById('offline-state').textContent)")
    page.wait_for_function("() => !/To be reported/.test(document.getElementById('offline-state').textContent)")
    again.close()
    tally.check("a browser that was killed after green reports the use when it starts again",
                shop.kinds(code) == ["redemption"], str(shop.kinds(code)))


def kill(profile):
    """Kills every process of the browser with this profile."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(profile).encode() in (process / "cmdline").read_bytes():
                os.kill(int(process.name), signal.SIGKILL)
        except OSError:
            continue


def check_tables(shop, browser):
    """The table of a percentage says what the rule says, for purchases at random."""
    generator = random.Random(SEED)
    tally, faults = shop.tally, []
    with Till(browser, PHONE, shop.server) as till:
        for points in [1, 250, 888, 1500, 3333, 5000, 10_000]:
            least, cap = generator.choice([0, 1, 4999, 5000]), generator.choice([None, 777, 100_000])
            purchases = [least + generator.randrange(1_000_000) for _ in range(300)] + [least, least + 1]
            table = table_of(points, least, cap)
            found = till.page.evaluate(
                "async ([table, purchases]) => { const { lookUp } = await import('/till/files/sheet.js');"
                " return purchases.map(purchase => lookUp(table, purchase)); }", [table, purchases])
            for purchase, off in zip(purchases, found):
                expected = min((purchase * points + 5000) // 10_000, cap if cap is not None else purchase)
                if off != expected:
                    faults.append("%d of %d from %d: %d and not %d" % (points, purchase, least, off, expected))
    tally.check("what the page looks up is the rule's discount (seed %d)" % SEED, not faults, "; ".join(faults[:3]))


def table_of(points, least, cap):
    """A table as the server makes it; that it is this one, the library's own tests show."""
    period = next(n for n in range(1, 10_001) if n * points % 10_000 == 0)
    share = lambda purchase: (purchase * points + 5000) // 10_000
    table = {"from": least, "discount": share(least), "period": period, "growth": period * points // 10_000,
             "rises": [n for n in range(1, period) if share(least + n) > share(least + n - 1)]}
    return table if cap is None else dict(table, most=cap)


def check_looks(shop, browser):
    """The box in every look."""
    for look in LOOKS:
        enrolled = enrol(shop.workspace, "Look %s" % look)
        with Till(browser, look, shop.server) as till:
            till.sign_in(enrolled["token"])
            keep(till, "codes", shop.codes.pop())
            till.page.wait_for_selector("#lease-back", state="visible")
            Gallery(shop.tally, shop.server, shop.folder).check("offline", till, look, tabs=True)


def main():
    tally = Tally()
    with screenshots(tally, "till-offline") as folder, Workspace.temporary() as workspace, sync_playwright() as playwright:
        program = workspace.folder / "program.yaml"
        program.write_text(program.read_text().replace("goal: 10", "goal: 1"))
        with workspace.serving(tally) as server:
            shop = Shop(tally, workspace, server, folder)
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            left = check_outage(shop, browser)
            check_giving_back(shop, browser, left)
            check_members(shop, browser)
            check_ended_key(shop, browser)
            check_tables(shop, browser)
            check_looks(shop, browser)
            browser.close()
            check_killed(shop, playwright)
        workspace.check_doctor(tally)
    tally.exit()


main()
