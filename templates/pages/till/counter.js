// What happens with a scan. Nothing is decided here: of a coupon that is leased to this till its sheet says what comes off, of
// any other the server.
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
  async scan(code, amount = null) {
    if (isAsking()) return;
    const waiting = this.outbox.orders.find(order => order.body.code === code && !order.withdrawn);
    if (waiting) {
      this.tellWaiting(waiting, say("alreadyWaiting"));
      return this.outbox.pump();
    }
    const member = this.view.member.value.normalize("NFKC").trim();
    this.memberWanted = null;
    show("busy", { word: say("busy") });
    const offline = await this.offline;
    // A disk that cannot be read leaves the server.
    const found = await offline?.desk.find(code).catch(() => null);
    if (found) return this.own(offline, found, { key: newKey(), code, amount, member });
    const body = { code };
    if (amount) body.amount = { amount, currency: this.seat.currency };
    if (member) body.member = member;
    const order = { key: newKey(), kind: "redeem", path: "/v1/redemptions", body, at: Date.now() };
    this.outbox.add(order);
    // Behind others that wait it is not sent at once.
    if (this.outbox.isAway) this.tellWaiting(order, say("silenceText"));
  }

  // The member's card was scanned after it was asked for.
  memberGiven() {
    if (this.memberWanted) this.scan(this.memberWanted.code, this.memberWanted.amount);
  }

  // Undoes the last redemption, if somebody says yes.
  async void() {
    const last = this.last;
    if (isAsking()) return;
    if (!last) return show("ready", { word: say("ready"), detail: say("voidNothing") });
    const what = say("voidWhat", { what: last.what, time: clock(last.at) });
    if (await askVoid(what)) last.own ? this.undoOwn(last) : this.undo(last, newKey());
  }

  // Undoes what this till gave by itself.
  async undoOwn(last) {
    const offline = await this.offline;
    const undone = await offline?.desk.void(newKey(), last.own).catch(() => null);
    if (!undone) return show("bad", { word: say("notVoided"), what: say("journalUnwritable") });
    if (!undone.isVoided) return show("bad", { word: say("notVoided"), what: last.what, detail: say("voidTooLate") });
    this.totals.count("voided", last.money, -1);
    store.remove(this.lastName);
    show("good", { word: say("voided"), what: last.what, detail: say("useRestored") });
    this.view.changed(this);
    offline.report();
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

  // Gives what was leased to this till, and says so once its journal has it on the disk.
  async own(offline, found, wish) {
    let said;
    try {
      said = await offline.desk.redeem(found, wish);
    } catch {
      return show("bad", { word: say("refused"), what: say("journalUnwritable") });
    }
    if (said.kind === "redeemed") return this.gaveOwn(offline, wish.key, said);
    const what = said.detail ?? say(said.word, { time: said.at && clock(said.at) });
    if (said.kind === "asking") return this.ask(wish, what);
    this.totals.count("refused");
    show("bad", { word: say("refused"), what });
    if (said.kind !== "member") return;
    this.memberWanted = wish;
    this.view.wantMember();
  }

  gaveOwn(offline, key, { what, money, left }) {
    this.totals.count("redeemed", money);
    store.write(this.lastName, { own: key, what, money, at: Date.now() });
    this.view.member.value = "";
    show("good", {
      word: say("redeemed"), what: `${what} · ${say("off", { money: text(money) })}`, detail: say("own"),
      left: left > 0 ? say("usesLeft", { count: left }) : say("noneLeft"),
    });
    this.view.changed(this);
    offline.report();
  }

  heard(order, answer) {
    if (answer.kind === "signed-out") return this.view.signedOut();
    if (answer.kind === "silence") return order.isTold || this.tellWaiting(order, say("silenceText"));
    if (answer.status >= 300) return this.refused(order, answer.body);
    if (order.kind === "void") return this.voided(order, answer.body);
    this.redeemed(order, answer.body);
  }

  tellWaiting(order, detail) {
    order.isTold = true;
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
    if (wantsAmount) return this.ask(order.body, sentence(problem));
    if (order.kind === "redeem") this.totals.count("refused");
    const wantsMember = problem.reason === "member_required" && !isLate;
    if (wantsMember) this.memberWanted = { code: order.body.code, amount: order.body.amount?.amount };
    show("bad", {
      word: say(order.kind === "void" ? "notVoided" : "refused"), what: sentence(problem), detail: this.late(order),
    });
    if (wantsMember) this.view.wantMember();
  }

  async ask({ code }, why) {
    show("ready", { word: say("amountWanted") });
    const amount = await askAmount(why, this.seat.currency);
    if (amount) return this.scan(code, amount);
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
