import Foundation

/// What is said of a person in words, as it is sealed.
struct SealedProfile: Codable, Equatable {
    var name = ""
    var note = ""

    private static let beginning = Array(#"{"name":""#.utf8)
    private static let middle = Array(#"","note":""#.utf8)
    private static let end = Array(#""}"#.utf8)

    init(name: String = "", note: String = "") {
        self.name = name
        self.note = note
    }

    /// Reads what was sealed.
    ///
    /// What we write ourselves, and holds no escape, is read without a decoder, whose work for a million members is half a
    /// minute.
    ///
    /// - Throws: What the decoder says of bytes that are no profile.
    init(reading bytes: [UInt8]) throws {
        if let plain = Self(plain: bytes[...]) {
            self = plain
        } else {
            self = try JSONDecoder().decode(Self.self, from: Data(bytes))
        }
    }

    /// Reads `{"name":"…","note":"…"}` with nothing in either text that stands for something else.
    private init?(plain bytes: ArraySlice<UInt8>) {
        guard bytes.starts(with: Self.beginning) else { return nil }
        let rest = bytes.dropFirst(Self.beginning.count)
        guard let nameEnd = rest.firstIndex(where: Self.isQuoteOrEscape) else { return nil }
        let afterName = rest[nameEnd...]
        guard afterName.starts(with: Self.middle) else { return nil }
        let note = afterName.dropFirst(Self.middle.count)
        guard let noteEnd = note.firstIndex(where: Self.isQuoteOrEscape),
            note[noteEnd...].elementsEqual(Self.end),
            let name = String(validating: rest[..<nameEnd], as: UTF8.self),
            let words = String(validating: note[..<noteEnd], as: UTF8.self)
        else { return nil }
        self.init(name: name, note: words)
    }

    private static func isQuoteOrEscape(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
}
