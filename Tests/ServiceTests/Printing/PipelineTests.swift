import Foundation
import Support
import Synchronization
import Testing

@testable import Service

@Suite struct PipelineTests {
    @Test("Pieces are taken in order, however long each takes, and few wait")
    func order() async throws {
        let random = Mutex(SplitMix64.forTests())
        let made = Mutex(0)
        let taken = Mutex(0)
        let most = Mutex(0)
        var order: [Int] = []
        try await Pipeline.run(3..<103) { index throws(ServiceError) in
            usleep(UInt32(random.withLock { $0.next() % 2_000 }))
            let count = made.withLock { made in
                made += 1
                return made
            }
            most.withLock { $0 = max($0, count - taken.withLock { $0 }) }
            return index
        } take: { index, piece throws(ServiceError) in
            #expect(piece == index)
            order.append(index)
            taken.withLock { $0 += 1 }
        }
        #expect(order == Array(3..<103))
        #expect(most.withLock { $0 } <= 2 * ProcessInfo.processInfo.activeProcessorCount)
    }

    @Test("The first error ends the work, whether in making or in taking", arguments: [true, false])
    func errors(inMaking: Bool) async {
        let error = ServiceError.keys("torn")
        var last = -1
        await #expect(throws: error) {
            try await Pipeline.run(0..<50) { index throws(ServiceError) in
                if inMaking, index == 20 { throw error }
                return index
            } take: { index, _ throws(ServiceError) in
                if !inMaking, index == 20 { throw error }
                last = index
            }
        }
        #expect(last < 20)
    }

    @Test("No pieces are no work")
    func empty() async throws {
        try await Pipeline.run(0..<0) { index throws(ServiceError) in
            index
        } take: { _, _ in
            Issue.record("nothing to take")
        }
    }
}
