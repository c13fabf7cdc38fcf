import Testing

@testable import Artwork

@Suite struct JPEGBlocksTests {
    /// The worked example that textbooks of JPEG use.
    static let block: [Float] = [
        52, 55, 61, 66, 70, 61, 64, 73,
        63, 59, 55, 90, 109, 85, 69, 72,
        62, 59, 68, 113, 144, 104, 66, 73,
        63, 58, 71, 122, 154, 106, 70, 69,
        67, 61, 68, 104, 126, 88, 68, 70,
        79, 65, 60, 70, 77, 68, 58, 75,
        85, 71, 64, 59, 55, 61, 65, 83,
        87, 79, 69, 68, 65, 76, 78, 94,
    ]

    @Test("The transform gives the coefficients that are printed with the example")
    func coefficients() {
        let found = JPEGBlocks.transformed(Self.block.map { $0 - 128 })
        let first: [Float] = [-415.38, -30.19, -61.20, 27.24, 56.12, -20.10, -2.39, 0.46]
        let second: [Float] = [4.47, -21.86, -60.76, 10.25, 13.15, -7.09, -8.54, 4.88]
        for (value, expected) in zip(found, first + second) { #expect(abs(value - expected) < 0.01) }
    }

    @Test("At quality 50 they become the whole steps that are printed with it")
    func steps() {
        let jpeg = JPEGBlocks(quality: 50)
        let found = zip(JPEGBlocks.transformed(Self.block.map { $0 - 128 }), jpeg.steps)
            .map { Int(($0 / $1).rounded()) }
        #expect(found.prefix(16) == [-26, -3, -6, 2, 2, -1, 0, 0, 0, -2, -4, 1, 1, 0, 0, 0])
        #expect(jpeg.kept(Self.block).prefix(8).map { Int($0) } == [62, 65, 57, 60, 72, 63, 60, 82])
    }

    @Test("Back and forth is the block itself, and an even block has one coefficient")
    func restores() {
        for (value, expected) in zip(JPEGBlocks.restored(JPEGBlocks.transformed(Self.block)), Self.block) {
            #expect(abs(value - expected) < 0.001)
        }
        let even = JPEGBlocks.transformed(Array(repeating: 10, count: 64))
        #expect(abs(even[0] - 80) < 0.001 && even.dropFirst().allSatisfy { abs($0) < 0.001 })
    }

    @Test("Steps grow as quality falls, from 1 to 255")
    func quality() {
        #expect(JPEGBlocks(quality: 100).steps.allSatisfy { $0 == 1 })
        #expect(JPEGBlocks(quality: 1).steps.allSatisfy { $0 == 255 })
        #expect(JPEGBlocks(quality: 25).steps[0] == 32)
    }

    @Test("The best quality all but keeps a picture, the worst does not; odd sizes keep their size")
    func pictures() throws {
        let plane = try CertificateSamples.subject().scene(pixelsPerModule: 3, tone: 150).plane
        #expect(plane.width % 8 != 0)
        func error(_ quality: Int) -> Float {
            let kept = plane.compressed(quality: quality)
            return zip(kept.values, plane.values).reduce(0) { $0 + abs($1.0 - $1.1) }
                / Float(kept.values.count)
        }
        #expect(error(100) < 0.6 && error(40) > error(100) && error(10) > 2 * error(40))
    }
}
