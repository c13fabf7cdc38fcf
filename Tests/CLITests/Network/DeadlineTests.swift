import Testing

@testable import tessera

/// Work that nobody waits for longer than they said.
@Suite struct DeadlineTests {
    @Test("What ends in time is what it came to") func inTime() async {
        #expect(await Deadline.value(milliseconds: 60_000) { 7 } == 7)
    }

    @Test("Work that never ends, and hears of no cancellation, keeps nobody waiting") func deaf() async {
        let answer = await Deadline.value(milliseconds: 20) { () async -> Int in
            await withUnsafeContinuation { (never: UnsafeContinuation<Int, Never>) in
                // Nobody ever resumes it.
                _ = never
            }
        }
        #expect(answer == nil)
    }

    @Test("Whoever is cancelled while waiting waits no longer") func cancelled() async {
        let waiting = Task {
            await Deadline.value(milliseconds: 3_600_000) {
                try? await Task.sleep(for: .seconds(3_600))
                return 1
            }
        }
        waiting.cancel()
        let value = await waiting.value
        #expect(value == nil)
    }

    @Test("The work hears that nobody waits any more") func told() async {
        let (told, tell) = AsyncStream.makeStream(of: Bool.self)
        _ = await Deadline.value(milliseconds: 20) {
            try? await Task.sleep(for: .seconds(3_600))
            tell.yield(Task.isCancelled)
        }
        for await isCancelled in told {
            #expect(isCancelled)
            return
        }
    }
}
