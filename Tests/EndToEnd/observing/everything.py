"""One run through everything that has a secret in it, and what was written beside the results."""
import csv
import json
import re
import sqlite3
import subprocess
import time

import zxingcpp
from PIL import Image

from support import BINARY, OFFER, PURCHASE, STORE

MEMBERS = 40
COUPONS = 12
# Where nobody listens, so that deliveries fail; who knows the path of such an address may post to it.
WEBHOOK_PATH = "hooks-T0UNKNOWN-B1xY7secretPath"
# Longer than the five seconds for which a transaction waits for another process.
LOCKED_SECONDS = 6


def folded(text):
    """A text without case and without what people put between the characters of a code or a number."""
    return re.sub(r"[-\s._+()%]", "", text).casefold()


class Logs:
    """Everything that a server or a command wrote beside its results, and what must not be in it."""

    def __init__(self):
        self.written = []
        self.secrets = {}

    def hide(self, kind, *texts):
        """Adds secrets of a kind."""
        self.secrets.setdefault(kind, set()).update(text for text in texts if text)

    def keep(self, source, text):
        self.written.append((source, text))

    def leaks(self):
        """(source, kind, secret) of everything that leaked, in any case and with separators or without."""
        found = []
        for source, text in self.written:
            plain = folded(text)
            for kind, secrets in self.secrets.items():
                found += [(source, kind, secret) for secret in secrets if folded(secret) in plain]
        return found


class Run:
    """One workspace with its secrets, and what people do with it."""

    def __init__(self, workspace, logs):
        self.workspace, self.logs = workspace, logs
        self.keys = 0

    def command(self, *arguments, stdin=None, environment=None):
        """Runs a command, keeps what it says on stderr and returns it completed."""
        done = subprocess.run(
            [BINARY, *map(str, arguments), "--workspace", self.workspace.folder],
            env=dict(self.workspace.environment, **environment or {}), input=stdin, capture_output=True, timeout=300)
        self.logs.keep("tessera " + " ".join(map(str, arguments[:2])), done.stderr.decode(errors="replace"))
        return done

    def file(self, name):
        return self.workspace.folder.parent / name

    def key(self):
        """A new idempotency key, which is a secret."""
        self.keys += 1
        key = "idempotency-%06d-of-a-till" % self.keys
        self.logs.hide("key", key)
        return key

    # What there is.

    def prepare(self):
        """Coupons, signed and short, a till, a placement, members with a card."""
        self.short, self.signed = self.issue("short"), self.issue("signed")
        enrolled = self.command("terminal", "enrol", "--store", STORE, "--name", "till", "--json")
        self.till = json.loads(enrolled.stdout)["token"]
        self.owner = (self.workspace.folder / "keys/owner.token").read_text().strip()
        self.stranger = self.till[:-1] + ("A" if self.till[-1] != "A" else "B")
        self.logs.hide("token", self.till, self.owner, self.stranger)
        self.command(
            "placement", "add", "--id", "window", "--title", "Window", "--fixture", "window", "--store", STORE)
        self.import_members()
        self.open_access()
        self.add_webhook()

    def open_access(self):
        """Tokens of people: one is revoked at once."""
        roles = [("manager", "--store", STORE), ("cashier", "--store", STORE), ("auditor",), ("owner",)]
        issued = [
            json.loads(self.command("token", "issue", "--role", *role, "--name", role[0], "--json").stdout)
            for role in roles]
        self.people = {role[0]: one["token"] for role, one in zip(roles, issued)}
        self.logs.hide("token", *self.people.values())
        self.command("token", "revoke", issued[0]["id"])
        self.command("token", "revoke", self.people["auditor"])
        self.token_id = issued[3]["id"]

    def add_webhook(self):
        """A webhook that never answers, with two secrets."""
        with open(self.workspace.folder / "tessera.yaml", "a", encoding="utf-8") as file:
            file.write("\nwebhooks:\n  - {id: crm, url: \"http://127.0.0.1:1/%s\"}\n" % WEBHOOK_PATH)
        first = self.command("webhook", "secret", "crm").stdout.decode().strip()
        second = self.command("webhook", "secret", "crm", "--rotate").stdout.decode().strip()
        self.logs.hide("webhook", WEBHOOK_PATH, *(secret.removeprefix("whsec_") for secret in (first, second)))

    def issue(self, profile):
        """A batch; returns its codes."""
        self.command(
            "batch", "issue", "--offer", OFFER, "--count", COUPONS, "--profile", profile, "--id", profile)
        self.command("batch", "export", profile, "-o", self.file(profile + ".csv"))
        with open(self.file(profile + ".csv"), encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        self.logs.hide("code", *(row["code"] for row in rows), *(row["url"].rpartition("/")[2] for row in rows))
        return [row["code"] for row in rows]

    def import_members(self):
        """Takes a list in which one phone is wrong, and draws the card of the first member."""
        with open(self.workspace.folder / "data/members.csv", encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))[:MEMBERS]
        rows[3]["phone"] = "+86 180-0000"
        with open(self.file("people.csv"), "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        # The number without its country: what stays whole in every spelling.
        self.logs.hide("phone", *(row["phone"][-11:] for row in rows))
        self.logs.hide("name", *(row["name"] for row in rows if len(folded(row["name"])) > 2))
        self.logs.hide("WeChat id", *(row["wechat_openid"] for row in rows))
        member = rows[0]["member_id"]
        self.command("member", "import", self.file("people.csv"))
        self.command("member", "import", self.file("people.csv"), "--json")
        self.command("member", "show", member)
        self.command("member", "add", "--name", rows[1]["name"], "--phone", rows[1]["phone"])
        self.command("member", "export", "-o", self.file("out.csv"), "--purpose", "a test")
        self.command("card", "issue", "--member", member, "-o", self.file("card.png"))
        self.card = zxingcpp.read_barcodes(Image.open(self.file("card.png")))[0].text
        self.logs.hide("card", self.card, self.card.rpartition("/")[2])

    # What is done with it.

    def over_http(self, server):
        """Redeems, refuses, replays, reverses and looks, right and wrong; returns the statuses."""
        answers = self.redemptions(server)
        redemption = answers[0][2]["redemption"]
        answers += [
            self.post(server, "/v1/validations", self.order(self.short[3])),
            self.post(server, "/v1/redemptions/%s/reversals" % redemption, self.reversal),
            self.post(server, "/v1/redemptions/%s/reversals" % redemption, self.reversal),
            self.post(server, "/v1/redemptions/%s/reversals" % self.short[0], self.reversal),
            self.post(server, "/v1/terminals", {"store": STORE, "name": self.till}),
        ] + self.reservations(server) + self.access(server)
        answers += [server.send("GET", path, Authorization="Bearer " + self.owner) for path in self.paths()]
        return {answer[0] for answer in answers}

    def reservations(self, server):
        """A hold that is settled, one that is released, and one that is neither."""
        held = [self.post(server, "/v1/reservations", self.order(code)) for code in self.short[9:11]]
        first, second = ("/v1/reservations/%s" % answer[2]["reservation"] for answer in held)
        headers = {"Authorization": "Bearer " + self.till}
        return held + [
            self.post(server, first + "/settlements", {}), self.post(server, first + "/settlements", {}),
            server.send("DELETE", second, Idempotency_Key=self.key(), **headers), server.send("GET", second, **headers),
            self.post(server, "/v1/reservations", self.order(self.short[9])),
            self.post(server, "/v1/reservations/%s/settlements" % self.short[9], {}),
        ]

    def access(self, server):
        """What people's tokens open, and do not."""
        paths = ["/v1/audit?limit=5", "/v1/ledger?limit=1", "/v1/tokens", "/v1/events", "/v1/lockouts"]
        answers = [
            server.send("GET", path, Authorization="Bearer " + token) for path in paths for token in self.people.values()]
        owner = {"Authorization": "Bearer " + self.owner, "Content_Type": "application/json"}
        issued = server.send(
            "POST", "/v1/tokens", json.dumps({"role": "cashier", "name": "Li", "stores": [STORE]}).encode(), **owner)
        self.logs.hide("token", issued[2]["token"])
        event = answers[paths.index("/v1/events") * len(self.people) + list(self.people).index("owner")][2]["events"][0]
        return answers + [
            issued, server.send("DELETE", "/v1/tokens/" + issued[2]["id"], **owner),
            server.send("DELETE", "/v1/tokens/" + issued[2]["token"], **owner),
            server.send("GET", "/v1/tokens", Authorization="Bearer " + issued[2]["token"]),
            server.send("POST", "/v1/events/%s/replays" % event["id"], b'{"webhook":"crm"}', **owner),
        ]

    reversal = {"kind": "void", "reason": "a mistake"}

    def order(self, code, **more):
        return dict({"code": code, "amount": PURCHASE}, **more)

    def redemptions(self, server):
        """Every way to send a redemption; the first is a good one."""
        short, signed, key = self.short, self.signed, self.key()
        good = self.order(short[3])
        orders = [
            (self.till, key, self.order(short[0])), (self.till, key, self.order(short[0])),
            (self.till, key, self.order(short[1])), (self.till, self.key(), self.order(short[0])),
            (self.till, self.key(), self.order(signed[0], member=self.card)),
            (self.till, self.key(), self.order("https://qr.qingquan.cn/c/" + short[2])),
            (self.till, self.key(), self.order(short[3][:-1] + "~")),
            (self.till, self.key(), ('{"code":"%s",' % short[3]).encode()),
            (self.till, self.key(), self.order(short[3], **{short[3]: 1})),
            (self.till, self.key(), self.order(short[3], cashier=self.till * 2)),
            (self.till, self.key() * 9, good), (self.stranger, self.key(), good), (self.owner, self.key(), good),
        ]
        return [server.redeem(*order) for order in orders]

    def post(self, server, path, body):
        return server.send(
            "POST", path, json.dumps(body).encode(), Authorization="Bearer " + self.till, Idempotency_Key=self.key(),
            Content_Type="application/json")

    def paths(self):
        """Pages and lists, with secrets wherever an address has room for one."""
        code, token = self.short[4], self.signed[1]
        return [
            "/c/" + code, "/C/" + code, "/c/%s?lang=en&phone=18079195933" % code, "/t/" + token, "/s/window",
            "/c/" + code + "/more", "/nowhere/" + code + "?token=" + self.till, "/c/" + code[:-1] + "0",
            "/v1/coupons/" + code, "/v1/ledger?limit=2", "/v1/ledger?after=" + code, "/v1/terminals",
            "/v1/terminals/" + self.till, "/v1/campaigns", "/v1/batches", "/v1/placements", "/v1/stores?limit=1",
            "/v1/keys", "/metrics", "/healthz", "/readyz", "/openapi.json",
        ]

    def by_commands(self):
        """The same by commands beside the running server, right and wrong."""
        till, code, signed = ["--store", STORE, "--amount", "80.00"], self.short[5], self.signed[2]
        redeemed = self.command("redeem", code, *till, "--key", self.key(), "--json")
        self.command("redeem", code, *till, "--key", self.key())
        self.command("redeem", signed, "--store", STORE, "--amount", "ten", "--key", self.key())
        self.command("redeem", signed, *till, "--member", self.card)
        self.command("redeem", code[:-1] + "u", *till)
        redemption = json.loads(redeemed.stdout)["redemption"]
        self.command("reverse", redemption, "--reason", "goods came back", "--kind", "return")
        self.command("reverse", code, "--reason", "goods came back")
        self.command("batch", "print", "short", "-o", self.file("sheet.pdf"))
        self.command("batch", "revoke", "signed")
        self.command("terminal", "list")
        self.command("report", "redemptions")
        held = self.command("reserve", self.short[11], *till, "--key", self.key(), "--json")
        self.command("settle", json.loads(held.stdout)["reservation"], "--store", STORE, "--key", self.key())
        self.command("release", self.short[11], "--store", STORE, "--key", self.key())
        self.command("receipt", "show", redemption)
        self.command("token", "list")
        self.command("token", "revoke", self.token_id)
        self.command("audit", "list")
        self.command("lockout", "list")
        self.command("webhook", "list")
        self.command("webhook", "test", "crm")
        self.command("webhook", "replay", "crm", "--all")
        self.command("doctor")

    def at_the_till(self, server):
        """The till reads what a scanner types; returns it completed."""
        typed = [self.short[6] + " 80.00", self.short[6] + " 80.00", self.short[7][:-1] + "!", self.signed[3]]
        return self.command(
            "terminal", "--server", server.url, stdin=("\n".join(typed) + "\n").encode(),
            environment={"TESSERA_TERMINAL_TOKEN": self.till})

    def while_locked(self, server):
        """Another process holds the database, so that storage has something to say; returns the status."""
        database = sqlite3.connect(self.workspace.folder / "data/tessera.db", isolation_level=None)
        database.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        status = server.redeem(self.till, self.key(), self.order(self.short[8]))[0]
        time.sleep(max(0, LOCKED_SECONDS - (time.monotonic() - began)))
        database.execute("ROLLBACK")
        database.close()
        return status
