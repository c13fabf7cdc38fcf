import Foundation
import OfflineTill
import Payload
import Promotion
import Store
import Support
import Testing
import Vocabulary

@testable import Service

/// One till, its journal and the service.
@Suite struct OfflineServiceTests {
    /// Everything that a test needs.
    private struct Shop {
        let fixture: ServiceFixture
        let service: RedemptionService
        var counter: ShopTill
        let coupons: [IssuedCoupon]

        func upload(_ text: [UInt8]) async throws -> UploadReply {
            try await service.upload(text, terminal: counter.terminal)
        }

        /// Uploads until everything is answered.
        mutating func synchronise() async throws -> [UploadPlan.Meaning] {
            var meanings: [UploadPlan.Meaning] = []
            while let first = counter.plan.nextEntry {
                let batch = try counter.lines(from: first)
                guard case .taken(let document) = try await upload(batch.lines) else {
                    Issue.record("an upload from entry \(first) was refused")
                    return meanings
                }
                meanings += try counter.take(document, to: batch)
            }
            return meanings
        }

        mutating func lease(_ call: LeaseCall, key: String = "lease") async throws -> LeaseDocument {
            let reply = try await service.lease(call, key: key, terminal: counter.terminal)
            guard case .leased(let document) = reply.answer else { throw ServiceFixture.Broken() }
            try counter.take(document.signed)
            return document
        }
    }

    private func withShop(
        allowance: OfflineAllowance? = nil, usesPerCoupon: UInt32 = 1,
        _ body: (inout Shop) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "till-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let fixture = try await ServiceFixture.make(usesPerCoupon: usesPerCoupon)
        let coupons = try await fixture.issue(5, profile: .signed)
        let counter = try ShopTill(
            fixture.terminal, terms: try await fixture.terms(fixture.terminal, allowance: allowance),
            folder: folder, seed: 7, now: ServiceFixture.noon)
        var shop = Shop(
            fixture: fixture, service: RedemptionService(fixture.context), counter: counter, coupons: coupons)
        #expect(try await shop.service.keep(journalKey: counter.publicKey, terminal: fixture.terminal) == nil)
        try await body(&shop)
    }

    private func problem(_ reply: UploadReply) -> Problem? {
        if case .refused(let problem) = reply { problem } else { nil }
    }

    @Test("A leased coupon is redeemed offline once, and the upload makes it one redemption")
    func leased() async throws {
        try await withShop { shop in
            let amount = try ServiceFixture.yuan("80.00")
            let document = try await shop.lease(LeaseCall(.codes([shop.coupons[0].text, "RUBBISH"])))
            #expect(document.uses == 1 && document.leftOut.map(\.reason) == ["unknown_code"])
            let verdict = try shop.counter.scan(shop.coupons[0].text, key: "k1", amount: amount)
            guard case .accepted(let acceptance) = verdict else {
                Issue.record("\(verdict)")
                return
            }
            #expect(acceptance.ground == .lease(document.lease))
            // The short code is the same coupon.
            let again = try shop.counter.scan(shop.coupons[0].code.text, key: "k2", amount: amount)
            guard case .refused(.rule(.alreadyRedeemed)) = again else {
                Issue.record("\(again)")
                return
            }
            let meanings = try await shop.synchronise()
            guard case .settled(let redemption) = meanings.first else {
                Issue.record("\(meanings)")
                return
            }
            let entries = try await shop.fixture.context.store.entries(
                of: redemption, home: shop.fixture.context.home())
            #expect(entries.first?.draft.reservation?.text == "\(document.lease).1")
            #expect(entries.first?.draft.cashier == "Li" && entries.first?.draft.amount == amount)
        }
    }

    @Test("The same lease comes for the same key, byte by byte")
    func leaseReplayed() async throws {
        try await withShop { shop in
            let call = LeaseCall(.codes(shop.coupons.map(\.text)), uses: 3)
            let first = try await shop.service.lease(call, key: "k", terminal: shop.counter.terminal)
            let again = try await shop.service.lease(call, key: "k", terminal: shop.counter.terminal)
            #expect(first.answer == again.answer && again.isReplayed && !first.isReplayed)
            guard case .leased(let document) = first.answer else { throw ServiceFixture.Broken() }
            #expect(document.coupons == 3)
            #expect(document.leftOut.map(\.reason) == ["enough_uses", "enough_uses"])
            #expect(document.leftOut[0].detail == "已达到所要求的预留次数。")
            let other = try await shop.service.lease(
                LeaseCall(.codes([shop.coupons[0].text])), key: "k", terminal: shop.counter.terminal)
            guard case .refused(let problem) = other.answer else { throw ServiceFixture.Broken() }
            #expect(problem.reason == "key_reused")
        }
    }

    @Test("Numbers out of their bounds are named, with what was given")
    func bounds() async throws {
        try await withShop { shop in
            let call = LeaseCall(.store, uses: 10_001, usesPerCoupon: 0, usableForSeconds: 59)
            do throws(ServiceError) {
                _ = try await shop.service.lease(call, key: "k", terminal: shop.counter.terminal)
                Issue.record("it was taken")
            } catch {
                guard case .invalidInput(let faults) = error else { throw error }
                #expect(faults.map(\.pointer) == ["/uses", "/uses_per_coupon", "/usable_for_seconds"])
                #expect(faults[0].detail == "1 to 10000 were expected, not 10001.")
            }
        }
    }

    @Test("A journal is taken in any order and as often as it comes, and what is missing is asked for")
    func anyOrder() async throws {
        try await withShop(allowance: try ServiceFixture.allowance(10, amount: "100.00")) { shop in
            let amount = try ServiceFixture.yuan("80.00")
            for (number, coupon) in shop.coupons.enumerated() {
                _ = try shop.counter.scan(coupon.text, key: "k\(number)", amount: amount)
            }
            let late = try shop.counter.lines(from: 3)
            let gap = problem(try await shop.upload(late.lines))
            #expect(gap?.reason == "journal_gap" && gap?.nextEntry == 1)
            let all = try shop.counter.lines(from: 1)
            guard case .taken(let first) = try await shop.upload(all.lines) else {
                throw ServiceFixture.Broken()
            }
            #expect(
                first.through == 5 && first.answers.map(\.answer) == Array(repeating: .redeemed, count: 5))
            guard case .taken(let again) = try await shop.upload(late.lines) else {
                throw ServiceFixture.Broken()
            }
            #expect(again.through == 5 && again.answers == Array(first.answers[2...]))
            #expect(
                try await shop.fixture.context.store.journalLines(
                    of: shop.counter.terminal.id, after: 0, limit: 100
                ).count == 5)
        }
    }

    @Test(
        "A changed, foreign, doubled or forked journal is refused with its line, and nothing of it is taken")
    func faults() async throws {
        try await withShop(allowance: try ServiceFixture.allowance(10, amount: "100.00")) { shop in
            let amount = try ServiceFixture.yuan("80.00")
            for (number, coupon) in shop.coupons.enumerated() {
                _ = try shop.counter.scan(coupon.text, key: "k\(number)", amount: amount)
            }
            let lines = try shop.counter.lines(from: 1).lines.split(separator: 10).map { Array($0) }
            func upload(_ lines: [[UInt8]]) async throws -> Problem? {
                problem(try await shop.upload(Array(lines.joined(separator: [10]))))
            }
            let text = String(decoding: lines[1], as: UTF8.self).replacing("80.00", with: "90.00")
            let changed = try await upload([lines[0], Array(text.utf8), lines[2]])
            #expect(changed?.reason == "journal_bad_signature" && changed?.line == 2)
            let doubled = try await upload([lines[0], lines[0]])
            #expect(doubled?.reason == "journal_gap" && doubled?.line == 2)
            let torn = try await upload([lines[0], Array(lines[1].dropLast(3))])
            #expect(torn?.reason == "journal_malformed" && torn?.line == 2)
            #expect(try await shop.fixture.context.store.lastJournalLine(of: shop.counter.terminal.id) == nil)

            let other = try await TerminalService(shop.fixture.context).enrol(
                store: StoreID(unchecked: "SH01"), name: "other"
            ).terminal
            #expect(
                problem(try await shop.service.upload(lines[0], terminal: other))?.reason
                    == "journal_key_missing")
            let key = try TerminalSigningKey(seed: [UInt8](repeating: 9, count: 32)).publicKey
            _ = try await shop.service.keep(
                journalKey: Hex.encode(key.rawRepresentation), terminal: other)
            #expect(
                problem(try await shop.service.upload(lines[0], terminal: other))?.reason
                    == "journal_wrong_terminal")

            #expect(try await upload(Array(lines[..<3])) == nil)
            // The key file was copied, and another journal begun with it.
            let folder = shop.counter.path + ".twin"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            var twin = try ShopTill(
                shop.counter.terminal, terms: shop.counter.facts.terms, folder: folder, seed: 7,
                now: ServiceFixture.noon)
            _ = try twin.scan(shop.coupons[4].text, key: "twin", amount: amount)
            let forked = problem(try await shop.upload(try twin.lines(from: 1).lines))
            #expect(forked?.reason == "journal_forked" && forked?.line == 1)
        }
    }

    @Test("The first key of a journal stays, and no other text is one")
    func keys() async throws {
        try await withShop { shop in
            let (service, terminal) = (shop.service, shop.counter.terminal)
            #expect(try await service.keep(journalKey: shop.counter.publicKey, terminal: terminal) == nil)
            let other = try TerminalSigningKey(seed: [UInt8](repeating: 9, count: 32)).publicKey
            let taken = try await service.keep(
                journalKey: Hex.encode(other.rawRepresentation), terminal: terminal)
            #expect(taken?.reason == "journal_key_taken")
            await #expect(throws: ServiceError.self) {
                _ = try await service.keep(journalKey: "abcd", terminal: terminal)
            }
        }
    }

    @Test("What the server accepted while its answer was lost is the same redemption in the upload")
    func answerLost() async throws {
        try await withShop(allowance: try ServiceFixture.allowance(10, amount: "100.00")) { shop in
            let amount = try ServiceFixture.yuan("80.00")
            let call = RedemptionCall(code: shop.coupons[0].url, amount: amount, cashier: "Li")
            let reply = try await shop.service.redeem(call, key: "k", terminal: shop.counter.terminal)
            guard case .redeemed(let document) = reply.answer else { throw ServiceFixture.Broken() }
            _ = try shop.counter.scan(
                shop.coupons[0].url, key: "k", amount: amount, attempt: .unanswered)
            #expect(try await shop.synchronise() == [.settled(document.redemption)])
            // The till refuses what the server gave: the cashier is told.
            let second = RedemptionCall(code: shop.coupons[1].code.text, amount: amount, cashier: "Li")
            let given = try await shop.service.redeem(second, key: "k2", terminal: shop.counter.terminal)
            guard case .redeemed(let other) = given.answer else { throw ServiceFixture.Broken() }
            _ = try shop.counter.scan(
                shop.coupons[1].code.text, key: "k2", amount: amount, attempt: .unanswered)
            #expect(try await shop.synchronise() == [.givenAfterAll(other.redemption)])
        }
    }

    @Test("A lease that is given back in the journal is free after the upload")
    func givenBack() async throws {
        try await withShop { shop in
            let document = try await shop.lease(LeaseCall(.codes(shop.coupons.map(\.text))))
            let amount = try ServiceFixture.yuan("80.00")
            _ = try shop.counter.scan(shop.coupons[0].text, key: "k", amount: amount)
            try shop.counter.note(.leaseReturned(document.lease))
            let open = try await LeaseService(shop.fixture.context).list()
            #expect(open.map(\.held) == [5])
            _ = try await shop.synchronise()
            #expect(try await LeaseService(shop.fixture.context).list().isEmpty)
            let call = RedemptionCall(code: shop.coupons[1].text, amount: amount)
            let reply = try await shop.service.redeem(call, key: "o", terminal: shop.counter.terminal)
            guard case .redeemed = reply.answer else {
                Issue.record("\(reply.answer)")
                return
            }
        }
    }

    @Test("The report names both tills and both times, and what was voided is not in it")
    func report() async throws {
        try await withShop(allowance: try ServiceFixture.allowance(10, amount: "100.00")) { shop in
            let amount = try ServiceFixture.yuan("80.00")
            let other = try await TerminalService(shop.fixture.context).enrol(
                store: StoreID(unchecked: "SH01"), name: "other"
            ).terminal
            for coupon in shop.coupons.prefix(2) {
                _ = try await shop.service.redeem(
                    RedemptionCall(code: coupon.text, amount: amount), key: coupon.code.text, terminal: other)
            }
            for (number, coupon) in shop.coupons.prefix(3).enumerated() {
                _ = try shop.counter.scan(coupon.text, key: "k\(number)", amount: amount)
            }
            let isVoided = try shop.counter.void("k1", key: "v1")
            #expect(isVoided)
            _ = try await shop.synchronise()
            let span = Instant(millisecondsSince1970: 0)..<ServiceFixture.noon.advanced(bySeconds: 60)
            let report = try await OfflineReport.make(in: span, context: shop.fixture.context)
            #expect(report.lines.map(\.uses) == [1] && report.losses.map(\.key) == ["k0"])
            #expect(report.lines.first?.amounts == [try ServiceFixture.yuan("10.00")])
            #expect(report.losses.first?.other?.terminal == other.id)
            #expect(report.text.contains(shop.counter.terminal.id.text))
            #expect(report.text.contains("; \(other.id) (SH01) gave it at \(ServiceFixture.noon.rfc3339)"))
            #expect(report.csv().split(separator: 10).count == 2)
        }
    }
}
