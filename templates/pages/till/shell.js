// Keeps the page itself for when there is no network, and takes a new one when nobody is in the middle of something.

// An hour: a till is never closed, and a new page is not urgent.
const LOOK_MS = 3600 * 1000;
const IDLE_MS = 5000;

export async function keepShell(isIdle) {
  // Only over TLS, or on this machine.
  if (!navigator.serviceWorker) return;
  const hadOne = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => hadOne && reloadWhen(isIdle));
  try {
    const registration = await navigator.serviceWorker.register("/till/files/worker.js", { scope: "/till" });
    setInterval(() => registration.update().catch(() => {}), LOOK_MS);
  } catch {
    // Without it the page works as long as it is open.
  }
}

function reloadWhen(isIdle) {
  if (isIdle()) location.reload();
  else setTimeout(() => reloadWhen(isIdle), IDLE_MS);
}
