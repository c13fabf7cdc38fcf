#!/usr/bin/env python3
"""What /metrics says is what was done, as Prometheus' own parser reads it; dashboard and alerts ask for nothing else."""
import http.client
import json
import os
import re
from pathlib import Path

import yaml
from prometheus_client.parser import text_string_to_metric_families

from support import PURCHASE, Tally, Workspace

TEMPLATES = Path(__file__).resolve().parents[3] / "templates/monitoring"
# Labels that Prometheus itself adds to everything that it scrapes.
SCRAPED_LABELS = {"job", "instance"}
# Words of the query language that stand where a metric could.
UP = "up"


class Scrape:
    """The families of /metrics, and the samples in them."""

    def __init__(self, server):
        self.headers, text = fetch(server)
        self.text = text
        self.families = {family.name: family for family in text_string_to_metric_families(text)}
        self.samples = [sample for family in self.families.values() for sample in family.samples]
        self.labels = {}
        for sample in self.samples:
            self.labels.setdefault(sample.name, set()).update(sample.labels)

    def value(self, name, **labels):
        """The sum of all samples of a name with these labels, `None` if there is none."""
        found = [
            sample.value for sample in self.samples
            if sample.name == name and labels.items() <= sample.labels.items()]
        return sum(found) if found else None


def fetch(server):
    connection = http.client.HTTPConnection(server.host, server.port, timeout=60)
    connection.request("GET", "/metrics")
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.headers, text


def trade(workspace, server, token, codes):
    """Two redemptions, a replay, two refusals, a validation and a reversal."""
    def order(code):
        return {"code": code, "amount": PURCHASE}

    first = server.redeem(token, "m1", order(codes[0]))[2]
    server.redeem(token, "m1", order(codes[0]))
    server.redeem(token, "m2", order(codes[1]))
    server.redeem(token, "m3", order(codes[0]))
    server.redeem(token, "m4", order("0000-0000-0000-0000"))
    headers = {"Authorization": "Bearer " + token, "Content_Type": "application/json"}
    server.send("POST", "/v1/validations", json.dumps(order(codes[2])).encode(), **headers)
    path = "/v1/redemptions/%s/reversals" % first["redemption"]
    server.send("POST", path, b'{"kind":"void","reason":"wrong article"}', Idempotency_Key="m5", **headers)
    server.send("GET", "/c/" + codes[0])
    server.send("GET", "/nowhere/" + codes[0])
    server.send("TRACE", "/healthz")


def check_form(tally, scrape):
    kind = scrape.headers["Content-Type"]
    tally.check("the content type names the text format", kind.startswith("text/plain; version=0.0.4"), kind)
    bare = [name for name, family in scrape.families.items() if not family.documentation or family.type == "unknown"]
    tally.check("every family has a HELP and a TYPE", not bare, bare)
    strange = [name for name in scrape.families if not re.match(r"(tessera|process)_[a-z0-9_]+$", name)]
    tally.check("every name is ours or every process's", not strange, strange)
    # The parser takes `_total` off a counter's name; one without it keeps a name that differs from its samples.
    counters = [family for family in scrape.families.values() if family.type == "counter"]
    wrong = [f.name for f in counters if any(not sample.name.endswith("_total") for sample in f.samples)]
    tally.check("every counter ends with _total", counters and not wrong, wrong)
    units = [name for name in scrape.families if re.search(r"milli|micro|nano|_ms\b|_kb\b|percent", name)]
    tally.check("base units only", not units, units)
    tally.check("no series stands twice", len({(s.name, tuple(sorted(s.labels.items()))) for s in scrape.samples})
                == len(scrape.samples))


def check_histograms(tally, scrape):
    for family in scrape.families.values():
        if family.type != "histogram":
            continue
        series = {}
        for sample in family.samples:
            labels = tuple(sorted(item for item in sample.labels.items() if item[0] != "le"))
            series.setdefault(labels, []).append(sample)
        for labels, samples in series.items():
            buckets = [(float(s.labels["le"]), s.value) for s in samples if s.name.endswith("_bucket")]
            count = next(s.value for s in samples if s.name.endswith("_count"))
            total = next(s.value for s in samples if s.name.endswith("_sum"))
            rising = [bound for bound, _ in buckets] == sorted({bound for bound, _ in buckets})
            rising &= [value for _, value in buckets] == sorted(value for _, value in buckets)
            # Nothing may have waited; everything else that was counted was more than nothing.
            summed = total > 0 or count == 0 or family.name == "tessera_commit_queue_depth"
            if not (rising and summed and buckets[-1] == (float("inf"), count)):
                tally.check("%s%s is a histogram" % (family.name, dict(labels)), False, samples)
    names = {name for name, family in scrape.families.items() if family.type == "histogram"}
    wanted = {
        "tessera_commit_group_size", "tessera_commit_duration_seconds", "tessera_commit_queue_wait_seconds",
        "tessera_commit_queue_depth", "tessera_http_request_duration_seconds"}
    tally.check("groups, syncs, waits, depths and requests are histograms", wanted <= names, wanted - names)


def check_numbers(tally, scrape):
    expected = [
        (2, "tessera_redemptions_total", {"outcome": "redeemed"}),
        (1, "tessera_redemptions_total", {"outcome": "refused", "reason": "already_redeemed"}),
        (1, "tessera_redemptions_total", {"outcome": "refused", "reason": "unknown_code"}),
        (4, "tessera_redemptions_total", {}),
        (1, "tessera_replays_total", {}),
        (1, "tessera_validations_total", {"outcome": "redeemable"}),
        (1, "tessera_reversals_total", {"outcome": "reversed"}),
        # Every attempt went through the queue, the replay and the refusals too.
        (5, "tessera_commit_group_size_sum", {}),
        (5, "tessera_http_request_duration_seconds_count", {"route": "/v1/redemptions"}),
        (3, "tessera_http_requests_total", {"route": "/v1/redemptions", "status": "201"}),
        (1, "tessera_http_requests_total", {"route": "/c/{code}", "status": "200"}),
        (1, "tessera_http_requests_total", {"route": "none", "status": "404"}),
        (1, "tessera_http_requests_total", {"method": "OTHER"}),
        (0, "tessera_commit_failures_total", {}),
        (0, "tessera_store_retries_total", {}),
        # Whoever asks is being answered.
        (1, "tessera_http_requests_in_flight", {}),
        (1, "tessera_build_info", {}),
    ]
    for value, name, labels in expected:
        got = scrape.value(name, **labels)
        tally.check("%s%s is %d" % (name, labels or "", value), got == value, got)


def check_process(tally, scrape, pid):
    resident = scrape.value("process_resident_memory_bytes") or 0
    status = Path("/proc/%d/status" % pid).read_text()
    truth = int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024
    tally.check("memory is the system's number", 0.5 < resident / truth < 2, "%d, not %d" % (resident, truth))
    files = scrape.value("process_open_fds") or 0
    truth = len(os.listdir("/proc/%d/fd" % pid))
    tally.check("so are open files", abs(files - truth) <= 4, "%d, not %d" % (files, truth))
    limit = scrape.value("process_max_fds")
    tally.check("and how many may be open", limit and limit >= files, limit)
    started = scrape.value("process_start_time_seconds")
    boot = int(re.search(r"btime (\d+)", Path("/proc/stat").read_text())[1])
    ticks = int(Path("/proc/%d/stat" % pid).read_text().rpartition(")")[2].split()[19])
    truth = boot + ticks / os.sysconf("SC_CLK_TCK")
    tally.check("and when it began", abs(started - truth) < 60, "%s, not %s" % (started, truth))
    tally.check("processor time was used", scrape.value("process_cpu_seconds_total") > 0)


def queries():
    """Every query of the dashboard and of the alerts, with where it stands."""
    dashboard = json.loads((TEMPLATES / "grafana-verifier.json").read_text())
    for panel in dashboard["panels"]:
        for target in panel.get("targets", []):
            yield "panel %s" % panel["title"], target["expr"]
    for variable in dashboard["templating"]["list"]:
        if variable["type"] == "query":
            yield "variable %s" % variable["name"], variable["definition"]
    rules = yaml.safe_load((TEMPLATES / "prometheus-alerts.yaml").read_text())
    for rule in [rule for group in rules["groups"] for rule in group["rules"]]:
        yield "alert %s" % rule["alert"], rule["expr"]
        for label in re.findall(r"\$labels\.(\w+)", json.dumps(rule["annotations"])):
            yield "summary of %s" % rule["alert"], "sum by (%s) (%s)" % (label, rule["expr"])


def unknown(expression, labels_of):
    """The metrics and labels of a query that the verifier does not have."""
    metrics = re.findall(r"\b((?:tessera|process)_\w+)(?:\{([^}]*)\})?", expression)
    if not metrics and not re.search(r"\b%s\b" % UP, expression):
        return ["no metric at all"]
    faults = [name for name, _ in metrics if name not in labels_of]
    known = SCRAPED_LABELS.union(*(labels_of.get(name, set()) for name, _ in metrics))
    used = [label for _, matchers in metrics for label in re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", matchers)]
    for group in re.findall(r"\bby \(([^)]*)\)", expression):
        used += [label.strip() for label in group.split(",")]
    return faults + ["label " + label for label in used if label not in known]


def check_queries(tally, scrape):
    count = 0
    for place, expression in queries():
        count += 1
        faults = unknown(expression, scrape.labels)
        if faults:
            tally.check("%s asks for what there is" % place, False, faults)
    tally.check("the %d queries of dashboard and alerts ask for what there is" % count, count > 30)
    invented = unknown('rate(tessera_invented_total{colour="red"}[5m])', scrape.labels)
    tally.check("one that asks for something else would be found", len(invented) == 2, invented)


def main():
    tally = Tally()
    with Workspace.temporary() as workspace:
        token = workspace.enrol()
        codes = [row["code"] for row in workspace.issue(3)]
        with workspace.serving(tally) as server:
            trade(workspace, server, token, codes)
            scrape = Scrape(server)
            check_form(tally, scrape)
            check_histograms(tally, scrape)
            check_numbers(tally, scrape)
            check_process(tally, scrape, server.process.pid)
            check_queries(tally, scrape)
            shown = [code for code in codes + [token] if code in scrape.text]
            tally.check("no code and no token is a label", not shown, shown)
    tally.exit()


main()
