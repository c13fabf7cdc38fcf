// The journal of this terminal in this browser: lines that are signed by a key which never leaves it, each with the hash of the
// one before, and on the disk before the cashier sees green. The form is that of every till's journal.
import { Database } from "./database.js";
import { hex, joined, sha256, utf8 } from "./bytes.js";
import { Watch, reading } from "./time.js";

export class Journal {
  static async open(terminal) {
    const journal = new Journal();
    journal.terminal = terminal;
    journal.database = await Database.open(terminal);
    await journal.exclusively(() => journal.begin());
    journal.watch = new Watch(await journal.database.get("state", "latest"));
    return journal;
  }

  // Two windows of one browser write one journal: whatever reads and then writes happens in here.
  exclusively(work) {
    return navigator.locks.request(`tessera-till-${this.terminal}`, work);
  }

  async begin() {
    this.key = await this.database.get("state", "key");
    if (this.key) return;
    const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
    const name = utf8(this.terminal);
    const genesis = joined(utf8("tessera journal genesis 1\0"), Uint8Array.of(name.length), name, publicKey);
    this.key = { privateKey: pair.privateKey, publicKey: hex(publicKey) };
    await this.database.write([
      ["state", "key", this.key], ["state", "head", { sequence: 0, hash: hex(await sha256(genesis)) }],
    ]);
  }

  head() {
    return this.database.get("state", "head");
  }

  // Adds an event, as [name, value] in its fixed order, with whatever else is to be written along with it or not at all:
  // `changes` is told the entry's number. Only inside `exclusively`.
  async append(event, zone, changes = () => []) {
    const jump = this.watch.jump();
    if (jump) await this.add([["event", "clock_jumped"], ["by", jump]], zone, () => []);
    await this.add(event, zone, changes);
  }

  async add(event, zone, changes) {
    const head = await this.head();
    const now = reading();
    const sequence = head.sequence + 1;
    const body = line([
      ["entry", sequence], ["terminal", this.terminal], ["after", head.hash], ["at", now.at], ["zone", zone],
      ["boot", now.boot], ["up", now.up], ...event,
    ]);
    const message = joined(utf8("tessera journal entry 1\0"), utf8(body));
    const signature = hex(await crypto.subtle.sign("Ed25519", this.key.privateKey, message));
    const text = `${body},"signature":"${signature}"}`;
    this.watch.latest = Math.max(this.watch.latest, now.at);
    await this.database.write([
      ["lines", sequence, text], ["state", "head", { sequence, hash: hex(await sha256(utf8(text))) }],
      ["state", "latest", this.watch.latest], ...changes(sequence),
    ]);
  }
}

// One spelling for everything: no spaces, whole numbers, and of text only quotes, backslashes and controls are escaped.
function line(fields) {
  const given = fields.filter(([, value]) => value !== undefined && value !== null && value !== "");
  return "{" + given.map(([name, value]) => `"${name}":${typeof value === "number" ? value : quoted(value)}`).join(",");
}

function quoted(text) {
  const escaped = text.replace(/["\\]/g, "\\$&")
    .replace(/[\0-\x1f\x7f]/g, letter => "\\u" + letter.charCodeAt(0).toString(16).padStart(4, "0"));
  return `"${escaped}"`;
}
