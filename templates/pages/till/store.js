// What this device keeps over a reload: who it is, what waits for an answer, what it did today. A browser that keeps
// nothing still works, until it is closed.
const PREFIX = "tessera-till:";
const memory = new Map();

export function read(name) {
  const text = memory.get(name) ?? attempt(() => localStorage.getItem(PREFIX + name));
  return text ? attempt(() => JSON.parse(text)) ?? null : null;
}

export function write(name, value) {
  const text = JSON.stringify(value);
  memory.delete(name);
  if (attempt(() => { localStorage.setItem(PREFIX + name, text); return true; }) === undefined) memory.set(name, text);
}

export function remove(name) {
  memory.delete(name);
  attempt(() => localStorage.removeItem(PREFIX + name));
}

// The names that begin like this, in their order.
export function names(beginning) {
  const kept = attempt(() => Object.keys(localStorage)) ?? [];
  const own = kept.filter(key => key.startsWith(PREFIX)).map(key => key.slice(PREFIX.length));
  return [...new Set([...own, ...memory.keys()])].filter(name => name.startsWith(beginning)).sort();
}

function attempt(body) {
  try {
    return body();
  } catch {
    return undefined;
  }
}
