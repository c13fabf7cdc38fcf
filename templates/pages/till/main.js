// The cashier's page: puts its parts together. Every part is a module of its own.
import * as api from "./api.js";
import * as store from "./store.js";
import { Camera } from "./camera.js";
import { Counter, shortened } from "./counter.js";
import { isAsking } from "./dialogs.js";
import { Offline } from "./offline.js";
import { show } from "./result.js";
import { Scanner } from "./scanner.js";
import { isMuted, mute, play, wake } from "./sound.js";
import { clock, language, say } from "./words.js";
import { keepShell } from "./shell.js";

const at = id => document.getElementById(id);
const [field, member] = [at("scan"), at("member")];
// 5 seconds between two looks whether the server is there again.
const CHECK_MS = 5000;
let counter = null;
let checking = null;
// Uses that this till gave and has not reported.
let unreported = 0;

const camera = new Camera(at("video"), readByServer, text => counter?.scan(text), word => {
  // Said once, and not with every picture.
  if (at("camera-state").textContent !== say(word)) at("camera-state").textContent = say(word);
  at("viewer").hidden = false;
});

async function readByServer(picture) {
  const answer = await api.call("POST", "/v1/readings", { picture });
  if (answer.kind === "signed-out") signedOut();
  return answer.kind === "answer" && answer.status === 200 ? answer.body.codes : answer.kind === "answer" ? [] : null;
}

// MARK: who this till is

function begin(seat) {
  store.write("seat", seat);
  at("seat").textContent = `${seat.store_name} · ${seat.name}`;
  at("sign-in").hidden = true;
  at("counter").hidden = at("sign-out").hidden = false;
  counter?.offline.then(offline => offline?.stop());
  counter = new Counter(seat, { member, changed, wantMember, signedOut });
  counter.offline = Offline.open(seat.terminal, { waiting, conflict, signedOut });
  changed(counter);
  show("ready", { word: say("ready"), detail: say("readyText") });
  focus();
  counter.outbox.pump();
}

function signedOut() {
  counter?.outbox.stop();
  counter?.offline.then(offline => offline?.stop());
  counter = null;
  store.remove("seat");
  camera.stop();
  at("viewer").hidden = at("counter").hidden = at("sign-out").hidden = true;
  at("sign-in").hidden = false;
  at("seat").textContent = "";
  at("token").focus();
}

async function start() {
  const offered = new URLSearchParams(location.hash.slice(1)).get("token");
  // No history keeps the token.
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  const known = store.read("seat");
  if (known && !offered) begin(known);
  const answer = await api.whoAmI();
  if (answer.kind === "answer" && answer.status === 200 && !offered) {
    if (known?.terminal !== answer.body.terminal) counter?.outbox.stop();
    if (counter?.seat.terminal !== answer.body.terminal) begin(seatOf(answer.body));
  } else if (answer.kind === "silence" && known && !offered) {
    await check(answer);
  } else {
    signedOut();
    if (known && !offered) at("sign-in-fault").textContent = say("signedOut");
    if (answer.kind === "silence") at("sign-in-fault").textContent = say("signInSilence");
    if (offered) at("token").value = offered;
  }
}

at("sign-in-form").addEventListener("submit", async event => {
  event.preventDefault();
  at("sign-in-fault").textContent = "";
  const answer = await api.signIn(at("token").value.trim());
  if (answer.kind === "answer" && answer.status === 200) {
    at("token").value = "";
    return begin(seatOf(answer.body));
  }
  at("sign-in-fault").textContent = say(answer.kind === "silence" ? "signInSilence" : "signInWrong");
  at("token").focus();
});

at("sign-out").addEventListener("click", async () => {
  if (counter.outbox.orders.length + unreported > 0) return tellWait("signOutWaiting");
  if ((await api.signOut()).kind === "silence") return tellWait("signOutSilence");
  signedOut();
});

function tellWait(word) {
  show("wait", { word: say("silence"), detail: say(word) });
}

function seatOf({ terminal, name, store, store_name, currency }) {
  return { terminal, name, store, store_name, currency };
}

// MARK: what waits

function changed({ outbox, last }) {
  at("void").setAttribute("aria-disabled", !last);
  tellConnection(outbox.isAway);
  const waiting = outbox.orders.filter(order => order.sent > 1 || outbox.isAway);
  at("waiting").replaceChildren(...waiting.map(waitingItem));
}

function waitingItem(order) {
  const item = document.createElement("li");
  const what = order.kind === "void" ? `${say("void")}: ${order.what}` : shortened(order.body.code);
  item.append(`${clock(order.at)} ${what}`);
  if (order.kind === "redeem" && !order.withdrawn) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "quiet", textContent: say("withdraw") });
    button.addEventListener("click", () => counter?.withdraw(order.key));
    item.append(button);
  } else if (order.withdrawn) {
    item.append(` · ${say("withdrawn")}`);
  }
  return item;
}

function waiting(count) {
  unreported = count;
  if (counter) tellConnection(counter.outbox.isAway);
}

// What this till gave by itself does not stand: somebody must know.
function conflict(use, { reason }) {
  show("bad", {
    word: say("conflict"), what: say("conflictText", { what: use.what ?? say("void"), time: clock(use.at) }), detail: reason ?? "",
  });
}

function tellConnection(isAway) {
  const text = isAway ? say("away", { count: (counter?.outbox.orders.length ?? 0) + unreported }) : "";
  if (at("connection").textContent !== text) at("connection").textContent = text;
}

// Whether the server is there, until it is; what waits asks by itself.
async function check(heard = null) {
  clearTimeout(checking);
  if (!counter) return;
  const answer = heard ?? await api.whoAmI();
  if (answer.kind === "signed-out") return signedOut();
  counter.outbox.isAway = answer.kind === "silence";
  tellConnection(counter.outbox.isAway);
  if (counter.outbox.isAway) {
    checking = setTimeout(() => check(), CHECK_MS);
  } else {
    counter.outbox.pump();
    counter.offline.then(offline => offline?.report());
  }
}

addEventListener("online", () => check());
addEventListener("offline", () => check({ kind: "silence" }));
document.addEventListener("visibilitychange", () => document.hidden || counter?.outbox.pump());

// MARK: the scan field

// Without the keyboard of the screen, until somebody touches the field: a hand scanner needs none.
function focus() {
  if (counter && !isAsking() && document.activeElement !== member) {
    field.inputMode = "none";
    field.focus({ preventScroll: true });
    // Chromium gives the focus back after a dialog and leaves the caret elsewhere: then keys would go nowhere.
    field.setSelectionRange(field.value.length, field.value.length);
  }
}

for (const dialog of document.querySelectorAll("dialog")) dialog.addEventListener("close", focus);

const scanner = new Scanner(field, text => counter?.scan(text));
new Scanner(member, text => {
  member.value = text;
  focusAfterMember();
});

function wantMember() {
  at("member-box").open = true;
  member.focus();
}

function focusAfterMember() {
  member.blur();
  focus();
  counter?.memberGiven();
}

at("member-form").addEventListener("submit", event => {
  event.preventDefault();
  focusAfterMember();
});
at("scan-form").addEventListener("submit", event => {
  event.preventDefault();
  scanner.take(false);
  focus();
});
field.addEventListener("pointerdown", () => { field.inputMode = "text"; });
addEventListener("focus", focus);
at("member-box").addEventListener("toggle", event => event.target.open ? member.focus() : focus());

// Whatever is typed goes into the scan field, wherever the focus is; what works a control still does.
document.addEventListener("keydown", event => {
  wake();
  if (event.key === "F8") {
    event.preventDefault();
    return counter?.void();
  }
  const isText = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (counter && isText && !isAsking() && !document.activeElement?.matches("input")) focus();
});
document.addEventListener("pointerdown", wake);

// MARK: the tools

at("void").addEventListener("click", async () => {
  await counter?.void();
  focus();
});
at("camera").addEventListener("click", async () => {
  if (camera.isOn) {
    camera.stop();
    at("viewer").hidden = true;
  } else {
    await camera.start();
  }
  at("camera").setAttribute("aria-pressed", camera.isOn);
  focus();
});
at("photo").addEventListener("change", async () => {
  const [file] = at("photo").files;
  at("photo").value = "";
  if (file) await camera.photo(file);
  focus();
});
at("sound").addEventListener("click", () => {
  mute(!isMuted());
  at("sound").setAttribute("aria-pressed", !isMuted());
  play("good");
  focus();
});
at("sound").setAttribute("aria-pressed", !isMuted());

// MARK: the language

if (new URLSearchParams(location.search).has("lang")) {
  store.write("language", language);
} else if (store.read("language") && store.read("language") !== language) {
  location.replace(`/till?lang=${store.read("language")}${location.hash}`);
}

keepShell(() => !counter || (counter.outbox.orders.length === 0 && !field.value && !isAsking() && !camera.isOn));
start();
