import Testing

@testable import tessera

/// Work that nobody waits for longer than they said.
@Suite struct DeadlineTests {
    private struct Late: Error {}
    private struct Broken: Error {}

    @Test("What ends in time is what it came to") func inTime() async throws {
        #expect(
            try await Deadline.value(milliseconds: 60_000, late: Late()) { () async throws(Late) in 7 } == 7)
        await #expect(throws: Broken.self) {
            try await Deadline.value(milliseconds: 60_000, late: Late() as any Error) { throw Broken() }
        }
    }

    @Test("Work that never ends, and hears of no cancellation, keeps nobody waiting") func deaf() async {
        await #expect(throws: Late.self) {
            try await Deadline.value(milliseconds: 20, late: Late()) { () async throws(Late) in
                await withUnsafeContinuation { (never: UnsafeContinuation<Void, Never>) in
                    // Nobody ever resumes it.
                    _ = never
                }
            }
        }
    }

    @Test("Whoever is cancelled while waiting waits no longer") func cancelled() async {
        let waiting = Task {
            try await Deadline.value(milliseconds: 3_600_000, late: Late()) { () async throws(Late) in
                try? await Task.sleep(for: .seconds(3_600))
            }
        }
        waiting.cancel()
        await #expect(throws: Late.self) { try await waiting.value }
    }

    @Test("The work hears that nobody waits any more") func told() async {
        let (told, tell) = AsyncStream.makeStream(of: Bool.self)
        try? await Deadline.value(milliseconds: 20, late: Late()) { () async throws(Late) in
            try? await Task.sleep(for: .seconds(3_600))
            tell.yield(Task.isCancelled)
        }
        for await isCancelled in told {
            #expect(isCancelled)
            return
        }
    }
}
