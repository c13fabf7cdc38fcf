/// A JSON document (RFC 8259) as it was sent.
package enum JSONValue: Sendable, Hashable {
    case null
    case boolean(Bool)
    /// The digits as written: nothing here needs binary floating point.
    case number(String)
    case string(String)
    case array([JSONValue])
    /// In the order of the document; no name occurs twice.
    case object([Member])

    package struct Member: Sendable, Hashable {
        package let name: String
        package let value: JSONValue
    }

    /// What the value is, for messages.
    package var kind: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
