import Promotion

extension ItemScope {
    /// A thousand entries: a season's list; more have a beginning in common, which `*` stands for.
    fileprivate static let maximumCount = 1_000
}

extension DocumentValue {
    /// Returns the items that an offer looks at: article numbers, or beginnings of such with `*`.
    func itemScope() -> ItemScope? {
        guard let values = list(of: 1...ItemScope.maximumCount, "items") else { return nil }
        var articles: Set<String> = []
        for value in values {
            guard let article = value.article() else { continue }
            if !articles.insert(article).inserted { value.fault("The item \(article) is listed twice.") }
        }
        return ItemScope(articles: Array(articles))
    }

    private func article() -> String? {
        let limit = RedemptionCall.maximumWordLength
        let expectation = """
            an article number of at most \(limit) characters such as TEA-01, or the beginning of some with \
            one * at its end such as TEA-*
            """
        return parsed(expectation) { text in
            let number = text.hasSuffix("*") ? text.dropLast() : text[...]
            let isLine = !number.unicodeScalars.contains { $0.properties.generalCategory == .control }
            return isLine && (1...limit).contains(number.count) && !number.contains("*") ? text : nil
        }
    }
}
