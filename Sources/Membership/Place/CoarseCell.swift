/// Roughly where a member is: a geohash of five characters, about 4.9 km wide and 4.9 km high at the equator.
///
/// The only form in which a person's location is stored: a finer one is sensitive personal information (PIPL, article
/// 28). Distances from a cell are distances from its centre, so they are off by up to 3.5 km.
package struct CoarseCell: Sendable, Hashable, CustomStringConvertible {
    /// Five characters, 25 bits.
    package static let length = 5
    package let geohash: String

    private static let alphabet = Array("0123456789bcdefghjkmnpqrstuvwxyz".utf8)

    /// Finds the cell that holds a place.
    package init(containing place: Coordinate) {
        var south = -90.0, north = 90.0, west = -180.0, east = 180.0
        var bits: UInt32 = 0
        for step in 0..<Self.bitCount {
            bits <<= 1
            if step.isMultiple(of: 2) {
                let middle = (west + east) / 2
                if place.longitude >= middle { (west, bits) = (middle, bits | 1) } else { east = middle }
            } else {
                let middle = (south + north) / 2
                if place.latitude >= middle { (south, bits) = (middle, bits | 1) } else { north = middle }
            }
        }
        self.init(bits: bits)
    }

    /// Five bits a character, longitude and latitude by turns, longitude first.
    static let bitCount = length * 5

    /// Makes the cell of `bitCount` bits; cells have the order of their bits.
    init(bits: UInt32) {
        let characters = (0..<Self.length).map { place in
            Self.alphabet[Int(bits >> UInt32(5 * (Self.length - 1 - place)) & 31)]
        }
        geohash = String(decoding: characters, as: UTF8.self)
    }

    /// The bits of a geohash of five characters of the alphabet.
    static func bits(of geohash: String) -> UInt32 {
        geohash.utf8.reduce(0) { bits, character in
            bits << 5 | UInt32(alphabet.firstIndex(of: character) ?? 0)
        }
    }

    /// Reads a geohash, or returns `nil` if it has not five characters of its alphabet.
    package init?(parsing text: some StringProtocol) {
        guard text.utf8.count == Self.length, text.utf8.allSatisfy(Self.alphabet.contains) else { return nil }
        geohash = String(text)
    }

    /// The middle of the cell.
    package var centre: Coordinate? {
        var south = -90.0, north = 90.0, west = -180.0, east = 180.0
        var step = 0
        for character in geohash.utf8 {
            guard let value = Self.alphabet.firstIndex(of: character) else { return nil }
            for shift in stride(from: 4, through: 0, by: -1) {
                let isUpper = value >> shift & 1 == 1
                if step.isMultiple(of: 2) {
                    if isUpper { west = (west + east) / 2 } else { east = (west + east) / 2 }
                } else {
                    if isUpper { south = (south + north) / 2 } else { north = (south + north) / 2 }
                }
                step += 1
            }
        }
        return Coordinate(latitude: (south + north) / 2, longitude: (west + east) / 2)
    }

    package var description: String { geohash }
}
