import Service
import Support
import Testing

@Suite struct ReadingDeskTests {
    @Test("A desk at which nobody may wait turns a picture away, and reads nothing")
    func full() async throws {
        #expect(try await ReadingDesk(maximumWaiting: 0).codes(in: SymbolPhoto.png) == nil)
    }

    @Test("A place is free again after a picture was read, and after one that was none")
    func freed() async throws {
        let desk = ReadingDesk(maximumWaiting: 1)
        for _ in 0..<3 {
            #expect(try await desk.codes(in: SymbolPhoto.baseline) == [SymbolPhoto.text])
            await #expect(throws: ServiceError.self) { try await desk.codes(in: [1, 2, 3]) }
        }
    }

    @Test("Many tills at once are each answered, or told that too many wait")
    func crowd() async throws {
        let desk = ReadingDesk()
        let answers = try await withThrowingTaskGroup(of: [String]?.self) { tasks in
            for _ in 0..<40 { tasks.addTask { try await desk.codes(in: SymbolPhoto.progressive) } }
            return try await tasks.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count == 40)
        #expect(answers.allSatisfy { $0 == nil || $0 == [SymbolPhoto.text] })
        #expect(answers.contains { $0 != nil })
    }

    @Test("What is no picture is refused with the reason")
    func reasons() async throws {
        for (bytes, part) in [
            (Array("GIF89a".utf8), "GIF"), ([], "PNG or JPEG"),
            (Array(SymbolPhoto.progressive.dropLast(40)), "ends before"),
        ] as [([UInt8], String)] {
            let error = await #expect(throws: ServiceError.self) {
                try await ReadingDesk().codes(in: bytes)
            }
            guard case .invalidInput(let faults) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(faults.first?.detail.contains(part) == true, "\(faults)")
        }
    }
}
