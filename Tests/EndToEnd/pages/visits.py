"""What is counted when a page is opened, and what opening must not change."""
import http.client
import json

from support import PURCHASE
from views import PHONE, View

# Opened by a person, a link is opened again and again: shown to a friend, reloaded, restored with the tabs.
OPENINGS = 10
NO_PERSON = {
    "a HEAD of a browser": ("HEAD", PHONE),
    "the preview of a messenger": ("GET", "WhatsApp/2.23.20.0"),
    "curl": ("GET", "curl/8.5.0"),
}


def fetch(server, path, method="GET", agent=PHONE, language="en"):
    """One plain request; returns (status, headers without those of the moment, body)."""
    connection = http.client.HTTPConnection(server.host, server.port, timeout=60)
    connection.request(method, path, headers={"User-Agent": agent, "Accept-Language": language})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    momentary = {"date", "x-request-id"}
    headers = {name.lower(): value for name, value in response.getheaders() if name.lower() not in momentary}
    return response.status, headers, body


def funnel(workspace, placement):
    """What the funnel's report counts for a placement."""
    document = json.loads(workspace.run("report", "funnel", "--json"))
    return next(row["counts"] for row in document["placements"] if row["placement"] == placement)


def check_counting(tally, workspace, server, browser, look, placement, path):
    """Machines are seen and not counted; a person is counted when the page has run."""
    for name, (method, agent) in NO_PERSON.items():
        status, _, _ = fetch(server, path, method, agent)
        row = funnel(workspace, placement)
        tally.check(
            "%s is answered, and is no person" % name,
            status in (200, 302, 303, 307) and (row["scans_net"], row["landings"]) == (0, 0), "%s, %s" % (status, row))
    seen = funnel(workspace, placement)["scans_gross"]
    tally.check("each of them is in the gross count", seen >= len(NO_PERSON), seen)
    with View(browser, look, server.url + path):
        pass
    row = funnel(workspace, placement)
    tally.check("a person is a net scan and a landing", row["scans_net"] >= 1 and row["landings"] >= 1, row)


def check_opening(tally, server, browser, look, token, row, path):
    """Looking at a coupon, however often and by whomever, takes nothing of it."""
    statuses = {fetch(server, path)[0] for _ in range(OPENINGS)}
    with View(browser, look, server.url + path) as view:
        view.page.reload(wait_until="networkidle")
    tally.check("the page of a coupon opens %d times" % OPENINGS, statuses == {200}, statuses)
    status, _, body = server.redeem(token, "after-looking", {"code": row["code"], "amount": PURCHASE})
    tally.check("the coupon is redeemable afterwards", status == 201, "%s %s" % (status, body))


def check_unknown(tally, server, code):
    """Nobody learns from the page whether a code is nearly right."""
    def path(text):
        return "/c/" + text

    # Two codes that cannot be told from real ones by their form, a wrong check symbol, and no code at all.
    mistyped = code[:-1] + ("2" if code[-1] != "2" else "3")
    answers = [fetch(server, path(text)) for text in ("0" * 16, "7" * 16, mistyped, "no-code")]
    tally.check("an unknown code is not found", {answer[0] for answer in answers} == {404}, [a[0] for a in answers])
    tally.check("all unknown codes get the same page", len({answer[2] for answer in answers}) == 1, [
        answer[2][-200:] for answer in answers])
    headers = [answer[1] for answer in answers]
    tally.check("and the same headers", all(each == headers[0] for each in headers), headers)
