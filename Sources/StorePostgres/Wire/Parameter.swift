import Store

/// A value for a statement, in PostgreSQL's binary form.
struct Parameter: Sendable, Hashable {
    /// The type's number in `pg_type`.
    let type: UInt32
    /// `nil` is NULL.
    let bytes: [UInt8]?

    private init(_ type: Kind, _ bytes: [UInt8]?) {
        self.type = type.rawValue
        self.bytes = bytes
    }

    /// Built-in types; their numbers never change (`pg_type.dat`).
    private enum Kind: UInt32 {
        case boolean = 16, bytea = 17, int8 = 20, text = 25
        case booleans = 1000, byteas = 1001, texts = 1009, int8s = 1016
    }

    static func integer(_ value: Int64?) -> Parameter { Parameter(.int8, value.map(bigEndian)) }
    static func integer(_ value: some BinaryInteger) -> Parameter {
        Parameter(.int8, bigEndian(Int64(value)))
    }
    static func text(_ value: String?) -> Parameter { Parameter(.text, value.map { Array($0.utf8) }) }
    static func bytes(_ value: [UInt8]?) -> Parameter { Parameter(.bytea, value) }
    static func flag(_ value: Bool) -> Parameter { Parameter(.boolean, [value ? 1 : 0]) }

    static func integers(_ values: [Int64?]) -> Parameter {
        Parameter(.int8s, array(of: .int8, values) { $1 += bigEndian($0) })
    }

    static func texts(_ values: [String?]) -> Parameter {
        Parameter(.texts, array(of: .text, values) { $1 += Array($0.utf8) })
    }

    static func byteStrings(_ values: [[UInt8]?]) -> Parameter {
        Parameter(.byteas, array(of: .bytea, values) { $1 += $0 })
    }

    static func flags(_ values: [Bool]) -> Parameter {
        Parameter(.booleans, array(of: .boolean, values) { $1.append($0 ? 1 : 0) })
    }

    /// One dimension counted from 1, in the form that `array_recv` reads: each element with its length in front.
    private static func array<Value>(
        of type: Kind, _ values: [Value?], _ write: (Value, inout [UInt8]) -> Void
    ) -> [UInt8] {
        guard !values.isEmpty else {
            return bigEndian(Int32(0)) + bigEndian(Int32(0)) + bigEndian(type.rawValue)
        }
        var form: [UInt8] = []
        form.reserveCapacity(20 + values.count * 24)
        form += bigEndian(Int32(1))
        form += bigEndian(Int32(values.contains { $0 == nil } ? 1 : 0))
        form += bigEndian(type.rawValue)
        form += bigEndian(Int32(values.count))
        form += bigEndian(Int32(1))
        var element: [UInt8] = []
        for value in values {
            guard let value else {
                form += bigEndian(Int32(-1))
                continue
            }
            element.removeAll(keepingCapacity: true)
            write(value, &element)
            form += bigEndian(Int32(element.count))
            form += element
        }
        return form
    }

    private static func bigEndian<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
        (0..<MemoryLayout<Number>.size).map { place in
            UInt8(truncatingIfNeeded: value >> (Number.bitWidth - 8 * (place + 1)))
        }
    }
}

/// A statement with the values of its parameters.
struct Statement: Sendable, Hashable {
    let sql: String
    let parameters: [Parameter]

    init(_ sql: String, _ parameters: [Parameter] = []) {
        self.sql = sql
        self.parameters = parameters
    }
}
