import Testing

@testable import Service

/// The machine's own clock and generator.
@Suite struct SurroundingsTests {
    @Test(
        "As many random bytes come as were asked for, and none is left as it was",
        arguments: [0, 1, 12, 255, 256, 257, 512, 1_000])
    func randomBytes(count: Int) {
        // In 64 draws a byte that is filled is zero each time once in 2^512.
        var seen = [UInt8](repeating: 0, count: count)
        for _ in 0..<64 {
            let bytes = Surroundings.system.randomBytes(count)
            #expect(bytes.count == count)
            for (place, byte) in bytes.enumerated() { seen[place] |= byte }
        }
        #expect(!seen.contains(0))
    }
}
