import Foundation
import OfflineTill
import Payload
import Testing
import Vocabulary

@testable import tessera

@Suite struct ClosingDeskTests {
    private func redeem(_ key: String, _ code: String) -> TillRequest {
        TillRequest(key: key, wish: .redeem(code: code, amount: "80.00", member: nil))
    }

    private func reason(_ result: Result<TillAnswer, TillFailure>) -> String? {
        guard case .success(.refused(let reason, _)) = result else { return nil }
        return reason
    }

    private func returned(_ bench: DeskBench) async -> [String] {
        await bench.server.entries.compactMap { entry in
            guard case .leaseReturned(let lease) = entry.event else { return nil }
            return lease.text
        }
    }

    @Test("Closing the day gives back what was not given, and the server hears of it") func close()
        async throws
    {
        try await DeskBench.with(lease: Shop.lease([1, 2, 3])) { bench in
            let desk = try bench.desk()
            await desk.round()
            _ = await desk.answer(to: redeem("K1", try Shop.code(1)))
            #expect(
                await desk.close() == ["Given back: 2 leased uses, which any till may give now."])
            #expect(await returned(bench) == ["L1"])
            #expect(await desk.state().leased == nil)
            // Nothing is leased any more, and what was given back is not given.
            await desk.round()
            await bench.server.become(.away)
            #expect(reason(await desk.answer(to: redeem("K2", try Shop.code(2)))) == "needs_network")
        }
    }

    @Test("Without a network the day is closed by the journal, and the next start tells the server")
    func closeAway() async throws {
        try await DeskBench.with(lease: Shop.lease([1, 2])) { bench in
            do {
                let desk = try bench.desk()
                await desk.round()
                await bench.server.become(.away)
                #expect(
                    await desk.close().first
                        == "Given back: 2 leased uses; the server hears of it when this till starts with a network."
                )
            }
            #expect(await returned(bench).isEmpty)
            await bench.server.become(.there)
            await bench.server.give(nil)
            let desk = try bench.desk()
            await desk.openKept()
            await desk.round()
            #expect(await returned(bench) == ["L1"])
            // Once is enough.
            await desk.round()
            #expect(await returned(bench) == ["L1"])
        }
    }

    @Test("The file of a lease that was given back gives nothing, and is taken away") func replayedFile()
        async throws
    {
        let lease = try Shop.lease([1])
        try await DeskBench.with(lease: lease) { bench in
            let file = bench.folder.appending(path: "state/leases/L1").path()
            do {
                let desk = try bench.desk()
                await desk.round()
                #expect(FileManager.default.fileExists(atPath: file))
                _ = await desk.close()
                #expect(!FileManager.default.fileExists(atPath: file))
            }
            try TillState(opening: bench.folder.path() + "/state").write("leases/L1", lease.bytes)
            await bench.server.become(.away)
            let desk = try bench.desk()
            await desk.openKept()
            #expect(reason(await desk.answer(to: redeem("K1", try Shop.code(1)))) == "needs_network")
            #expect(await desk.state().leased == nil)
            #expect(!FileManager.default.fileExists(atPath: file))
        }
    }

    @Test("A till to which nothing is leased says so, and writes nothing") func nothing() async throws {
        try await DeskBench.with { bench in
            await bench.server.give(nil)
            let desk = try bench.desk()
            await desk.round()
            #expect(await desk.close().first == "Nothing is leased to this till.")
            #expect(await returned(bench).isEmpty)
        }
    }
}
