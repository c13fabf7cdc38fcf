import Foundation
import Membership
import Testing

/// The files of the folder Vectors, made by `make_vectors.py` and others' programs.
enum PlaceVectors {
    static func read<Vectors: Decodable>(_ name: String, as type: Vectors.Type = Vectors.self) throws
        -> Vectors
    {
        let file = Bundle.module.bundleURL.appending(path: "Vectors").appending(path: name)
        return try JSONDecoder().decode(type, from: Data(contentsOf: file))
    }

    /// Positions are written north before east.
    struct Datums: Decodable {
        let points: [Point]

        struct Point: Decodable {
            let name: String
            let wgs84, gcj02, bd09: [Double]

            func position(in datum: Datum) -> [Double] {
                switch datum {
                case .wgs84: wgs84
                case .gcj02: gcj02
                case .bd09: bd09
                }
            }
        }
    }

    struct Polygon: Decodable {
        /// East before north.
        let rings: [[[Double]]]
        /// East, north, and 1 if it is inside.
        let points: [[Double]]
    }
}

/// Shorter names for what the tests of places make most.
enum Sketch {
    static func place(_ latitude: Double, _ longitude: Double) throws -> Coordinate {
        try #require(Coordinate(latitude: latitude, longitude: longitude))
    }

    /// A ring of corners, east before north, that is closed here.
    static func ring(_ corners: [(Double, Double)]) -> [RingPosition] {
        (corners + corners.prefix(1)).map { RingPosition($0.0, $0.1) }
    }

    static func box(west: Double, south: Double, east: Double, north: Double) -> [RingPosition] {
        ring([(west, south), (east, south), (east, north), (west, north)])
    }

    static func area(_ polygons: [[RingPosition]]...) throws -> Area {
        .polygons(try MultiPolygon(polygons))
    }
}
