import Support
import Testing

@testable import Artwork

@Suite struct ZPLGraphicTests {
    /// What stands between the last parameter and the end of the field.
    private func data(_ rows: [[UInt8]]) -> Substring {
        var bitmap = DotBitmap(width: rows[0].count * 8, height: rows.count)
        bitmap.bytes = rows.flatMap(\.self)
        let field = ZPLGraphic.fields(bitmap, x: 0, y: 0).joined()
        return field.dropLast(3).split(separator: ",", maxSplits: 5, omittingEmptySubsequences: false)[5]
    }

    @Test("Runs, fillings and repeated rows are written as the guide does")
    func published() {
        // The guide's own: M6 is seven sixes, hB is forty Bs and MB seven more.
        #expect(data([[0x66, 0x66, 0x66, 0x60 | 1]]) == "M61")
        #expect(data([Array(repeating: 0xBB, count: 23) + [0xB1]]) == "hMB1")
        // The guide's triangle: an even number of zeros becomes a comma, of an odd number one stays.
        let triangle: [[UInt8]] = [[0xF0, 0, 0], [0xFF, 0, 0], [0xFF, 0xF0, 0], [0xFF, 0xFF, 0xF0]]
        #expect(data(triangle) == "F0,FF,IF0,KF0")
        #expect(data([[0, 0], [0, 0], [0xFF, 0xFF], [0xFF, 0xFF], [0x12, 0xFF]]) == ",:!:12!")
        #expect(data([Array(repeating: 0x11, count: 210) + [0x2A]]) == "zY11" + "2A")
    }

    @Test("Seeded dots come back as they were")
    func roundTrip() throws {
        var generator = SplitMix64.forTests()
        for round in 0..<60 {
            let (width, height) = (
                Int.random(in: 1...500, using: &generator), Int.random(in: 1...12, using: &generator)
            )
            var bitmap = DotBitmap(width: width, height: height)
            // Few values, so that runs and equal rows are common.
            let values: [UInt8] = [
                0, 0, 0, 0xFF, 0xFF, 0x11, 0xF0, 0x0F, UInt8.random(in: 0...255, using: &generator),
            ]
            var index = 0
            while index < bitmap.bytes.count {
                let value = values.randomElement(using: &generator) ?? 0
                for _ in 0..<Int.random(in: 1...(round % 3 == 0 ? 4 : 240), using: &generator)
                where index < bitmap.bytes.count {
                    bitmap.bytes[index] = value
                    index += 1
                }
            }
            let label = ["^XA"] + ZPLGraphic.fields(bitmap, x: 3, y: 5) + ["^XZ"]
            let printed = try ZPLReader(Array(label.joined(separator: "\n").utf8))
            var expected: Set<ZPLReader.Dot> = []
            for row in 0..<height {
                for column in 0..<bitmap.bytesPerRow * 8 {
                    let byte = bitmap.bytes[row * bitmap.bytesPerRow + column / 8]
                    if byte & (0x80 >> UInt8(column % 8)) != 0 {
                        expected.insert(.init(row: 5 + row, column: 3 + column))
                    }
                }
            }
            #expect(printed.dots == expected, "\(width) × \(height), round \(round), seed \(generator.seed)")
        }
    }
}
