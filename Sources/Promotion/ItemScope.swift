/// The items of a purchase that an offer looks at, by their article numbers at the till.
public struct ItemScope: Sendable, Hashable {
    /// Article numbers, of which one that ends in `*` means all that begin so; sorted, so that equal lists are equal.
    public let articles: [String]
    /// Those without `*`.
    private let wholes: Set<Substring>
    /// Those with `*`, without it, and how many bytes each of them may have.
    private let beginnings: Set<Substring>
    private let lengths: [Int]

    /// Makes a scope, or returns `nil` for an empty list, which would fit nothing.
    public init?(articles: [String]) {
        guard !articles.isEmpty else { return nil }
        self.articles = Set(articles).sorted()
        wholes = Set(self.articles.filter { $0.last != "*" }.map { $0[...] })
        beginnings = Set(self.articles.filter { $0.last == "*" }.map { $0.dropLast() })
        lengths = Set(beginnings.map(\.utf8.count)).sorted()
    }

    /// Whether an article is among them, letter by letter: `tea-1` is not `TEA-1`.
    ///
    /// - Complexity: O(*n*) in the length of the article, however many are listed: a receipt may have 500 lines.
    public func includes(_ article: String) -> Bool {
        if wholes.contains(article[...]) { return true }
        let length = article.utf8.count
        return lengths.contains { $0 <= length && beginnings.contains(Substring(article.utf8.prefix($0))) }
    }

    public static func == (left: Self, right: Self) -> Bool { left.articles == right.articles }

    public func hash(into hasher: inout Hasher) { hasher.combine(articles) }
}

extension ItemScope: Codable {
    private enum CodingKeys: String, CodingKey {
        case articles
    }

    /// Reads the articles, and refuses an empty list.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard let scope = ItemScope(articles: try container.decode([String].self, forKey: .articles)) else {
            throw DecodingError.dataCorruptedError(
                forKey: .articles, in: container, debugDescription: "no article is listed")
        }
        self = scope
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(articles, forKey: .articles)
    }
}
