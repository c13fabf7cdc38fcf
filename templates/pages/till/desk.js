// Gives what was leased to this till, with a network or without: only this till may. What it says to a coupon is on the lease's
// sheet; what it has given is in its journal.
import { isEnded, isGenuine, nameIn, read } from "./codes.js";
import { isCapable } from "./database.js";
import { Journal } from "./journal.js";
import { decimal, minorUnits } from "./money.js";
import { answer, dayAt } from "./sheet.js";

export class Desk {
  // Opens the journal; null in a browser that cannot have one.
  static async open(terminal) {
    if (!await isCapable()) return null;
    const desk = new Desk();
    desk.journal = await Journal.open(terminal);
    desk.database = desk.journal.database;
    await desk.load();
    return desk;
  }

  // Reads the leases again if another window has changed them.
  async load() {
    const version = await this.database.get("state", "leases") ?? 0;
    if (version === this.version) return;
    this.leases = await this.database.all("leases");
    for (const lease of this.leases) lease.rows = new Map(lease.sheet.coupons.map(row => [row.coupon, row]));
    this.version = version;
  }

  // The leases that are usable now.
  held() {
    const moment = this.journal.watch.moment() ?? Date.now();
    return this.leases.filter(lease => !lease.isReturned && moment < lease.usableUntil);
  }

  // What a code has in a lease, if this till decides on it; null if the server does.
  async find(text) {
    await this.load();
    const code = read(text);
    if (!code) return null;
    const uses = (await this.database.all("uses")).filter(use => use.coupon === code.short && !use.isVoided);
    let spent = null;
    for (const lease of this.held()) {
      const row = lease.rows.get(await nameIn(lease.id, code.short));
      if (!row || !await isGenuine(code, lease.sheet.keys)) continue;
      const given = uses.filter(use => use.lease === lease.id);
      const found = { lease, row, coupon: code.short, code };
      if (given.length < row.uses) return found;
      // What was used here and not reported is known here only.
      if (given.some(use => !use.answer)) spent ??= found;
    }
    return spent;
  }

  // Gives a use that `find` found: { kind: "redeemed" | "asking" | "member" | "refused", … }. A wish is { key, code, amount,
  // member }, the amount as it was typed.
  redeem(found, wish) {
    return this.journal.exclusively(() => this.judge(found, wish));
  }

  async judge({ lease, row, coupon, code }, wish) {
    const { sheet } = lease;
    const moment = this.journal.watch.moment();
    if (moment === null) return { kind: "refused", word: "clockWrong" };
    // A clock that is a little slow is still in the lease's first day.
    const day = Math.max(dayAt(sheet, moment), 0);
    const given = (await this.database.all("uses"))
      .filter(use => use.lease === lease.id && use.coupon === coupon && !use.isVoided);
    const purchase = wish.amount === null ? null : minorUnits(wish.amount, sheet.minor_unit_digits);
    if (wish.amount !== null && purchase === null) return { kind: "refused", word: "amountUnreadable" };
    const asked = this.asked(wish, purchase, sheet);
    const refuse = (reason, saying) => this.refuse(asked, sheet, day, reason, saying);
    if (isEnded(code, sheet.keys, moment)) return refuse("key_expired", { word: "keyExpired" });
    if (given.length >= row.uses) {
      return refuse("already_redeemed", { word: "alreadyGiven", at: Math.max(...given.map(use => use.at)) });
    }
    if (row.holder && !wish.member) return { kind: "member", word: "memberMissing" };
    if (row.holder && wish.member !== row.holder) return refuse("wrong_member", { word: "memberOther" });
    const said = answer(sheet, row, day, purchase);
    if (said.refusal) return refuse(said.refusal.reason, { detail: said.refusal.detail });
    if (said.asking && purchase === null) return { kind: "asking", detail: said.asking };
    if (said.asking) return refuse("below_minimum_spend", { detail: said.asking });
    return this.give({ lease, row, coupon }, wish.key, asked, given.length, day, said.discount);
  }

  async give({ lease, row, coupon }, key, asked, count, day, discount) {
    const { offer, campaign, title } = lease.sheet.cases[row.case];
    const left = row.uses - count - 1;
    const event = [
      ["event", "accepted"], ...asked, ["campaign", campaign], ["offer", offer], ["lease", lease.id],
      ["use", row.taken + count + 1], ["uses_left", left], ["discount", `${discount.amount} ${discount.currency}`],
    ];
    const use = { key, coupon, lease: lease.id, at: Date.now(), what: title, money: discount };
    await this.write(event, lease.sheet, day, use);
    return { kind: "redeemed", what: title, money: discount, left };
  }

  async refuse(asked, sheet, day, reason, saying) {
    await this.journal.append(
      [["event", "refused"], ...asked, ["reason", reason]], sheet.days[day].utc_offset_seconds);
    return { kind: "refused", ...saying };
  }

  // The request in the order of a journal's line.
  asked({ key, code, member }, purchase, sheet) {
    const amount = purchase === null ? null : `${decimal(purchase, sheet.minor_unit_digits)} ${sheet.currency}`;
    return [["key", key], ["code", code], ["amount", amount], ["member", member], ["online", "none"]];
  }

  // Undoes a use of this till on the day on which it was given: whether it is, is said by { isVoided }.
  void(key, of) {
    return this.journal.exclusively(async () => {
      const use = await this.database.get("uses", of);
      const lease = this.leases.find(lease => lease.id === use?.lease);
      const moment = this.journal.watch.moment();
      const day = lease && moment !== null ? dayAt(lease.sheet, moment) : -1;
      if (!use || use.isVoided || day < 0 || day !== dayAt(lease.sheet, use.at)) return { isVoided: false };
      const event = [["event", "voided"], ["key", key], ["of", of]];
      await this.write(event, lease.sheet, day, { key, of, at: Date.now() }, [["uses", of, { ...use, isVoided: true }]]);
      return { isVoided: true, money: use.money, what: use.what };
    });
  }

  // An entry that asks for an answer, and what is to be remembered of it.
  write(event, sheet, day, question, changes = []) {
    return this.journal.append(event, sheet.days[day].utc_offset_seconds, sequence => [
      ["uses", question.key, { ...question, sequence }], ["state", "asked", sequence], ...changes,
    ]);
  }

  // The store's local time minus UTC, as the last lease says.
  zone() {
    const sheet = this.leases.at(-1)?.sheet;
    return sheet?.days[Math.max(dayAt(sheet, Date.now()), 0)].utc_offset_seconds ?? 0;
  }

  // How many uses and voids the server has not answered.
  async waiting() {
    return (await this.database.all("uses")).filter(use => !use.answer).length;
  }
}
