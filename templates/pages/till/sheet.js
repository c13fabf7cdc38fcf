// Looks up what the server has decided of the coupons of a lease. Nothing is decided here: the sheet says for each day what
// comes off, or why nothing does.
import { decimal } from "./money.js";

// The place of a moment's day, by which a decision is found and a void is allowed; -1 for none.
export function dayAt(sheet, moment) {
  return sheet.days.findIndex(day => Date.parse(day.from) <= moment && moment < Date.parse(day.until));
}

// What is said to a coupon: { refusal }, { asking } where the purchase is missing or too small, or the { discount } as money.
// The purchase is in minor units, or null.
export function answer(sheet, row, day, purchase) {
  const { refusal, discount, table, asking } = sheet.cases[row.case].decisions[day];
  if (refusal) return { refusal };
  if (discount) return { discount };
  if (purchase === null || purchase < table.from) return { asking };
  const amount = decimal(lookUp(table, purchase), sheet.minor_unit_digits);
  return { discount: { amount, currency: sheet.currency } };
}

// A purchase of `from` + n · `period` + r gets `discount` + n · `growth` + as many as there are `rises` up to r.
export function lookUp(table, purchase) {
  const over = purchase - table.from;
  const [rounds, rest] = [Math.floor(over / table.period), over % table.period];
  const off = table.discount + rounds * table.growth + table.rises.filter(rise => rise <= rest).length;
  return Math.min(off, table.most ?? off);
}
