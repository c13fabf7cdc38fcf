import Foundation
import Promotion
import Store
import StoreSQLite
import Support
import Testing
import Vocabulary

/// Does the same random things to two engines: what one answers, the other must answer.
@Suite struct ModelTests {
    static let stepCount = 2_000

    /// One thing that happens; engines answer it with a text that tells everything.
    private enum Step: Sendable {
        case redeem([RedemptionAttempt])
        case preview(RedemptionAttempt)
        case reverse(ReversalAttempt)
        case setState(Campaign.State)
        case look(CouponKey)
        case revoke(BatchID)

        func run(on store: any ContractStore) async throws(StoreError) -> String {
            switch self {
            case .redeem(let group): "\(try await store.redeem(group))"
            case .preview(let attempt): "\(try await store.preview(attempt))"
            case .reverse(let attempt): "\(try await store.reverse(attempt))"
            case .setState(let state):
                "\(try await store.setState(state, of: Fixture.batch("once").campaign, at: Fixture.now))"
            case .look(let key): "\(String(describing: try await store.coupon(key, home: Fixture.home)))"
            case .revoke(let batch): "\(try await store.revoke(batch, at: Fixture.now))"
            }
        }
    }

    @Test(
        "Two thousand random steps leave memory and a real engine with equal answers and equal ledgers",
        arguments: Engine.allCases.filter { $0 != .memory })
    func model(engine: Engine) async throws {
        try await Engine.memory.withStore { memory in
            try await engine.withStore { real in
                var generator = SplitMix64.forTests()
                let seed = generator.seed
                for number in 0..<Self.stepCount {
                    let step = step(number, &generator)
                    let expected = try await step.run(on: memory)
                    let found = try await step.run(on: real)
                    try #require(found == expected, "seed \(seed), step \(number): \(step)")
                }
                let ledger = try await memory.wholeLedger()
                #expect(try await real.wholeLedger() == ledger, "seed \(seed)")
                #expect(ledger.contains { $0.draft.kind == .redemption }, "seed \(seed): nothing happened")
                #expect(ledger.contains { $0.draft.kind == .return }, "seed \(seed): nothing was returned")
                for offer in Fixture.allOffers.map(\.offer) {
                    let batch = BatchID(unchecked: offer.id.text)
                    let uses = try await memory.usesTaken(of: batch)
                    #expect(try await real.usesTaken(of: batch) == uses, "seed \(seed), batch \(batch)")
                }
            }
        }
    }

    private func step(_ number: Int, _ generator: inout SplitMix64) -> Step {
        switch Int.random(in: 0..<100, using: &generator) {
        case 0..<60:
            let count = Int.random(in: 1...4, using: &generator)
            return .redeem((0..<count).map { _ in attempt(number, &generator) })
        case 60..<85: return .reverse(reversal(number, &generator))
        case 85..<90: return .preview(attempt(number, &generator))
        case 90..<96:
            let serial = UInt32.random(in: 1...Fixture.couponCount, using: &generator)
            return .look(Fixture.key(batch(&generator), serial))
        case 96..<98: return .setState(.paused)
        case 98: return .setState(.active)
        default:
            return number < Self.stepCount / 2
                ? .setState(.active) : .revoke(BatchID(unchecked: batch(&generator)))
        }
    }

    private func batch(_ generator: inout SplitMix64) -> String {
        Fixture.allOffers.randomElement(using: &generator)?.offer.id.text ?? "once"
    }

    /// Keys come from a small pool, so that replays and reuses happen.
    private func key(_ number: Int, _ generator: inout SplitMix64) -> String {
        let isOld = Int.random(in: 0..<5, using: &generator) == 0
        return "k\(isOld ? Int.random(in: 0...number, using: &generator) : number)"
    }

    private func attempt(_ number: Int, _ generator: inout SplitMix64) -> RedemptionAttempt {
        let members: [String?] = [nil, nil, "m-1", "m-2", "stranger"]
        let amounts: [Int64?] = [nil, 0, 333, 5_000, 99_999]
        let purchases: [String?] = [nil, nil, "P\(number / 3)"]
        return Fixture.attempt(
            Bool.random(using: &generator) ? batch(&generator) : "thrice",
            UInt32.random(in: 1...(Fixture.couponCount + 1), using: &generator),
            key: key(number, &generator), till: "till-\(Int.random(in: 1...2, using: &generator))",
            amount: amounts.randomElement(using: &generator) ?? nil,
            member: members.randomElement(using: &generator) ?? nil,
            purchase: purchases.randomElement(using: &generator) ?? nil, secondsLater: Int64(number))
    }

    private func reversal(_ number: Int, _ generator: inout SplitMix64) -> ReversalAttempt {
        let amounts: [Int64?] = [nil, nil, 100, 2_000]
        return Fixture.reversal(
            of: "k\(Int.random(in: max(0, number - 20)...number, using: &generator))",
            key: "v\(key(number, &generator))", kind: Bool.random(using: &generator) ? .void : .return,
            amount: amounts.randomElement(using: &generator) ?? nil,
            till: "till-\(Int.random(in: 1...2, using: &generator))", secondsLater: Int64(number))
    }
}
