// Asks the browser where it is once the reader has pressed the button, and never before. What it says leaves the page with
// the form alone.
const button = document.getElementById("share-position");
const field = document.getElementById("position");
const state = document.getElementById("position-state");
const settings = { enableHighAccuracy: true, timeout: 20000, maximumAge: 0 };
let found = null;

function ask() {
  const { waiting, done, denied, failed } = button.dataset;
  found = null;
  if (!navigator.geolocation) {
    state.textContent = failed;
    return;
  }
  state.textContent = waiting;
  navigator.geolocation.getCurrentPosition(position => {
    found = position;
    state.textContent = done;
  }, error => {
    state.textContent = error.code === error.PERMISSION_DENIED ? denied : failed;
  }, settings);
}

// An age, no time: a phone's clock may be wrong. Five digits behind the point are a metre.
function text({ coords, timestamp }) {
  const age = Math.max(0, Math.round((Date.now() - timestamp) / 1000));
  return [coords.latitude.toFixed(5), coords.longitude.toFixed(5), Math.ceil(coords.accuracy), age].join(",");
}

if (button && field) {
  button.hidden = false;
  button.addEventListener("click", ask);
  field.form.addEventListener("submit", () => { field.value = found ? text(found) : ""; });
}
