#!/usr/bin/env python3
"""Opens the public pages in Chromium as phones do: small and large, in two languages, by day and by night."""
import json
import re
from itertools import product
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from joining import check_joining
from places import check_places
from receipts import check_receipts
from support import STORE, Tally, Workspace
from views import ARGUMENTS, CHROMIUM, Look, View, screenshots
from visits import check_counting, check_opening, check_unknown
from wechat import check_wechat, running

SCREENS = [(320, 568, 2), (390, 844, 3)]
LANGUAGES = ["en-US", "zh-CN"]
SCHEMES = ["light", "dark"]
LOOKS = [Look(*screen, language, scheme) for screen, language, scheme in product(SCREENS, LANGUAGES, SCHEMES)]
LOOKS += [Look(*SCREENS[0], language, "light", javascript=False) for language in LANGUAGES]

# What the sample brand's coupon promises, however it is worded: 10 off 50 until the end of 2027.
PROMISE = {
    "value": r"\b10\b|减10",
    "condition": r"\b50\b|满50",
    "expiry": r"2027\D{1,3}12\D{1,3}31|Dec\w* 31,? 2027|31 Dec\w* 2027",
}
BRAND = {"en-US": "Qingquan", "zh-CN": "清泉"}


class Gallery:
    """Looks at pages, keeps their screenshots, and says what is wrong with them."""

    looks = LOOKS

    def __init__(self, tally, browser, server, folder):
        self.tally, self.browser, self.server, self.folder = tally, browser, server, folder

    def check(self, name, path, judge):
        """Opens a page in every look; one finding per look, with all its faults."""
        for look in LOOKS:
            with View(self.browser, look, self.server.url + path) as view:
                screenshot = view.page.screenshot(full_page=True, path=self.folder / ("%s-%s.png" % (name, look)))
                view.open_details()
                faults = list(self.common_faults(view, look)) + list(judge(view, look, screenshot))
            self.tally.check("%s page, %s" % (name, look), not faults, "; ".join(faults))

    def common_faults(self, view, look):
        """What must hold for every page."""
        if view.response.status != 200:
            yield "status %d" % view.response.status
        language = view.page.get_attribute("html", "lang") or "none"
        if language[:2] != look.language[:2]:
            yield "its language is %s" % language
        if BRAND[look.language] not in view.text():
            yield "the brand is not named"
        if view.overflow() > 0:
            yield "it is %d px wider than the screen" % view.overflow()
        if (view.brightness() < 0.5) != (look.scheme == "dark"):
            yield "its paper is not %s" % look.scheme
        yield from ("request to a stranger: " + url for url in view.noise.strangers(self.server))
        yield from ("the console says: " + text for text in view.noise.complaints)
        yield from ("low contrast: " + text for text in view.low_contrast())
        yield from ("Tab does not show: " + text for text in view.unreached())


def judge_coupon(row):
    """What must hold for the page of a coupon."""
    def judge(view, look, screenshot):
        text = view.text()
        yield from ("no %s" % name for name, pattern in PROMISE.items() if not re.search(pattern, text))
        if row["code"] not in re.sub(r"[\s-]", "", text):
            yield "no code"
        if view.symbols(screenshot) != [row["url"]]:
            yield "the symbol holds %s instead of %s" % (view.symbols(screenshot), row["url"])
    return judge


def path_of(url):
    """Where an address that is printed leads on this server, which is not the brand's host."""
    return urlsplit(url).path


def add_placement(workspace, name):
    """Adds a placement on a till, and returns it as it is listed."""
    return json.loads(workspace.run(
        "placement", "add", "--id", name, "--title", "Join here", "--store", STORE, "--fixture", "till", "--json"))


def check_pages(tally, workspace, server, browser, folder):
    token = workspace.enrol()
    rows = workspace.issue(3, batch="pages")
    gallery = Gallery(tally, browser, server, folder)
    gallery.check("coupon", path_of(rows[0]["url"]), judge_coupon(rows[0]))
    gallery.check("placement", path_of(add_placement(workspace, "TILL-A")["url"]), lambda *_: ())
    counted = add_placement(workspace, "till-b")
    check_counting(tally, workspace, server, browser, LOOKS[0], counted["id"], path_of(counted["url"]))
    check_opening(tally, server, browser, LOOKS[0], token, rows[1], "/c/" + rows[1]["code"])
    check_unknown(tally, server, rows[0]["code"])
    check_receipts(tally, gallery, token, rows[2]["code"])
    check_joining(tally, gallery, workspace)


def main():
    tally = Tally()
    with screenshots(tally, "pages") as folder, Workspace.temporary() as workspace, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        with workspace.serving(tally) as server:
            check_pages(tally, workspace, server, browser, folder)
        check_places(tally, workspace, lambda server: Gallery(tally, browser, server, folder))
        with running() as wechat:
            check_wechat(tally, workspace, lambda server: Gallery(tally, browser, server, folder), wechat)
        browser.close()
    tally.exit()


main()
