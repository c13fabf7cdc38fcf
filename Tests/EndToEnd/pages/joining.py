"""The page where people join: by keyboard alone, with and without a script, until the card is on the screen."""
import json

from views import View

CARD = "HTTPS://QR.QINGQUAN.CN/M/"


def judge_form(view, look, _):
    """What must hold before anything was filled in."""
    ticked = view.page.eval_on_selector_all("input[type=checkbox]", "boxes => boxes.filter(box => box.checked).length")
    if ticked:
        yield "%d boxes are ticked for the reader" % ticked
    boxes = view.page.eval_on_selector_all("input[type=checkbox]", "boxes => boxes.length")
    if boxes != 3:
        yield "%d boxes in place of one for the terms and one for each purpose" % boxes
    unnamed = view.page.eval_on_selector_all(
        "input:not([type=hidden])", "fields => fields.filter(field => !field.labels.length).length")
    if unnamed:
        yield "%d fields have no label" % unnamed


def sent(workspace):
    """The codes that were sent, oldest first."""
    messages = [json.loads(path.read_text(encoding="utf-8")) for path in (workspace.folder / "data/codes").glob("*.json")]
    return sorted(messages, key=lambda message: message["sent_at"])


def faults(view):
    """What must hold for a page that a form led to."""
    if view.overflow() > 0:
        yield "it is %d px wider than the screen" % view.overflow()
    yield from ("low contrast: " + text for text in view.low_contrast())
    yield from ("the console says: " + text for text in view.noise.complaints if " 422 " not in text)


def type_in(view, *keys):
    """Presses keys; a text is typed, a word in angle brackets is a key."""
    for key in keys:
        if key.startswith("<"):
            view.page.keyboard.press(key.strip("<>"))
        else:
            view.page.keyboard.insert_text(key)


def join(tally, gallery, workspace, look, number):
    """Joins with the keyboard, after a wrong code, and looks at every page on the way."""
    with View(gallery.browser, look, gallery.server.url + "/join/till-j") as view:
        def keep(name):
            view.page.screenshot(full_page=True, path=gallery.folder / ("%s-%s.png" % (name, look)))
            found = list(faults(view))
            tally.check("%s page, %s" % (name, look), not found, "; ".join(found))

        view.page.focus("#phone")
        type_in(view, number, "<Tab>", "Lin Mei", "<Tab>", "<Space>", "<Tab>", "<Tab>", "<Space>", "<Tab>", "<Tab>", "<Enter>")
        view.page.wait_for_selector("#code")
        keep("join-code")
        message = sent(workspace)[-1]
        tally.check("the code went to the number, %s" % look, message["to"].endswith(number), message["to"])
        tally.check("in the page's language, %s" % look, message["language"][:2] == look.language[:2], message["text"])
        wrong = "000000" if message["code"] != "000000" else "000001"
        type_in(view, wrong, "<Enter>")
        view.page.wait_for_selector("[role=alert]")
        keep("join-wrong-code")
        view.page.focus("#code")
        type_in(view, message["code"], "<Enter>")
        view.page.wait_for_selector("figure.symbol")
        keep("joined")
        symbols = view.symbols(view.page.screenshot(full_page=True))
        tally.check("the card is on the screen, %s" % look, [text[:len(CARD)] for text in symbols] == [CARD], str(symbols))
        view.page.click("main a.button")
        view.page.wait_for_selector("figure.symbol")
        tally.check("the coupon is there, %s" % look, "/c/" in view.page.url, view.page.url)
        view.page.goto(gallery.server.url + symbols[0].removeprefix("HTTPS://QR.QINGQUAN.CN"))
        keep("card")
        tally.check("the card's page names nobody, %s" % look, "Lin Mei" not in view.text(), view.text())


def check_joining(tally, gallery, workspace):
    """The form in every look; the whole way in two languages, by day and by night, with and without a script."""
    workspace.run("campaign", "apply", str(workspace.folder / "campaigns/welcome.yaml"))
    workspace.run("placement", "add", "--id", "till-j", "--title", "Join", "--store", "SH01", "--fixture", "till")
    gallery.check("join", "/join/till-j", judge_form)
    chosen = [gallery.looks[0], gallery.looks[3], gallery.looks[-1]]
    for place, look in enumerate(chosen):
        join(tally, gallery, workspace, look, "1391234567%d" % place)
