/// What a list is made for, as stated by the person who exports it and kept in the access log.
package struct ExportPurpose: Sendable, Hashable {
    /// 200 characters: a sentence.
    package static let maximumLength = 200
    package let text: String

    /// Purposes that need no consent to marketing, because they serve the membership itself or the law.
    ///
    /// Everything else counts as marketing: a purpose we do not know must not be the way round a refusal.
    package static let withoutMarketing: Set<String> = ["service", "accounting", "audit", "transfer"]

    /// Marketing, the purpose of a list for which none was stated.
    package static let marketing = ExportPurpose(unchecked: "marketing")

    /// Takes a purpose, or returns `nil` if it says nothing or says it at length.
    package init?(parsing text: some StringProtocol) {
        let clean = FieldText.singleSpaced(FieldText.withoutControls(String(text)))
        guard (1...Self.maximumLength).contains(clean.count) else { return nil }
        self.init(unchecked: clean)
    }

    private init(unchecked text: String) {
        self.text = text
    }

    /// Whether members who did not agree to marketing are left out.
    package var needsMarketingConsent: Bool {
        !Self.withoutMarketing.contains(text.lowercased())
    }
}
