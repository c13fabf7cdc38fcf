/// Which names an expression asks for, so that nothing else need be looked up for it.
package struct SegmentNeeds: OptionSet, Sendable, Hashable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    package static let offers = SegmentNeeds(rawValue: 1)
    package static let areas = SegmentNeeds(rawValue: 2)
    package static let segments = SegmentNeeds(rawValue: 4)
    package static let snapshots = SegmentNeeds(rawValue: 8)
    package static let everything: SegmentNeeds = [.offers, .areas, .segments, .snapshots]

    /// Finds what an expression may ask for by its words; one that names a saved segment may ask for anything.
    ///
    /// What cannot be taken apart asks for nothing: it is refused before a name is looked up.
    package init(of expression: String) {
        let words = Set(((try? SegmentLexer.tokens(of: expression)) ?? []).map { $0.text.lowercased() })
        func has(_ functions: SegmentFunction...) -> Bool {
            functions.contains { words.contains($0.rawValue) }
        }
        var needs: SegmentNeeds = has(.segment) ? .everything : []
        if has(.redeemed, .redemptions) { needs.insert(.offers) }
        if has(.snapshot) { needs.insert(.snapshots) }
        if has(.within), words.contains("area") { needs.insert(.areas) }
        self = needs
    }
}
