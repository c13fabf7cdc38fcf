#!/usr/bin/env python3
"""Sends what a broken or hostile client sends; each gets a clear answer, and nothing is harmed."""
import json
import string

from support import PURCHASE, Tally, Workspace

MEGABYTE = 1_000_000


def flipped(code):
    """The code with one character exchanged for another of the same kind."""
    place = next(index for index, character in enumerate(code) if character in string.ascii_letters)
    other = next(letter for letter in "ACDEFGHJKMNPQRTUVWXYZ" if letter != code[place].upper())
    return code[:place] + other + code[place + 1:]


def bodies(code):
    """(what is wrong, body, expected status, expected pointer): requests that are refused for their body."""
    def order(**changes):
        return dict({"code": code, "amount": PURCHASE}, **changes)

    def amount(text, currency="CNY"):
        return order(amount={"amount": text, "currency": currency})

    return [
        ("malformed JSON", b'{"code": ', 400, None),
        ("an empty body", b"", 400, None),
        ("a list instead of an object", [1, 2], 400, None),
        ("10,000 open brackets", b"[" * 10_000, 400, None),
        ("invalid UTF-8", b'{"code": "\xff\xfe"}', 400, None),
        ("a body of 10 MB", json.dumps(order(cashier="x" * 10 * MEGABYTE)).encode(), 413, None),
        ("an unknown field", order(colour="green"), 400, "/colour"),
        ("no code", {"amount": PURCHASE}, 400, "/code"),
        ("a number for a code", order(code=12), 400, "/code"),
        ("a negative amount", amount("-1.00"), 400, "/amount"),
        ("an amount in words", amount("ten"), 400, "/amount"),
        ("a fraction of a fen", amount("80.001"), 400, "/amount"),
        ("an amount beyond any till", amount("9" * 40), 400, "/amount"),
        ("a currency that is none", amount("80.00", "yuan"), 400, "/amount"),
    ]


def check_problem(tally, name, answer, status, reason=None, pointer=None):
    """The answer is a problem document (RFC 9457) of this status, and says what it should."""
    got, headers, body = answer
    faults = []
    if got != status:
        faults.append("status %s, not %s" % (got, status))
    if not (headers.get("Content-Type") or "").startswith("application/problem+json"):
        faults.append("content type %s" % headers.get("Content-Type"))
    body = body if isinstance(body, dict) else {}
    if body.get("status") != got or not body.get("title"):
        faults.append("no whole problem document: %s" % body)
    if reason and body.get("reason") != reason:
        faults.append("reason %s, not %s" % (body.get("reason"), reason))
    pointers = [error.get("pointer", "") for error in body.get("errors", [])]
    if pointer and not any(found.startswith(pointer) for found in pointers):
        faults.append("%s is not among the pointers %s" % (pointer, pointers))
    tally.check("%s gets %d" % (name, status), not faults, "; ".join(faults))
    return body


def check_bodies(tally, server, token, code):
    for number, (name, body, status, pointer) in enumerate(bodies(code)):
        check_problem(tally, name, server.redeem(token, "body-%d" % number, body), status, pointer=pointer)


def check_headers(tally, server, token, code):
    order = json.dumps({"code": code, "amount": PURCHASE}).encode()

    def post(**headers):
        return server.send("POST", "/v1/redemptions", order, **headers)

    bearer, json_type = "Bearer " + token, "application/json"
    wrong = post(Authorization="Bearer wrong", Idempotency_Key="h1", Content_Type=json_type)
    check_problem(tally, "a wrong token", wrong, 401)
    tally.check("which says how to authenticate", wrong[1].get("WWW-Authenticate", "").startswith("Bearer"), wrong[1])
    check_problem(tally, "no token", post(Idempotency_Key="h2", Content_Type=json_type), 401)
    check_problem(tally, "a key of 300 characters", server.redeem(token, "k" * 300, order), 400)
    check_problem(tally, "no key", post(Authorization=bearer, Content_Type=json_type), 400)
    text = post(Authorization=bearer, Idempotency_Key="h3", Content_Type="text/plain")
    check_problem(tally, "a body that is not JSON by its type", text, 415)
    nowhere = server.send("GET", "/v1/nowhere", Authorization=bearer)
    check_problem(tally, "a path that leads nowhere", nowhere, 404)


def check_codes(tally, server, token, code):
    """An outsider learns nothing from the answer about which codes exist."""
    answers = []
    for name, wrong in [
        ("a code with a flipped character", flipped(code)), ("a code of no kind", "HELLO"), ("an empty code", " "),
        ("a code of 10,000 characters", "A" * 10_000), ("a code with a zero byte", "A\u0000B"),
    ]:
        answer = server.redeem(token, "code-" + name, {"code": wrong, "amount": PURCHASE})
        body = check_problem(tally, name, answer, 404, reason="unknown_code")
        answers.append({key: value for key, value in body.items() if key != "instance"})
    alike = all(answer == answers[0] for answer in answers)
    tally.check("all unknown codes look alike", alike, answers)


def check_unharmed(tally, server, token, code):
    """After all that, the coupon is untouched, also by looking at its page."""
    tally.check("the server is well", server.send("GET", "/healthz")[0] == 200)
    page = server.send("GET", "/c/" + code)[0]
    tally.check("the coupon's page opens", page == 200, page)
    status, _, body = server.redeem(token, "at-last", {"code": code, "amount": PURCHASE})
    tally.check("the coupon can still be redeemed", status == 201, "%s %s" % (status, body))
    rows = len(server.ledger(token))
    tally.check("nothing else was", rows == 1, "%d rows in the ledger" % rows)


def main():
    tally = Tally()
    with Workspace.temporary() as workspace:
        token = workspace.enrol()
        code = workspace.issue(1)[0]["code"]
        with workspace.serving(tally) as server:
            check_bodies(tally, server, token, code)
            check_headers(tally, server, token, code)
            check_codes(tally, server, token, code)
            check_unharmed(tally, server, token, code)
        workspace.check_doctor(tally)
    tally.exit()


main()
