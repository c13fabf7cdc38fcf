"""The cashier's page as the checks drive it: keys as a hand or a scanner sends them, and a network that can be cut."""
import json

from PIL import Image

from support import STORE
from views import PAGE_MILLISECONDS, View

# Smaller is hard to hit with a thumb (WCAG 2.2, 2.5.5).
THUMB = 44
# Milliseconds between two keys, past which it was no scanner; and how often it is tried to be one.
SCANNER_GAP = 40
ATTEMPTS = 10
LISTEN = """() => {
    window.keys = [];
    if (!window.isHeard) document.addEventListener("keydown", event => window.keys.push(event.timeStamp), true);
    window.isHeard = true; }"""
# What the network's absence makes a browser say; the page says it in words.
EXPECTED = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "failed: ", "status of 4")


def enrol(workspace, name):
    return json.loads(workspace.run("terminal", "enrol", "--store", STORE, "--name", name, "--json"))


def camera_film(workspace, text, folder):
    """A film of one picture: a symbol on paper, as the fake camera shows it over and over."""
    symbol = folder / "symbol.png"
    workspace.run("qr", text, "-o", symbol, "--scale", "5", "--quiet")
    picture = Image.new("RGB", (640, 480), (214, 208, 198))
    with Image.open(symbol) as drawn:
        turned = drawn.convert("RGB").rotate(8, expand=True, fillcolor=(214, 208, 198))
        picture.paste(turned, ((640 - turned.width) // 2, (480 - turned.height) // 2))
    film = folder / "camera.mjpeg"
    frame = folder / "frame.jpg"
    picture.save(frame, quality=90)
    film.write_bytes(frame.read_bytes() * 3)
    return film


class Till(View):
    """The page, opened; signed in by `sign_in`."""

    def __init__(self, browser, look, server, script=None):
        super().__init__(browser, look, server.url + "/till")
        self.keys = []
        self.page.on("request", lambda request: request.url.endswith("/v1/redemptions")
                     and self.keys.append(request.headers.get("idempotency-key")))
        if script:
            self.page.add_init_script(script)
            self.page.reload(wait_until="networkidle")

    def sign_in(self, token, succeeds=True):
        self.page.fill("#token", token)
        self.page.click("#sign-in-form button")
        if succeeds:
            self.page.wait_for_selector("#counter", state="visible", timeout=PAGE_MILLISECONDS)
        else:
            self.page.wait_for_function("() => document.getElementById('sign-in-fault').textContent !== ''")

    def type(self, code):
        """A code as a hand types it."""
        self.page.keyboard.type(code, delay=70)
        self.page.keyboard.press("Enter")

    def scan(self, code, end):
        """A code as a scanner types it: faster than any hand, and than a machine that is busy with other checks."""
        for _ in range(ATTEMPTS):
            self.page.evaluate(LISTEN)
            self.page.keyboard.type(code)
            slowest = self.page.evaluate("() => Math.max(...window.keys.slice(1).map((at, index) => at - window.keys[index]))")
            if end == "Enter" and not self.is_asking():
                break
            if slowest < SCANNER_GAP:
                break
            self.page.wait_for_timeout(700)
            self.page.evaluate("() => { document.activeElement.value = ''; }")
        if end:
            self.page.keyboard.press(end)

    def scan_again(self, code):
        """A code that somebody means to scan a second time, and no trigger that fired twice."""
        self.page.wait_for_timeout(400)
        self.scan(code, "Enter")

    def answer_amount(self, amount):
        self.page.wait_for_selector("#amount-dialog[open]", timeout=PAGE_MILLISECONDS)
        self.page.fill("#amount", "")
        self.page.type("#amount", amount, delay=70)
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("#amount-dialog", state="hidden")

    def kind(self):
        return self.page.get_attribute("#result", "class").split()[-1]

    def part(self, name):
        return self.page.inner_text("#result ." + name)

    def spoken(self):
        self.page.wait_for_function("() => document.getElementById('spoken').textContent !== ''")
        return self.page.inner_text("#spoken")

    def focused(self):
        return self.page.evaluate("document.activeElement.id")

    def expect(self, tally, kind, word, name):
        """Waits for an answer of a kind, and checks its word, which also who sees no colour reads."""
        try:
            self.page.wait_for_function(
                "([kind, word]) => document.getElementById('result').classList.contains(kind)"
                " && document.querySelector('#result .word').textContent === word", arg=[kind, word], timeout=PAGE_MILLISECONDS)
        except Exception:  # noqa: BLE001 - a time-out is a finding, told with what the page shows
            pass
        shown = (self.kind(), self.part("word"))
        tally.check(name, shown == (kind, word), "%s: %s" % (shown, self.page.inner_text("#result")))

    def is_asking(self):
        return self.page.locator("dialog[open]").count() > 0

    def unreached(self):
        # What an earlier look at the page has marked may be hidden by now.
        self.page.evaluate("document.querySelectorAll('[data-probe]').forEach(element => delete element.dataset.probe)")
        return super().unreached()

    def count(self, path):
        return sum(url.endswith(path) for url in self.noise.requests)

    def complaints(self):
        return [text for text in self.noise.complaints if not any(known in text for known in EXPECTED)]

    def small_controls(self):
        """What a thumb presses and is smaller than a thumb."""
        return self.page.eval_on_selector_all(
            "button, .tool, summary, select, textarea, input:not([type=file]), footer a", """(elements, least) => elements
                .filter(element => element.checkVisibility() && (element.getBoundingClientRect().height < least))
                .map(element => `${element.id || element.textContent} ${element.getBoundingClientRect().height}`)""", THUMB)

    def cut(self):
        self.context.set_offline(True)

    def heal(self):
        self.context.unroute_all()
        self.context.set_offline(False)

    def lose_answers(self, count):
        """The server carries the next redemptions out, and nobody hears of it."""
        def lose(route):
            route.fetch()
            route.abort()

        self.context.route("**/v1/redemptions", lose, times=count)


class Gallery:
    """Looks at the page as it is, keeps a screenshot, and says what is wrong with it."""

    def __init__(self, tally, server, folder):
        self.tally, self.server, self.folder = tally, server, folder

    def check(self, name, view, look, tabs=False):
        view.page.screenshot(path=self.folder / ("%s-%s.png" % (name, look)))
        faults = []
        if view.overflow() > 0:
            faults.append("it is %d px wider than the screen" % view.overflow())
        if (view.page.get_attribute("html", "lang") or "none")[:2] != look.language[:2]:
            faults.append("its language is another")
        # Behind a question the paper is dimmed.
        if not view.is_asking() and (view.brightness() < 0.5) != (look.scheme == "dark"):
            faults.append("its paper is not %s" % look.scheme)
        faults += ["low contrast: " + text for text in view.low_contrast()]
        faults += ["too small for a thumb: " + text for text in view.small_controls()]
        faults += ["Tab does not show: " + text for text in (view.unreached() if tabs else [])]
        faults += ["request to a stranger: " + url for url in view.noise.strangers(self.server)]
        faults += ["the console says: " + text for text in view.complaints()]
        self.tally.check("till %s, %s" % (name, look), not faults, "; ".join(faults))
