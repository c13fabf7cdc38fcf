package import Membership

extension Problem {
    /// Says why a member is not taken for brought in by another.
    ///
    /// - Parameters:
    ///   - refusal: Why.
    ///   - sentence: The refusal in a sentence, with the numbers of the program's rules.
    package init(_ refusal: ReferralRefusal, sentence: String) {
        self.init(
            status: refusal.status, reason: refusal.rawValue, title: refusal.title, detail: sentence)
    }
}

extension ReferralRefusal {
    /// 409 for what is so already, 422 for what the rules do not allow.
    package var status: Int {
        switch self {
        case .notActive, .alreadyReferred: 409
        case .selfReferral, .tooLate, .cycle, .chainTooLong: 422
        }
    }

    /// The same for every occurrence, in English (RFC 9457, section 3.1.3).
    fileprivate var title: String {
        switch self {
        case .selfReferral: "The same member"
        case .notActive: "Not in the program"
        case .alreadyReferred: "Brought in already"
        case .tooLate: "Joined too long ago"
        case .cycle: "Brought in by each other"
        case .chainTooLong: "Too many in a chain"
        }
    }
}
