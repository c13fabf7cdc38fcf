/// Finds and corrects the wrong codewords of a block, ISO/IEC 18004, annex B.
///
/// Syndromes, the error locator by Berlekamp and Massey, its roots by trial (Chien), the values by Forney. A block
/// with more wrong codewords than can be corrected is either reported or, rarely, taken for another word of the
/// code: the distance of the code allows no more. What is returned is always a word of the code.
public struct ReedSolomonDecoder: Sendable, Hashable {
    /// The longest block, in codewords: the nonzero elements of the field.
    public static let maximumBlockCount = FieldTables.order

    /// Why a block was not corrected.
    public enum DecodingError: Error, Sendable, Hashable {
        /// More codewords are wrong than may be corrected.
        case tooManyErrors(correctable: Int)
    }

    /// A block put right.
    public struct Correction: Sendable, Hashable {
        /// All codewords, data first.
        public let codewords: [UInt8]
        /// The places that were wrong, in ascending order, 0 for the first codeword.
        public let wrongPlaces: [Int]
    }

    /// The number of correction codewords in the block.
    public let correctionCount: Int
    /// The most wrong codewords that are corrected.
    public let correctableCount: Int

    /// Sets up a decoder.
    ///
    /// - Parameters:
    ///   - correctionCount: 1 to 30, as many as any block has.
    ///   - correctableCount: 0 to half of that; fewer leave the rest to detect misreadings, see
    ///     ``BlockLayout/correctableCount``. Half when `nil`.
    public init(correctionCount: Int, correctableCount: Int? = nil) {
        let most = correctionCount / 2
        precondition((1...30).contains(correctionCount), "no block has so many correction codewords")
        precondition((0...most).contains(correctableCount ?? most), "more than the code can correct")
        self.correctionCount = correctionCount
        self.correctableCount = correctableCount ?? most
    }

    /// Corrects a block.
    ///
    /// - Parameter block: Data, then ``correctionCount`` correction codewords; at most ``maximumBlockCount``.
    /// - Returns: The block, a word of the code.
    /// - Throws: ``DecodingError/tooManyErrors(correctable:)``.
    /// - Complexity: O(*n* × ``correctionCount``).
    public func decode(_ block: [UInt8]) throws(DecodingError) -> Correction {
        precondition(block.count > correctionCount, "a block holds data")
        precondition(block.count <= Self.maximumBlockCount, "longer than the field allows")
        let syndromes = syndromes(of: block)
        guard syndromes.contains(where: { $0 != 0 }) else {
            return Correction(codewords: block, wrongPlaces: [])
        }
        let locator = Self.locator(of: syndromes)
        let places = Self.places(of: locator, count: block.count)
        guard locator.count - 1 <= correctableCount, places.count == locator.count - 1 else {
            throw .tooManyErrors(correctable: correctableCount)
        }
        var corrected = block
        for place in places {
            corrected[place] ^= Self.value(
                exponent: block.count - 1 - place, locator: locator, syndromes: syndromes)
        }
        guard self.syndromes(of: corrected).allSatisfy({ $0 == 0 }) else {
            throw .tooManyErrors(correctable: correctableCount)
        }
        return Correction(codewords: corrected, wrongPlaces: places)
    }

    /// The values at the generator's roots α⁰, α¹, …; all zero for a word of the code.
    func syndromes(of block: [UInt8]) -> [UInt8] {
        (0..<correctionCount).map { exponent in
            let root = FieldTables.power(exponent)
            return block.reduce(0) { FieldTables.product($0, root) ^ $1 }
        }
    }

    /// The shortest recurrence that gives the syndromes, its constant term 1 first (Massey 1969).
    private static func locator(of syndromes: [UInt8]) -> [UInt8] {
        var (locator, previous): ([UInt8], [UInt8]) = ([1], [1])
        var (length, gap, previousDiscrepancy) = (0, 1, UInt8(1))
        for index in syndromes.indices {
            let discrepancy = (0...min(length, locator.count - 1)).reduce(UInt8(0)) {
                $0 ^ FieldTables.product(locator[$1], syndromes[index - $1])
            }
            guard discrepancy != 0 else {
                gap += 1
                continue
            }
            let factor = FieldTables.quotient(discrepancy, previousDiscrepancy)
            let kept = locator
            locator = sum(locator, previous, times: factor, shiftedBy: gap)
            if 2 * length <= index {
                (previous, previousDiscrepancy) = (kept, discrepancy)
                (length, gap) = (index + 1 - length, 1)
            } else {
                gap += 1
            }
        }
        while locator.last == 0 { locator.removeLast() }
        return locator
    }

    private static func sum(
        _ one: [UInt8], _ other: [UInt8], times factor: UInt8, shiftedBy shift: Int
    ) -> [UInt8] {
        var sum = one + Array(repeating: 0, count: max(0, other.count + shift - one.count))
        for (index, coefficient) in other.enumerated() {
            sum[index + shift] ^= FieldTables.product(coefficient, factor)
        }
        return sum
    }

    /// The places whose inverse is a root of the locator.
    private static func places(of locator: [UInt8], count: Int) -> [Int] {
        (0..<count).filter { place in
            FieldTables.value(of: locator, at: FieldTables.power(place - (count - 1))) == 0
        }
    }

    /// What is wrong with the codeword that stands for a power of x (Forney 1965).
    static func value(exponent: Int, locator: [UInt8], syndromes: [UInt8]) -> UInt8 {
        let inverse = FieldTables.power(-exponent)
        // The evaluator is the product of syndromes and locator, cut off at the number of syndromes.
        let evaluator = syndromes.indices.map { degree in
            (0...min(degree, locator.count - 1)).reduce(UInt8(0)) {
                $0 ^ FieldTables.product(locator[$1], syndromes[degree - $1])
            }
        }
        // Over bytes the derivative keeps the odd terms only, each one degree lower.
        let derivative = locator.indices.dropFirst().map { $0 % 2 == 1 ? locator[$0] : 0 }
        let slope = FieldTables.value(of: derivative, at: inverse)
        guard slope != 0 else { return 0 }
        let ratio = FieldTables.quotient(FieldTables.value(of: evaluator, at: inverse), slope)
        return FieldTables.product(FieldTables.power(exponent), ratio)
    }
}
