import Foundation
import OfflineTill
import Payload
import Testing
import Vocabulary

@testable import tessera

@Suite struct OfflineDeskTests {
    private func redeem(_ key: String, _ code: String, _ amount: String? = "80.00") -> TillRequest {
        TillRequest(key: key, wish: .redeem(code: code, amount: amount, member: nil))
    }

    private func given(_ result: Result<TillAnswer, TillFailure>) -> TillAnswer.Redeemed? {
        guard case .success(.redeemed(let redeemed)) = result else { return nil }
        return redeemed
    }

    private func reason(_ result: Result<TillAnswer, TillFailure>) -> String? {
        guard case .success(.refused(let reason, _)) = result else { return nil }
        return reason
    }

    @Test("A leased coupon is given by the journal, with a network too, and uploaded right after")
    func leasedOnline() async throws {
        try await DeskBench.with(lease: Shop.lease([1])) { bench in
            let desk = try bench.desk()
            await desk.round()
            let answer = given(await desk.answer(to: redeem("K1", try Shop.code(1))))
            #expect(answer?.isOwn == true)
            #expect(answer?.discount == "10.00 CNY")
            let asked = await bench.server.asked
            #expect(asked.isEmpty)
            #expect(await desk.state().network == .synchronising(waiting: 1))
            await desk.round()
            #expect(await desk.state().network == .online)
            let uploaded = await bench.server.entries.compactMap(\.event.key)
            #expect(uploaded == ["K1"])
        }
    }

    @Test("A leased coupon is given once, however often it is scanned and the till is started")
    func once() async throws {
        try await DeskBench.with(lease: Shop.lease([1])) { bench in
            do {
                let desk = try bench.desk()
                await desk.round()
                await bench.server.become(.away)
                #expect(given(await desk.answer(to: redeem("K1", try Shop.code(1)))) != nil)
                #expect(reason(await desk.answer(to: redeem("K2", try Shop.code(1)))) == "already_redeemed")
            }
            let again = try bench.desk()
            await again.openKept()
            #expect(reason(await again.answer(to: redeem("K3", try Shop.code(1)))) == "already_redeemed")
            #expect(given(await again.answer(to: redeem("K1", try Shop.code(1))))?.isReplayed == true)
        }
    }

    @Test("What is not leased is asked for; without a network it is refused with its own reason")
    func notLeased() async throws {
        try await DeskBench.with(lease: Shop.lease([1])) { bench in
            let desk = try bench.desk()
            await desk.round()
            #expect(given(await desk.answer(to: redeem("K1", try Shop.code(2))))?.isOwn == false)
            await bench.server.become(.away)
            #expect(reason(await desk.answer(to: redeem("K2", try Shop.code(3)))) == "needs_network")
            #expect(await desk.state().network == .offline(since: "12:00", waiting: 0))
        }
    }

    @Test("A request that may have arrived keeps its key, and the cashier hears that it was given after all")
    func givenAfterAll() async throws {
        try await DeskBench.with(lease: Shop.lease([1])) { bench in
            let desk = try bench.desk()
            await desk.round()
            await bench.server.become(.silent)
            #expect(reason(await desk.answer(to: redeem("K1", try Shop.code(2)))) == "needs_network")
            #expect(await desk.state().network == .offline(since: "12:00", waiting: 1))
            await bench.server.become(.there)
            await desk.round()
            let state = await desk.state()
            #expect(state.network == .online)
            #expect(state.news.count == 1)
            #expect(state.news.first?.contains(CouponCode(number: 2).text) == true)
            #expect(state.news.first?.contains("accepted by the server after all") == true)
        }
    }

    @Test("What another till had given is told with the till and the time") func conflict() async throws {
        try await DeskBench.with(lease: Shop.lease([1])) { bench in
            let desk = try bench.desk()
            await desk.round()
            await bench.server.answer(
                "K1", with: .conflict(terminal: TerminalID(unchecked: "T2"), at: Shop.noon))
            await bench.server.become(.away)
            #expect(given(await desk.answer(to: redeem("K1", try Shop.code(1)))) != nil)
            await bench.server.become(.there)
            await desk.round()
            #expect(
                await desk.state().news == [
                    "\(CouponCode(number: 1).text) had been used at T2 on 2027-03-10 12:00; tell the office."
                ])
        }
    }

    @Test("A use of this till is undone by its journal, also without a network, and only once") func void()
        async throws
    {
        try await DeskBench.with(lease: Shop.lease([1])) { bench in
            let desk = try bench.desk()
            await desk.round()
            await bench.server.become(.away)
            let answer = given(await desk.answer(to: redeem("K1", try Shop.code(1))))
            let redemption = try #require(answer?.redemption)
            let undone = await desk.answer(to: TillRequest(key: "V1", wish: .void(redemption: redemption)))
            #expect(undone == .success(.reversed(redemption: redemption)))
            let twice = await desk.answer(to: TillRequest(key: "V2", wish: .void(redemption: redemption)))
            #expect(reason(twice) == "already_reversed")
            #expect(given(await desk.answer(to: redeem("K2", try Shop.code(1)))) != nil)
            let other = await desk.answer(to: TillRequest(key: "V3", wish: .void(redemption: "R-other")))
            #expect(reason(other) == "needs_network")
        }
    }

    @Test("A till that starts without its server goes on by what it kept") func startsAway() async throws {
        try await DeskBench.with(lease: Shop.lease([1])) { bench in
            do {
                let desk = try bench.desk()
                await desk.round()
            }
            await bench.server.become(.away)
            let desk = try bench.desk()
            await desk.openKept()
            await desk.round()
            #expect(given(await desk.answer(to: redeem("K1", try Shop.code(1))))?.isOwn == true)
            #expect(await desk.state().network == .offline(since: "12:00", waiting: 1))
            #expect(await desk.state().place == "SH01")
        }
    }

    @Test("A till that never reached its server asks it, and says that it must be reached once")
    func neverReached() async throws {
        try await DeskBench.with { bench in
            await bench.server.become(.away)
            let desk = try bench.desk()
            await desk.openKept()
            await desk.round()
            let result = await desk.answer(to: redeem("K1", try Shop.code(1)))
            #expect(result == .failure(.unconnected("refused")))
            #expect(await desk.state().warnings.count == 1)
        }
    }

    @Test("A till that was never online waits no longer than so for a server that says nothing, and tells")
    func deafServer() async throws {
        try await DeskBench.with { bench in
            await bench.server.become(.deaf)
            let desk = try bench.desk(firstLookMilliseconds: 20)
            await desk.prepare()
            #expect(
                await desk.missingFirstLook
                    == "This till must reach its server once before it can work without it.")
            let result = await desk.answer(to: redeem("K1", try Shop.code(1)))
            #expect(result == .failure(.lost("no answer")))
        }
    }

    @Test("The folder and all that is in it is for its owner only") func modes() async throws {
        try await DeskBench.with(lease: Shop.lease([1])) { bench in
            let desk = try bench.desk()
            await desk.round()
            let state = bench.folder.appending(path: "state")
            let names = try #require(FileManager.default.enumerator(atPath: state.path())).compactMap {
                $0 as? String
            }
            #expect(Set(names).isSuperset(of: ["journal", "terms.json", "leases/L1"]))
            for name in names + ["."] {
                let path = state.appending(path: name).path()
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect((mode ?? 0o777) & 0o077 == 0, "\(name)")
            }
        }
    }

    @Test("An amount that is none in the till's currency is told, and nothing is asked") func badAmount()
        async throws
    {
        try await DeskBench.with(lease: Shop.lease([1])) { bench in
            let desk = try bench.desk()
            await desk.round()
            let result = await desk.answer(to: redeem("K1", try Shop.code(2), "80.001"))
            #expect(result == .failure(.rejected(status: 400, detail: "80.001 is no amount in CNY")))
        }
    }
}
