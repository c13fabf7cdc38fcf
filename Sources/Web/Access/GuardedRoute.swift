import Service

/// Every route that a token opens, and which roles it opens it for: the one table of who may do what.
///
/// The raw value is the route itself. A route that is not here and not in `openRoutes` does not exist: a test holds
/// both against the router, and another sends every role's token, and none, to every route. What a role sees there is
/// narrowed to the stores of its token by whoever answers.
enum GuardedRoute: String, Sendable, CaseIterable {
    case redeem = "POST /v1/redemptions"
    case validate = "POST /v1/validations"
    case reverse = "POST /v1/redemptions/{id}/reversals"
    case reserve = "POST /v1/reservations"
    case showReservation = "GET /v1/reservations/{id}"
    case settle = "POST /v1/reservations/{id}/settlements"
    case release = "DELETE /v1/reservations/{id}"
    case keepJournalKey = "PUT /v1/terminals/self/journal-key"
    case lease = "POST /v1/leases"
    case upload = "POST /v1/redemptions/uploads"
    case listLeases = "GET /v1/leases"
    case readReceipts = "GET /v1/redemptions/{id}/receipts"
    case readLedger = "GET /v1/ledger"
    case listCampaigns = "GET /v1/campaigns"
    case listStores = "GET /v1/stores"
    case listPlacements = "GET /v1/placements"
    case listBatches = "GET /v1/batches"
    case showCoupon = "GET /v1/coupons/{code}"
    case listStatusLists = "GET /v1/status-lists"
    case showStatusList = "GET /v1/status-lists/{batch}"
    case readTerms = "GET /v1/terms"
    case listTerminals = "GET /v1/terminals"
    case enrolTerminal = "POST /v1/terminals"
    case revokeTerminal = "DELETE /v1/terminals/{id}"
    case showTill = "GET /v1/terminals/self"
    case readPicture = "POST /v1/readings"
    case listTokens = "GET /v1/tokens"
    case issueToken = "POST /v1/tokens"
    case revokeToken = "DELETE /v1/tokens/{id}"
    case readAudit = "GET /v1/audit"
    case listLockouts = "GET /v1/lockouts"
    case liftLockout = "DELETE /v1/lockouts/{id}"
    case listEvents = "GET /v1/events"
    case showEvent = "GET /v1/events/{id}"
    case replayEvent = "POST /v1/events/{id}/replays"
    case listMembers = "GET /v1/members"
    case addMember = "POST /v1/members"
    case showMember = "GET /v1/members/{id}"
    case readConsents = "GET /v1/members/{id}/consents"
    case readMemberCoupons = "GET /v1/members/{id}/coupons"
    case readMemberEntries = "GET /v1/members/{id}/redemptions"
    case pairMember = "POST /v1/members/{id}/pairings"
    case unpairMember = "DELETE /v1/members/{id}/pairings/{kind}"
    case mergeMember = "POST /v1/members/{id}/merges"
    case unmergeMember = "DELETE /v1/members/{id}/merges/{member}"
    case leaveMember = "POST /v1/members/{id}/leave"
    case eraseMember = "POST /v1/members/{id}/erasure"
    case listQuestions = "GET /v1/questions"
    case answerQuestion = "POST /v1/questions/{id}/answers"
    case readBalances = "GET /v1/members/{id}/balances"
    case readStatement = "GET /v1/members/{id}/statement"
    case earnPoints = "POST /v1/members/{id}/points/earnings"
    case spendPoints = "POST /v1/members/{id}/points/spendings"
    case adjustPoints = "POST /v1/members/{id}/points/adjustments"
    case addStamps = "POST /v1/members/{id}/stamps"
    case topUpValue = "POST /v1/members/{id}/value/top-ups"
    case spendValue = "POST /v1/members/{id}/value/spendings"
    case reverseUnits = "POST /v1/unit-entries/{id}/reversals"
    case refundUnits = "POST /v1/unit-entries/{id}/refunds"
    case showTier = "GET /v1/members/{id}/tier"
    case setTier = "PUT /v1/members/{id}/tier"
    case listReferrals = "GET /v1/referrals"
    case addReferral = "POST /v1/referrals"
    case listSegments = "GET /v1/segments"
    case showSegment = "GET /v1/segments/{id}"
    case saveSegment = "PUT /v1/segments/{id}"
    case removeSegment = "DELETE /v1/segments/{id}"
    case previewSegment = "POST /v1/segments/preview"

    /// Who may.
    var roles: Set<Role> {
        switch self {
        // A redemption happens at a till: an enrolled terminal's, or the one of a cashier's store.
        case .redeem, .validate, .reverse, .reserve, .showReservation, .settle, .release, .showTill,
            .readPicture:
            [.cashier, .terminal]
        // Only what was enrolled has a journal.
        case .keepJournalKey, .lease, .upload: [.terminal]
        case .readLedger, .readReceipts: [.owner, .manager, .cashier, .auditor, .terminal]
        // What the brand offers, and where, is printed on its walls; nothing personal is in it.
        case .listCampaigns, .listStores, .listPlacements, .listBatches, .showCoupon:
            [.owner, .manager, .cashier, .auditor, .terminal]
        // How every coupon stands is for those who judge coupons, and who look after the tills that do.
        case .listStatusLists, .showStatusList: [.owner, .manager, .cashier, .terminal]
        // They name one terminal and the counts of its store.
        case .readTerms: [.terminal]
        case .listTerminals, .listLeases: [.owner, .manager, .auditor]
        case .enrolTerminal, .revokeTerminal: [.owner, .manager]
        // Whoever issues tokens could issue themselves any.
        case .listTokens, .issueToken, .revokeToken: [.owner]
        case .readAudit, .listEvents, .showEvent: [.owner, .auditor]
        case .replayEvent: [.owner]
        // Names are personal data: for those who keep the list, and who check them; a till asks for one member only.
        case .listMembers, .showMember, .readConsents, .readMemberCoupons, .readMemberEntries, .listSegments,
            .showSegment, .previewSegment, .listQuestions:
            [.owner, .manager, .auditor]
        case .addMember, .pairMember, .unpairMember, .mergeMember, .unmergeMember, .leaveMember,
            .eraseMember, .answerQuestion, .saveSegment, .removeSegment:
            [.owner, .manager]
        // A till asks for the one member who stands at it, by id or card, and learns no name.
        case .readBalances, .readStatement, .showTier: [.owner, .manager, .cashier, .auditor, .terminal]
        case .earnPoints, .spendPoints, .addStamps, .topUpValue, .spendValue, .addReferral:
            [.owner, .manager, .cashier, .terminal]
        // What is undone or given by hand somebody answers for who does not stand at the till.
        case .adjustPoints, .reverseUnits, .refundUnits, .setTier: [.owner, .manager]
        case .listReferrals: [.owner, .manager, .auditor]
        case .listLockouts: [.owner, .manager, .auditor]
        case .liftLockout: [.owner, .manager]
        }
    }

    /// Whether its requests name a code, a coupon's or a member card's, so that unknown ones may be guesses.
    var takesCode: Bool {
        switch self {
        case .redeem, .validate, .reserve, .lease, .showCoupon, .readBalances, .readStatement, .earnPoints,
            .spendPoints, .adjustPoints, .addStamps, .topUpValue, .spendValue, .showTier, .setTier,
            .listReferrals, .addReferral:
            true
        case .reverse, .showReservation, .settle, .release, .keepJournalKey, .upload, .listLeases,
            .readReceipts, .readLedger, .listCampaigns,
            .listStores, .listPlacements, .listBatches, .listStatusLists, .showStatusList,
            .readTerms, .listTerminals, .enrolTerminal, .revokeTerminal, .showTill, .readPicture, .listTokens,
            .issueToken, .revokeToken,
            .readAudit, .listLockouts, .liftLockout, .listEvents, .showEvent, .replayEvent,
            .listMembers, .addMember, .showMember, .readConsents, .readMemberCoupons, .readMemberEntries,
            .pairMember,
            .unpairMember, .mergeMember, .unmergeMember, .leaveMember, .eraseMember, .listQuestions,
            .answerQuestion, .listSegments, .showSegment, .saveSegment, .removeSegment, .previewSegment,
            .reverseUnits, .refundUnits:
            false
        }
    }

    /// The routes that need no token, with the reason why.
    static let openRoutes: Set<String> = [
        // Pages behind printed codes, and what they load.
        "GET /c/{code}", "GET /t/{token}", "GET /s/{placement}", "POST /s/{placement}/landing",
        "GET /join/{placement}", "POST /join/{placement}", "GET /join/{placement}/proof",
        "POST /join/{placement}/proof", "POST /join/{placement}/wechat", "GET /join/{placement}/wechat",
        "POST /join/{placement}/wechat/proof", "GET /join/{placement}/wechat/proof", "GET /m/{card}",
        "GET /assets/page.css", "GET /assets/landing.js", "GET /assets/position.js", "GET /assets/icon",
        // The cashier's page, which holds nothing before somebody signs in, and where they do.
        "GET /till", "GET /till/files/{name}", "POST /till/session", "DELETE /till/session",
        // Public keys, by which anyone verifies codes and receipts.
        "GET /v1/keys",
        // A receipt is its holder's: the check of one says no more than the receipt.
        "POST /v1/receipts/verifications", "GET /r", "GET /r/{receipt}",
        // For machines on the inside: numbers without names, and what the server can do.
        "GET /healthz", "GET /readyz", "GET /metrics", "GET /openapi.json",
    ]
}
