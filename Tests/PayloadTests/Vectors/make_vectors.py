"""Makes the test vectors of the module Payload, sharing no code with it.

Written from the tables in Sources/Payload/Payload.docc/Codes.md; needs Python 3 and the package `cryptography`.
The files are frozen: printed codes must be readable for ever, so a changed vector is a broken format.
Run it in this folder and compare with `git diff`; it prints the same files every time.
"""
import hashlib
import hmac
import json
import struct
import zlib

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BASE41 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-:"
ORDER = 2**252 + 27742317777372353535851937790883648493  # L of RFC 8032, section 5.1


def field_product(a, b):
    """Schoolbook multiplication in GF(32) modulo x^5 + x^2 + 1."""
    product = 0
    for bit in range(5):
        if b >> bit & 1:
            product ^= a << bit
    for bit in range(9, 4, -1):
        if product >> bit & 1:
            product ^= 0b100101 << (bit - 5)
    return product


def alpha_power(exponent):
    power = 1
    for _ in range(exponent):
        power = field_product(power, 2)
    return power


def short_code(number, bucket):
    bits = format(bucket ^ (number & 0x7FF), "011b") + format(number, "064b")
    symbols = [int(bits[i:i + 5], 2) for i in range(0, 75, 5)]
    check = 0  # the weight of the check symbol itself is alpha^0 = 1
    for position, symbol in enumerate(symbols):
        check ^= field_product(alpha_power(15 - position), symbol)
    text = "".join(CROCKFORD[s] for s in symbols + [check])
    return text, "-".join(text[i:i + 4] for i in range(0, 16, 4))


def base41(data):
    text = ""
    for i in range(0, len(data) - 1, 2):
        value = int.from_bytes(data[i:i + 2], "big")
        text += BASE41[value // 1681] + BASE41[value // 41 % 41] + BASE41[value % 41]
    if len(data) % 2:
        text += BASE41[data[-1] // 41] + BASE41[data[-1] % 41]
    return text


def coupon_number(secret, batch, serial):
    message = b"tessera coupon 1" + batch.encode() + b"\0" + struct.pack(">Q", serial)
    return int.from_bytes(hmac.new(secret, message, hashlib.sha256).digest()[:8], "big")


def packed_claims(key_id, bucket, number, batch_number, serial, last_valid_day, uses_allowed):
    return (bytes([1, key_id]) + struct.pack(">HQ", bucket, number) + batch_number.to_bytes(3, "big")
            + struct.pack(">IHB", serial, last_valid_day or 0, uses_allowed))


def write(name, vectors):
    with open(name + ".json", "w", encoding="utf-8") as file:
        json.dump(vectors, file, indent=2)
        file.write("\n")


SECRETS = [bytes(range(32)), hashlib.sha256(b"tessera test secret").digest()]

write("short-codes", [
    {"number": str(number), "bucket": bucket, "text": short_code(number, bucket)[0],
     "grouped": short_code(number, bucket)[1]}
    for number, bucket in [
        (0, 0), (1, 0), (0, 1), (0, 2047), (2**64 - 1, 0), (2**64 - 1, 2047), (0x0123456789ABCDEF, 1023),
        (0xFEDCBA9876543210, 1024)]
    + [(int.from_bytes(hashlib.sha256(b"number %d" % i).digest()[:8], "big"), i * 127 % 2048) for i in range(24)]])

write("sequences", [
    {"secret": secret.hex(), "batch": batch, "serial": str(serial), "number": str(coupon_number(secret, batch, serial)),
     "text": short_code(coupon_number(secret, batch, serial), 0)[0]}
    for secret in SECRETS for batch in ["b", "spring-2026.tea", "\u6e05\u6cc9", "x" * 64]
    for serial in [0, 1, 2, 999_999, 2**32, 2**64 - 1]])

write("base41", [
    {"bytes": data.hex(), "text": base41(data)}
    for data in [b"", b"\0", b"\xff", b"\0\0", b"\xff\xff", b"\0\x01\x02", bytes(range(256)), b"Tessera", b"\xff" * 86]
    + [hashlib.sha256(b"base41 %d" % i).digest()[:i + 1] for i in range(20)]])

claims_vectors, token_vectors = [], []
CLAIMS = [(0, 0, 0, 0, 0, None, 1), (255, 2047, 2**64 - 1, 2**24 - 1, 2**32 - 1, 65535, 255),
          (1, 0, 0x0123456789ABCDEF, 42, 7, 2557, 1), (7, 1025, 0xFEDCBA9876543210, 65536, 999_999, 1, 3)]
for i in range(8):
    h = hashlib.sha256(b"claims %d" % i).digest()
    CLAIMS.append((h[0], (h[1] << 8 | h[2]) % 2048, int.from_bytes(h[3:11], "big"), int.from_bytes(h[11:14], "big"),
                   int.from_bytes(h[14:18], "big"), int.from_bytes(h[18:20], "big") or None, h[20] or 1))
for i, fields in enumerate(CLAIMS):
    seed = hashlib.sha256(b"issuer seed %d" % i).digest()
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    packed = packed_claims(*fields)
    names = ["key_id", "bucket", "number", "batch_number", "serial", "last_valid_day", "uses_allowed"]
    values = dict(zip(names, fields))
    values["number"] = str(values["number"])
    values["packed"] = packed.hex()
    claims_vectors.append(values)
    signature = key.sign(b"tessera token 1\0" + packed)
    malleated = signature[:32] + (int.from_bytes(signature[32:], "little") + ORDER).to_bytes(32, "little")
    token_vectors.append({"seed": seed.hex(), "public_key": public.hex(), "key_id": fields[0], "packed": packed.hex(),
                          "signature": signature.hex(), "text": base41(packed + signature),
                          "malleated": base41(packed + malleated)})
write("claims", claims_vectors)
write("tokens", token_vectors)

# RFC 8032, section 7.1, tests 1 to 3, copied from the text; S + L is ours.
RFC8032 = [
    ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
     "d25bf5f0595bbe24655141438e7a100b"),
    ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
     "387b2eaeb4302aeeb00d291612bb0c00"),
    ("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
     "4a7c15e9716ed28dc027beceea1ec40a")]


def s_plus_order(signature):
    data = bytes.fromhex(signature)
    return (data[:32] + (int.from_bytes(data[32:], "little") + ORDER).to_bytes(32, "little")).hex()


write("rfc8032", [
    {"seed": seed, "public_key": public, "message": message, "signature": signature,
     "s_plus_order": s_plus_order(signature)} for seed, public, message, signature in RFC8032])

sealed = []
for i, (plaintext, context) in enumerate([(b"", b""), (b"+8613800138000", b"identity/phone/42"), (b"x" * 100, b"c")]):
    key, nonce = SECRETS[i % 2], hashlib.sha256(b"nonce %d" % i).digest()[:12]
    sealed.append({"key": key.hex(), "nonce": nonce.hex(), "plaintext": plaintext.hex(), "context": context.hex(),
                   "sealed": (nonce + AESGCM(key).encrypt(nonce, plaintext, context)).hex()})
write("vault", sealed)

write("derivations", [
    {"secret": secret.hex(), "label": label,
     "derived": HKDF(hashes.SHA256(), 32, None, label.encode()).derive(secret).hex(),
     "keyed_digest": hmac.new(secret, label.encode(), hashlib.sha256).hexdigest(),
     "digest": hashlib.sha256(label.encode()).hexdigest()}
    for secret in SECRETS for label in ["", "tessera batch b", "\u6e05\u6cc9"]])

# Zlib streams of every kind of block; another version of zlib may choose other matches, which read back alike.
SPARSE = bytearray(3000)
for i in range(90):
    digest = hashlib.sha256(b"sparse %d" % i).digest()
    SPARSE[int.from_bytes(digest[:4], "big") % 3000] = [1, 2, 3, 4, 8, 16, 64, 192][digest[4] % 8]
NOISE = b"".join(hashlib.sha256(b"noise %d" % i).digest() for i in range(30))


def stream(data, level=9, strategy=zlib.Z_DEFAULT_STRATEGY):
    compressor = zlib.compressobj(level, zlib.DEFLATED, 15, 9, strategy)
    return compressor.compress(data) + compressor.flush()


write("zlib-streams", [
    {"name": name, "data": data.hex(), "stream": stream(data, *how).hex()} for name, data, *how in [
        ("empty", b""), ("stored", NOISE, 0), ("fixed codes", b"aaaaabaaaabaaacaaadaaaab", 9, zlib.Z_FIXED),
        ("sparse", bytes(SPARSE)), ("run lengths", bytes(SPARSE), 9, zlib.Z_RLE),
        ("literals alone", bytes(SPARSE[:400]), 9, zlib.Z_HUFFMAN_ONLY), ("far matches", (bytes(2000) + NOISE) * 3)]])


def cbor(value):
    """The shortest form of RFC 8949, section 4.2.1; maps are lists of pairs in the right order."""
    def head(kind, number):
        if number < 24:
            return bytes([kind << 5 | number])
        width = next(width for width in (1, 2, 4, 8) if number < 1 << 8 * width)
        return bytes([kind << 5 | {1: 24, 2: 25, 4: 26, 8: 27}[width]]) + number.to_bytes(width, "big")
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    if isinstance(value, tuple):
        return head(4, len(value)) + b"".join(map(cbor, value))
    return head(5, len(value)) + b"".join(cbor(key) + cbor(item) for key, item in value)


# Status lists as CWT (draft-ietf-oauth-status-list, section 5.2): RFC 9052 with Ed25519.
status_vectors = []
for i, count in enumerate([1, 12, 5000]):
    entries = bytearray((count + 3) // 4)
    for j in range(count // 3):
        digest = hashlib.sha256(b"status %d %d" % (i, j)).digest()
        place = int.from_bytes(digest[:4], "big") % count
        entries[place // 4] |= (1 + digest[4] % 3) << place % 4 * 2
    uri, key_id = "https://qr.example.com/v1/status-lists/b-%d" % i, i + 1
    issued, expires, ttl = 1803873600, 1804132800, 60
    payload = cbor([(2, uri), (4, expires), (6, issued), (65533, [("lst", stream(bytes(entries))), ("bits", 2)]),
                    (65534, ttl)])
    header = cbor([(1, -8), (4, b"%d" % key_id), (16, "application/statuslist+cwt")])
    signer = Ed25519PrivateKey.from_private_bytes(SECRETS[i % 2])
    signature = signer.sign(cbor(("Signature1", header, b"", payload)))
    status_vectors.append({
        "seed": SECRETS[i % 2].hex(), "key_id": key_id, "uri": uri, "issued_at": issued, "expires_at": expires,
        "time_to_live": ttl, "list": bytes(entries).hex(),
        "token": (b"\xd2" + cbor((header, [], payload, signature))).hex()})
write("status-tokens", status_vectors)
