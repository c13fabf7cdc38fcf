import Foundation
import Store

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

    /// Reads a document of ours.
    ///
    /// - Parameters:
    ///   - type: What it is.
    ///   - text: The document.
    ///   - what: What to call it where it is damaged.
    /// - Returns: What it says.
    /// - Throws: `ServiceError.storage(.corrupt)`.
    static func reading<Value: Decodable>(
        _ type: Value.Type, from text: String, what: String
    ) throws(ServiceError) -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            return try decoder.decode(type, from: Data(text.utf8))
        } catch {
            throw .storage(.corrupt("the \(what) is not what was written"))
        }
    }

    /// Returns a document with its line end, a row of JSON lines.
    ///
    /// - Throws: As `document`.
    package static func line(_ value: some Encodable) throws(ServiceError) -> [UInt8] {
        try document(value) + [UInt8(ascii: "\n")]
    }
}
