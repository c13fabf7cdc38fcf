#!/usr/bin/env python3
"""No code, token, phone, name or key stands in any log, after a run through everything at the most verbose level."""
import contextlib
import http.client
import json
import subprocess

from everything import Logs, Run
from prometheus_client.parser import text_string_to_metric_families

from support import BINARY, Server, Tally, Workspace

# A line of ours on stderr that is no event of the log: scripts wait for it.
READY = "listening on "
FIELDS = {"at", "level", "request_id", "method", "route", "status", "duration_ms"}
# What the run must meet, or it proves little.
STATUSES = {200, 201, 400, 401, 403, 404, 409, 422}


@contextlib.contextmanager
def verbose_server(workspace, form):
    """A server that logs every request, in one form."""
    process = subprocess.Popen(
        [BINARY, "serve", "--port", "0", "--verbose", "--workspace", workspace.folder],
        env=dict(workspace.environment, TESSERA_SERVER_LOG=form), stderr=subprocess.PIPE)
    try:
        yield Server(process)
    finally:
        process.terminate()
        process.wait(60)


def get(server, path):
    """One plain request; returns (headers, text)."""
    connection = http.client.HTTPConnection(server.host, server.port, timeout=60)
    connection.request("GET", path)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.headers, text


def counted(server):
    """How many requests the server counted before it was asked for this."""
    families = text_string_to_metric_families(get(server, "/metrics")[1])
    return int(sum(
        sample.value for family in families for sample in family.samples
        if sample.name == "tessera_http_requests_total"))


def events(server):
    """The lines of a server's log that are JSON objects, and those that are not."""
    parsed, others = [], []
    for line in server.log:
        try:
            parsed.append(json.loads(line))
        except ValueError:
            others += [line] if line and not line.startswith(READY) else []
    return parsed, others


def check_events(tally, server, asked, request_id):
    """Every request is an event of its own with what an operator asks for."""
    parsed, others = events(server)
    tally.check("every line of the log is a JSON object", not others, others[:3])
    requests = [event for event in parsed if event["message"] == "request"]
    # The request that counted the others comes after them.
    tally.check("every request that was counted has its event", len(requests) == asked + 1, "%d of %d" % (
        len(requests), asked + 1))
    tally.check("with time, id, method, route, status and duration", all(
        FIELDS <= event.keys() for event in requests), requests[:1])
    tally.check("numbers are numbers", all(
        type(event["status"]) is int and type(event["duration_ms"]) is float for event in requests), requests[:1])
    found = [event["route"] for event in requests if event["request_id"] == request_id]
    tally.check("the id of an answer finds its event", found == ["/v1/keys"], found)
    routes = {event["route"] for event in requests}
    wanted = {"/v1/redemptions", "/c/{code}", "/t/{token}", "/s/{placement}", "/v1/redemptions/{id}/reversals", "none",
              "/v1/reservations/{id}/settlements", "/v1/tokens", "/v1/audit", "/v1/events/{id}/replays"}
    tally.check("routes stand for addresses", wanted <= routes, wanted - routes)
    tally.check("a webhook that does not answer is in the log", any(
        "will be repeated" in event["message"] for event in parsed), parsed[-3:])
    errors = [event for event in parsed if event["level"] == "error"]
    # The webhook that does not answer may be tried again just then, and meets the lock too.
    asked_for = [event for event in errors if "deliveries could not be recorded" not in event["message"]]
    tally.check("trouble with storage is an error in the log", asked_for and all(
        "request_id" in event for event in asked_for), errors)


def check_json(tally, workspace, logs, run):
    with verbose_server(workspace, "json") as server:
        statuses = run.over_http(server)
        tally.check("the run meets answers of every kind", STATUSES <= statuses, STATUSES - statuses)
        run.by_commands()
        scanned = run.at_the_till(server)
        tally.check("the till redeems", b"10.00" in scanned.stdout, scanned.stdout + scanned.stderr)
        status = run.while_locked(server)
        tally.check("a database that another process holds is 503", status == 503, status)
        request_id = get(server, "/v1/keys")[0]["X-Request-Id"]
        asked = counted(server)
    check_events(tally, server, asked, request_id)
    logs.keep("the server, as JSON", "\n".join(server.log))


def check_text(tally, workspace, logs, run):
    with verbose_server(workspace, "text") as server:
        for answer in (run.redemptions(server), [get(server, path) for path in run.paths()]):
            tally.check("the server answers", answer)
    lines = [line for line in server.log if "route=/v1/redemptions" in line]
    tally.check("a log as text has a line for every request, too", len(lines) >= 10, server.log[:3])
    logs.keep("the server, as text", "\n".join(server.log))


def main():
    tally = Tally()
    logs = Logs()
    with Workspace.temporary() as workspace:
        run = Run(workspace, logs)
        run.prepare()
        check_json(tally, workspace, logs, run)
        check_text(tally, workspace, logs, run)
        kinds = {kind: len(secrets) for kind, secrets in logs.secrets.items()}
        print("        secrets looked for: %s" % kinds)
        tally.check("no secret stands in any log", not logs.leaks(), logs.leaks()[:5])
        logs.keep("a leak", "redeemed %s-%s" % (run.short[9][:8], run.short[9][8:].lower()))
        tally.check("one that leaked would be found", len(logs.leaks()) == 1, logs.leaks())
    tally.exit()


main()
