// What this device did today, for the cashier; the register is the server's. No code is kept.
import { say } from "./words.js";
import * as store from "./store.js";

const DIGITS = 4;

export class Totals {
  constructor(terminal, line) {
    Object.assign(this, { name: `${terminal}:totals`, line });
    this.show();
  }

  get today() {
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].join("-");
    const kept = store.read(this.name);
    return kept?.day === day ? kept : { day, redeemed: 0, refused: 0, voided: 0, given: 0, digits: 2, currency: "" };
  }

  // Counts one; `money` is what was given, or taken back with a minus before it.
  count(kind, money, sign = 1) {
    const today = this.today;
    today[kind] += 1;
    if (money) {
      // In whole ten-thousandths: binary fractions would not add up.
      today.given += sign * Math.round(Number(money.amount) * 10 ** DIGITS);
      today.digits = (money.amount.split(".")[1] ?? "").length;
      today.currency = money.currency;
    }
    store.write(this.name, today);
    this.show();
  }

  show() {
    const today = this.today;
    const given = today.currency ? `${(today.given / 10 ** DIGITS).toFixed(today.digits)} ${today.currency}` : "0";
    this.line.textContent = say("totals", { ...today, given });
  }
}
