import Payload
import Promotion
import Store
import Testing
import Vocabulary

@testable import Service

/// Two verifiers on one database, whose clocks differ.
@Suite struct ClockSkewTests {
    /// The same workspace and database by a clock that goes so many seconds ahead of the fixture's.
    private func verifier(_ fixture: ServiceFixture, ahead seconds: Int64) -> RedemptionService {
        let now = ServiceFixture.noon.advanced(bySeconds: seconds)
        let context = ServiceContext(
            workspace: fixture.context.workspace, store: fixture.context.store,
            surroundings: Surroundings(now: { now }, randomBytes: Surroundings.system.randomBytes))
        return RedemptionService(context)
    }

    private func redeem(
        _ code: String, key: String, at verifier: RedemptionService, _ fixture: ServiceFixture
    ) async throws -> String {
        let call = RedemptionCall(code: code, amount: try ServiceFixture.yuan("80.00"))
        switch try await verifier.redeem(call, key: key, terminal: fixture.terminal).answer {
        case .redeemed, .stacked: return "redeemed"
        case .refused(let problem): return problem.reason
        }
    }

    private func hold(
        _ code: String, at verifier: RedemptionService, _ fixture: ServiceFixture
    ) async throws -> ReservationID {
        let wish = RedemptionCall(code: code, amount: try ServiceFixture.yuan("80.00"))
        let reply = try await verifier.reserve(
            ReservationCall(wish: wish, seconds: 60), key: "h", terminal: fixture.terminal)
        guard case .reservation(let document) = reply.answer else { throw ServiceFixture.Broken() }
        return document.reservation
    }

    private func settle(
        _ id: ReservationID, key: String, at verifier: RedemptionService, _ fixture: ServiceFixture
    ) async throws -> String {
        let reply = try await verifier.settle(
            SettlementCall(), reservation: id, key: key, terminal: fixture.terminal)
        switch reply.answer {
        case .redeemed, .stacked: return "redeemed"
        case .refused(let problem): return problem.reason
        }
    }

    @Test("A verifier whose clock goes ahead ends a hold early, and the use is given once")
    func ahead() async throws {
        let fixture = try await ServiceFixture.make()
        let (here, ahead) = (verifier(fixture, ahead: 0), verifier(fixture, ahead: 90))
        let code = try await fixture.issue(1)[0].code.text
        let hold = try await hold(code, at: here, fixture)
        #expect(try await redeem(code, key: "1", at: here, fixture) == "reserved")
        #expect(try await redeem(code, key: "2", at: ahead, fixture) == "redeemed")
        #expect(try await settle(hold, key: "s", at: here, fixture) == "reservation_expired")
        #expect(try await redeem(code, key: "3", at: here, fixture) == "already_redeemed")
        #expect(try await fixture.context.store.findFaults() == [])
    }

    @Test("A verifier whose clock is behind keeps a hold longer, and the use is given once")
    func behind() async throws {
        let fixture = try await ServiceFixture.make()
        let (later, behind) = (verifier(fixture, ahead: 61), verifier(fixture, ahead: 0))
        let code = try await fixture.issue(1)[0].code.text
        let hold = try await hold(code, at: behind, fixture)
        #expect(try await redeem(code, key: "1", at: behind, fixture) == "reserved")
        #expect(try await settle(hold, key: "s", at: later, fixture) == "reservation_expired")
        #expect(try await redeem(code, key: "2", at: behind, fixture) == "redeemed")
        #expect(try await redeem(code, key: "3", at: later, fixture) == "already_redeemed")
        #expect(try await fixture.context.store.findFaults() == [])
    }
}
