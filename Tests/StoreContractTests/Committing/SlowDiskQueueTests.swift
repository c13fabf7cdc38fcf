import Promotion
import Store
import Synchronization
import Testing
import Vocabulary

/// The queue before an engine that goes on while the disk still takes what it committed.
@Suite struct SlowDiskQueueTests {
    private func attempt(_ number: Int) -> RedemptionAttempt {
        Fixture.attempt("", key: String(number))
    }

    /// Sends attempts and returns once each is in a group or waits.
    private func send(
        _ numbers: ClosedRange<Int>, to queue: CommitQueue, waiting count: Int, _ answers: Answers
    ) async {
        for number in numbers {
            queue.carryOut(.redeem(attempt(number))) { answers.note(number, $0) }
        }
        while queue.waitingCount != count { try? await Task.sleep(for: .milliseconds(1)) }
    }

    /// Sends attempts that are a group each, and returns once they are committed.
    private func sendApart(
        _ numbers: ClosedRange<Int>, to queue: CommitQueue, _ answers: Answers, until store: SlowDiskStore
    ) async {
        for number in numbers {
            await send(number...number, to: queue, waiting: 0, answers)
            await store.untilCommitted(number)
        }
    }

    @Test(
        "A group is carried out while the disk takes the one before, and answered once it is on disk"
    )
    func overlaps() async throws {
        let store = SlowDiskStore()
        let queue = CommitQueue(store: store, rules: Fixture.rules)
        let answers = Answers()
        await sendApart(1...2, to: queue, answers, until: store)
        #expect(answers.numbers == [])
        store.keep(1)
        #expect(answers.numbers == [1])
        store.keep(1)
        #expect(answers.numbers == [1, 2])
        #expect(store.groups == [["1"], ["2"]])
    }

    @Test("Few that wait are no group of their own while the disk takes many; half as many are")
    func splinters() async throws {
        let store = SlowDiskStore()
        let queue = CommitQueue(store: store, rules: Fixture.rules)
        let answers = Answers()
        store.hold()
        await send(1...6, to: queue, waiting: 6, answers)
        store.letGo()
        await store.untilCommitted(1)
        await send(7...8, to: queue, waiting: 2, answers)
        await send(9...9, to: queue, waiting: 0, answers)
        await store.untilCommitted(2)
        await send(10...10, to: queue, waiting: 1, answers)
        store.keep(2)
        while queue.waitingCount > 0 { try? await Task.sleep(for: .milliseconds(1)) }
        await store.untilCommitted(3)
        #expect(store.groups == [["1", "2", "3", "4", "5", "6"], ["7", "8", "9"], ["10"]])
    }

    @Test("Only so many groups may be on their way to the disk; the rest waits and is one group")
    func bound() async throws {
        let store = SlowDiskStore()
        let queue = CommitQueue(store: store, rules: Fixture.rules)
        let answers = Answers()
        await sendApart(1...CommitQueue.maximumUnsettledCount, to: queue, answers, until: store)
        await send(100...119, to: queue, waiting: 20, answers)
        #expect(store.groups.count == CommitQueue.maximumUnsettledCount)
        store.keep(1)
        await store.untilCommitted(CommitQueue.maximumUnsettledCount + 1)
        #expect(store.groups.last == (100...119).map(String.init))
    }

    @Test(
        "A group that the disk did not take fails whole, and the others are answered"
    )
    func lost() async throws {
        let store = SlowDiskStore()
        let queue = CommitQueue(store: store, rules: Fixture.rules)
        let answers = Answers()
        await sendApart(1...2, to: queue, answers, until: store)
        store.keep(1)
        store.lose(1, .unknown("injected"))
        #expect(answers.numbers == [1])
        #expect(answers.failures == [2: .unknown("injected")])
    }

    @Test("Where the engine cannot even begin, those whose turn it was hear of it, and later ones are tried")
    func cannotBegin() async throws {
        let store = SlowDiskStore()
        let queue = CommitQueue(store: store, rules: Fixture.rules)
        let answers = Answers()
        store.refuseToBegin(.busy("injected"))
        await send(1...1, to: queue, waiting: 0, answers)
        while answers.failures.isEmpty { try? await Task.sleep(for: .milliseconds(1)) }
        #expect(answers.failures == [1: .busy("injected")])
        store.refuseToBegin(nil)
        await send(2...2, to: queue, waiting: 0, answers)
        await store.untilCommitted(1)
        store.keep(1)
        #expect(answers.numbers == [2])
    }
}

/// What was answered, in the order of the answers.
private final class Answers: Sendable {
    private let noted = Mutex<[(number: Int, result: Result<GroupAnswer, StoreError>)]>([])

    func note(_ number: Int, _ result: Result<GroupAnswer, StoreError>) {
        noted.withLock { $0.append((number, result)) }
    }

    /// Who got an answer.
    var numbers: [Int] {
        noted.withLock { $0.compactMap { (try? $0.result.get()) == nil ? nil : $0.number } }
    }

    /// Who got an error.
    var failures: [Int: StoreError] {
        noted.withLock { noted in
            noted.reduce(into: [:]) { if case .failure(let error) = $1.result { $0[$1.number] = error } }
        }
    }
}
