import Foundation
import OfflineTill
import Payload
import Promotion
import Testing
import Vocabulary

@testable import tessera

@Suite struct LeasingDeskTests {
    private func redeem(_ key: String, _ code: String) -> TillRequest {
        TillRequest(key: key, wish: .redeem(code: code, amount: "80.00", member: nil))
    }

    @Test("What was left out of a lease is shown with its reasons, and how much is leased") func leftOut()
        async throws
    {
        try await DeskBench.with(lease: Shop.lease([1, 2])) { bench in
            await bench.server.leaveOut([
                .init(reason: "already_redeemed"), .init(reason: "unbounded_discount"),
                .init(reason: "already_redeemed"),
            ])
            let desk = try bench.desk()
            await desk.round()
            var state = await desk.state()
            #expect(
                state.notice
                    == "Leased 2 uses of 2 coupons until 2027-03-11 00:00; "
                    + "3 left out: already redeemed 2, unbounded discount 1.")
            #expect(state.leased?.text(in: .english) == "Leased: 2 uses until 2027-03-11 00:00")
            _ = await desk.answer(to: redeem("K1", try Shop.code(1)))
            state = await desk.state()
            #expect(state.leased?.uses == 1)
        }
    }

    @Test("Where all was leased nothing is said but how much") func allLeased() async throws {
        try await DeskBench.with(lease: Shop.lease([1, 2])) { bench in
            let desk = try bench.desk()
            await desk.round()
            let state = await desk.state()
            #expect(state.notice == nil)
            #expect(state.leased?.uses == 2)
            let notice = await desk.leaseNotice
            #expect(notice?.text(in: .english) == "Leased 2 uses of 2 coupons until 2027-03-11 00:00.")
        }
    }

    @Test("A coupon that this till itself holds is not told as left out") func ownCoupons() async throws {
        try await DeskBench.with(lease: Shop.lease([1, 2])) { bench in
            let (own, other) = (try Shop.code(1), try Shop.code(9))
            let named = [own, other].map { FetchedLease.LeftOut(code: $0, reason: "reserved") }
            let unnamed = [FetchedLease.LeftOut](repeating: .init(reason: "reserved"), count: 3)
            await bench.server.leaveOut(named + unnamed)
            do {
                let desk = try bench.desk()
                await desk.round()
                #expect(await desk.leaseNotice?.leftOut == ["reserved": 5])
            }
            // The till that starts again holds two coupons: one of them was named, and two of the others are its own.
            await bench.server.leaveOut(named + unnamed + [.init(code: own, reason: "expired")])
            let desk = try bench.desk()
            await desk.openKept()
            await desk.round()
            #expect(await desk.leaseNotice?.leftOut == ["reserved": 2, "expired": 1])
        }
    }
}
