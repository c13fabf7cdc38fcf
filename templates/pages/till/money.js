// Money in whole minor units: binary fractions would not add up.

// The server's own bound: a hundred thousand million of a currency with two digits.
const MOST = 10_000_000_000_000;

// Reads what was typed, such as 80 or 12.80; null for what is no amount.
export function minorUnits(text, digits) {
  const parts = /^(\d{1,17})(?:\.(\d+))?$/.exec(text);
  if (!parts || (parts[2] ?? "").length > digits) return null;
  const units = Number(parts[1] + (parts[2] ?? "").padEnd(digits, "0"));
  return units <= MOST ? units : null;
}

export function decimal(units, digits) {
  if (digits === 0) return String(units);
  const text = String(units).padStart(digits + 1, "0");
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
