/// A text for people, in one language or in several.
public struct LocalizedText: Sendable, Hashable {
    /// The text shown where no translation fits.
    public let fallback: String
    /// Translations by language tag (BCP 47), such as `zh-Hans`.
    public let translations: [String: String]

    public init(_ fallback: String, translations: [String: String] = [:]) {
        self.fallback = fallback
        self.translations = translations
    }

    /// Returns the translation whose tag is `language` or begins with the same primary subtag, else the fallback.
    public func text(in language: String) -> String {
        if let exact = translations[language] { return exact }
        let primary = Self.primary(of: language)
        let near = translations.keys.filter { Self.primary(of: $0).elementsEqual(primary) }.min()
        return near.flatMap { translations[$0] } ?? fallback
    }

    /// The bytes of a language tag up to its first hyphen.
    private static func primary(of language: String) -> Substring.UTF8View {
        language.utf8.prefix { $0 != UInt8(ascii: "-") }
    }
}

extension LocalizedText: Codable {
    private enum CodingKeys: String, CodingKey {
        case fallback, translations
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        fallback = try container.decode(String.self, forKey: .fallback)
        translations = try container.decodeIfPresent([String: String].self, forKey: .translations) ?? [:]
    }
}
