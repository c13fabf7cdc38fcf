// How the page talks to its server. Whatever is no answer of the server's is silence: nobody knows then whether the
// request was carried out, and only the same key may be sent again.
import { language } from "./words.js";

// 8 seconds: an answer takes some milliseconds, and a cashier with a queue waits no longer.
export const ANSWER_MS = 8000;
// Statuses after which the same request may be sent again: too early, too often, and trouble of the server's.
const LATER = new Set([408, 425, 429, 500, 502, 503, 504]);

let formToken = "";
// Told the server's time with every answer.
let heardTime = () => {};

export function onTime(listener) {
  heardTime = listener;
}

// Who this till is, as the server says; the form's token is kept here.
export async function whoAmI() {
  const answer = await send("GET", "/v1/terminals/self");
  if (answer.kind === "answer" && answer.status === 200) formToken = answer.body.form_token ?? "";
  return answer;
}

export async function signIn(token) {
  const answer = await send("POST", "/till/session", { json: { token } });
  if (answer.kind === "answer" && answer.status === 200) formToken = answer.body.form_token;
  return answer;
}

export function signOut() {
  return send("DELETE", "/till/session");
}

// Sends a request of the session: { kind: "answer", status, body }, { kind: "silence", seconds } or
// { kind: "signed-out" }.
export async function call(method, path, options = {}) {
  if (!formToken) {
    const self = await whoAmI();
    if (self.kind !== "answer" || self.status !== 200) return self.kind === "answer" ? { kind: "signed-out" } : self;
  }
  const answer = await send(method, path, options);
  if (answer.kind === "answer" && answer.status === 403) return again(method, path, options);
  return answer;
}

// Another window may have signed in anew since, with another form's token.
async function again(method, path, options) {
  const before = formToken;
  const self = await whoAmI();
  if (self.kind === "silence") return self;
  if (self.status !== 200 || formToken === before) return { kind: "signed-out" };
  return send(method, path, options);
}

async function send(method, path, { json, picture, lines, key } = {}) {
  const headers = { "Accept-Language": language, "X-Form-Token": formToken };
  if (json) headers["Content-Type"] = "application/json";
  if (picture) headers["Content-Type"] = picture.type;
  if (lines) headers["Content-Type"] = "application/x-ndjson";
  if (key) headers["Idempotency-Key"] = key;
  try {
    const response = await fetch(path, {
      method, headers, body: json ? JSON.stringify(json) : picture ?? lines, cache: "no-store", redirect: "error",
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const answer = await understood(response);
    const time = Date.parse(response.headers.get("Date"));
    if (answer.kind === "answer" && time) heardTime(time);
    return answer;
  } catch {
    return { kind: "silence", seconds: 0 };
  }
}

async function understood(response) {
  if (response.status === 401) return { kind: "signed-out", body: await response.json() };
  if (LATER.has(response.status)) return { kind: "silence", seconds: Number(response.headers.get("Retry-After")) || 0 };
  if (response.status === 204) return { kind: "answer", status: 204, body: null };
  // The page of a Wi-Fi's sign-in is no answer either.
  const type = response.headers.get("Content-Type") ?? "";
  if (!/^application\/(problem\+)?json/.test(type)) return { kind: "silence", seconds: 0 };
  return { kind: "answer", status: response.status, body: await response.json() };
}
