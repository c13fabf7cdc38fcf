// A sound for each kind of answer, so that nobody has to look: two high tones, one long low one, two short ones.
import * as store from "./store.js";

const TONES = {
  good: [[880, 0, .12], [1320, .13, .18]],
  bad: [[196, 0, .45]],
  wait: [[523, 0, .08], [523, .14, .08]],
};
const LOUDNESS = .25;
let audio = null;

// Browsers let a page sound only after somebody touched it.
export function wake() {
  if (!("AudioContext" in window)) return;
  audio ??= new AudioContext();
  if (audio.state === "suspended") audio.resume().catch(() => {});
}

export function isMuted() {
  return store.read("muted") === true;
}

export function mute(isMuted) {
  store.write("muted", isMuted);
}

export function play(kind) {
  if (isMuted() || !audio || audio.state !== "running") return;
  for (const [hertz, after, seconds] of TONES[kind] ?? []) {
    const [tone, loudness] = [audio.createOscillator(), audio.createGain()];
    const start = audio.currentTime + after;
    tone.frequency.value = hertz;
    loudness.gain.setValueAtTime(LOUDNESS, start);
    loudness.gain.exponentialRampToValueAtTime(.001, start + seconds);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start);
    tone.stop(start + seconds);
  }
}
