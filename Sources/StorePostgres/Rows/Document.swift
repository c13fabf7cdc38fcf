import Foundation
import Store

/// Values that are stored as JSON, keys sorted, so that equal values have equal texts.
enum Document {
    static func encode(_ value: some Encodable) throws(StoreError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw .corrupt("a value cannot be written as JSON: \(error)")
        }
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws(StoreError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw .corrupt("a stored \(type) cannot be read: \(error)")
        }
    }
}

/// Reads a stored word of an enumeration; the schema's checks leave it no other values.
func stored<Word: RawRepresentable<String>>(_ text: String) throws(StoreError) -> Word {
    guard let word = Word(rawValue: text) else { throw .corrupt("no \(Word.self): \(text)") }
    return word
}
