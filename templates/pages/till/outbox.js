// Orders that the server has not answered yet. Each is kept with its key before it is sent, and the same key is sent until
// there is an answer: a reload, a lost answer or a second press never makes two of one.
import * as store from "./store.js";

// From a second up to ten between two attempts: soon after the network is back, and no storm before.
const RETRY_MS = [1000, 2000, 5000, 10000];

export class Outbox {
  // `send(order)` answers as `api.call` does; `heard(order, answer)` is told once, `changed(outbox)` at every change.
  constructor(terminal, send, heard, changed) {
    Object.assign(this, { send, heard, changed });
    this.prefix = `${terminal}:order:`;
    this.orders = store.names(this.prefix).map(name => store.read(name)).filter(Boolean);
    this.orders.sort((one, other) => one.at - other.at);
    this.tries = 0;
    this.isAway = false;
    this.isSending = false;
    this.isStopped = false;
  }

  add(order) {
    if (this.find(order.key)) return;
    this.orders.push(order);
    this.keep(order);
    this.pump();
  }

  keep(order) {
    store.write(this.prefix + order.key, order);
    this.changed(this);
  }

  find(key) {
    return this.orders.find(order => order.key === key);
  }

  // Sends what waits, one after the other; at once, whatever the time of the next attempt.
  async pump() {
    clearTimeout(this.timer);
    if (this.isSending || this.isStopped) return;
    this.isSending = true;
    let answer = null;
    while (this.orders.length > 0 && (answer = await this.sendFirst()));
    this.isSending = false;
    if (this.orders.length > 0 && !this.isStopped) this.timer = setTimeout(() => this.pump(), this.pause);
  }

  // The answer to the first order, or null if there is none yet.
  async sendFirst() {
    const order = this.orders[0];
    order.sent = (order.sent ?? 0) + 1;
    this.keep(order);
    const answer = await this.send(order);
    if (answer.kind !== "answer") {
      // Another one goes first next time: what the server never answers must not keep the others back.
      this.orders.push(this.orders.shift());
      this.isAway = answer.kind === "silence";
      this.isStopped = answer.kind === "signed-out";
      this.pause = Math.max(RETRY_MS[Math.min(this.tries++, RETRY_MS.length - 1)], answer.seconds * 1000 || 0);
      this.changed(this);
      this.heard(order, answer);
      return null;
    }
    this.tries = 0;
    this.isAway = false;
    this.orders = this.orders.filter(other => other !== order);
    // What follows from the answer is kept before the order is forgotten.
    this.heard(order, answer);
    store.remove(this.prefix + order.key);
    this.changed(this);
    return answer;
  }

  // Sends no more: another till signs in.
  stop() {
    this.isStopped = true;
    clearTimeout(this.timer);
  }
}

// A key that nobody has used: 128 random bits.
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
}
