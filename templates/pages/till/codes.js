// Which coupon a scanned or typed text names, read as the server reads it: a short code, a signed one, or the URL of either.
import { fromHex, hex, joined, sha256, utf8 } from "./bytes.js";

// Crockford's base 32, and the base 41 of signed codes.
const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-:";
const TOKEN_LENGTH = 129;
// A signed code: format, key, bucket, number, batch, serial, last day and uses, and then the signature.
const CLAIM_BYTES = 22;
const URL_FORM = /^https?:\/\/[^/?#]+\/([ct])\/([^/?#]+)\/?(?:[?#].*)?$/i;
const SHORT_FORM = new RegExp(`^[${SYMBOLS}]{16}$`);
const NAME_BYTES = 16;

// Returns { short } or, of a signed code, { short, key, claims, signature }; null for anything else. What is mistyped is not
// told apart from what is unknown: it is no coupon of any lease.
export function read(text) {
  const bare = text.trim();
  const url = URL_FORM.exec(bare);
  if (!url) return bare.length === TOKEN_LENGTH ? token(bare) : short(bare);
  const value = unescaped(url[2]);
  return url[1].toLowerCase() === "t" ? token(value) : short(value);
}

// Whether the issuer has signed a code; a short one says nothing of that.
export async function isGenuine(code, keys) {
  if (!code.claims) return true;
  const known = keys.find(key => key.id === code.key);
  if (!known) return false;
  const key = await crypto.subtle.importKey("raw", fromHex(known.public_key), "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, code.signature, joined(utf8("tessera token 1\0"), code.claims));
}

// Whether the key of a signed code is believed no more.
export function isEnded(code, keys, moment) {
  const end = keys.find(key => key.id === code.key)?.ends_at;
  return end !== undefined && moment >= Date.parse(end);
}

// The name of a coupon in a lease, from which nobody learns its code.
export async function nameIn(lease, short) {
  const digest = await sha256(utf8(`tessera leased coupon 1\0${lease}\0${short}`));
  return hex(digest.slice(0, NAME_BYTES));
}

function short(text) {
  if (!/^[\x20-\x7e]*$/.test(text)) return null;
  const symbols = text.replace(/[ \-._]/g, "").toUpperCase().replaceAll("O", "0").replace(/[IL]/g, "1");
  return SHORT_FORM.test(symbols) ? { short: symbols } : null;
}

function token(text) {
  const bytes = base41(text);
  if (!bytes || bytes.length <= CLAIM_BYTES) return null;
  const claims = bytes.slice(0, CLAIM_BYTES);
  return { short: shortOf(claims), key: claims[1], claims, signature: bytes.slice(CLAIM_BYTES) };
}

// The short code of the coupon that claims name: 11 bits of bucket, whitened by the number, the number, and a check symbol.
function shortOf(claims) {
  const number = BigInt("0x" + hex(claims.slice(4, 12)));
  const bucket = BigInt(claims[2] << 8 | claims[3]);
  const word = (bucket ^ number & 0x7ffn) << 64n | number;
  let text = "";
  let sum = 0;
  for (let place = 14; place >= 0; place--) {
    const symbol = Number(word >> BigInt(5 * place) & 31n);
    sum = timesAlpha(sum) ^ symbol;
    text += SYMBOLS[symbol];
  }
  return text + SYMBOLS[timesAlpha(sum)];
}

// In the field of 32 elements modulo x⁵ + x² + 1.
function timesAlpha(element) {
  return element & 16 ? element << 1 ^ 0b100101 : element << 1;
}

function base41(text) {
  const values = [...text].map(digit => DIGITS.indexOf(digit));
  if (values.includes(-1)) return null;
  const bytes = [];
  for (let start = 0; start < values.length; start += 3) {
    const group = values.slice(start, start + 3);
    const value = group.reduce((sum, digit) => sum * 41 + digit, 0);
    if (value >= (group.length === 3 ? 0x10000 : 0x100)) return null;
    bytes.push(...(group.length === 3 ? [value >> 8, value & 255] : [value]));
  }
  return Uint8Array.from(bytes);
}

function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
