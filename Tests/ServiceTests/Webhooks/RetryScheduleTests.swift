import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct RetryScheduleTests {
    private static let start = ServiceFixture.noon

    private func verdict(
        _ status: Int?, retryAfter: String? = nil, age: Int64 = 0, jitter: Double = 0.5
    ) -> DeliveryOutcome.Verdict {
        RetrySchedule.verdict(
            on: status.map { WebhookReply(status: $0, retryAfter: retryAfter) }, firstAt: Self.start,
            now: Self.start.advanced(bySeconds: age), jitter: jitter)
    }

    private func pause(_ verdict: DeliveryOutcome.Verdict, age: Int64 = 0) -> Int64? {
        guard case .retry(let instant) = verdict else { return nil }
        return instant.millisecondsSince1970 - Self.start.advanced(bySeconds: age).millisecondsSince1970
    }

    @Test("2xx is delivered and 410 is gone", arguments: [200, 201, 204, 299, 410])
    func settled(status: Int) {
        #expect(verdict(status) == (status == 410 ? .gone : .delivered))
    }

    @Test(
        "Anything else, no answer too, is repeated after 5 seconds at first",
        arguments: [nil, 100, 301, 302, 307, 400, 401, 404, 409, 422, 429, 500, 503, 599] as [Int?])
    func repeated(status: Int?) {
        #expect(pause(verdict(status)) == 5_000)
    }

    @Test("Attempts are at 5 s, 15 s, 45 s and so on, then every four hours, for three days")
    func schedule() {
        var age: Int64 = 0
        var ages: [Int64] = []
        while let pause = pause(verdict(500, age: age), age: age) {
            age += pause / 1_000
            ages.append(age)
        }
        #expect(Array(ages.prefix(8)) == [5, 15, 45, 135, 405, 1_215, 3_645, 10_935])
        #expect(ages.count < 40 && zip(ages, ages.dropFirst()).allSatisfy { $1 - $0 <= 4 * 3_600 })
        #expect(ages.last.map { $0 >= 3 * 86_400 && $0 < 3 * 86_400 + 4 * 3_600 } == true)
        #expect(verdict(500, age: 3 * 86_400) == .failed)
    }

    @Test(
        "Chance moves a pause by a fifth either way",
        arguments: [(0.0, 4_000), (1.0, 6_000)] as [(Double, Int64)])
    func jitter(jitter: Double, milliseconds: Int64) {
        #expect(pause(verdict(500, jitter: jitter)) == milliseconds)
    }

    @Test(
        "Retry-After makes a pause longer and never shorter, up to a day",
        arguments: [
            ("120", 120_000), ("1", 5_000), ("999999999999999999999", 86_400_000), ("-5", 5_000),
            ("soon", 5_000), ("", 5_000),
            // Twenty minutes after noon in Shanghai on 1 March 2027.
            ("Mon, 01 Mar 2027 04:20:00 GMT", 1_200_000), ("Mon, 01 Mar 2021 04:20:00 GMT", 5_000),
        ] as [(String, Int64)])
    func retryAfter(text: String, milliseconds: Int64) {
        #expect(pause(verdict(503, retryAfter: text)) == milliseconds)
    }

    @Test("Eight failures in a row are a receiver that is down: one call at a time, until a success")
    func health() {
        var health = WebhookHealth()
        for _ in 0..<7 { health.noteFailure() }
        #expect(!health.isDown && health.callCount == 16)
        #expect(health.noteSuccess() == false)
        for _ in 0..<8 { health.noteFailure() }
        #expect(health.isDown && health.callCount == 1)
        #expect(health.noteSuccess() && !health.isDown)
    }
}
