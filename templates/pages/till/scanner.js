// Tells a hand scanner from a hand. A scanner is a keyboard that types faster than anybody, with an Enter or a Tab at the end
// or without one: then the pause after the burst is the end.

// 50 ms between two characters: scanners take 1 to 30, the fastest typists 60.
export const BURST_GAP_MS = 50;
// 120 ms without a character end a burst.
export const BURST_PAUSE_MS = 120;
// 6 characters: fewer may be two keys that were hit at once; no code of ours is shorter.
export const BURST_LENGTH = 6;
// 500 ms: what was typed so long before a burst is no part of it.
export const APART_MS = 500;
// 300 ms: a trigger that fires twice does so within this time; nobody scans a coupon twice that fast on purpose.
export const DOUBLE_FIRE_MS = 300;

export class Scanner {
  // `scanned(text, isBurst)` gets each text once.
  constructor(field, scanned) {
    Object.assign(this, { field, scanned });
    this.forget();
    this.reset();
    field.addEventListener("input", event => this.typed(event));
    field.addEventListener("keydown", event => this.pressed(event));
  }

  // Takes what comes next as new, also if it is the same as before.
  forget() {
    this.last = { text: "", at: -Infinity };
  }

  reset() {
    clearTimeout(this.timer);
    this.length = 0;
    this.fast = 0;
    this.start = 0;
    this.began = this.at = -Infinity;
    this.pressedAt = null;
  }

  typed(event) {
    clearTimeout(this.timer);
    const length = this.field.value.length;
    const added = length - this.length;
    // When the key was pressed, which a busy page hears of late.
    const at = this.pressedAt ?? event.timeStamp;
    const gap = at - this.at;
    if (event.inputType !== "insertText" || event.isComposing || added <= 0) this.fast = 0;
    else if (gap > APART_MS) Object.assign(this, { fast: added, start: this.length, began: at });
    else if (gap <= BURST_GAP_MS) this.fast += added;
    Object.assign(this, { length, at, pressedAt: null });
    if (this.isBurst) this.timer = setTimeout(() => this.take(true), BURST_PAUSE_MS);
  }

  get isBurst() {
    return this.fast >= BURST_LENGTH;
  }

  pressed(event) {
    this.pressedAt = event.timeStamp;
    const ends = this.isBurst && event.timeStamp - this.at <= BURST_PAUSE_MS;
    if (event.isComposing || !(event.key === "Enter" || (event.key === "Tab" && ends))) return;
    event.preventDefault();
    this.take(ends);
  }

  // Takes what stands in the field; of a burst behind something typed the burst alone.
  take(isBurst) {
    const whole = this.field.value;
    const text = once((isBurst ? whole.slice(this.start) : whole).normalize("NFKC").trim());
    const [began, at] = isBurst ? [this.began, this.at] : [performance.now(), performance.now()];
    this.field.value = "";
    this.reset();
    if (!text) return;
    const isDouble = text === this.last.text && began - this.last.at < DOUBLE_FIRE_MS;
    this.last = { text, at };
    if (!isDouble) this.scanned(text, isBurst);
  }
}

// Two bursts without a pause between them are one text twice.
function once(text) {
  const half = text.length / 2;
  const isTwice = Number.isInteger(half) && half >= BURST_LENGTH && text.slice(0, half) === text.slice(half);
  return isTwice ? text.slice(0, half) : text;
}
