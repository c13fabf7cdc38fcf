package import Vocabulary

/// How we know where somebody is: a place with how it was found, how exactly and when.
package struct LocationEvidence: Sendable, Hashable {
    package let grade: Grade
    package let place: Coordinate
    /// The place is known to this many metres around, 0 or more; 0 for a store, whose place is what the brand says.
    package let accuracyMetres: Double
    /// When it was found.
    package let at: Instant

    /// Makes evidence, or `nil` if the accuracy is negative or no finite number.
    package init?(grade: Grade, place: Coordinate, accuracyMetres: Double, at: Instant) {
        guard accuracyMetres >= 0, accuracyMetres.isFinite else { return nil }
        self.grade = grade
        self.place = place
        self.accuracyMetres = accuracyMetres
        self.at = at
    }

    /// How hard a place is to pretend, the hardest last; raw values are wire format.
    package enum Grade: String, Sendable, Hashable, CaseIterable, Comparable {
        /// The network address, which a VPN changes.
        case ip
        /// The phone's own word.
        case gps
        /// A radio signal that was heard; it can be carried elsewhere.
        case beacon
        /// The code on a store's wall or counter was scanned; a photograph of it can be too.
        case storeCode = "store_code"
        /// An enrolled till with its own key says so.
        case terminal

        package static func < (left: Grade, right: Grade) -> Bool { left.rank < right.rank }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }
}
