// The page's words in its language, which the server wrote into the page.
const words = document.getElementById("words").dataset;

export const language = document.documentElement.lang;

// A word with its {gaps} filled.
export function say(name, values = {}) {
  return (words[name] ?? name).replace(/\{(\w+)\}/g, (_, gap) => values[gap] ?? "");
}

// The time of day, for what was scanned a while ago.
export function clock(milliseconds) {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(milliseconds);
}
