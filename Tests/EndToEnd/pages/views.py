"""How a page is opened in a real browser, and what is asked of the page that came."""
import contextlib
import io
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import zxingcpp
from PIL import Image

PROBES = (Path(__file__).resolve().parent / "probes.js").read_text(encoding="utf-8")

# The system's browser; playwright's own would be a download.
CHROMIUM = shutil.which("chromium")
# Containers have no user namespaces for the sandbox, and a /dev/shm of 64 MB.
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]

# What a phone says of itself; "HeadlessChrome" would rightly be counted as a machine.
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1")

# More links than this would be a fault by itself.
MAXIMUM_TABS = 60
PAGE_MILLISECONDS = 15_000


@contextlib.contextmanager
def screenshots(tally, name):
    """A folder for pictures of pages: it stays if a check failed, or `--keep` was said."""
    folder = Path(tempfile.mkdtemp(prefix="tessera-%s-" % name))
    yield folder
    if tally.failed or "--keep" in sys.argv:
        print("        screenshots: %s" % folder)
    else:
        shutil.rmtree(folder)


@dataclass(frozen=True)
class Look:
    """How a visitor's browser is set."""

    width: int
    height: int
    scale: int
    language: str
    scheme: str
    javascript: bool = True

    def __str__(self):
        return "%dx%d@%d-%s-%s%s" % (
            self.width, self.height, self.scale, self.language, self.scheme, "" if self.javascript else "-nojs")


@dataclass
class Noise:
    """What a page does besides showing itself."""

    requests: list = field(default_factory=list)
    complaints: list = field(default_factory=list)

    def follow(self, page):
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", lambda request: self.complaints.append("failed: " + request.url))
        # Violations of the content security policy are among these.
        page.on("console", self.hear)

    def hear(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append("%s (%s)" % (message.text, message.location.get("url", "")))

    def strangers(self, server):
        """The requests that went to anyone but the server."""
        own = server.url + "/"
        return [url for url in self.requests if not url.startswith((own, "data:"))]


class View:
    """A page, opened."""

    def __init__(self, browser, look, url, user_agent=PHONE):
        self.context = browser.new_context(
            viewport={"width": look.width, "height": look.height}, device_scale_factor=look.scale, is_mobile=True,
            has_touch=True, locale=look.language, color_scheme=look.scheme, java_script_enabled=look.javascript,
            user_agent=user_agent)
        self.page = self.context.new_page()
        self.noise = Noise()
        self.noise.follow(self.page)
        self.response = self.page.goto(url, wait_until="networkidle", timeout=PAGE_MILLISECONDS)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def text(self):
        return self.page.inner_text("body")

    def symbols(self, screenshot):
        """The texts of the QR codes that a camera sees on the screen."""
        with Image.open(io.BytesIO(screenshot)) as picture:
            found = zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
        return [symbol.text for symbol in found]

    def overflow(self):
        """By how many pixels the page is wider than the screen."""
        return self.page.evaluate(
            "() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
            " - document.documentElement.clientWidth")

    def brightness(self):
        """The luminance of the paper, from 0 to 1."""
        with Image.open(io.BytesIO(self.page.screenshot())) as picture:
            return picture.convert("L").getpixel((2, picture.height // 2)) / 255

    def low_contrast(self):
        """The texts that are hard to read, each after its contrast."""
        return self.page.evaluate(PROBES + ".lowContrast()")

    def open_details(self):
        """Opens what is folded, so that it is judged too."""
        self.page.evaluate("() => document.querySelectorAll('details').forEach(element => element.open = true)")

    def unreached(self):
        """What Tab does not reach, or reaches without showing it; of buttons of which one can be pressed, the first: arrow
        keys lead to the others."""
        self.page.evaluate("""() => document.querySelectorAll("a[href], button, input, select, summary, textarea").forEach(
            (element, index) => {
                const first = element.type === "radio"
                    ? element.form.querySelector(`input[type=radio][name="${element.name}"]`) : element;
                if (element === first && element.checkVisibility()) element.dataset.probe = index;
            })""")
        wanted = set(self.page.eval_on_selector_all(
            "[data-probe]", "elements => elements.map(element => element.dataset.probe)"))
        for _ in range(MAXIMUM_TABS):
            if not wanted:
                break
            self.page.keyboard.press("Tab")
            if self.page.evaluate(PROBES + ".showsFocus(document.activeElement)"):
                wanted.discard(self.page.evaluate("document.activeElement.dataset.probe"))
        return [self.page.inner_text('[data-probe="%s"]' % probe) for probe in wanted]
