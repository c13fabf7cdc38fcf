import Foundation

/// Writes JSON the same way everywhere: snake case, sorted keys, slashes as they are.
///
/// Sorted keys make equal values equal bytes, which replayed answers and signatures rely on.
package enum JSONText {
    /// Returns a document on one line, without a line end.
    ///
    /// - Throws: `ServiceError.invalidInput` for a number that JSON has no form for.
    package static func document(_ value: some Encodable) throws(ServiceError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(value))
        } catch {
            throw .invalidInput([InputFault(pointer: "", detail: "cannot be written as JSON: \(error)")])
        }
    }

    /// Returns a document with its line end, a row of JSON lines.
    ///
    /// - Throws: As `document`.
    package static func line(_ value: some Encodable) throws(ServiceError) -> [UInt8] {
        try document(value) + [UInt8(ascii: "\n")]
    }
}
