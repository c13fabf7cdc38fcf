/// One block of RFC 1951 with codes of its own, for rows of pixels that repeat each other.
struct DeflateBlock {
    let literals: HuffmanCode
    /// The distance that every match has: a row.
    private let distance: Int
    private let distances: HuffmanCode

    /// 258 bytes, RFC 1951, 3.2.5.
    static let longestMatch = 258
    static let endOfBlock = 256

    /// - Parameters:
    ///   - frequencies: How often each literal occurs, and each length of a match.
    ///   - distance: 1 to 32,768 bytes.
    ///   - limit: The longest code of a literal.
    init?(frequencies: [Int], distance: Int, limit: Int) {
        guard let literals = HuffmanCode(frequencies: frequencies, limit: limit) else { return nil }
        self.literals = literals
        self.distance = distance
        // One code alone has one bit, RFC 1951, 3.2.7.
        let symbol = Self.distanceSymbol(distance).symbol
        distances = HuffmanCode(lengths: (0...symbol).map { $0 == symbol ? 1 : 0 })
    }

    /// The lengths of the matches that repeat so many bytes.
    static func matches(repeating count: Int) -> [Int] {
        guard count > longestMatch else { return count > 0 ? [count] : [] }
        let rest = count % longestMatch
        let whole = Array(repeating: longestMatch, count: count / longestMatch)
        // No match is shorter than three.
        if rest == 0 { return whole }
        if rest >= 3 { return whole + [rest] }
        return whole.dropLast() + [longestMatch - 3, rest + 3]
    }

    /// A match's bits.
    func match(length: Int) -> Bits {
        let (lengthSymbol, lengthExtra) = Self.lengthSymbol(length)
        let (distanceSymbol, distanceExtra) = Self.distanceSymbol(distance)
        return literals.codes[lengthSymbol].followed(by: lengthExtra)
            .followed(by: distances.codes[distanceSymbol]).followed(by: distanceExtra)
    }

    /// RFC 1951, 3.2.5, first table: symbol and extra bits.
    static func lengthSymbol(_ length: Int) -> (symbol: Int, extra: Bits) {
        if length == longestMatch { return (285, .none) }
        let offset = length - 3
        let extra = max(0, Int.bitWidth - offset.leadingZeroBitCount - 3)
        let symbol = 257 + extra * 4 + offset >> extra
        return (symbol, Bits(UInt64(offset & (1 << extra - 1)), UInt8(extra)))
    }

    /// RFC 1951, 3.2.5, second table.
    private static func distanceSymbol(_ distance: Int) -> (symbol: Int, extra: Bits) {
        let offset = distance - 1
        let extra = max(0, Int.bitWidth - offset.leadingZeroBitCount - 2)
        return (extra * 2 + offset >> extra, Bits(UInt64(offset & (1 << extra - 1)), UInt8(extra)))
    }

    /// The block's beginning: that it is the last, and its codes (RFC 1951, 3.2.7).
    var header: [Bits] {
        let lengths = literals.lengths + Array(repeating: 0, count: max(0, 257 - literals.lengths.count))
        let all = Self.runs(of: lengths + distances.lengths)
        var frequencies = [Int](repeating: 0, count: 19)
        for run in all { frequencies[run.symbol] += 1 }
        // A code needs two symbols; one more costs nothing.
        if frequencies.count(where: { $0 > 0 }) < 2 { frequencies[frequencies[0] > 0 ? 1 : 0] = 1 }
        guard let code = HuffmanCode(frequencies: frequencies, limit: 7) else { return [] }
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        let count = (order.lastIndex { code.lengths[$0] > 0 } ?? 3) + 1
        var bits = [
            Bits(1, 1), Bits(2, 2), Bits(UInt64(lengths.count - 257), 5),
            Bits(UInt64(distances.lengths.count - 1), 5), Bits(UInt64(max(count, 4) - 4), 4),
        ]
        bits += order.prefix(max(count, 4)).map { Bits(UInt64(code.lengths[$0]), 3) }
        bits += all.flatMap { [code.codes[$0.symbol], $0.extra] }
        return bits
    }

    /// Lengths as symbols of 0 to 15, and 16 to 18 for repetitions.
    private static func runs(of lengths: [UInt8]) -> [(symbol: Int, extra: Bits)] {
        var runs: [(symbol: Int, extra: Bits)] = []
        var place = 0
        while place < lengths.count {
            let length = lengths[place]
            let end = lengths[place...].firstIndex { $0 != length } ?? lengths.count
            var count = end - place
            if length > 0 {
                runs.append((Int(length), .none))
                count -= 1
            }
            while count > 0 {
                let most = length > 0 ? 6 : 138
                let taken = min(count, most)
                if taken < 3 {
                    runs.append((Int(length), .none))
                    count -= 1
                    continue
                }
                runs.append(
                    length > 0
                        ? (16, Bits(UInt64(taken - 3), 2))
                        : taken > 10 ? (18, Bits(UInt64(taken - 11), 7)) : (17, Bits(UInt64(taken - 3), 3)))
                count -= taken
            }
            place = end
        }
        return runs
    }
}
