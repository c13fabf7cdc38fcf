import Foundation

extension SplitMix64 {
    /// Returns a generator with the seed of `TESSERA_TEST_SEED`, or with `fallback`.
    package static func forTests(fallback: UInt64 = 0x7E55E7A) -> SplitMix64 {
        let text = ProcessInfo.processInfo.environment["TESSERA_TEST_SEED"] ?? ""
        return SplitMix64(seed: UInt64(text) ?? fallback)
    }
}
