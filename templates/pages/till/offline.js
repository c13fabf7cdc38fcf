// What this till keeps for when there is no network: its desk, its leases and its reports, and the box in which the cashier
// sees and chooses.
import * as api from "./api.js";
import { Desk } from "./desk.js";
import { Leases } from "./leases.js";
import { Synchroniser } from "./sync.js";
import { clock, language, say } from "./words.js";

const at = id => document.getElementById(id);
const [box, state, note] = [at("offline-box"), at("offline-state"), at("offline-note")];
const [which, hours, keep, back] = ["lease-which", "lease-hours", "lease-keep", "lease-back"].map(at);
// 10 minutes: a lease that has ended is given back and asked for anew before the next rush.
const TEND_MS = 600_000;
const HOUR_SECONDS = 3600;

export class Offline {
  // Opens it for a terminal; null where the browser cannot. `view` is told `waiting(count)`, `conflict(use, answer)` and
  // `signedOut()`.
  static async open(terminal, view) {
    let desk = null;
    try {
      desk = await Desk.open(terminal);
    } catch {
      // A browser that lends no disk works with the network alone.
    }
    at("lease-form").hidden = !desk;
    if (!desk) {
      state.textContent = say("offlineIncapable");
      return null;
    }
    return new Offline(desk, view);
  }

  constructor(desk, view) {
    Object.assign(this, { desk, view });
    this.synchroniser = new Synchroniser(
      desk, (use, answer) => this.heard(use, answer), () => this.tell(), () => view.signedOut());
    this.leases = new Leases(desk, this.synchroniser);
    api.onTime(time => desk.journal.watch.heard(time));
    at("lease-form").onsubmit = event => {
      event.preventDefault();
      this.keep();
    };
    back.onclick = () => this.giveBack();
    which.onchange = () => ["segment", "codes"].forEach(row => { at(`${row}-row`).hidden = which.value !== row; });
    this.tending = setInterval(() => this.tend(), TEND_MS);
    this.tell();
    this.tend();
  }

  stop() {
    clearInterval(this.tending);
    this.synchroniser.stop();
  }

  // Sends what waits, as soon as there is a network.
  report() {
    this.tell();
    return this.synchroniser.run();
  }

  heard(use, answer) {
    if (answer.answer === "conflict" || answer.answer === "refused") this.view.conflict(use, answer);
  }

  async tend() {
    const outcome = await this.leases.tend();
    if (outcome.kind === "signed-out") return this.view.signedOut();
    if (outcome.leftOut) this.say(outcome);
    await this.report();
  }

  async keep() {
    keep.disabled = true;
    // The browser may clear what it has not promised to keep.
    navigator.storage?.persist?.().catch(() => {});
    const outcome = await this.leases.ask({ ...wanted(), usable_for_seconds: Number(hours.value) * HOUR_SECONDS });
    keep.disabled = false;
    if (outcome.kind === "signed-out") return this.view.signedOut();
    if (outcome.kind === "leased") at("lease-codes").value = "";
    this.say(outcome);
    await this.report();
  }

  async giveBack() {
    back.disabled = true;
    await this.leases.stopAsking();
    await this.leases.giveBack();
    await this.report();
    back.disabled = false;
    note.textContent = say("leaseGivenBack");
  }

  say({ kind, leftOut = [], detail }) {
    // One sentence for each reason, and how often.
    const counts = new Map();
    for (const { reason } of leftOut) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    const reasons = [...counts]
      .map(([reason, count]) => `${leftOut.find(one => one.reason === reason).detail} (${number(count)})`).join(" ");
    const words = {
      leased: reasons && say("leaseLeftOut", { reasons }), nothing: say("leaseNothing", { reasons }),
      silence: say("leaseSilence"), refused: detail ?? "",
    };
    note.textContent = words[kind] ?? "";
  }

  // Where the till stands, in words.
  async tell() {
    const [held, waiting] = [this.desk.held(), await this.desk.waiting()];
    const sum = name => held.reduce((total, lease) => total + lease[name], 0);
    const until = held.length && clock(Math.max(...held.map(lease => lease.usableUntil)));
    const parts = [
      held.length ? say("leaseHeld", { uses: number(sum("uses")), coupons: number(sum("coupons")), time: until }) : say("leaseNone"),
      waiting ? say("leaseWaiting", { count: number(waiting) }) : "",
      this.synchroniser.trouble === "taken" ? say("offlineTaken") : this.synchroniser.trouble,
    ];
    state.textContent = parts.filter(Boolean).join(" ");
    back.hidden = held.length === 0;
    box.classList.toggle("held", held.length > 0);
    this.view.waiting(waiting);
  }
}

// Which coupons the cashier chose, as the server takes it.
function wanted() {
  switch (which.value) {
    case "segment": return { segment: at("lease-segment").value.trim() };
    case "codes": return { codes: at("lease-codes").value.split(/\s*\n\s*/).filter(Boolean) };
    default: return { store: true };
  }
}

function number(count) {
  return new Intl.NumberFormat(language).format(count);
}
