// The one answer: a colour, a sign, a word and a sound, and the same spoken to who does not see it.
import { play } from "./sound.js";

const SIGNS = { ready: "□", busy: "…", good: "✓", bad: "✕", wait: "!" };
const block = document.getElementById("result");
const spoken = document.getElementById("spoken");
const parts = ["word", "what", "detail", "left"].map(name => [name, block.querySelector(`.${name}`)]);

// `kind` is a name of SIGNS; the texts are those of `parts`, each may be missing.
export function show(kind, texts) {
  block.className = `result ${kind}`;
  block.querySelector(".sign").textContent = SIGNS[kind];
  for (const [name, element] of parts) element.textContent = texts[name] ?? "";
  // What only says that something is going on is not spoken: the answer comes at once.
  if (kind === "busy") return;
  spoken.textContent = "";
  if (kind === "ready") return;
  // On a small phone the controls may stand where the answer is.
  scrollTo({ top: 0 });
  play(kind);
  // An element that was empty before is read also where the same is said twice.
  setTimeout(() => {
    spoken.textContent = parts.map(([name]) => texts[name]).filter(Boolean).join(". ");
  }, 50);
}
