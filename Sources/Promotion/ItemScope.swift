/// The items of a purchase that an offer looks at.
public struct ItemScope: Sendable, Hashable, Codable {
    /// Article numbers; one that ends in `*` means all that begin so. Sorted, so that two equal lists are equal.
    public let articles: [String]

    /// Makes a scope, or returns `nil` for an empty list, which would fit nothing.
    public init?(articles: [String]) {
        guard !articles.isEmpty else { return nil }
        self.articles = Set(articles).sorted()
    }

    /// Whether an article is among them.
    ///
    /// - Complexity: O(*n*) in the articles listed.
    public func includes(_ article: String) -> Bool {
        articles.contains { pattern in
            pattern.last == "*" ? article.hasPrefix(pattern.dropLast()) : article == pattern
        }
    }
}
