"""WeChat as a browser and a verifier meet it, and the way through it to a membership card, in WeChat's own browser."""
import json
import secrets
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joining import CARD, faults, type_in
from views import PHONE, View

APP_ID = "wxba5fad812f8e6fb9"
SECRET = "0123456789abcdef0123456789abcdef"
WECHAT = PHONE + " MicroMessenger/8.0.50(0x18003237) NetType/WIFI Language/zh_CN"
# In this order alone, says WeChat.
PARAMETERS = ["appid", "redirect_uri", "response_type", "scope", "state"]


class WeChat(ThreadingHTTPServer):
    """Both servers of WeChat: the one that leads back with a code, and the one that says whose it is."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = "http://127.0.0.1:%d" % self.server_address[1]
        # Where the public host of an address of return really listens.
        self.verifier = None
        self.codes, self.is_silent, self.is_preview = {}, False, False
        self.asked = []

    def person(self):
        """Somebody who signs in: an OpenID of 28 characters."""
        return "o" + secrets.token_urlsafe(32)[:27].replace("~", "-")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/connect/oauth2/authorize":
            self.authorise(query)
        elif parts.path == "/sns/oauth2/access_token":
            self.answer(self.identity(query))
        else:
            self.send_error(404)

    def authorise(self, query):
        server = self.server
        server.asked.append(list(query))
        code = secrets.token_hex(16)
        server.codes[code] = server.person()
        back = urlsplit(query["redirect_uri"])
        self.send_response(302)
        self.send_header("Location", "%s%s?%s&%s" % (
            server.verifier, back.path, back.query, urlencode({"code": code, "state": query["state"]})))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def identity(self, query):
        server = self.server
        if server.is_silent:
            return {"errcode": -1, "errmsg": "system error"}
        if (query.get("appid"), query.get("secret")) != (APP_ID, SECRET):
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        openid = server.codes.pop(query.get("code"), None)
        if openid is None:
            return {"errcode": 40029, "errmsg": "invalid code"}
        known = {"access_token": "A", "expires_in": 7200, "refresh_token": "R", "openid": openid, "scope": "snsapi_base"}
        return {**known, "is_snapshotuser": 1} if server.is_preview else known

    def answer(self, document):
        body = json.dumps(document).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def running():
    """WeChat on a free port."""
    server = WeChat()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def configure(workspace, wechat):
    """Offers WeChat beside the phone, with its secret from standard input."""
    rules = workspace.folder / "join.yaml"
    section = "\nwechat: {app_id: %s, authorisation: %s, interface: %s}\n" % (APP_ID, wechat.url, wechat.url)
    rules.write_text(rules.read_text(encoding="utf-8") + section, encoding="utf-8")
    workspace.run("join", "wechat-secret", typed=SECRET + "\n")


def begin(view):
    """Fills in the form with the keyboard alone: name, terms, the first consent, and the button."""
    view.page.focus("#name")
    type_in(view, "Lin Mei", "<Tab>", "<Space>", "<Tab>", "<Tab>", "<Space>", "<Tab>", "<Tab>", "<Enter>")


def sign_in(tally, gallery, wechat, look):
    """To WeChat and back, through its troubles, until the card is on the screen."""
    with View(gallery.browser, look, gallery.server.url + "/join/till-j", user_agent=WECHAT) as view:
        def keep(name):
            view.page.screenshot(full_page=True, path=gallery.folder / ("%s-%s.png" % (name, look)))
            # Answers that refuse are complaints of the console.
            found = [text for text in faults(view) if " 503 " not in text]
            tally.check("%s page, %s" % (name, look), not found, "; ".join(found))

        keep("wechat-form")
        tally.check("WeChat's browser is asked for no number, %s" % look, not view.page.query_selector("#phone"), view.text())
        wechat.is_preview = True
        begin(view)
        view.page.wait_for_selector("[role=alert]")
        keep("wechat-preview")
        wechat.is_preview, wechat.is_silent = False, True
        view.page.click("main a")
        view.page.wait_for_selector("#name")
        begin(view)
        view.page.wait_for_selector("a.button")
        keep("wechat-trouble")
        wechat.is_silent = False
        view.page.click("a.button")
        view.page.wait_for_selector("[role=status]")
        keep("wechat-back")
        tally.check("its parameters are in WeChat's order, %s" % look, wechat.asked[-1] == PARAMETERS, str(wechat.asked[-1]))
        link = view.page.url
        view.page.focus("button")
        type_in(view, "<Enter>")
        view.page.wait_for_selector("figure.symbol")
        keep("wechat-joined")
        symbols = view.symbols(view.page.screenshot(full_page=True))
        tally.check("who signed in has a card, %s" % look, [text[:len(CARD)] for text in symbols] == [CARD], str(symbols))
    return link


def check_stranger(tally, gallery, look, link):
    """The way back of one browser is worth nothing in another."""
    with View(gallery.browser, look, link, user_agent=WECHAT) as view:
        found = (view.response.status, view.page.query_selector("button") is None)
        tally.check("another browser cannot go on, %s" % look, found == (422, True), str(found))


def check_wechat(tally, workspace, gallery_of, wechat):
    """The whole way in two languages, by day and by night, with and without a script, on a server that offers it."""
    configure(workspace, wechat)
    with workspace.serving(tally) as server:
        wechat.verifier = server.url
        gallery = gallery_of(server)
        for look in [gallery.looks[0], gallery.looks[3], gallery.looks[-1]]:
            check_stranger(tally, gallery, look, sign_in(tally, gallery, wechat, look))
