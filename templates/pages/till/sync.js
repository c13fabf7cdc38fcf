// Reports what this till has given, until the server has answered all of it. What is sent again changes nothing.
import * as api from "./api.js";

// 500 lines at once: well below what a server takes, and over a slow network an answer comes in seconds.
const BATCH = 500;
// 10,000 lines that the server has are kept for a server that is set back to an older state and asks for them again.
const KEPT_LINES = 10_000;
const AGAIN_MS = 10_000;

export class Synchroniser {
  // `heard(use, answer)` is told of every answer, `changed()` after every round, `signedOut()` once.
  constructor(desk, heard, changed, signedOut) {
    Object.assign(this, { desk, heard, changed, signedOut });
    ({ journal: this.journal, database: this.database } = desk);
    this.trouble = null;
    this.isRegistered = false;
    this.isStopped = false;
  }

  stop() {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  // Goes on until nothing waits; without a network it tries again by itself. One at a time, however many ask for it.
  run() {
    clearTimeout(this.timer);
    this.running ??= this.rounds().finally(() => { this.running = null; });
    return this.running;
  }

  async rounds() {
    try {
      let outcome;
      while (!this.isStopped && (outcome = await this.round()) === "on");
      if (outcome === "later" && !this.isStopped) this.timer = setTimeout(() => this.run(), AGAIN_MS);
    } finally {
      this.changed();
    }
  }

  // Tells the server by which key the journal is verified: { kind } of the answer, as `api.call`.
  async register() {
    if (this.isRegistered) return { kind: "answer", status: 200 };
    const answer = await api.call(
      "PUT", "/v1/terminals/self/journal-key", { json: { public_key: this.journal.key.publicKey } });
    this.isRegistered = answer.status === 200;
    this.trouble = answer.body?.reason === "journal_key_taken" ? "taken" : null;
    return answer;
  }

  // Sends a batch: "on" if there may be more, "later" if the network or the server is away, "done", or "stuck".
  async round() {
    const first = await this.firstToSend();
    if (first === null) return "done";
    const registered = await this.register();
    if (registered.status !== 200) return this.failed(registered);
    const { sequence } = await this.journal.head();
    const lines = await this.database.between("lines", first, Math.min(sequence, first + BATCH - 1));
    const answer = await api.call("POST", "/v1/redemptions/uploads", { lines: lines.join("\n") + "\n" });
    if (answer.status === 200) {
      this.trouble = null;
      await this.journal.exclusively(() => this.take(answer.body));
      return "on";
    }
    if (answer.body?.reason === "journal_gap" && answer.body.next_entry < first) {
      await this.database.write([["state", "through", answer.body.next_entry - 1]]);
      return "on";
    }
    this.isRegistered = answer.body?.reason !== "journal_key_missing";
    return this.failed(answer);
  }

  // The number of the entry to send from; null if the server has answered all that asks.
  async firstToSend() {
    const through = await this.database.get("state", "through") ?? 0;
    const open = (await this.database.all("uses")).filter(use => !use.answer).map(use => use.sequence);
    const { sequence } = await this.journal.head();
    if (open.length === 0 && through >= (await this.database.get("state", "asked") ?? 0)) return null;
    // All was sent and some was not answered: those are sent again.
    return through < sequence ? through + 1 : Math.min(...open);
  }

  // Writes the answers down. Only inside `exclusively`.
  async take({ through, answers }) {
    for (const { key, answer, redemption, other, used_at, reason } of answers) {
      const use = await this.database.get("uses", key);
      if (!use || use.answer) continue;
      const event = [
        ["event", "answered"], ["key", key], ["answer", answer], ["redemption", redemption], ["other", other],
        ["used_at", used_at && Date.parse(used_at)], ["reason", answer === "refused" ? reason : null],
      ];
      await this.journal.append(event, this.desk.zone(), () => [["uses", key, { ...use, answer, redemption }]]);
      this.heard(use, { answer, reason });
    }
    const before = await this.database.get("state", "through") ?? 0;
    const old = Math.max(before, through) - KEPT_LINES;
    const lines = old > 0 ? await this.database.names("lines", old) : [];
    await this.database.write([
      ["state", "through", Math.max(before, through)], ...lines.map(name => ["lines", name]),
    ]);
  }

  failed(answer) {
    if (answer.kind === "signed-out") {
      this.stop();
      this.signedOut();
      return "stuck";
    }
    if (answer.kind === "silence") return "later";
    this.trouble ??= answer.body?.detail ?? answer.body?.title ?? String(answer.status);
    return "stuck";
  }
}
