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
        let primary = language.prefix { $0 != "-" }
        let near = translations.keys.sorted().first { $0.prefix { $0 != "-" } == primary }
        return near.flatMap { translations[$0] } ?? fallback
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
