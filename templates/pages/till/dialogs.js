// The two questions: how much was bought, and whether the last redemption is to be undone.
import { Scanner } from "./scanner.js";
import { say } from "./words.js";

const amounts = document.getElementById("amount-dialog");
const voids = document.getElementById("void-dialog");
const amount = document.getElementById("amount");
const notice = document.getElementById("amount-notice");
let isAmountDone = () => {};

// A scanner that fires into the question would be an amount of trillions.
const amountKeys = new Scanner(amount, (text, isBurst) => {
  if (!isBurst) return isAmountDone(text);
  notice.textContent = say("amountScanned");
});

// Asks for the amount, and gives what was typed with a point for the decimals, or null.
export function askAmount(why, currency) {
  document.getElementById("amount-why").textContent = why;
  document.getElementById("amount-currency").textContent = currency;
  notice.textContent = "";
  amount.value = "";
  // The next customer may pay the same, however soon.
  amountKeys.forget();
  amountKeys.reset();
  return ask(amounts, amount, close => {
    isAmountDone = text => { if (text) close(text.replace(/\s/g, "").replace(",", ".")); };
    amounts.querySelector("form").onsubmit = event => {
      event.preventDefault();
      isAmountDone(amount.value.normalize("NFKC").trim());
    };
  });
}

// Asks whether to undo it, and gives true or null.
export function askVoid(what) {
  document.getElementById("void-what").textContent = what;
  return ask(voids, voids.querySelector(".cancel"), close => {
    voids.querySelector("form").onsubmit = event => {
      event.preventDefault();
      close(true);
    };
  });
}

export function isAsking() {
  return amounts.open || voids.open;
}

function ask(dialog, focused, prepare) {
  return new Promise(done => {
    let answer = null;
    prepare(value => {
      answer = value;
      dialog.close();
    });
    dialog.querySelector(".cancel").onclick = () => dialog.close();
    dialog.onclose = () => done(answer);
    dialog.showModal();
    focused.focus();
  });
}
