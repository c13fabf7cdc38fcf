/// Reads the values of CBOR (RFC 8949) that signed statements are made of.
struct CBORReader {
    private var rest: ArraySlice<UInt8>
    private var depth = 0

    /// Values within values: a signed statement has four floors, and no nesting may exhaust the stack.
    private static let maximumDepth = 8

    private init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    /// Reads one value and nothing after it.
    ///
    /// - Throws: `Malformed` for lengths that are not as short as can be, for a key that comes twice, for floating-point
    ///   numbers and other values that no statement has, and for more than eight floors.
    static func read(_ bytes: [UInt8]) throws(CBORValue.Malformed) -> CBORValue {
        var reader = CBORReader(bytes)
        let value = try reader.value()
        guard reader.rest.isEmpty else { throw CBORValue.Malformed() }
        return value
    }

    private mutating func value() throws(CBORValue.Malformed) -> CBORValue {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw CBORValue.Malformed() }
        let (kind, number) = try head()
        switch kind {
        case 0: return .unsigned(number)
        case 1: return .negative(number)
        case 2: return .bytes(try take(number))
        case 3:
            guard let text = String(validating: try take(number), as: UTF8.self) else {
                throw CBORValue.Malformed()
            }
            return .text(text)
        case 4: return .array(try array(number))
        case 5: return .map(try map(number))
        case 6: return .tagged(number, try value())
        default: throw CBORValue.Malformed()
        }
    }

    /// The head of a value (RFC 8949, section 3), in its shortest form only.
    private mutating func head() throws(CBORValue.Malformed) -> (kind: UInt8, number: UInt64) {
        guard let first = rest.popFirst() else { throw CBORValue.Malformed() }
        let short = first & 0x1F
        if short < 24 { return (first >> 5, UInt64(short)) }
        guard short <= 27 else { throw CBORValue.Malformed() }
        let width = 1 << Int(short - 24)
        let number = UInt64(bigEndianBytes: try take(UInt64(width)))
        let least: UInt64 = width == 1 ? 24 : 1 << UInt64(width * 4)
        guard number >= least else { throw CBORValue.Malformed() }
        return (first >> 5, number)
    }

    private mutating func take(_ count: UInt64) throws(CBORValue.Malformed) -> [UInt8] {
        guard count <= UInt64(rest.count) else { throw CBORValue.Malformed() }
        defer { rest = rest.dropFirst(Int(count)) }
        return Array(rest.prefix(Int(count)))
    }

    private mutating func array(_ count: UInt64) throws(CBORValue.Malformed) -> [CBORValue] {
        // Every value has a byte at least, so a length cannot make us reserve more than was sent.
        guard count <= UInt64(rest.count) else { throw CBORValue.Malformed() }
        var values: [CBORValue] = []
        for _ in 0..<count { values.append(try value()) }
        return values
    }

    private mutating func map(_ count: UInt64) throws(CBORValue.Malformed) -> [CBORValue.Pair] {
        guard count <= UInt64(rest.count) else { throw CBORValue.Malformed() }
        var pairs: [CBORValue.Pair] = []
        var keys: Set<CBORValue> = []
        for _ in 0..<count {
            let key = try value()
            guard keys.insert(key).inserted else { throw CBORValue.Malformed() }
            pairs.append(CBORValue.Pair(key: key, value: try value()))
        }
        return pairs
    }
}
