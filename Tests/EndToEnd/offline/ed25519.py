"""Ed25519 as RFC 8032, section 5.1, says it, for checks only: slow, and not guarded against who measures its time."""
import hashlib

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
# The neutral element, in extended coordinates (section 5.1.4).
NEUTRAL = (0, 1, 1, 0)


def add(one, other):
    """Section 5.1.4."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(number, point):
    result = NEUTRAL
    while number:
        if number & 1:
            result = add(result, point)
        point = add(point, point)
        number >>= 1
    return result


def are_equal(one, other):
    return ((one[0] * other[2] - other[0] * one[2]) % P == 0
            and (one[1] * other[2] - other[1] * one[2]) % P == 0)


def recover(y, sign):
    """The point of a `y` and the sign of its `x`, or `None` (section 5.1.3)."""
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def decode(data):
    number = int.from_bytes(data, "little")
    return recover(number & (1 << 255) - 1, number >> 255)


BASE = recover(4 * pow(5, P - 2, P) % P, 0)


def is_signed(public, message, signature):
    """Section 5.1.7, with S < L."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, point = decode(public), decode(signature[:32])
    number = int.from_bytes(signature[32:], "little")
    if key is None or point is None or number >= ORDER:
        return False
    digest = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    return are_equal(multiply(number, BASE), add(point, multiply(digest, key)))


def self_test():
    """Section 7.1, test 2: it holds, and with another message, signature or key it does not."""
    public = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
    changed = bytes([signature[0] ^ 1]) + signature[1:]
    return (is_signed(public, b"\x72", signature) and not is_signed(public, b"\x73", signature)
            and not is_signed(public, b"\x72", changed) and not is_signed(public[::-1], b"\x72", signature))
