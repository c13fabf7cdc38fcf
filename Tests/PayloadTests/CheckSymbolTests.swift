import Support
import Testing

@testable import Payload

@Suite struct CheckSymbolTests {
    /// Returns the symbol values of seeded codes.
    private func words(_ count: Int, random: inout SplitMix64) throws -> [[UInt8]] {
        try (0..<count).map { _ in
            let code = CouponCode(number: random.next(), bucket: UInt16(random.next() % 2_048))
            return try code.text.utf8.map { try #require(Crockford32.value(of: $0)) }
        }
    }

    private func parse(_ word: [UInt8]) throws(CouponCode.ParseError) -> CouponCode {
        try CouponCode(parsing: String(decoding: word.map { Crockford32.alphabet[Int($0)] }, as: UTF8.self))
    }

    @Test("α generates all 31 elements but zero")
    func primitive() {
        var powers: [UInt8] = [1]
        while powers.count < 31 { powers.append(CheckSymbol.timesAlpha(powers[powers.count - 1])) }
        #expect(Set(powers) == Set(1...31))
        #expect(CheckSymbol.timesAlpha(powers[30]) == 1)
    }

    @Test("Every single wrong symbol is found, at every place and with every value")
    func singleErrors() throws {
        var random = SplitMix64.forTests()
        var tried = 0
        for word in try words(50, random: &random) {
            for position in word.indices {
                for error in 1...31 as ClosedRange<UInt8> {
                    var wrong = word
                    wrong[position] ^= error
                    #expect(throws: CouponCode.ParseError.checkFailed, "seed \(random.seed)") {
                        try parse(wrong)
                    }
                    tried += 1
                }
            }
        }
        #expect(tried == 50 * 16 * 31)
    }

    @Test("Every exchange of two different symbols is found, adjacent or not")
    func exchanges() throws {
        var random = SplitMix64.forTests()
        var tried = 0
        for word in try words(200, random: &random) {
            for left in word.indices {
                for right in word.indices where right > left && word[left] != word[right] {
                    var wrong = word
                    wrong.swapAt(left, right)
                    #expect(throws: CouponCode.ParseError.checkFailed, "seed \(random.seed)") {
                        try parse(wrong)
                    }
                    tried += 1
                }
            }
        }
        #expect(tried > 200 * 100)
    }

    @Test("Random symbols pass about once in 32 times")
    func otherErrors() {
        var random = SplitMix64.forTests()
        let passes = (0..<6_400).count { _ in
            let word = (0..<16).map { _ in UInt8(random.next() % 32) }
            return (try? parse(word)) != nil
        }
        #expect((120...280).contains(passes), "seed \(random.seed)")
    }
}
