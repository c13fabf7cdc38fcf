import OfflineTill
import Payload
import Support
import Testing
import Vocabulary

@Suite struct UploadPlanTests {
    private let redemption = RedemptionID(unchecked: "R1")

    /// Writes events, and lets the plan know.
    private func write(_ events: [JournalEvent], _ journal: JournalFile, _ plan: inout UploadPlan) throws {
        for event in events {
            plan.note(try journal.append(event, at: Sample.reading(), utcOffsetSeconds: 0))
        }
    }

    @Test("Nothing is uploaded before somebody asks") func quiet() throws {
        var plan = UploadPlan()
        try write(
            [.serverTime(Sample.noon), .refused(Sample.wish(), reason: "expired")], Sample.journal([]), &plan)
        #expect(plan.isDone)
        #expect(plan.nextEntry == nil)
    }

    @Test("All entries go up in order, and those without an answer again") func order() throws {
        let journal = try Sample.journal([])
        var plan = UploadPlan()
        try write(
            [.serverTime(Sample.noon), .accepted(Sample.use("K1")), .accepted(Sample.use("K2"))], journal,
            &plan)
        #expect(plan.nextEntry == 1)
        plan.takeReceipt(of: try journal.batch(from: 1))
        #expect(plan.nextEntry == 2)
        let (meaning, event) = plan.take(.redeemed(redemption), to: "K1")
        #expect(meaning == .settled(redemption))
        try write([#require(event)], journal, &plan)
        // The note of the answer goes up next, then what is still asked.
        #expect(plan.nextEntry == 4)
        plan.takeReceipt(of: try journal.batch(from: 4))
        #expect(plan.nextEntry == 3)
    }

    @Test("A server that lacks earlier entries gets them") func gap() throws {
        let journal = try Sample.journal([])
        var plan = UploadPlan()
        try write([.accepted(Sample.use("K1")), .accepted(Sample.use("K2"))], journal, &plan)
        plan.takeReceipt(of: try journal.batch(from: 1))
        plan.takeServerHead(0)
        #expect(plan.nextEntry == 1)
        plan.takeServerHead(99)
        #expect(plan.nextEntry == 1)
    }

    @Test("A lease that was given back goes up though it asks nothing, until the server has it")
    func returned()
        throws
    {
        let journal = try Sample.journal([])
        var plan = UploadPlan()
        try write([.serverTime(Sample.noon)], journal, &plan)
        #expect(plan.nextEntry == nil)
        try write([.leaseReturned(LeaseID(unchecked: "L1")), .serverTime(Sample.noon)], journal, &plan)
        #expect(plan.hasUntoldReturn && plan.nextEntry == 1)
        // Nobody is asked, so nothing waits for an answer.
        #expect(plan.isDone && plan.waitingCount == 0)
        plan.takeServerHead(1)
        #expect(plan.nextEntry == 2)
        plan.takeServerHead(3)
        #expect(!plan.hasUntoldReturn && plan.nextEntry == nil)
        // A server that was set back to an older state is told again.
        plan.takeServerHead(0)
        #expect(plan.nextEntry == 1)
    }

    @Test("After a restart an answer proves that the server has a lease that was given back before it")
    func returnedBeforeRestart() throws {
        let journal = try Sample.journal([])
        var plan = UploadPlan()
        try write([.leaseReturned(LeaseID(unchecked: "L1")), .accepted(Sample.use("K1"))], journal, &plan)
        #expect(plan.nextEntry == 1)
        try write([.answered(key: "K1", .redeemed(redemption))], journal, &plan)
        #expect(!plan.hasUntoldReturn && plan.nextEntry == nil)
        try write([.leaseReturned(LeaseID(unchecked: "L2"))], journal, &plan)
        #expect(plan.hasUntoldReturn && plan.nextEntry == 3)
    }

    @Test("Each answer means what it says of its entry") func meanings() throws {
        let journal = try Sample.journal([])
        var plan = UploadPlan()
        try write(
            [
                .accepted(Sample.use("K1")),
                .refused(Sample.wish("K2", attempt: .unanswered), reason: "needs_network"),
                .voided(OfflineVoid(key: "V1", redemption: "K1")),
            ], journal, &plan)
        let other = TerminalID(unchecked: "T2")
        #expect(
            plan.take(.conflict(terminal: other, at: Sample.noon), to: "K1").meaning
                == .conflict(terminal: other, at: Sample.noon))
        #expect(plan.take(.refused(reason: "revoked"), to: "K1").meaning == .refused(reason: "revoked"))
        #expect(plan.take(.redeemed(redemption), to: "K2").meaning == .givenAfterAll(redemption))
        #expect(plan.take(.neverSeen, to: "K2").meaning == .neverGiven)
        #expect(plan.take(.reversed(redemption), to: "V1").meaning == .reversed(redemption))
        // What does not fit is no answer.
        #expect(plan.take(.neverSeen, to: "K1").event == nil)
        #expect(plan.take(.redeemed(redemption), to: "V1").meaning == .unasked)
        #expect(plan.take(.redeemed(redemption), to: "K9").meaning == .unasked)
    }

    /// A server that keeps what it verified, answers each key once and forever, and loses messages both ways.
    private struct LossyServer {
        var verifier: JournalVerifier
        var answers: [String: ServerAnswer] = [:]
        var redemptions = 0

        mutating func take(_ batch: JournalBatch) throws -> [(String, ServerAnswer)] {
            let head = verifier.head.sequence
            guard batch.first <= head + 1 else { return [] }
            let lines = batch.lines.split(separator: UInt8(ascii: "\n"))
            var answered: [(String, ServerAnswer)] = []
            for (place, line) in lines.enumerated() {
                let entry =
                    batch.first + Int64(place) > head
                    ? try verifier.verify(Array(line)).entry : try Self.known(Array(line), verifier)
                guard let entry, entry.event.wantsAnswer, let key = entry.event.key else { continue }
                answered.append((key, answer(key, entry.event)))
            }
            return answered
        }

        /// An entry that it has: sent again, its answer is looked up by its key, which stands in the line.
        private static func known(_ line: [UInt8], _ verifier: JournalVerifier) throws -> JournalEntry? {
            let text = String(decoding: line, as: UTF8.self)
            let after = try #require(text.firstMatch(of: /"entry":(\d+),.*"after":"([0-9a-f]{64})"/))
            let head = JournalHead(
                terminal: Sample.terminal, sequence: try #require(Int64(after.1)) - 1,
                hash: try Digest256(bytes: Hex.decode(after.2)))
            var again = JournalVerifier(after: head, key: try Sample.key().publicKey)
            return try again.verify(line).entry
        }

        private mutating func answer(_ key: String, _ event: JournalEvent) -> ServerAnswer {
            if let answer = answers[key] { return answer }
            redemptions += 1
            let made = RedemptionID(unchecked: "R\(redemptions)")
            let answer: ServerAnswer =
                if case .voided = event { .reversed(made) } else { .redeemed(made) }
            answers[key] = answer
            return answer
        }
    }

    @Test("Lost, doubled and late, every entry is answered once and alike") func lossy() throws {
        var random = SplitMix64.forTests()
        for _ in 0..<20 {
            let journal = try Sample.journal([])
            var plan = UploadPlan()
            var server = LossyServer(
                verifier: JournalVerifier(terminal: Sample.terminal, key: try Sample.key().publicKey))
            var waiting: [(String, ServerAnswer)] = []
            var settled: [String: Int] = [:]
            var keys = 0
            for round in 0..<400 {
                if round < 60, Bool.random(using: &random) {
                    keys += 1
                    try write([.accepted(Sample.use("K\(keys)"))], journal, &plan)
                }
                if let next = plan.nextEntry, Int.random(in: 0..<3, using: &random) > 0 {
                    let batch = try journal.batch(from: next)
                    waiting += try server.take(batch)
                    if Bool.random(using: &random) { plan.takeReceipt(of: batch) }
                    if Int.random(in: 0..<4, using: &random) == 0 {
                        plan.takeServerHead(server.verifier.head.sequence)
                    }
                }
                waiting.shuffle(using: &random)
                let arriving = waiting.prefix(Int.random(in: 0...4, using: &random))
                // Some are lost, some come twice.
                waiting.removeFirst(Int.random(in: 0...arriving.count, using: &random))
                for (key, answer) in arriving where Int.random(in: 0..<5, using: &random) > 0 {
                    guard let event = plan.take(answer, to: key).event else { continue }
                    settled[key, default: 0] += 1
                    try write([event], journal, &plan)
                }
            }
            #expect(plan.isDone, "seed \(random.seed)")
            #expect(settled.count == keys, "seed \(random.seed)")
            #expect(settled.values.allSatisfy { $0 == 1 }, "seed \(random.seed)")
            #expect(server.redemptions == keys, "seed \(random.seed)")
            #expect(journal.isAnswered, "seed \(random.seed)")
        }
    }
}
