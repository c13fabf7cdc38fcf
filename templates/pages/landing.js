// Says that a browser has shown the page: previews and crawlers that only fetch it never do.
const beacon = document.currentScript.dataset.beacon;
if (beacon && document.visibilityState !== "hidden") {
  fetch(beacon, { method: "POST", keepalive: true }).catch(() => {});
}
