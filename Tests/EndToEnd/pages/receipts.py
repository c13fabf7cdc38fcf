"""The page that checks receipts: what it says, and that its form needs neither mouse nor script."""
from support import PURCHASE
from views import View

# How the page says that a receipt is genuine, or is not.
VERDICTS = {"en": ("Genuine", "Not genuine"), "zh": ("凭证属实", "未通过核验")}


def verdict(look, is_genuine):
    return VERDICTS[look.language[:2]][0 if is_genuine else 1]


def judge(is_genuine, *texts):
    """What must hold for the page of a receipt."""
    def judge_page(view, look, _):
        text = view.page.inner_text("main")
        if view.page.inner_text("[role=status]") != verdict(look, is_genuine):
            yield "the verdict is %s" % view.page.inner_text("[role=status]")
        yield from ("no %s" % wanted for wanted in texts if wanted not in text)
    return judge_page


def judge_form(view, look, _):
    """What must hold before anything was asked."""
    if view.page.query_selector("[role=status]"):
        yield "a verdict without a question"
    if view.page.get_attribute("label", "for") != "receipt":
        yield "the field has no label"


def check_form(tally, browser, server, look, receipt):
    """Pasted with line ends, sent with the keyboard alone: the page of the receipt, in the same language."""
    with View(browser, look, server.url + "/r") as view:
        view.page.focus("textarea")
        view.page.keyboard.insert_text(receipt[:80] + "\n" + receipt[80:])
        view.page.keyboard.press("Tab")
        view.page.keyboard.press("Enter")
        view.page.wait_for_selector("[role=status]")
        said = view.page.inner_text("[role=status]")
        tally.check("the form says that a receipt is genuine, %s" % look, said == verdict(look, True), said)
        ends = view.page.url.split("?")[0].endswith("/r/" + receipt)
        tally.check("and leads to its own address, %s" % look, ends, view.page.url[:80])


def check_receipts(tally, gallery, token, code):
    """Redeems a coupon and looks at its receipt, at a changed one, and at the form."""
    server = gallery.server
    status, _, body = server.redeem(token, "receipt", {"code": code, "amount": PURCHASE})
    if not tally.check("a coupon is redeemed for its receipt", status == 201, "%s %s" % (status, body)):
        return
    receipt = body["receipt"]
    changed = receipt[:100] + ("A" if receipt[100] != "A" else "B") + receipt[101:]
    gallery.check("receipt", "/r/" + receipt, judge(True, body["redemption"], "10.00 CNY", "80.00 CNY"))
    gallery.check("changed-receipt", "/r/" + changed, judge(False))
    gallery.check("receipt-form", "/r", judge_form)
    for look in gallery.looks[:1] + gallery.looks[-1:]:
        check_form(tally, gallery.browser, server, look, receipt)
