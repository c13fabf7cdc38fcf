#!/usr/bin/env python3
"""The cashier's page in Chromium, as a counter has it: typed codes, a hand scanner's keys, a camera, and a network that goes away."""
import json
from itertools import product

from playwright.sync_api import sync_playwright

from support import STORE, Tally, Workspace
from tills import Gallery, Till, camera_film, enrol
from views import ARGUMENTS, CHROMIUM, Look, screenshots

PHONES = [(320, 568, 2), (390, 844, 3)]
TABLET = (820, 1180, 2)
LOOKS = [Look(*screen, language, scheme)
         for screen, language, scheme in product([PHONES[1], TABLET], ["en-US", "zh-CN"], ["light", "dark"])]
LOOKS += [Look(*PHONES[0], "en-US", "light")]
PLAIN = LOOKS[0]

WORDS = {
    "en-US": {"ready": "Ready", "good": "Redeemed", "bad": "Not redeemed", "wait": "No answer yet", "void": "Undone"},
    "zh-CN": {"ready": "就绪", "good": "核销成功", "bad": "未核销", "wait": "尚无答复", "void": "已撤销"},
}
AGAIN = {"en-US": "Already redeemed", "zh-CN": "核销"}


def check_look(tally, browser, server, folder, look, token, rows):
    """A counter's day in one look: sign in, redeem with an amount, the same coupon again, undo, no network."""
    gallery, words = Gallery(tally, server, folder), WORDS[look.language]
    code = rows.pop()["code"]
    with Till(browser, look, server) as till:
        gallery.check("sign-in", till, look, tabs=True)
        till.sign_in(token)
        gallery.check("ready", till, look, tabs=True)
        till.page.focus("#scan")
        till.type(code)
        till.page.wait_for_selector("#amount-dialog[open]")
        gallery.check("amount", till, look)
        till.answer_amount("80")
        till.expect(tally, "good", words["good"], "%s: a typed code is redeemed" % look)
        gallery.check("good", till, look)
        till.type(code)
        till.expect(tally, "bad", words["bad"], "%s: a second time it is refused" % look)
        tally.check("%s: the reason is the server's, in the page's language" % look,
                    AGAIN[look.language] in till.part("what"), till.part("what"))
        gallery.check("bad", till, look)
        till.page.click("#void")
        till.page.wait_for_selector("#void-dialog[open]")
        gallery.check("void", till, look)
        till.page.click("#void-dialog button[type=submit]")
        till.expect(tally, "good", words["void"], "%s: the last one is undone" % look)
        till.cut()
        till.type(code)
        till.expect(tally, "wait", words["wait"], "%s: without a network it waits" % look)
        gallery.check("away", till, look)


def check_scanner(tally, browser, server, token, rows):
    """Fast keys with Enter, with Tab and without either; a trigger that fires twice; keys into nothing."""
    with Till(browser, PLAIN, server) as till:
        till.sign_in(token)
        for name, end in (("Enter", "Enter"), ("Tab", "Tab"), ("nothing", None)):
            code = rows.pop()["code"]
            till.scan(code, end)
            till.answer_amount("80")
            till.expect(tally, "good", "Redeemed", "a scanner that ends with %s redeems" % name)
        url = rows.pop()["url"]
        before = till.count("/v1/redemptions")
        till.scan(url, "Enter")
        till.scan(url, "Enter")
        till.answer_amount("80.00")
        till.expect(tally, "good", "Redeemed", "the address of a symbol redeems")
        tally.check("a trigger that fires twice sends one code", till.count("/v1/redemptions") == before + 2,
                    str(till.count("/v1/redemptions") - before))
        code = rows.pop()["code"]
        till.page.focus("#sound")
        till.scan(code, "Enter")
        till.answer_amount("80")
        till.expect(tally, "good", "Redeemed", "a scan arrives wherever the focus is")
        tally.check("the field has the focus again", till.focused() == "scan", till.focused())
        # A hand is slower than a scanner: nothing is sent before Enter.
        before = till.count("/v1/redemptions")
        till.page.keyboard.type("HELLO123", delay=90)
        till.page.wait_for_timeout(400)
        tally.check("a hand's keys wait for Enter", till.count("/v1/redemptions") == before, "sent")
        till.page.keyboard.press("Enter")
        till.expect(tally, "bad", "Not redeemed", "an unknown code is refused in the server's words")
        tally.check("and why", "not one of ours" in till.part("what"), till.part("what"))
        tally.check("it is said aloud too", "not one of ours" in till.spoken(), till.spoken())


def check_amount(tally, browser, server, token, rows):
    """The amount is asked for where the offer needs it, and a scan is no amount."""
    code = rows.pop()["code"]
    with Till(browser, PLAIN, server) as till:
        till.sign_in(token)
        till.scan(code, "Enter")
        till.page.wait_for_selector("#amount-dialog[open]")
        tally.check("the question says why", "50.00 CNY" in till.page.inner_text("#amount-why"), "")
        till.scan("6901234567892", "Enter")
        tally.check("a scan is no amount", till.page.is_visible("#amount-dialog")
                    and "no amount" in till.page.inner_text("#amount-notice"), till.page.inner_text("#amount-dialog"))
        till.answer_amount("49,99")
        till.expect(tally, "bad", "Not redeemed", "too small a purchase is refused")
        tally.check("and says from when", "50.00 CNY" in till.part("what"), till.part("what"))
        till.scan_again(code)
        till.page.wait_for_selector("#amount-dialog[open]")
        till.page.keyboard.press("Escape")
        till.page.wait_for_selector("#amount-dialog", state="hidden")
        till.expect(tally, "ready", "Ready", "Escape redeems nothing")
        tally.check("and says so", "Nothing was redeemed" in till.part("detail"), till.part("detail"))
        till.scan_again(code)
        till.answer_amount("ten")
        till.expect(tally, "bad", "Not redeemed", "no number is refused by the server")
        till.scan_again(code)
        till.answer_amount("80")
        till.expect(tally, "good", "Redeemed", "the coupon was none the worse for it")


def check_keys(tally, browser, workspace, server, token, rows):
    """By keyboard alone: a member's redemption, and the question of F8."""
    member = json.loads(workspace.run("member", "add", "--name", "Wang Fang", "--home-store", STORE, "--json"))["member"]
    code = rows.pop()["code"]
    with Till(browser, PLAIN, server) as till:
        till.sign_in(token)
        till.page.focus("#member-box summary")
        till.page.keyboard.press("Enter")
        till.page.wait_for_function("() => document.activeElement.id === 'member'")
        till.type(member)
        tally.check("after the member the field for codes has the focus", till.focused() == "scan", till.focused())
        till.type(code)
        till.answer_amount("80")
        till.expect(tally, "good", "Redeemed", "a member's coupon is redeemed by keyboard alone")
        entry = [entry for entry in server.ledger(token) if entry["coupon"] == code.replace("-", "")][-1]
        tally.check("the register names the member", entry.get("member") == member, str(entry))
        tally.check("the next customer is another one", till.page.input_value("#member") == "", "")
        till.page.keyboard.press("F8")
        till.page.wait_for_selector("#void-dialog[open]")
        tally.check("F8 asks first, with the harmless answer at hand", till.page.evaluate(
            "() => document.activeElement.classList.contains('cancel')"), till.focused())
        till.page.keyboard.press("Escape")
        tally.check("Escape keeps it", till.kind() == "good", till.kind())
        till.page.click("#sound")
        tally.check("the sound can be switched off, and stays off",
                    till.page.get_attribute("#sound", "aria-pressed") == "false", "")
        till.page.click("footer a[hreflang=zh-Hans]")
        till.page.wait_for_selector("#counter", state="visible")
        till.page.goto(server.url + "/till", wait_until="networkidle")
        tally.check("the language stays as it was chosen", till.page.get_attribute("html", "lang") == "zh-Hans"
                    and till.page.get_attribute("#sound", "aria-pressed") == "false", "")


def check_network(tally, browser, server, token, rows):
    """The network goes away before the server hears of it, and after: both times one redemption, under one key."""
    lost, unheard, pulled = (rows.pop() for _ in range(3))
    with Till(browser, PLAIN, server) as till:
        till.sign_in(token)
        till.cut()
        till.scan_again(unheard["code"])
        till.expect(tally, "wait", "No answer yet", "a scan without a network is kept")
        tally.check("the page says so in words", "No connection" in till.page.inner_text("#connection"), "")
        till.scan_again(unheard["code"])
        tally.check("the same coupon waits once", till.page.locator("#waiting li").count() == 1, "")
        till.page.reload(wait_until="load")
        till.page.wait_for_selector("#waiting li")
        tally.check("a reload keeps it, and the page", till.page.locator("#waiting li").count() == 1, "")
        till.heal()
        till.expect(tally, "bad", "Not redeemed", "the server answers when it is back")
        till.scan_again(unheard["code"])
        till.answer_amount("80")
        till.expect(tally, "good", "Redeemed", "and redeems the coupon with its amount")

        # The server hears of it, and its answer is lost.
        till.keys.clear()
        till.lose_answers(2)
        till.scan_again(lost["code"])
        till.page.wait_for_selector("#waiting li")
        till.heal()
        till.page.wait_for_selector("#waiting li", state="detached")
        tally.check("the same key was sent again", len(till.keys) >= 2 and len(set(till.keys)) == 1, str(till.keys))
        till.scan_again(lost["code"])
        till.page.wait_for_selector("#amount-dialog[open]")
        till.lose_answers(1)
        till.answer_amount("80")
        till.page.wait_for_selector("#waiting li")
        tally.check("a lost answer is no answer", till.kind() == "wait", till.kind())
        till.scan_again(lost["code"])
        till.heal()
        till.expect(tally, "good", "Redeemed", "the answer comes with the same key")

        # The customer left meanwhile.
        till.scan(pulled["code"], "Enter")
        till.page.wait_for_selector("#amount-dialog[open]")
        till.lose_answers(1)
        till.answer_amount("80")
        till.page.click("#waiting button")
        till.heal()
        till.expect(tally, "good", "Undone", "what was taken back is undone as soon as the server says it was redeemed")
    return [lost, unheard, pulled]


def check_register(tally, server, token, rows):
    """The register has one redemption of what was scanned without a network."""
    lost, unheard, pulled = rows
    entries = server.ledger(token)

    def kinds(row):
        return [entry["kind"] for entry in entries if entry["coupon"] == row["code"].replace("-", "")]

    tally.check("a lost answer made one redemption", kinds(lost) == ["redemption"], str(kinds(lost)))
    tally.check("so did a scan that was kept", kinds(unheard) == ["redemption"], str(kinds(unheard)))
    tally.check("what was taken back was redeemed and undone, once", kinds(pulled) == ["redemption", "void"], str(kinds(pulled)))


def check_camera(tally, playwright, workspace, server, token, rows, folder):
    """A symbol as `tessera qr` draws it, before a camera; read by the server, and by the browser where it can."""
    row = rows.pop()
    film = camera_film(workspace, row["url"], folder)
    arguments = ARGUMENTS + ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
                             "--use-file-for-fake-video-capture=%s" % film]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
    with Till(browser, PLAIN, server) as till:
        till.sign_in(token)
        tally.check("this browser has no reader of its own", not till.page.evaluate("'BarcodeDetector' in window"), "")
        till.page.click("#camera")
        till.answer_amount("80")
        till.expect(tally, "good", "Redeemed", "a code before the camera is redeemed")
        till.page.wait_for_timeout(2500)
        tally.check("a code that stays there is not scanned again", till.kind() == "good", till.part("what"))
        Gallery(tally, server, folder).check("camera", till, PLAIN)
        till.page.click("#camera")
        tally.check("the camera can be switched off", not till.page.is_visible("#viewer"), "")
    browser.close()


def check_photo(tally, browser, workspace, server, token, rows, folder):
    """A photo for who has no camera in the page; and a browser with a reader of its own, which asks nobody."""
    row, other = rows.pop(), rows.pop()
    picture = folder / "photo.png"
    workspace.run("qr", row["url"], "-o", picture, "--scale", "6", "--quiet")
    with Till(browser, PLAIN, server) as till:
        till.sign_in(token)
        till.page.set_input_files("#photo", picture)
        till.answer_amount("80")
        till.expect(tally, "good", "Redeemed", "a photo of a code is redeemed")
        empty = folder / "no-photo.png"
        empty.write_bytes(b"\x89PNG\r\n\x1a\n and no more")
        till.page.set_input_files("#photo", empty)
        till.page.wait_for_function("() => document.getElementById('camera-state').textContent.includes('no picture')")
        tally.check("what is no picture is said to be none", True)
    own = """window.BarcodeDetector = class {
        static async getSupportedFormats() { return ["qr_code"]; }
        async detect() { return [{ rawValue: "%s" }]; } };""" % other["url"]
    with Till(browser, PLAIN, server, script=own) as till:
        till.sign_in(token)
        till.page.set_input_files("#photo", picture)
        till.answer_amount("80")
        till.expect(tally, "good", "Redeemed", "the browser's own reader is used where there is one")
        tally.check("and the server reads nothing then", till.count("/v1/readings") == 0, "")


def check_session(tally, browser, workspace, server, folder):
    """A wrong token, an enrolment's address, the cookie, a revoked terminal, signing out, and the shell without a server."""
    enrolment = enrol(workspace, "Counter 2")
    with Till(browser, PLAIN, server) as till:
        till.sign_in("tst_wrong", succeeds=False)
        tally.check("a wrong token signs nobody in", "No till has this token" in till.page.inner_text("#sign-in-fault"), "")
        till.page.goto("about:blank")
        till.page.goto(server.url + "/till#token=" + enrolment["token"], wait_until="networkidle")
        tally.check("an enrolment's address fills the token in", till.page.input_value("#token") == enrolment["token"], "")
        tally.check("and leaves no trace of it", "tst_" not in till.page.url, till.page.url)
        till.page.click("#sign-in-form button")
        till.page.wait_for_selector("#counter", state="visible")
        tally.check("the page says where it stands", "Counter 2" in till.page.inner_text("#seat"), "")
        cookie = [one for one in till.context.cookies() if one["name"] == "tessera_till"][0]
        tally.check("no script reads the cookie", cookie["httpOnly"] and cookie["sameSite"] == "Strict", str(cookie))
        kept = till.page.evaluate("JSON.stringify(localStorage) + document.cookie")
        tally.check("nor the token", enrolment["token"] not in kept and cookie["value"] not in kept, kept)
        check_installable(tally, till)
        workspace.run("terminal", "revoke", enrolment["terminal"], "--quiet")
        till.scan("0123456789ABC", "Enter")
        till.page.wait_for_selector("#sign-in", state="visible")
        tally.check("a revoked terminal is signed out", not till.page.is_visible("#counter"), "")
        Gallery(tally, server, folder).check("signed-out", till, PLAIN)


def check_installable(tally, till):
    """The shell is kept, the API is not, and the manifest has what a phone wants."""
    till.page.wait_for_function("() => navigator.serviceWorker && navigator.serviceWorker.controller !== null")
    kept = till.page.evaluate("""async () => {
        const found = [];
        for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
        return found; }""")
    tally.check("the shell is kept", "/till" in kept and "/till/files/main.js" in kept, str(kept))
    tally.check("and nothing else", all(path == "/till" or path.startswith(("/till/files/", "/assets/")) for path in kept), str(kept))
    manifest = till.page.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then(answer => answer.json())")
    sizes = {icon["sizes"] for icon in manifest["icons"]}
    tally.check("it can be installed", manifest["display"] == "standalone" and {"192x192", "512x512"} <= sizes, str(manifest))
    drawn = till.page.evaluate("""async url => {
        const picture = await createImageBitmap(await (await fetch(url)).blob()); return picture.width; }""",
                               manifest["icons"][-1]["src"])
    tally.check("with icons", drawn == 512, str(drawn))


def main():
    tally = Tally()
    with screenshots(tally, "till") as folder, Workspace.temporary() as workspace, sync_playwright() as playwright:
        rows = workspace.issue(40, batch="till")
        token = enrol(workspace, "Counter 1")["token"]
        with workspace.serving(tally) as server:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for look in LOOKS:
                check_look(tally, browser, server, folder, look, token, rows)
            check_scanner(tally, browser, server, token, rows)
            check_amount(tally, browser, server, token, rows)
            check_keys(tally, browser, workspace, server, token, rows)
            offline = check_network(tally, browser, server, token, rows)
            check_register(tally, server, token, offline)
            check_photo(tally, browser, workspace, server, token, rows, folder)
            check_session(tally, browser, workspace, server, folder)
            browser.close()
            check_camera(tally, playwright, workspace, server, token, rows, folder)
        workspace.check_doctor(tally)
    tally.exit()


main()
