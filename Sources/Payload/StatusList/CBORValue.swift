/// The values of CBOR (RFC 8949) that signed statements are made of.
enum CBORValue: Sendable, Hashable {
    case unsigned(UInt64)
    /// -1 - *n*.
    case negative(UInt64)
    case bytes([UInt8])
    case text(String)
    case array([CBORValue])
    case map([Pair])
    indirect case tagged(UInt64, CBORValue)

    /// A key of a map with its value.
    struct Pair: Sendable, Hashable {
        let key: CBORValue
        let value: CBORValue
    }

    /// Why bytes are no such value.
    struct Malformed: Error, Sendable, Hashable {}

    /// The value of a map's key; `nil` if it is no map or has no such key.
    subscript(key: CBORValue) -> CBORValue? {
        guard case .map(let pairs) = self else { return nil }
        return pairs.first { $0.key == key }?.value
    }

    var unsigned: UInt64? { if case .unsigned(let number) = self { number } else { nil } }
    var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
    var text: String? { if case .text(let text) = self { text } else { nil } }
}

extension CBORValue {
    /// The shortest form, maps in the order that they were given (RFC 8949, section 4.2.1).
    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    private func append(to bytes: inout [UInt8]) {
        switch self {
        case .unsigned(let number): Self.append(0, number, to: &bytes)
        case .negative(let number): Self.append(1, number, to: &bytes)
        case .bytes(let content):
            Self.append(2, UInt64(content.count), to: &bytes)
            bytes += content
        case .text(let text):
            Self.append(3, UInt64(text.utf8.count), to: &bytes)
            bytes += text.utf8
        case .array(let values):
            Self.append(4, UInt64(values.count), to: &bytes)
            for value in values { value.append(to: &bytes) }
        case .map(let pairs):
            Self.append(5, UInt64(pairs.count), to: &bytes)
            for pair in pairs {
                pair.key.append(to: &bytes)
                pair.value.append(to: &bytes)
            }
        case .tagged(let tag, let value):
            Self.append(6, tag, to: &bytes)
            value.append(to: &bytes)
        }
    }

    /// The head of a value (RFC 8949, section 3): its kind and a number, as short as can be.
    private static func append(_ kind: UInt8, _ number: UInt64, to bytes: inout [UInt8]) {
        switch number {
        case 0..<24: bytes.append(kind << 5 | UInt8(number))
        case 24...0xFF: bytes += [kind << 5 | 24, UInt8(number)]
        case 0x100...0xFFFF: bytes += [kind << 5 | 25] + UInt16(number).bigEndianBytes
        case 0x1_0000...0xFFFF_FFFF: bytes += [kind << 5 | 26] + UInt32(number).bigEndianBytes
        default: bytes += [kind << 5 | 27] + number.bigEndianBytes
        }
    }
}
