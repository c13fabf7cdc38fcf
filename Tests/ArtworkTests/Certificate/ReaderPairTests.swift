import Synchronization
import Testing

@testable import Artwork

@Suite struct ReaderPairTests {
    static let picture = GreyPicture(pixels: [255], width: 1, height: 1)

    static func reader(_ name: CheckReader, _ texts: [[UInt8]]) -> GauntletReader {
        GauntletReader(name: name) { _ in texts }
    }

    /// A reader that does not come to an end before the test does.
    static let stuck = GauntletReader(name: .zbar) { _ in
        let clock = ContinuousClock()
        let end = clock.now + .seconds(3)
        while clock.now < end {}
        return [[1]]
    }

    @Test("Only exactly an accepted text counts, among whatever else was read")
    func exact() throws {
        var pair = ReaderPair([
            Self.reader(.zxing, [[9], [1, 2]]), Self.reader(.zbar, [[1, 2, 3]]), Self.reader(.tessera, []),
        ])
        #expect(try pair.read(Self.picture, accepting: [[1, 2]]) == [true, false, false])
        #expect(try pair.read(Self.picture, accepting: [[7], [1, 2, 3]]) == [false, true, false])
        #expect(pair.abandoned == [0, 0, 0])
    }

    @Test("A reader that does not end is left behind, counted as unread, and in the end refused")
    func hangs() throws {
        let limit = Duration.milliseconds(20)
        var pair = ReaderPair([Self.reader(.zxing, [[1]]), Self.stuck], limit: limit)
        for count in 1..<ReaderPair.mostAbandoned {
            #expect(try pair.read(Self.picture, accepting: [[1]]) == [true, false])
            #expect(pair.abandoned == [0, count])
        }
        #expect(throws: CertificateError.readersHang(.zbar, count: ReaderPair.mostAbandoned, seconds: 0)) {
            try pair.read(Self.picture, accepting: [[1]])
        }
    }

    @Test("Both readers read the plain symbol, and neither takes another text for it")
    func realReaders() throws {
        let picture = try SceneDamageTests.damaged(Damage(.clean, 0))
        var pair = ReaderPair()
        let text = Array(CertificateSamples.text.utf8)
        #expect(try pair.read(picture, accepting: [text]) == [true, true])
        #expect(try pair.read(picture, accepting: [text.dropLast()]) == [false, false])
    }
}
