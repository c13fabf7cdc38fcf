// The camera: the browser's own reader where it has one for QR codes, else small pictures for the server's.

// 150 ms between two looks of the browser's reader, which costs nobody else anything.
const LOOK_MS = 150;
// 500 ms between two pictures for the server; it takes four a second from a till.
const PICTURE_MS = 500;
// 800 pixels: a code that fills a third of the picture has ten to a module, and the picture 60 kilobytes.
const PICTURE_SIDE = 800;
// 2,000 pixels of a photograph, in which a code may be small.
const PHOTO_SIDE = 2000;
const QUALITY = .8;
// 3 seconds: a code that is still before the camera is not scanned again; whoever means it takes it away and comes back.
const REPEAT_MS = 3000;

export class Camera {
  // `read(blob)` gives the texts that the server reads, or null without an answer; `found(text)` gets a code, and
  // `said(word)` what to tell the cashier.
  constructor(video, read, found, said) {
    Object.assign(this, { video, read, found, said });
    this.stream = null;
    this.seen = { text: "", at: -Infinity };
  }

  get isOn() {
    return this.stream !== null;
  }

  async start() {
    if (!navigator.mediaDevices?.getUserMedia) return this.said("cameraMissing");
    try {
      const video = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };
      this.stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
    } catch (error) {
      return this.said(error.name === "NotAllowedError" ? "cameraDenied" : "cameraMissing");
    }
    this.video.srcObject = this.stream;
    await this.video.play().catch(() => {});
    this.said("cameraOn");
    this.look();
  }

  stop() {
    clearTimeout(this.timer);
    this.stream?.getTracks().forEach(track => track.stop());
    this.stream = null;
    this.video.srcObject = null;
  }

  // One look at a time; the next follows the answer.
  async look() {
    const stream = this.stream;
    const detector = await ownReader();
    if (!document.hidden && this.video.videoWidth > 0) {
      const texts = await this.texts(detector, this.video, this.video.videoWidth, this.video.videoHeight, PICTURE_SIDE);
      if (stream !== this.stream) return;
      if (texts === null) this.said("cameraNeedsServer");
      else this.take(texts);
    }
    if (this.isOn && stream === this.stream) this.timer = setTimeout(() => this.look(), detector ? LOOK_MS : PICTURE_MS);
  }

  take(texts) {
    if (texts.length !== 1) return this.said(texts.length > 1 ? "cameraSeveral" : "cameraOn");
    this.said("cameraOn");
    const now = performance.now();
    const isNew = texts[0] !== this.seen.text || now - this.seen.at > REPEAT_MS;
    this.seen = { text: texts[0], at: now };
    if (isNew) this.found(texts[0]);
  }

  async photo(file) {
    let picture;
    try {
      picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    } catch {
      return this.said("photoUnreadable");
    }
    const texts = await this.texts(await ownReader(), picture, picture.width, picture.height, PHOTO_SIDE);
    picture.close();
    if (texts === null) this.said("cameraNeedsServer");
    else if (texts.length === 1) this.found(texts[0]);
    else this.said(texts.length > 1 ? "cameraSeveral" : "photoEmpty");
  }

  async texts(detector, source, width, height, side) {
    if (detector) {
      const found = await detector.detect(source).catch(() => []);
      return [...new Set(found.map(symbol => symbol.rawValue))];
    }
    return this.read(await smaller(source, width, height, side));
  }
}

// The browser's reader, or null if it has none for QR codes.
async function ownReader() {
  if (!("BarcodeDetector" in window)) return null;
  const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
  return formats.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
}

function smaller(source, width, height, side) {
  const factor = Math.min(1, side / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * factor));
  canvas.height = Math.max(1, Math.round(height * factor));
  canvas.getContext("2d").drawImage(source, 0, 0, canvas.width, canvas.height);
  return new Promise(done => canvas.toBlob(done, "image/jpeg", QUALITY));
}
