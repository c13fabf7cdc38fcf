import OfflineTill
import Payload
import Vocabulary

extension OfflineDesk {
    /// Leases what is wanted, and takes it into the journal.
    ///
    /// - Parameter wish: Which coupons.
    /// - Throws: `ServerRefusal` if the server leased nothing, or did not answer.
    func lease(_ wish: LeaseWish) async throws(ServerRefusal) {
        guard let memory, let terms else { return }
        let key = leaseKey ?? tools.makeKey()
        leaseKey = key
        let fetched: FetchedLease
        do {
            fetched = try await tools.server.lease(wish, key: key)
        } catch {
            if case .refused = error { (leaseKey, fetchedAt["lease"]) = (nil, RunningClock.milliseconds) }
            throw error
        }
        (leaseKey, fetchedAt["lease"]) = (nil, RunningClock.milliseconds)
        guard let signed = try? SignedLease(reading: fetched.line) else { return }
        note(fetched.leftOut, signed.unverifiedLease, memory, terms)
        // First the file, then the entry by which it counts: a crash between them loses nothing.
        keep("leases/\(signed.unverifiedLease.id.text)", fetched.line)
        do {
            if let refusal = try memory.take(signed, terms, at: tools.clock.reading()) {
                trouble = refusal.rawValue
            }
        } catch { trouble = error.text(in: tools.language) }
    }

    /// Takes a lease that lies in the folder.
    ///
    /// - Parameters:
    ///   - name: Its file.
    ///   - memory: The journal.
    ///   - terms: With the issuer's keys.
    /// - Throws: `JournalTrouble`.
    func takeKept(_ name: String, _ memory: TillMemory, _ terms: HeldTerms) throws(JournalTrouble) {
        guard let bytes = tools.state.read(name), let signed = try? SignedLease(reading: bytes) else {
            return
        }
        let reading = tools.clock.reading()
        // A lease that ended a day ago explains no refusal any more.
        guard reading.wall < signed.unverifiedLease.usableUntil.advanced(bySeconds: 86_400) else {
            tools.state.remove(name)
            return
        }
        // One that was given back gives nothing, wherever its file came from.
        if try memory.take(signed, terms, at: reading) == .replayed { tools.state.remove(name) }
    }

    /// Remembers what a lease came to, if that is news: the hourly look mostly finds what the till has.
    private func note(
        _ leftOut: [FetchedLease.LeftOut], _ lease: Lease, _ memory: TillMemory, _ terms: HeldTerms
    ) {
        let counts = Self.counts(leftOut, held: memory.leases)
        guard leaseNotice == nil || lease.useCount > 0 || leaseNotice?.leftOut != counts else { return }
        let now = tools.clock.reading().wall
        leaseNotice = LeaseNotice(
            uses: lease.useCount, coupons: lease.coupons.count,
            until: moment(lease.usableUntil, terms), today: moment(now, terms).date, leftOut: counts)
    }

    /// How many coupons were left out, by reason, without those that this till itself holds.
    ///
    /// The server says `reserved` of a coupon whichever till holds it. Of those that it does not name, as many are this
    /// till's own as it holds coupons.
    static func counts(_ leftOut: [FetchedLease.LeftOut], held: LeaseBook) -> [String: Int] {
        let reserved = "reserved"
        var counts: [String: Int] = [:]
        var unnamed = 0
        for item in leftOut {
            let isOwn = item.code.flatMap(coupon).map { !held.holdings(of: $0).isEmpty } ?? false
            guard item.reason == reserved else {
                counts[item.reason, default: 0] += 1
                continue
            }
            if item.code == nil { unnamed += 1 } else if !isOwn { counts[reserved, default: 0] += 1 }
        }
        let others = unnamed - held.heldLeases.reduce(0) { $0 + $1.couponCount }
        if others > 0 { counts[reserved, default: 0] += others }
        return counts
    }

    private func moment(_ instant: Instant, _ terms: HeldTerms) -> LocalMoment {
        LocalMoment(instant: instant, utcOffsetSeconds: terms.offsetSeconds(instant))
    }
}

extension OfflineDesk {
    /// What is leased and not given, and until when; `nil` for nothing.
    var leased: LeasedUses? {
        guard let memory, let terms else { return nil }
        let now = tools.clock.reading().wall
        let stock = memory.stock(at: now)
        guard let first = stock.firstEnd, let last = stock.lastEnd else { return nil }
        return LeasedUses(
            uses: stock.uses, firstEnd: moment(first, terms), lastEnd: moment(last, terms),
            today: moment(now, terms).date)
    }
}
