import Payload
import Vocabulary

/// The fields of each event; their names and words are the form of a file that is kept for years, so never rename one.
extension JournalEvent {
    private enum Word: String {
        case accepted, refused, voided, answered
        case clockJumped = "clock_jumped"
        case serverTime = "server_time"
        case leaseTaken = "lease_taken"
        case leaseReturned = "lease_returned"
    }

    private var word: Word {
        switch self {
        case .accepted: .accepted
        case .refused: .refused
        case .voided: .voided
        case .answered: .answered
        case .clockJumped: .clockJumped
        case .serverTime: .serverTime
        case .leaseTaken: .leaseTaken
        case .leaseReturned: .leaseReturned
        }
    }

    func write(to line: inout LineWriter) {
        line.add("event", word.rawValue)
        switch self {
        case .accepted(let use): use.write(to: &line)
        case .refused(let wish, let reason):
            wish.write(to: &line)
            line.add("reason", reason)
        case .voided(let void):
            line.add("key", void.key)
            line.add("of", void.redemption)
            line.add("cashier", optional: void.cashier)
        case .answered(let key, let answer):
            line.add("key", key)
            answer.write(to: &line)
        case .clockJumped(let milliseconds): line.add("by", milliseconds)
        case .serverTime(let time): line.add("server", time)
        case .leaseTaken(let lease, let digest, let usableUntil):
            line.add("lease", lease.text)
            line.add("digest", digest.hex)
            line.add("usable_until", usableUntil)
        case .leaseReturned(let lease): line.add("lease", lease.text)
        }
    }

    init(reading line: inout LineReader) throws(LineFault) {
        switch try line.value("event", Word.init) {
        case .accepted: self = .accepted(try OfflineUse(reading: &line))
        case .refused: self = .refused(try OfflineWish(reading: &line), reason: try line.text("reason"))
        case .voided:
            self = .voided(
                OfflineVoid(
                    key: try line.text("key"), redemption: try line.text("of"),
                    cashier: try line.optionalText("cashier")))
        case .answered:
            self = .answered(key: try line.text("key"), try ServerAnswer(reading: &line))
        case .clockJumped: self = .clockJumped(byMilliseconds: try line.number("by"))
        case .serverTime: self = .serverTime(try line.instant("server"))
        case .leaseTaken:
            self = .leaseTaken(
                try line.identifier("lease"), digest: try line.digest("digest"),
                usableUntil: try line.instant("usable_until"))
        case .leaseReturned: self = .leaseReturned(try line.identifier("lease"))
        }
    }
}

extension OfflineUse {
    fileprivate func write(to line: inout LineWriter) {
        wish.write(to: &line)
        line.add("campaign", campaign.text)
        line.add("offer", offer.text)
        switch ground {
        case .lease(let lease): line.add("lease", lease.text)
        case .allowance: line.add("ground", Self.allowance)
        }
        line.add("use", Int64(use))
        line.add("uses_left", Int64(usesLeft))
        line.add("discount", discount.description)
    }

    fileprivate init(reading line: inout LineReader) throws(LineFault) {
        let wish = try OfflineWish(reading: &line)
        let (campaign, offer) = (
            try line.identifier("campaign", as: CampaignID.self),
            try line.identifier("offer", as: OfferID.self)
        )
        let ground: OfflineGround
        if line.hasNext("lease") {
            ground = .lease(try line.identifier("lease"))
        } else {
            ground = try line.value("ground") { $0 == Self.allowance ? .allowance : nil }
        }
        self.init(
            wish: wish, campaign: campaign, offer: offer, ground: ground, use: try line.count("use"),
            usesLeft: try line.count("uses_left"), discount: try line.money("discount"))
    }

    private static let allowance = "allowance"
}

extension ServerAnswer {
    private enum Word: String {
        case redeemed, reversed, conflict, refused
        case neverSeen = "never_seen"
    }

    fileprivate func write(to line: inout LineWriter) {
        func add(_ word: Word) { line.add("answer", word.rawValue) }
        switch self {
        case .redeemed(let redemption):
            add(.redeemed)
            line.add("redemption", redemption.text)
        case .reversed(let redemption):
            add(.reversed)
            line.add("redemption", redemption.text)
        case .conflict(let terminal, let moment):
            add(.conflict)
            line.add("other", terminal.text)
            line.add("used_at", moment)
        case .refused(let reason):
            add(.refused)
            line.add("reason", reason)
        case .neverSeen: add(.neverSeen)
        }
    }

    fileprivate init(reading line: inout LineReader) throws(LineFault) {
        switch try line.value("answer", Word.init) {
        case .redeemed: self = .redeemed(try line.identifier("redemption"))
        case .reversed: self = .reversed(try line.identifier("redemption"))
        case .conflict:
            self = .conflict(terminal: try line.identifier("other"), at: try line.instant("used_at"))
        case .refused: self = .refused(reason: try line.text("reason"))
        case .neverSeen: self = .neverSeen
        }
    }
}
