/// Tells people from machines by what their request says of itself.
package enum ScanClassifier {
    /// What the server saw of a scan.
    package struct Request: Sendable, Hashable {
        package enum Method: Sendable, Hashable {
            case get, head
        }

        package enum Sender: Sendable, Hashable {
            case visitor
            /// Known by a cookie or a session to work for the brand.
            case staff
        }

        package var method: Method
        package var sender: Sender
        /// Empty if the header is missing.
        package var userAgent: String
        /// The values of `Sec-Purpose`, `Purpose`, `X-Purpose` and `X-Moz`, as far as they are there.
        package var purposes: [String]

        package init(
            method: Method = .get, sender: Sender = .visitor, userAgent: String, purposes: [String] = []
        ) {
            self.method = method
            self.sender = sender
            self.userAgent = userAgent
            self.purposes = purposes
        }
    }

    /// 512 bytes: browsers send under 300; the rest of a longer one is not looked at.
    package static let maximumUserAgentBytes = 512

    /// Classifies one scan, double firing apart, which `Deduplication` finds.
    ///
    /// Own staff first, then what the sender says it is doing, then what it says it is. A messenger's own browser
    /// (`MicroMessenger`, `FBAN`) is a person's; only its preview service is not.
    ///
    /// - Complexity: O(n) in the user agent, times the length of the lists.
    package static func classify(_ request: Request) -> ScanClassification {
        if request.sender == .staff { return ScanClassification(.staffTest, by: .staffSession) }
        let purposes = request.purposes.map { $0.lowercased() }
        if purposes.contains(where: { $0.contains("prefetch") || $0.contains("prerender") }) {
            return ScanClassification(.prefetch, by: .purposeHeader)
        }
        if purposes.contains(where: { $0.contains("preview") }) {
            return ScanClassification(.preview, by: .purposeHeader)
        }
        let agent = String(decoding: request.userAgent.utf8.prefix(maximumUserAgentBytes), as: UTF8.self)
            .lowercased()
        if let named = named(agent) { return named }
        // A HEAD shows nobody a page, whoever sends it.
        if request.method == .head { return ScanClassification(.preview, by: .headRequest) }
        if agent.allSatisfy(\.isWhitespace) { return ScanClassification(.unknown, by: .missingUserAgent) }
        let isBrowserLike = UserAgentTokens.browserPrefixes.contains(where: agent.hasPrefix)
        return isBrowserLike
            ? ScanClassification(.human, by: .browserLike) : ScanClassification(.unknown, by: .unrecognised)
    }

    /// The class of an agent that names itself, in lower case, or `nil`.
    private static func named(_ agent: String) -> ScanClassification? {
        let lists: [(tokens: [String], scanClass: ScanClass)] = [
            (UserAgentTokens.securityScans, .securityScan), (UserAgentTokens.previews, .preview),
            (UserAgentTokens.crawlers, .crawler),
        ]
        for list in lists where list.tokens.contains(where: agent.contains) {
            return ScanClassification(list.scanClass, by: .userAgentToken)
        }
        if UserAgentTokens.programs.contains(where: agent.hasPrefix) {
            return ScanClassification(.crawler, by: .programName)
        }
        return hasCrawlerWord(agent) ? ScanClassification(.crawler, by: .userAgentToken) : nil
    }

    /// Whether a word of the agent ends in `bot`, `spider` or `crawler`, as programs not in the lists call themselves.
    private static func hasCrawlerWord(_ agent: String) -> Bool {
        let words = agent.split(whereSeparator: { !$0.isLetter })
        return words.contains { word in
            UserAgentTokens.crawlerWords.contains(where: word.hasSuffix)
                && !UserAgentTokens.notCrawlers.contains(where: word.hasSuffix)
        }
    }
}
