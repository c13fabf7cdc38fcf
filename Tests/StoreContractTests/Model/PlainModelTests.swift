import Promotion
import Store
import Support
import Testing
import Vocabulary

/// Random commands on every engine, each answer foretold by a plain model that shares no code with the engines.
@Suite struct PlainModelTests {
    static let stepCount = 120
    static let runs = 1...3

    @Test(
        "Every answer, every count and every line of the register is what a plain model says",
        arguments: runs)
    func model(run: Int) async throws {
        let random = SplitMix64(seed: SplitMix64.forTests().seed &+ UInt64(run))
        var scenario = Scenario(random)
        let steps = scenario.opening() + (0..<Self.stepCount).map { _ in scenario.next() }
        for engine in Engine.allCases {
            try await engine.withStore { store in
                let newcomer = Fixture.member("m-3", joinedOn: Fixture.moment().date.advanced(byDays: -4))
                try await store.write([newcomer], consents: [], audit: Fixture.audit, home: Fixture.home)
                for step in steps { try await carryOut(step, on: store, "\(engine), seed \(random.seed)") }
                try await check(scenario.model, on: store, "\(engine), seed \(random.seed)")
            }
        }
        let heard = steps.flatMap { step -> [PlainReply.Kind] in
            if case .group(let group) = step { group.map(\.reply.kind) } else { [] }
        }
        let unheard = Set(PlainReply.Kind.allCases).subtracting(heard)
        #expect(unheard.isEmpty, "seed \(random.seed): the scenario had no \(unheard)")
    }

    /// Does one step, and compares every answer.
    private func carryOut(
        _ step: ScenarioStep, on store: any ContractStore, _ place: String
    ) async throws {
        switch step {
        case .group(let group):
            let answers = try await store.carryOut(group.map(\.ask.attempt), by: Fixture.rules)
            try #require(answers.count == group.count)
            for (expected, answer) in zip(group, answers) {
                let found = PlainReply(answer)
                try #require(found == expected.reply, "\(place): \(expected.ask)")
            }
        case .apply(let campaign):
            _ = try await store.apply(try #require(campaign.campaign), at: Fixture.now)
        case .pause(let campaign, let isPaused):
            let id = CampaignID(unchecked: campaign)
            _ = try await store.setState(isPaused ? .paused : .active, of: id, at: Fixture.now)
        case .issue(let batch, let campaign):
            _ = try await store.addBatch(batch.record(of: campaign))
            try await store.issue(
                batch.keys, firstSerial: 1, of: BatchID(unchecked: batch.id), home: Fixture.home)
        case .revoke(let batch):
            #expect(try await store.revoke(BatchID(unchecked: batch), at: Fixture.now))
        }
    }

    /// Compares what is stored in the end.
    private func check(_ model: PlainModel, on store: any ContractStore, _ place: String) async throws {
        let ledger = try await store.wholeLedger()
        #expect(ledger.map(PlainLine.init) == model.register, "\(place)")
        var stillCounted: [PlainHold] = []
        for hold in model.holds {
            let record = try await store.reservation(ReservationID(unchecked: hold.id), home: Fixture.home)
            let state = try #require(record, "\(place): \(hold.id)").state
            // A hold past its end counts in the store until somebody needs what it held.
            if state == .held { stillCounted.append(hold) }
            #expect(hold.state.fits(state), "\(place): \(hold) is \(state)")
        }
        try await checkCoupons(model, held: stillCounted, on: store, place)
        let sums = sums(model, held: stillCounted)
        #expect(sums.contains { $0.value > 0 })
        let found = try await counts(Array(sums.keys), on: store)
        let wrong = sums.filter { found[$0.key] != $0.value }
        #expect(wrong.isEmpty, "\(place): \(wrong), found \(found.filter { wrong[$0.key] != nil })")
    }

    private func checkCoupons(
        _ model: PlainModel, held: [PlainHold], on store: any ContractStore, _ place: String
    ) async throws {
        for batch in model.batches {
            var used: [UInt32: UInt32] = [:]
            for serial in 1...batch.count {
                let coupon = PlainCoupon(batch: batch.id, serial: serial)
                let given = model.usesGiven(of: coupon)
                if given > 0 { used[UInt32(serial)] = UInt32(given) }
                let key = Fixture.key(batch.id, UInt32(serial))
                let found = try #require(try await store.coupon(key, home: Fixture.home)).coupon
                let heldCount = held.flatMap(\.parts).count { $0.coupon == coupon }
                #expect(
                    Int(found.usesTaken) == given && Int(found.usesHeld) == heldCount,
                    "\(place): \(coupon)")
            }
            #expect(try await store.usesTaken(of: BatchID(unchecked: batch.id)) == used, "\(place)")
        }
    }

    /// What every counter must be, counted from the model's lists.
    private func sums(_ model: PlainModel, held: [PlainHold]) -> [Counter: Int64] {
        // At the end of time no hold counts any more; those that the store still counts are added by hand.
        let counted = model.counted(at: .max) + held.flatMap(\.counted)
        var sums: [Counter: Int64] = [:]
        for (counter, count) in counted.flatMap(\.counts) { sums[counter, default: 0] += count }
        return sums
    }

    private func counts(
        _ counters: [Counter], on store: some TransactionalStore
    ) async throws -> [Counter: Int64] {
        try await store.inSnapshot { reader throws(StoreError) in
            var counts: [Counter: Int64] = [:]
            for counter in counters {
                counts[counter] = try reader.count(counter, limit: .max, home: Fixture.home)
            }
            return counts
        }
    }
}

extension PlainHold.State {
    /// Whether a store may call it so: one that is open here may have been taken back there, if it is past its end.
    fileprivate func fits(_ state: ReservationRecord.State) -> Bool {
        switch self {
        case .open: state == .held || state == .expired
        case .settled: state == .settled
        case .released: state == .released
        }
    }
}

extension PlainReply {
    /// What a scenario must have had, or it proves little.
    enum Kind: CaseIterable {
        case redeemed, stack, refused, held, notHeld, released, holdRefused, undone, undoneInPart, notUndone
        case keyReused, again
    }

    var kind: Kind {
        guard !isRepeat else { return .again }
        return switch told {
        case .redeemed(let uses): uses.count > 1 ? .stack : .redeemed
        case .refused: .refused
        case .held: .held
        case .notHeld: .notHeld
        case .released: .released
        case .holdRefused: .holdRefused
        case .undone(_, _, let isWhole): isWhole ? .undone : .undoneInPart
        case .notUndone: .notUndone
        case .keyReused: .keyReused
        }
    }
}
