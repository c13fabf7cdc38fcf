// What happens with a scan. Nothing is decided here: the server says what is redeemed, and why not. Deciding without it
// belongs in a module of its own, in place of `send`.
import * as api from "./api.js";
import * as store from "./store.js";
import { askAmount, askVoid, isAsking } from "./dialogs.js";
import { Outbox, newKey } from "./outbox.js";
import { show } from "./result.js";
import { Totals } from "./totals.js";
import { clock, say } from "./words.js";

export class Counter {
  // `seat` is who the till is; `view` has the field `member`, and is told `changed(counter)`, `wantMember()` and
  // `signedOut()`.
  constructor(seat, view) {
    Object.assign(this, { seat, view });
    this.totals = new Totals(seat.terminal, document.getElementById("totals"));
    this.outbox = new Outbox(
      seat.terminal, order => api.call("POST", order.path, { json: order.body, key: order.key }),
      (order, answer) => this.heard(order, answer), () => view.changed(this));
    this.lastName = `${seat.terminal}:last`;
    this.memberWanted = null;
  }

  get last() {
    return store.read(this.lastName);
  }

  // A code was scanned or typed.
  scan(code, amount = null) {
    if (isAsking()) return;
    const waiting = this.outbox.orders.find(order => order.body.code === code && !order.withdrawn);
    if (waiting) {
      this.tellWaiting(waiting, say("alreadyWaiting"));
      return this.outbox.pump();
    }
    const body = { code };
    if (amount) body.amount = { amount, currency: this.seat.currency };
    const member = this.view.member.value.normalize("NFKC").trim();
    if (member) body.member = member;
    this.memberWanted = null;
    show("busy", { word: say("busy") });
    this.outbox.add({ key: newKey(), kind: "redeem", path: "/v1/redemptions", body, at: Date.now() });
  }

  // The member's card was scanned after it was asked for.
  memberGiven() {
    if (this.memberWanted) this.scan(this.memberWanted.code, this.memberWanted.amount?.amount);
  }

  // Undoes the last redemption, if somebody says yes.
  async void() {
    const last = this.last;
    if (isAsking()) return;
    if (!last) return show("ready", { word: say("ready"), detail: say("voidNothing") });
    const what = say("voidWhat", { what: last.what, time: clock(last.at) });
    if (await askVoid(what)) this.undo(last, newKey());
  }

  undo(redeemed, key) {
    const body = { kind: "void", reason: say("voidReason") };
    const path = `/v1/redemptions/${encodeURIComponent(redeemed.redemption)}/reversals`;
    show("busy", { word: say("busy") });
    this.outbox.add({ key, kind: "void", path, body, at: Date.now(), what: redeemed.what, money: redeemed.money });
  }

  // Nobody waits for the answer any more: what turns out to be redeemed is undone.
  withdraw(key) {
    const order = this.outbox.find(key);
    if (!order) return;
    order.withdrawn = true;
    this.outbox.keep(order);
    show("wait", { word: say("withdrawn"), detail: say("withdrawnText") });
    this.outbox.pump();
  }

  heard(order, answer) {
    if (answer.kind === "signed-out") return this.view.signedOut();
    if (answer.kind === "silence") return order.sent === 1 && this.tellWaiting(order, say("silenceText"));
    if (answer.status >= 300) return this.refused(order, answer.body);
    if (order.kind === "void") return this.voided(order, answer.body);
    this.redeemed(order, answer.body);
  }

  tellWaiting(order, detail) {
    show("wait", { word: say("silence"), what: order.what ?? shortened(order.body.code), detail });
  }

  redeemed(order, body) {
    const money = body.benefit.discount;
    const what = body.offer.title;
    const last = { redemption: body.redemption, what, money, at: Date.now() };
    this.totals.count("redeemed", money);
    if (order.withdrawn) return this.undo(last, `${order.key}-void`);
    store.write(this.lastName, last);
    this.view.member.value = "";
    show("good", {
      word: say("redeemed"), what: `${what} · ${say("off", { money: text(money) })}`, detail: this.late(order),
      left: body.uses_left > 0 ? say("usesLeft", { count: body.uses_left }) : say("noneLeft"),
    });
  }

  voided(order, body) {
    this.totals.count("voided", order.money, -1);
    if (order.path.includes(encodeURIComponent(this.last?.redemption ?? " "))) store.remove(this.lastName);
    show("good", {
      word: say("voided"), what: order.what, detail: body.use_restored ? say("useRestored") : this.late(order),
    });
  }

  async refused(order, problem) {
    const isLate = order.sent > 1;
    const wantsAmount = !order.body.amount && !order.withdrawn && !isLate && order.kind === "redeem"
      && (problem.reason === "amount_required" || problem.reason === "below_minimum_spend");
    if (wantsAmount) return this.ask(order, problem);
    if (order.kind === "redeem") this.totals.count("refused");
    const wantsMember = problem.reason === "member_required" && !isLate;
    if (wantsMember) this.memberWanted = order.body;
    show("bad", {
      word: say(order.kind === "void" ? "notVoided" : "refused"), what: sentence(problem), detail: this.late(order),
    });
    if (wantsMember) this.view.wantMember();
  }

  async ask(order, problem) {
    show("ready", { word: say("amountWanted") });
    const amount = await askAmount(sentence(problem), this.seat.currency);
    if (amount) return this.scan(order.body.code, amount);
    show("ready", { word: say("ready"), detail: say("amountMissing") });
  }

  // Which scan an answer belongs to that came after others.
  late(order) {
    if (!(order.sent > 1)) return "";
    return say("late", { time: clock(order.at), code: order.body.code ? shortened(order.body.code) : "" });
  }
}

// Why not, in the server's words; of bad input what is wrong with it.
function sentence(problem) {
  return problem.errors?.map(error => error.detail).join(" ") || problem.detail || problem.title;
}

// The end of a code: enough to tell two coupons apart.
export function shortened(code) {
  return `…${code.slice(-4)}`;
}

function text(money) {
  return `${money.amount} ${money.currency}`;
}
