import Foundation
import OfflineTill
import Payload
import Promotion
import Store
import Testing
import Vocabulary

@testable import Service

/// A till with its own journal on the disk, as its shell runs it; it can be killed and begun again.
struct ShopTill {
    let terminal: TerminalRecord
    let path: String
    private let key: TerminalSigningKey
    private let terms: OfflineTerms
    private(set) var facts: OfflineFacts
    private(set) var plan = UploadPlan()
    private var journal: JournalFile
    /// Leases as they came, which a till keeps beside its journal.
    private var leases: [SignedLease] = []
    var now: Instant

    init(_ terminal: TerminalRecord, terms: OfflineTerms, folder: String, seed: UInt8, now: Instant) throws {
        self.terminal = terminal
        self.terms = terms
        self.now = now
        path = folder + "/\(terminal.id).journal"
        key = try TerminalSigningKey(seed: [UInt8](repeating: seed, count: 32))
        facts = Self.noFacts(terms, terminal)
        journal = try JournalFile(LockedFile(path), terminal: terminal.id, key: key)
    }

    private static func noFacts(_ terms: OfflineTerms, _ terminal: TerminalRecord) -> OfflineFacts {
        OfflineFacts(
            terms: terms, leases: LeaseBook(terminal: terminal.id), uses: OfflineUses(store: terminal.store))
    }

    var publicKey: String { Hex.encode(key.publicKey.rawRepresentation) }

    /// What the journal's last line is.
    var end: Int64 { journal.head.sequence }

    /// Forgets everything but the disk.
    mutating func restart() throws {
        var entries: [JournalEntry] = []
        journal = try JournalFile(LockedFile(path + ".none"), terminal: terminal.id, key: key)
        let file = try Self.opened(path)
        journal = try JournalFile(file, terminal: terminal.id, key: key) { entries.append($0) }
        facts = Self.noFacts(terms, terminal)
        plan = UploadPlan()
        for entry in entries { remember(entry) }
        // Those that were given back are refused, and no longer needed.
        leases = leases.filter { (try? facts.leases.take($0, keyring: terms.keyring)) != nil }
    }

    /// Opens the file again, for which another test's child process may still have a copy of the old descriptor.
    private static func opened(_ path: String) throws -> LockedFile {
        for _ in 0..<100 {
            do { return try LockedFile(path) } catch DiskError.inUse { usleep(50_000) }
        }
        return try LockedFile(path)
    }

    private mutating func remember(_ entry: JournalEntry) {
        facts.leases.note(entry)
        facts.uses.note(entry)
        plan.note(entry)
    }

    mutating func note(_ event: JournalEvent) throws {
        let reading = ClockReading(wall: now, boot: "boot", uptimeMilliseconds: now.millisecondsSince1970)
        remember(try journal.append(event, at: reading, utcOffsetSeconds: 28_800))
    }

    mutating func take(_ line: String) throws {
        let lease = try SignedLease(reading: Array(line.utf8))
        leases.append(lease)
        if let event = try facts.leases.take(lease, keyring: terms.keyring) { try note(event) }
    }

    /// Judges a scan without the server, and writes down what is new.
    mutating func scan(
        _ code: String, key: String, amount: Money?, attempt: OfflineWish.OnlineAttempt = .none
    ) throws -> OfflineVerdict {
        let wish = try OfflineWish(key: key, code: code, amount: amount, cashier: "Li", attempt: attempt)
        let moment = OfflineMoment(.believed(now), utcOffsetSeconds: 28_800)
        let verdict = OfflineJudge.judge(wish, facts, at: moment)
        switch verdict {
        case .accepted(let acceptance): try note(acceptance.event(wish))
        case .refused(.keyReused), .repeated, .repeatedRefusal: break
        case .refused(let refusal): try note(.refused(wish, reason: refusal.reason))
        }
        return verdict
    }

    /// Undoes a use of this till, if the rules let it.
    mutating func void(_ use: String, key: String) throws -> Bool {
        let moment = OfflineMoment(.believed(now), utcOffsetSeconds: 28_800)
        guard case .accepted = try OfflineJudge.void(use, facts, at: moment) else { return false }
        try note(.voided(OfflineVoid(key: key, redemption: use)))
        return true
    }

    func lines(from first: Int64) throws -> JournalBatch { try journal.batch(from: first) }

    /// Takes the server's answers, and writes them down.
    mutating func take(_ document: UploadDocument, to batch: JournalBatch) throws -> [UploadPlan.Meaning] {
        plan.takeReceipt(of: batch)
        var meanings: [UploadPlan.Meaning] = []
        for answer in document.answers {
            let (meaning, event) = plan.take(try answer.read, to: answer.key)
            meanings.append(meaning)
            if let event { try note(event) }
        }
        return meanings
    }
}

extension UploadDocument.Answer {
    /// What a till reads in it.
    var read: ServerAnswer {
        get throws {
            switch answer {
            case .redeemed: .redeemed(try #require(redemption))
            case .reversed: .reversed(try #require(redemption))
            case .conflict:
                .conflict(
                    terminal: try #require(other), at: try Self.instant(try #require(usedAt)))
            case .refused: .refused(reason: try #require(reason))
            case .neverSeen: .neverSeen
            }
        }
    }
}

extension UploadDocument.Answer {
    fileprivate static func instant(_ text: String) throws -> Instant {
        let date = try Date(text, strategy: .iso8601)
        return Instant(millisecondsSince1970: Int64((date.timeIntervalSince1970 * 1_000).rounded()))
    }
}

/// A status list of long ago, in which everything is open.
struct OldList: StatusSource {
    let issuedAt: Instant
    var expiresAt: Instant { issuedAt.advanced(bySeconds: 10 * 86_400) }
    func status(of serial: UInt32) -> OfflineTill.CouponStatus? { .open }
}

extension ServiceFixture {
    /// What a till of the fixture's store fetched, with an allowance or without.
    func terms(_ terminal: TerminalRecord, allowance: OfflineAllowance?) async throws -> OfflineTerms {
        let campaign = try #require(try await context.store.campaigns().first).campaign
        let offer = try #require(campaign.offers.first)
        let batches = try await context.store.batches().map { batch in
            (
                batch.number,
                OfflineTill.BatchTerms(offer: batch.offer, status: .list(OldList(issuedAt: Self.noon)))
            )
        }
        return OfflineTerms(
            terminal: terminal.id, store: terminal.store, keyring: context.keys.keyring,
            campaigns: [
                campaign.id: CampaignTerms(
                    state: .active, validity: campaign.validity, allowance: allowance)
            ],
            offers: [offer.id: OfferTerms(campaign: campaign.id, offer: offer)],
            batches: Dictionary(uniqueKeysWithValues: batches),
            usableUntil: Self.noon.advanced(bySeconds: 10 * 86_400))
    }

    /// Uses and money that a till may give in vain.
    static func allowance(_ uses: UInt32, amount: String) throws -> OfflineAllowance {
        OfflineAllowance(
            usesPerTerminal: uses, usesPerCoupon: 1, amount: try yuan(amount),
            maximumStatusAgeSeconds: 10 * 86_400)
    }
}
