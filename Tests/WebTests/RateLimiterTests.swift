import Testing

@testable import Web

@Suite struct RateLimiterTests {
    private let second: UInt64 = 1_000_000_000

    @Test("A bucket gives its burst at once and then as many as flow in")
    func burst() {
        let limiter = RateLimiter(.init(burst: 3, perSecond: 0.5))
        #expect((0..<3).allSatisfy { _ in limiter.take("a", at: 0) == nil })
        #expect(limiter.take("a", at: 0) == 2)
        #expect(limiter.wait("a", at: second) == 1)
        #expect(limiter.take("a", at: 2 * second) == nil)
        #expect(limiter.take("a", at: 2 * second) == 2)
        #expect(limiter.take("b", at: 2 * second) == nil, "another key has its own bucket")
    }

    @Test("A bucket never holds more than its burst, and time never runs backwards in it")
    func bounds() {
        let limiter = RateLimiter(.init(burst: 2, perSecond: 1))
        #expect(limiter.take("a", at: 1_000 * second) == nil)
        #expect(limiter.take("a", at: 0) == nil)
        #expect(limiter.take("a", at: 0) == 1)
    }

    @Test("However many keys come, the memory is bounded and the limit still holds for the next")
    func manyKeys() {
        let limiter = RateLimiter(.init(burst: 1, perSecond: 0.001))
        for key in 0..<(RateLimiter.maximumKeyCount + 10) { _ = limiter.take("\(key)", at: 0) }
        #expect(limiter.take("last", at: 0) == nil)
        #expect(limiter.take("last", at: 0) != nil)
        #expect(limiter.keyCount <= RateLimiter.maximumKeyCount)
    }
}
