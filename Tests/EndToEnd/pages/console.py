#!/usr/bin/env python3
"""The console in Chromium, as a membership manager has it: a phone or a desk, two languages, by day and by night."""
import csv
import io
import json
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright

from support import STORE, Tally, Workspace
from views import ARGUMENTS, CHROMIUM, Look, View, screenshots

PHONES = [(320, 568, 2), (390, 844, 3)]
DESK = (1280, 800, 1)
LOOKS = [Look(*screen, language, scheme)
         for screen, language, scheme in product([PHONES[0], DESK], ["en-US", "zh-CN"], ["light", "dark"])]
LOOKS += [Look(*PHONES[1], "zh-CN", "light", javascript=False)]
PLAIN = LOOKS[0]

CARD = "stamp_cards:\n  - {id: tea, title: {en: Two teas, zh-Hans: 两杯茶}, goal: 2, reward: thank-you}\n"

NAMES = ["Wang Fang", "Li Na", "Zhang Wei", "Liu Yang", "Chen Jing", "清泉 王芳"]
WORDS = {"en-US": ("Members", "Redemptions"), "zh-CN": ("查找会员", "核销记录")}


class Console(View):
    """A browser that signed in with a token."""

    def __init__(self, browser, look, server, token):
        super().__init__(browser, look, server.url + "/console/members")
        self.url = server.url
        self.landed = self.page.url
        self.page.fill("#token", token)
        self.submit("main button")

    def submit(self, selector):
        """Presses a button and waits for the page that comes."""
        with self.page.expect_navigation(wait_until="networkidle"):
            self.page.click(selector)

    def open(self, path):
        return self.page.goto(self.url + path, wait_until="networkidle")

    def heading(self):
        return self.page.inner_text("h1")


def fill(workspace):
    """Adds members, redeems for one of them, and returns the members' ids and the token of a manager."""
    workspace.run("placement", "add", "--id", "till-a", "--title", "Join at the till", "--store", STORE,
                  "--fixture", "till", "--quiet")
    ids = []
    for number, name in enumerate(NAMES):
        ids.append(json.loads(workspace.run(
            "member", "add", "--name", name, "--phone", "1380013800%d" % number, "--home-store", STORE,
            "--placement", "till-a", "--marketing-consent", "yes" if number % 2 == 0 else "no",
            "--gender", "female" if number < 3 else "male", "--json"))["member"])
    for row in workspace.issue(4, batch="console"):
        workspace.run("redeem", row["code"], "--store", STORE, "--amount", "80.00", "--member", ids[0], "--json")
    (workspace.folder / "program.yaml").write_text(CARD, encoding="utf-8")
    workspace.run("stamps", "add", ids[0], "--card", "tea", "--count", "2", "--quiet")
    # Somebody who says that another's phone is theirs: refused, and a question.
    workspace.attempt("member", "pair", ids[5], "--phone", "13800138003", "--proof", "seen")
    workspace.run("segment", "save", "women", "gender = female", "--title", "Women", "--quiet")
    token = json.loads(workspace.run("token", "issue", "--role", "manager", "--name", "Li Wei", "--json"))
    return ids, token


def check_look(tally, browser, look, server, token, ids, folder):
    """Every page in one look: fits, reads well, is reached by Tab, asks nobody else for anything."""
    pages = {
        "members": "/console/members", "member": "/console/members/" + ids[0],
        "merge": "/console/members/%s/merge?with=%s" % (ids[0], ids[1]),
        "erasure": "/console/members/%s/erasure" % ids[0], "exports": "/console/exports",
        "questions": "/console/questions",
    }
    with Console(browser, look, server, token) as view:
        for name, path in pages.items():
            view.open(path)
            view.page.screenshot(full_page=True, path=folder / ("%s-%s.png" % (name, look)))
            view.open_details()
            faults = []
            if view.overflow() > 0:
                faults.append("it is %d px wider than the screen" % view.overflow())
            language = view.page.get_attribute("html", "lang") or "none"
            if language[:2] != look.language[:2]:
                faults.append("its language is %s" % language)
            if (view.brightness() < 0.5) != (look.scheme == "dark"):
                faults.append("its paper is not %s" % look.scheme)
            if look.javascript:
                faults += ["low contrast: " + text for text in view.low_contrast()]
                faults += ["Tab does not show: " + text for text in view.unreached()]
            faults += ["request to a stranger: " + url for url in view.noise.strangers(server)]
            faults += ["the console says: " + text for text in view.noise.complaints]
            if name in ("members", "member") and WORDS[look.language][name == "member"] not in view.text():
                faults.append("it is not in %s" % look.language)
            tally.check("console %s, %s" % (name, look), not faults, "; ".join(faults))


def check_order(tally, browser, server, token, ids):
    """Tab goes through the page in the order in which it is read."""
    with Console(browser, PLAIN, server, token) as view:
        view.open("/console/members")
        for _ in range(3 * len(ids) + 20):
            view.page.keyboard.press("Tab")
            view.page.evaluate("""() => { const element = document.activeElement;
                if (element !== document.body && !element.dataset.turn)
                    element.dataset.turn = document.querySelectorAll("[data-turn]").length + 1; }""")
        turns = view.page.eval_on_selector_all(
            "[data-turn]", "elements => elements.map(element => Number(element.dataset.turn))")
        tally.check("Tab follows the reading order", len(turns) > len(ids) and turns == sorted(turns), str(turns))


def check_finding(tally, browser, server, token, ids):
    """Searching and filtering, also with a mistake."""
    with Console(browser, PLAIN, server, token) as view:
        tally.check("without a session the list leads to the sign-in", view.landed.endswith("/console/sign-in"), view.landed)
        view.page.select_option("#by", "phone")
        view.page.fill("#value", "138 0013 8001")
        view.page.focus("#value")
        with view.page.expect_navigation(wait_until="networkidle"):
            view.page.keyboard.press("Enter")
        tally.check("a phone finds its member", view.heading() == NAMES[1], view.heading())
        tally.check("no address holds the phone", "8001" not in view.page.url, view.page.url)
        view.open("/console/members")
        view.page.fill("#segment", "gender = female and consent(marketing)")
        view.submit("form[method=get] button")
        found = view.page.eval_on_selector_all("tbody th a", "links => links.map(link => link.innerText)")
        tally.check("an expression filters", found == sorted([ids[0], ids[2]]), str(found))
        view.page.fill("#segment", "gender = femal")
        view.submit("form[method=get] button")
        said = view.page.inner_text("[role=alert]")
        tally.check("a mistake is shown at its place, with what was meant",
                    "Character 10" in said and "^" in said and "female" in said, said)
        view.open("/console/members")
        view.page.select_option("#saved", "women")
        view.submit("form:has(#saved) button")
        found = view.page.eval_on_selector_all("tbody th a", "links => links.length")
        tally.check("a saved segment filters", found == 3, str(found))


def check_changing(tally, browser, server, token, ids):
    """Merging and making two again, leaving and erasing, in the browser alone."""
    with Console(browser, PLAIN, server, token) as view:
        view.open("/console/members/" + ids[0])
        text = view.text()
        for part in ("Join at the till", "+86*******8000", "thank-you", "10.00", "1 / 1"):
            tally.check("the member's page shows %s" % part, part in text, text)
        view.page.fill("#with", ids[1])
        view.submit("form[action$='/merge'] button")
        both = view.text()
        tally.check("both are shown before a merge", NAMES[0] in both and NAMES[1] in both, both)
        view.submit("form[action$='/merges'] button")
        tally.check("they are one", "Merged" in view.text() and ids[1] in view.text(), view.text())
        view.submit("form[action$='/unmerges'] button")
        tally.check("they are two again", view.heading() == NAMES[1] and "+86*******8001" in view.text(), view.text())
        check_question(tally, view, ids)
        view.open("/console/members/%s/erasure" % ids[4])
        view.page.fill("#confirmation", "yes")
        view.submit("button.grave")
        tally.check("a wrong confirmation erases nobody", NAMES[4] in view.text(), view.text())
        view.page.fill("#confirmation", ids[4])
        view.submit("button.grave")
        tally.check("the right one does", NAMES[4] not in view.text() and "erased" in view.text(), view.text())
        check_export(tally, view, ids)


def check_question(tally, view, ids):
    """A phone that two members are said to have is given to one of them, by keyboard."""
    view.open("/console/questions")
    tally.check("a question shows no number", "+86*******8003" in view.text() and "13800138003" not in view.text(), view.text())
    view.page.focus("input[value='%s']" % ids[5])
    view.page.keyboard.press("Space")
    view.page.focus("button[value=give]")
    with view.page.expect_navigation(wait_until="networkidle"):
        view.page.keyboard.press("Enter")
    tally.check("it is decided", "Decided" in view.text() and "nothing to decide" in view.text(), view.text())
    view.open("/console/members/" + ids[5])
    tally.check("whose it is now has it", "+86*******8003" in view.text(), view.text())


def check_export(tally, view, ids):
    """The list comes as a file, with those who agreed."""
    view.open("/console/exports")
    view.page.fill("#purpose", "marketing")
    view.page.fill("#columns", "member_id,name")
    with view.page.expect_download() as waiting:
        view.page.click("main button")
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = [row[0] for row in csv.reader(io.StringIO(text))][1:]
    tally.check("the exported list has those who agreed", rows == sorted([ids[0], ids[2]]), str(rows))


def check_end(tally, browser, workspace, server, token):
    """A revoked token's session is over."""
    with Console(browser, PLAIN, server, token["token"]) as view:
        tally.check("a manager is signed in", view.heading() == "Members", view.heading())
        workspace.run("token", "revoke", token["id"], "--quiet")
        view.open("/console/members")
        tally.check("a revocation ends the session", view.page.url.endswith("/console/sign-in"), view.page.url)


def check_log(tally, workspace, ids):
    """The audit log says who looked at whom, and holds no number."""
    log = workspace.run("audit", "list", "--json")
    tally.check("looks are in the audit log", "member_read" in log and "member_search" in log, log[-2000:])
    tally.check("the audit log holds no phone", "13800138" not in log and "8001" not in log)


def main():
    tally = Tally()
    with screenshots(tally, "console") as folder, Workspace.temporary() as workspace:
        ids, token = fill(workspace)
        with workspace.serving(tally) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for look in LOOKS:
                check_look(tally, browser, look, server, token["token"], ids, folder)
            check_order(tally, browser, server, token["token"], ids)
            check_finding(tally, browser, server, token["token"], ids)
            check_changing(tally, browser, server, token["token"], ids)
            check_end(tally, browser, workspace, server, token)
            browser.close()
        check_log(tally, workspace, ids)
        workspace.check_doctor(tally)
    tally.exit()


main()
