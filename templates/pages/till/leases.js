// What is kept for this till: asked of the server while it is there, given back when its time is over or somebody wants to.
import * as api from "./api.js";
import { sha256, hex, utf8 } from "./bytes.js";
import { newKey } from "./outbox.js";

// Two days after its end a lease explains no void any more.
const REMEMBERED_MS = 2 * 86_400_000;

export class Leases {
  constructor(desk, synchroniser) {
    Object.assign(this, { desk, synchroniser });
    ({ journal: this.journal, database: this.database } = desk);
  }

  // What the cashier wants kept, such as { store: true, usable_for_seconds }; null for nothing.
  wish() {
    return this.database.get("state", "wish");
  }

  // Asks for a lease: { kind: "leased" | "nothing" | "refused" | "silence" | "signed-out", … }. It is asked for under one key
  // until there is an answer, so that a lost answer keeps nothing from other tills in vain.
  async ask(wish) {
    // Certain codes are kept once.
    const again = wish.codes ? undefined : wish;
    await this.database.write([["state", "wish", again], ["state", "asking", { key: newKey(), wish }]]);
    return this.go();
  }

  async go() {
    const asking = await this.database.get("state", "asking");
    if (!asking) return { kind: "nothing" };
    const registered = await this.synchroniser.register();
    if (registered.status !== 200) return this.failed(registered);
    const answer = await api.call("POST", "/v1/leases", { json: { ...asking.wish, sheet: true }, key: asking.key });
    if (answer.kind !== "answer") return answer;
    if (answer.status !== 201) return this.failed(answer);
    if (answer.body.coupons === 0) {
      await this.database.write([["state", "asking"]]);
      return { kind: "nothing", leftOut: answer.body.left_out };
    }
    await this.journal.exclusively(() => this.take(answer.body));
    return { kind: "leased", leftOut: answer.body.left_out };
  }

  async failed(answer) {
    if (answer.kind !== "answer") return answer;
    await this.database.write([["state", "asking"], ["state", "wish"]]);
    return { kind: "refused", detail: answer.body?.errors?.map(error => error.detail).join(" ") || answer.body?.detail };
  }

  // A lease counts once the journal has it. Only inside `exclusively`.
  async take({ lease, usable_until, coupons, uses, signed, sheet }) {
    const usableUntil = Date.parse(usable_until);
    const digest = hex(await sha256(utf8(signed)));
    const event = [["event", "lease_taken"], ["lease", lease], ["digest", digest], ["usable_until", usableUntil]];
    const kept = { id: lease, usableUntil, coupons, uses, signed, sheet };
    await this.journal.append(event, sheet.days[0].utc_offset_seconds, sequence => [
      ["leases", lease, kept], ["state", "asking"], ["state", "asked", sequence], ["state", "leases", sequence],
    ]);
    await this.desk.load();
  }

  // Gives back what was not used: other tills may give it as soon as the server hears of it.
  async giveBack(leases = this.desk.leases.filter(lease => !lease.isReturned)) {
    for (const { rows, ...lease } of leases) {
      const event = [["event", "lease_returned"], ["lease", lease.id]];
      await this.journal.exclusively(() => this.journal.append(event, this.desk.zone(), sequence => [
        ["leases", lease.id, { ...lease, isReturned: true }], ["state", "asked", sequence], ["state", "leases", sequence],
      ]));
    }
    await this.desk.load();
  }

  async stopAsking() {
    await this.database.write([["state", "wish"], ["state", "asking"]]);
  }

  // While there is a network: gives back what has ended, and asks again for what the cashier wants kept.
  async tend() {
    const now = Date.now();
    await this.desk.load();
    const open = (await this.database.all("uses")).filter(use => !use.answer).map(use => use.lease);
    const isOver = lease => now >= lease.usableUntil && !open.includes(lease.id);
    await this.giveBack(this.desk.leases.filter(lease => !lease.isReturned && isOver(lease)));
    await this.forget(now);
    const wish = await this.wish();
    if (await this.database.get("state", "asking")) return this.go();
    if (wish && this.desk.held().length === 0) return this.ask(wish);
    return { kind: "nothing" };
  }

  async forget(now) {
    const isOld = at => now - at > REMEMBERED_MS;
    const leases = this.desk.leases.filter(lease => lease.isReturned && isOld(lease.usableUntil));
    const uses = (await this.database.all("uses")).filter(use => use.answer && isOld(use.at));
    if (leases.length + uses.length === 0) return;
    await this.database.write([
      ...leases.map(lease => ["leases", lease.id]), ...uses.map(use => ["uses", use.key]),
      ["state", "leases", -now],
    ]);
  }
}
