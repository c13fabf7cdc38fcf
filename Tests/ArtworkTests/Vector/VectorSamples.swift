import Foundation
import Testing

@testable import Artwork

/// The logos that the repository holds.
enum VectorSamples {
    static let files = [
        "Tests/Benchmarks/gauntlet/logos/badge.svg", "Tests/Benchmarks/gauntlet/logos/dark.svg",
        "Tests/Benchmarks/gauntlet/logos/wordmark.svg", "templates/workspace/brand/logo.svg",
    ]

    static func bytes(_ file: String) throws -> [UInt8] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return Array(try Data(contentsOf: root.appending(path: file)))
    }

    /// A document of 100 × 50 units.
    static func document(_ content: String) -> [UInt8] {
        Array(
            ##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">\##(content)</svg>"##.utf8)
    }

    static func picture(_ content: String) throws -> VectorPicture {
        try VectorPicture(svg: document(content), width: 100, height: 50)
    }

    /// The mean difference of two pictures' grey values, 0 to 255.
    static func difference(_ one: [UInt8], _ other: [UInt8]) throws -> Double {
        try #require(one.count == other.count)
        let sum = zip(one, other).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        return Double(sum) / Double(one.count)
    }
}
