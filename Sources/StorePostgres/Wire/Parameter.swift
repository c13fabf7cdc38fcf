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
        Parameter(.int8s, array(of: .int8, values) { append($0, to: &$1) })
    }

    static func texts(_ values: [String?]) -> Parameter {
        Parameter(.texts, array(of: .text, values) { $1 += $0.utf8 })
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
        var form: [UInt8] = []
        form.reserveCapacity(20 + values.count * 32)
        append(Int32(values.isEmpty ? 0 : 1), to: &form)
        append(Int32(values.contains { $0 == nil } ? 1 : 0), to: &form)
        append(type.rawValue, to: &form)
        guard !values.isEmpty else { return form }
        append(Int32(values.count), to: &form)
        append(Int32(1), to: &form)
        for value in values {
            guard let value else {
                append(Int32(-1), to: &form)
                continue
            }
            // The length is known when the value is there.
            let place = form.count
            append(Int32(0), to: &form)
            write(value, &form)
            let count = Int32(form.count - place - 4)
            for byte in 0..<4 { form[place + byte] = UInt8(truncatingIfNeeded: count >> (24 - 8 * byte)) }
        }
        return form
    }

    private static func append(_ value: some FixedWidthInteger, to form: inout [UInt8]) {
        for shift in stride(from: value.bitWidth - 8, through: 0, by: -8) {
            form.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    private static func bigEndian(_ value: Int64) -> [UInt8] {
        var bytes: [UInt8] = []
        append(value, to: &bytes)
        return bytes
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
