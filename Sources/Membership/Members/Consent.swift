package import Vocabulary

/// What a member said about one purpose, and how we know.
package struct Consent: Sendable, Hashable {
    /// Raw values are wire format, so never rename one.
    package enum State: String, Sendable, Hashable, CaseIterable {
        case granted
        case denied
        /// Never asked, or the list did not say; treated as denied wherever it matters.
        case unknown

        /// Reads yes or no as lists write them, or returns `nil` for anything else.
        package init?(parsing text: some StringProtocol) {
            switch text.lowercased() {
            case "yes", "y", "true", "1", "granted", "是", "同意": self = .granted
            case "no", "n", "false", "0", "denied", "否", "不同意": self = .denied
            case "unknown", "": self = .unknown
            default: return nil
            }
        }
    }

    package let state: State
    /// Where it was said: a placement, `import`, `till`.
    package let source: String
    package let recordedAt: Instant

    package init(state: State, source: String, recordedAt: Instant) {
        self.state = state
        self.source = source
        self.recordedAt = recordedAt
    }
}
