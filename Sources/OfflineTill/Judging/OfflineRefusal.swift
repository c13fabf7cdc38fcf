package import Promotion
package import Vocabulary

/// Why a till without the server does not give a use.
package enum OfflineRefusal: Error, Sendable, Hashable {
    /// What the server would say too.
    case rule(Refusal)
    /// The issuer no longer trusts this terminal.
    case terminalRevoked
    /// The till's clock is off by so much, ahead if positive.
    case clockWrong(byMilliseconds: Int64)
    /// Only the server can tell, for this reason.
    case needsNetwork(NetworkNeed)
    /// The campaign lets the till err no further until it has synchronised.
    case allowanceExhausted(OfflineAllowance.Shortfall)
    case statusListTooOld(ageSeconds: Int64, limitSeconds: Int64)
    /// The status list is not the issuer's.
    case statusListTampered
    case leaseExpired(since: LocalMoment)
    /// The key was used for another request.
    case keyReused

    /// Why the server must be asked.
    package enum NetworkNeed: Sendable, Hashable, CaseIterable {
        /// A short code proves nothing by itself.
        case unsignedCode
        /// The till has not heard of the code's batch, offer or campaign.
        case unknownOffer
        /// The coupon is not leased, and the campaign has no allowance.
        case notLeased
        /// Who the member is, only the server knows.
        case unknownMember
        /// The coupon is leased to another till, or reserved.
        case heldElsewhere
        case noStatusList
        /// What the till fetched is too old.
        case staleTerms
    }

    /// The stable machine word: of a rule's refusal the server's own, else one of `Reason`.
    package var reason: String {
        switch self {
        case .rule(let refusal): refusal.reason.rawValue
        case .terminalRevoked: Reason.terminalRevoked.rawValue
        case .clockWrong: Reason.clockWrong.rawValue
        case .needsNetwork: Reason.needsNetwork.rawValue
        case .allowanceExhausted: Reason.allowanceExhausted.rawValue
        case .statusListTooOld: Reason.statusListTooOld.rawValue
        case .statusListTampered: Reason.statusListTampered.rawValue
        case .leaseExpired: Reason.leaseExpired.rawValue
        case .keyReused: Reason.keyReused.rawValue
        }
    }

    /// The words that only a till without the server says; raw values are written to journals, so never rename one.
    package enum Reason: String, Sendable, Hashable, CaseIterable {
        case terminalRevoked = "terminal_revoked"
        case clockWrong = "clock_wrong"
        case needsNetwork = "needs_network"
        case allowanceExhausted = "allowance_exhausted"
        case statusListTooOld = "status_list_too_old"
        case statusListTampered = "status_list_tampered"
        case leaseExpired = "lease_expired"
        case keyReused = "key_reused"
    }
}
