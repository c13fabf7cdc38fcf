extension ReedSolomonDecoder {
    /// Finds the codewords that are not known.
    ///
    /// Their places are known, so twice as many can be found as wrong ones: all that correction codewords there are
    /// (Forney 1965, with the locator made of the places).
    ///
    /// - Parameter block: Data, then correction codewords; exactly ``correctionCount`` of them `nil`.
    /// - Returns: The word of the code that has all the others.
    /// - Complexity: O(*n* × ``correctionCount``).
    func completed(_ block: [UInt8?]) -> [UInt8] {
        let missing = block.indices.filter { block[$0] == nil }
        precondition(missing.count == correctionCount, "another word of the code would do as well")
        precondition(block.count <= Self.maximumBlockCount, "longer than the field allows")
        var word = block.map { $0 ?? 0 }
        let syndromes = syndromes(of: word)
        let exponents = missing.map { block.count - 1 - $0 }
        // The product of (1 - αᵉx), the constant term first.
        let locator = exponents.reduce(into: [UInt8(1)]) { locator, exponent in
            let root = FieldTables.power(exponent)
            locator = zip(locator + [0], [0] + locator).map { $0 ^ FieldTables.product($1, root) }
        }
        for (place, exponent) in zip(missing, exponents) {
            word[place] = Self.value(exponent: exponent, locator: locator, syndromes: syndromes)
        }
        return word
    }
}
