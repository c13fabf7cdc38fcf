/// A prefix code by the lengths of its codes, RFC 1951, 3.2.2.
struct HuffmanCode {
    /// The length of each symbol's code; 0 for symbols that have none.
    let lengths: [UInt8]
    /// The codes, their first bit the least significant, as they are written.
    let codes: [Bits]

    init(lengths: [UInt8]) {
        self.lengths = lengths
        var next = 0
        var codes = [Bits](repeating: .none, count: lengths.count)
        for length in 1...15 {
            next <<= 1
            for symbol in lengths.indices where lengths[symbol] == length {
                var reversed: UInt64 = 0
                for bit in 0..<length { reversed = reversed << 1 | UInt64(next >> bit & 1) }
                codes[symbol] = Bits(reversed, UInt8(length))
                next += 1
            }
        }
        self.codes = codes
    }

    /// Makes the shortest code for frequencies whose codes are not too long; `nil` if so many symbols have none.
    ///
    /// - Parameters:
    ///   - frequencies: How often each symbol occurs; 0 for never. Two symbols occur at least.
    ///   - limit: The longest code, 1 to 15 bits.
    init?(frequencies: [Int], limit: Int) {
        let used = frequencies.indices.filter { frequencies[$0] > 0 }
        guard used.count >= 2, used.count <= 1 << limit else { return nil }
        self.init(lengths: Self.lengths(frequencies, used, limit))
    }

    /// Package-merge: in each of `limit` rounds the two cheapest of what there is become one (Larmore and Hirschberg, 1990).
    private static func lengths(_ frequencies: [Int], _ used: [Int], _ limit: Int) -> [UInt8] {
        struct Package {
            var weight: Int
            var symbols: [Int]
        }
        let single = used.map { Package(weight: frequencies[$0], symbols: [$0]) }
            .sorted { $0.weight < $1.weight }
        var packages: [Package] = []
        for _ in 0..<limit {
            let merged = stride(from: 0, to: packages.count - 1, by: 2).map {
                Package(
                    weight: packages[$0].weight + packages[$0 + 1].weight,
                    symbols: packages[$0].symbols + packages[$0 + 1].symbols)
            }
            // Sorted by weight alone, and stably, so that the code is the same everywhere.
            packages = (single + merged).enumerated()
                .sorted { ($0.element.weight, $0.offset) < ($1.element.weight, $1.offset) }
                .map(\.element)
        }
        var lengths = [UInt8](repeating: 0, count: frequencies.count)
        for package in packages.prefix(2 * used.count - 2) {
            for symbol in package.symbols { lengths[symbol] += 1 }
        }
        return lengths
    }
}
