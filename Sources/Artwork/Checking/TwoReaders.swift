/// The readers whose word counts.
public enum CheckReader: String, Sendable, Hashable, Codable, CaseIterable {
    /// ZBar.
    case zbar
    /// zxing-cpp.
    case zxing
    /// Our own reading of the measured modules, which knows what it had to correct.
    case tessera
}

/// Finds symbols with two readers that share no code.
enum TwoReaders {
    /// A symbol that one or both have read.
    struct Found {
        /// In turn around the symbol, about right.
        var corners: [Spot]
        /// What each reader that found it has read.
        var texts: [CheckReader: [UInt8]]
        /// Whether it was only read with dark for light.
        let isInverted: Bool

        var centre: Spot { .centre(of: corners) }
        /// The longest side, in pixels.
        var side: Double { corners.indices.map { (corners[$0] - corners[($0 + 1) % 4]).length }.max() ?? 0 }
    }

    /// Searches a picture; where nothing is read, its negative too.
    ///
    /// - Throws: ``SymbolReader/ReaderError``.
    static func find(in picture: GreyPicture) throws(SymbolReader.ReaderError) -> [Found] {
        let found = try find(in: picture, isInverted: false)
        return found.isEmpty ? try find(in: picture.inverted, isInverted: true) : found
    }

    private static func find(
        in picture: GreyPicture, isInverted: Bool
    ) throws(SymbolReader.ReaderError) -> [Found] {
        var found = try zxing(picture).map {
            Found(corners: $0.corners, texts: [.zxing: $0.text], isInverted: isInverted)
        }
        let others = try SymbolReader.readByZBar(picture)
        for symbol in others {
            guard let corners = corners(symbol.position) else { continue }
            let centre = Spot.centre(of: corners)
            let same = found.firstIndex {
                ($0.centre - centre).length < sameShare * $0.side && $0.texts[.zbar] == nil
            }
            if let same {
                found[same].texts[.zbar] = symbol.text
            } else {
                found.append(Found(corners: corners, texts: [.zbar: symbol.text], isInverted: isInverted))
            }
        }
        return inReadingOrder(found)
    }

    /// Row by row from the left, so that the same page gives the same report.
    ///
    /// A symbol whose middle lies less than half a side below that of its row's first is in the same row.
    private static func inReadingOrder(_ found: [Found]) -> [Found] {
        var rows: [[Found]] = []
        for symbol in found.sorted(by: { ($0.centre.y, $0.centre.x) < ($1.centre.y, $1.centre.x) }) {
            if let first = rows.last?.first, symbol.centre.y - first.centre.y < first.side / 2 {
                rows[rows.count - 1].append(symbol)
            } else {
                rows.append([symbol])
            }
        }
        return rows.flatMap { $0.sorted { $0.centre.x < $1.centre.x } }
    }

    /// Two places are one symbol's when their middles are nearer than this share of its side.
    private static let sameShare = 0.35

    /// Reads, and once more enlarged where nothing was found: small modules are too small for the reader.
    private static func zxing(
        _ picture: GreyPicture
    ) throws(SymbolReader.ReaderError) -> [(text: [UInt8], corners: [Spot])] {
        let found = try ZXingScanner.scan(picture)
        let larger = GreyPicture.Enlargement(halves: 8, sampling: .bilinear)
        guard found.isEmpty, max(picture.width, picture.height) <= enlargedSide else {
            return found.map { ($0.text, $0.corners.map { Spot(x: Double($0.x), y: Double($0.y)) }) }
        }
        return try ZXingScanner.scan(picture.enlarged(larger)).map { symbol in
            let corners = symbol.corners.map {
                Spot(x: Double(larger.original($0.x)), y: Double(larger.original($0.y)))
            }
            return (symbol.text, corners)
        }
    }

    /// The longest side that is enlarged, in pixels: larger pictures have enough to a module.
    private static let enlargedSide = 400

    /// Four corners as they are, more or fewer points by the rectangle around them.
    private static func corners(_ points: [SymbolReader.Point]) -> [Spot]? {
        let spots = points.map { Spot(x: Double($0.x), y: Double($0.y)) }
        guard spots.count != 4 else { return spots }
        guard let left = spots.map(\.x).min(), let right = spots.map(\.x).max(),
            let top = spots.map(\.y).min(), let bottom = spots.map(\.y).max(), left < right, top < bottom
        else { return nil }
        return [
            Spot(x: left, y: top), Spot(x: right, y: top), Spot(x: right, y: bottom),
            Spot(x: left, y: bottom),
        ]
    }
}
