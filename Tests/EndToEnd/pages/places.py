"""The page where people join, where the rules of joining say where: what a browser shares, and what is made of it."""
from joining import faults, sent, type_in
from views import View

WHERE = "\nwhere: {areas: [shanghai-inner-ring], evidence: gps}\n"
# People's Square, and the Forbidden City.
INSIDE = {"latitude": 31.2304, "longitude": 121.4737, "accuracy": 30}
OUTSIDE = {"latitude": 39.9163, "longitude": 116.3972, "accuracy": 30}
OUTSIDE_WORDS = {"en-US": "You can join only in: Shanghai", "zh-CN": "仅限在以下区域加入：上海内环以内"}


def judge_form(view, look, _):
    """The button is for who has scripts; the others are told."""
    shown = view.page.is_visible("#share-position")
    if shown != look.javascript:
        yield "the button is %s" % ("shown without a script" if shown else "not shown")
    told = view.page.is_visible("noscript p") if not look.javascript else True
    if not told:
        yield "nobody says that a script is needed"
    # Nothing is asked before the tap.
    if view.page.text_content("#position-state"):
        yield "it says %s before anybody pressed the button" % view.page.text_content("#position-state")
    policy = view.response.headers.get("permissions-policy", "")
    if "geolocation=(self)" not in policy:
        yield "it may not ask for the position: %s" % policy


def judge_closed(view, look, _):
    """A store outside says so and shows no form."""
    if view.page.query_selector("form"):
        yield "there is a form"
    if OUTSIDE_WORDS[look.language] not in view.text():
        yield "it does not say where people can join"


def share(view, answer):
    """Presses the button by the keyboard, and waits for what the page says of it."""
    view.page.focus("#share-position")
    type_in(view, "<Enter>")
    view.page.wait_for_function(
        "name => { const button = document.getElementById('share-position');"
        " return document.getElementById('position-state').textContent === button.dataset[name]; }", arg=answer)


def send(view):
    """Sends the form by the keyboard, and waits for the page that it leads to."""
    with view.page.expect_navigation(wait_until="networkidle"):
        view.page.focus("form button[type=submit]")
        type_in(view, "<Enter>")


def join(tally, gallery, workspace, look, number):
    """Refused without a position and outside, joined inside, by the keyboard."""
    with View(gallery.browser, look, gallery.server.url + "/join/web-j") as view:
        def keep(name):
            view.page.screenshot(full_page=True, path=gallery.folder / ("%s-%s.png" % (name, look)))
            found = list(faults(view))
            tally.check("%s page, %s" % (name, look), not found, "; ".join(found))

        before = len(sent(workspace))
        view.page.focus("#phone")
        type_in(view, number, "<Tab>", "Lin Mei", "<Tab>", "<Space>")
        share(view, "denied")
        keep("join-denied")
        send(view)
        keep("join-unknown")
        tally.check("without a position nobody joins, %s" % look,
                    view.page.is_visible("[role=alert]") and len(sent(workspace)) == before, view.text())
        view.context.grant_permissions(["geolocation"])
        view.context.set_geolocation(OUTSIDE)
        share(view, "done")
        send(view)
        keep("join-outside")
        tally.check("nor outside, %s" % look,
                    OUTSIDE_WORDS[look.language] in view.text() and len(sent(workspace)) == before, view.text())
        view.context.set_geolocation(INSIDE)
        share(view, "done")
        keep("join-shared")
        tally.check("the position stays in the page until the form is sent, %s" % look,
                    view.page.input_value("#position") == "", view.page.input_value("#position"))
        send(view)
        tally.check("inside a code is sent, %s" % look, len(sent(workspace)) == before + 1, view.text())
        view.page.focus("#code")
        type_in(view, sent(workspace)[-1]["code"], "<Enter>")
        view.page.wait_for_selector("figure.symbol")
        keep("joined-inside")
        strangers = view.noise.strangers(gallery.server)
        tally.check("the position goes to nobody else, %s" % look, not strangers, str(strangers))


def without_script(tally, gallery, workspace, look):
    """The form can be sent without a script, and its answer says what is missing."""
    with View(gallery.browser, look, gallery.server.url + "/join/web-j") as view:
        before = len(sent(workspace))
        view.page.focus("#phone")
        type_in(view, "13912345690", "<Tab>", "<Tab>", "<Space>")
        send(view)
        view.page.screenshot(full_page=True, path=gallery.folder / ("join-unknown-%s.png" % look))
        tally.check("without a script nobody joins by a position, %s" % look,
                    view.page.is_visible("[role=alert]") and len(sent(workspace)) == before, view.text())


def check_places(tally, workspace, gallery_of):
    """Every look of the form and of a store outside; the whole way in two languages, by day and by night."""
    rules = workspace.folder / "join.yaml"
    usual = rules.read_text(encoding="utf-8")
    workspace.run("placement", "add", "--id", "web-j", "--title", "Join", "--fixture", "web")
    workspace.run("placement", "add", "--id", "far-j", "--title", "Join", "--store", "BJ01", "--fixture", "till")
    rules.write_text(usual + WHERE, encoding="utf-8")
    with workspace.serving(tally) as server:
        gallery = gallery_of(server)
        gallery.check("join-where", "/join/web-j", judge_form)
        gallery.check("join-far", "/join/far-j", judge_closed)
        for place, look in enumerate([gallery.looks[0], gallery.looks[3]]):
            join(tally, gallery, workspace, look, "1381234568%d" % place)
        without_script(tally, gallery, workspace, gallery.looks[-1])
    rules.write_text(usual, encoding="utf-8")
