// What time it is to be taken for. Anybody can set a device's clock, so it is held against the server's word and against what
// the journal knows; a clock that was set back makes nothing valid again.
import { hex } from "./bytes.js";

// Names this start of the page: the running clock counts from it.
const boot = hex(crypto.getRandomValues(new Uint8Array(16)));
// 30 seconds: a time server corrects less in a day, and a wrong minute matters to no coupon.
const TOLERANCE_MS = 30_000;
// One hour: validity counts in days, and no clock is an hour off by itself.
const WRONG_MS = 3_600_000;

// Both clocks: the one on the wall, and one that nobody can set.
export function reading() {
  return { at: Date.now(), boot, up: Math.floor(performance.now()) };
}

export class Watch {
  // `latest` is the latest time that was believed, in milliseconds.
  constructor(latest = 0) {
    this.latest = latest;
    this.error = 0;
    this.last = reading();
  }

  // Takes the server's time, which is right whatever was believed before.
  heard(time) {
    this.error = Date.now() - time;
    this.latest = time;
  }

  // By how much the clock on the wall was set since the last look, in milliseconds; 0 if it was not.
  //
  // A device that slept looks like one whose clock was set forward: both are only written down.
  jump() {
    const now = reading();
    const by = now.at - this.last.at - (now.up - this.last.up);
    this.last = now;
    return Math.abs(by) > TOLERANCE_MS ? by : 0;
  }

  // The time to judge by, or null if the clock cannot be believed.
  moment() {
    const now = Date.now();
    if (Math.abs(this.error) > WRONG_MS || this.latest - now > WRONG_MS) return null;
    return Math.max(now, this.latest - TOLERANCE_MS);
  }
}
