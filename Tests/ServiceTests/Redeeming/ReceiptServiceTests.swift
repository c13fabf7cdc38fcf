import Payload
import Promotion
import QRSymbol
import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct ReceiptServiceTests {
    private func entry(_ change: (inout LedgerDraft) -> Void) async throws -> (ServiceFixture, LedgerEntry) {
        let fixture = try await ServiceFixture.make()
        let code = try await fixture.issue(1)[0].code.text
        let call = RedemptionCall(code: code, amount: try ServiceFixture.yuan("80.00"))
        _ = try await RedemptionService(fixture.context).redeem(call, key: "1", terminal: fixture.terminal)
        let entry = try #require(try await fixture.context.store.ledger(after: .start, limit: 1).first)
        var draft = entry.draft
        change(&draft)
        return (
            fixture,
            LedgerEntry(
                chaining: draft, writer: entry.writer, sequence: entry.sequence, after: entry.previousHash)
        )
    }

    @Test("An entry from before there were checkpoints gets a receipt of its own, the same each time")
    func withoutCheckpoint() async throws {
        let fixture = try await ServiceFixture.make()
        let coupon = try await fixture.issue(1)[0]
        let context = fixture.context
        let attempt = RedemptionAttempt(
            head: AttemptHead(
                home: context.home(), idempotency: IdempotencyKey(terminal: fixture.terminal.id, key: "1"),
                requestDigest: [UInt8](repeating: 1, count: 32)),
            coupons: [CouponKeys(lookup: context.keys.couponLookup).key(of: coupon.code)],
            redemption: RedemptionID(unchecked: "r1"),
            request: Redemption.Request(
                store: fixture.terminal.store,
                moment: LocalMoment(instant: ServiceFixture.noon, utcOffsetSeconds: 28_800),
                amount: try ServiceFixture.yuan("80.00")))
        // Rules without a seal write what an earlier version wrote: entries and no checkpoint.
        _ = try await context.store.carryOut([.redeem(attempt)], by: GroupRules())
        let entry = try #require(try await context.store.ledger(after: .start, limit: 1).first)
        #expect(try await context.store.proof(of: entry) == nil)
        let service = ReceiptService(context)
        let receipts = try await service.receipts(of: RedemptionID(unchecked: "r1")).receipts
        #expect(receipts.count == 1)
        #expect(service.verification(of: receipts[0]).outcome == .genuine)
        #expect(service.verification(of: receipts[0]).receipt?.redemption == "r1")
        #expect(try await service.receipts(of: RedemptionID(unchecked: "r1")).receipts == receipts)
    }

    @Test("A usual receipt has 500 to 900 characters, and its address fits a symbol of 101 modules a side")
    func usualLength() async throws {
        let (fixture, entry) = try await entry { _ in }
        for (count, modules) in [(1, 81), (CommitQueue.maximumGroupCount, 101)] {
            let receipt = try receipt(of: entry, in: count, fixture)
            #expect((500...900).contains(receipt.utf8.count))
            let symbol = try Symbol(encoding: "https://qr.qingquan.cn/r/" + receipt, level: .low)
            #expect(symbol.size <= modules)
        }
    }

    @Test("The longest receipt is within the limit, and its address fits a symbol")
    func longest() async throws {
        let name = String(repeating: "w", count: 64)
        // A full group of full stacks.
        let most = CommitQueue.maximumGroupCount * Redemption.maximumCouponCount
        let (fixture, entry) = try await entry { draft in
            draft.kind = .return
            draft.redemption = RedemptionID(unchecked: String(repeating: "r", count: 29))
            draft.reversal = ReversalID(unchecked: String(repeating: "v", count: 26))
            draft.coupon = CouponIdentity(
                key: draft.coupon.key, batch: BatchID(unchecked: name), serial: .max)
            draft.offer = OfferID(unchecked: name)
            draft.store = StoreID(unchecked: name)
            draft.use = .max
        }
        let receipt = try receipt(of: entry, in: most, issuer: name, fixture)
        #expect(receipt.utf8.count < 1_600 && receipt.utf8.count < Receipt.maximumLength)
        _ = try Symbol(encoding: "https://qr.qingquan.cn/r/" + receipt, level: .low)
    }

    @Test("No text whatever stops the check")
    func nonsense() async throws {
        let (fixture, entry) = try await entry { _ in }
        let service = ReceiptService(fixture.context)
        let bytes = Array(try receipt(of: entry, in: 8, fixture).utf8)
        let proof = try #require(Receipt(parsing: String(decoding: bytes, as: UTF8.self)))
        let payload = Base64URL.encode(proof.payload)
        // Every length of a proof, and sequences at the ends of 64 bits.
        let whole = ReceiptForm.encode(proof.issuer, proof.proof)
        for count in 0..<whole.count {
            let text = "R2.\(payload)." + Base64URL.encode(Array(whole.prefix(count)))
            #expect(service.verification(of: text).outcome == .notGenuine)
        }
        for (first, last, sequence) in [
            (Int64.min, .max, 0), (1, .max, .max), (1, .max, 1), (.max, .max, .max), (0, 0, 0), (5, 1, 3),
            (-1, -1, -1),
        ] as [(Int64, Int64, Int64)] {
            let paths: [[[UInt8]]] = [[], [[UInt8](repeating: 0, count: 32)], proof.proof.path]
            for path in paths {
                let forged = ReceiptProof(
                    writer: "main", first: first, last: last, sequence: sequence, path: path,
                    seal: proof.proof.seal)
                let receipt = Receipt(issuer: proof.issuer, payload: proof.payload, proof: forged)
                #expect(service.verification(of: receipt.text).outcome == .notGenuine)
            }
        }
    }

    /// The receipt of an entry in the middle of a group of so many.
    private func receipt(
        of entry: LedgerEntry, in count: Int, issuer: String? = nil, _ fixture: ServiceFixture
    ) throws -> String {
        let payload = ReceiptPayload.bytes(entry)
        let leaves = (0..<count).map { _ in MerkleTree.leafHash(payload) }
        let tree = MerkleTree(leaves: leaves)
        let sealed = try ReceiptIssuer(fixture.context).seal(
            Checkpoint.statement(writer: "main", first: 1, last: Int64(count), root: tree.root))
        let proof = ReceiptProof(
            writer: "main", first: 1, last: Int64(count), sequence: Int64(count / 2) + 1,
            path: tree.path(ofLeafAt: count / 2), seal: sealed)
        return Receipt(
            issuer: issuer ?? fixture.context.configuration.issuer.id.text, payload: payload, proof: proof
        ).text
    }
}
