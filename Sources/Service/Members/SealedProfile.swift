import Foundation

/// What is said of a person in words, as it is sealed.
struct SealedProfile: Codable, Equatable {
    var name = ""
    var note = ""
    /// As `Birthday.text`.
    var birthday: String?

    private static let beginning = Array(#"{"name":""#.utf8)
    private static let middle = Array(#"","note":""#.utf8)
    private static let beforeBirthday = Array(#"","birthday":""#.utf8)
    private static let end = Array(#""}"#.utf8)

    init(name: String = "", note: String = "", birthday: String? = nil) {
        self.name = name
        self.note = note
        self.birthday = birthday
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

    /// Reads `{"name":"…","note":"…"}`, or with `"birthday":"…"` at its end, with nothing in any text that stands for
    /// something else.
    private init?(plain bytes: ArraySlice<UInt8>) {
        guard bytes.starts(with: Self.beginning) else { return nil }
        var rest = bytes.dropFirst(Self.beginning.count)
        guard let name = Self.text(&rest), rest.starts(with: Self.middle) else { return nil }
        rest = rest.dropFirst(Self.middle.count)
        guard let note = Self.text(&rest) else { return nil }
        var birthday: String?
        if rest.starts(with: Self.beforeBirthday) {
            rest = rest.dropFirst(Self.beforeBirthday.count)
            guard let text = Self.text(&rest) else { return nil }
            birthday = text
        }
        guard rest.elementsEqual(Self.end) else { return nil }
        self.init(name: name, note: note, birthday: birthday)
    }

    /// Takes what stands before the next quote or escape.
    private static func text(_ rest: inout ArraySlice<UInt8>) -> String? {
        guard let end = rest.firstIndex(where: isQuoteOrEscape) else { return nil }
        defer { rest = rest[end...] }
        return String(validating: rest[..<end], as: UTF8.self)
    }

    private static func isQuoteOrEscape(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
}
