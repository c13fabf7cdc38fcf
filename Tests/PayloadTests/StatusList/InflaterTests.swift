import Support
import Testing

@testable import Payload

@Suite struct InflaterTests {
    struct Vector: Decodable {
        let name: String
        let data: HexBytes
        let stream: HexBytes
    }

    private func vectors() throws -> [Vector] {
        let vectors: [Vector] = try VectorFile.read("zlib-streams")
        #expect(vectors.count == 7)
        return vectors
    }

    @Test("What zlib compressed reads back, in blocks of every kind")
    func readsBack() throws {
        for vector in try vectors() {
            let data = try Inflater.decompress(vector.stream.bytes, limit: vector.data.bytes.count)
            #expect(data == vector.data.bytes, "\(vector.name)")
        }
    }

    @Test("A byte more than the limit is refused before it is held")
    func limit() throws {
        for vector in try vectors() where !vector.data.bytes.isEmpty {
            #expect(throws: Inflater.Fault.tooLong, "\(vector.name)") {
                try Inflater.decompress(vector.stream.bytes, limit: vector.data.bytes.count - 1)
            }
        }
    }

    @Test("Every cut, every byte more and every flipped bit is refused, or reads as what it was")
    func damaged() throws {
        for vector in try vectors() {
            let (stream, data) = (vector.stream.bytes, vector.data.bytes)
            #expect(throws: Inflater.Fault.malformed) {
                try Inflater.decompress(stream + [0], limit: data.count)
            }
            for count in stride(from: 0, to: stream.count, by: max(1, stream.count / 200)) {
                #expect(throws: Inflater.Fault.self, "\(vector.name), \(count) bytes") {
                    try Inflater.decompress(Array(stream.prefix(count)), limit: data.count)
                }
            }
            for position in stride(from: 0, to: stream.count * 8, by: max(1, stream.count * 8 / 400)) {
                var flipped = stream
                flipped[position / 8] ^= 1 << (position % 8)
                // Some bits choose between spellings, such as the bits that fill up the last byte of a block.
                let read = try? Inflater.decompress(flipped, limit: data.count)
                #expect(read == nil || read == data, "\(vector.name), bit \(position)")
            }
        }
    }

    @Test("No bytes whatever stop the reader or make it hold more than the limit")
    func nonsense() {
        var random = SplitMix64.forTests()
        for _ in 0..<3_000 {
            let count = Int.random(in: 0..<60, using: &random)
            // A good beginning, so that most get to the blocks.
            let bytes = [0x78, 0xDA] + (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let read = try? Inflater.decompress(bytes, limit: 100)
            #expect((read?.count ?? 0) <= 100, "seed \(random.seed)")
        }
    }

    @Test("The checksum is Adler-32: of nothing 1, of Wikipedia 0x11E60398, and long runs do not overflow")
    func checksum() {
        #expect(Inflater.checksum(of: []) == 1)
        #expect(Inflater.checksum(of: Array("Wikipedia".utf8)) == 0x11E6_0398)
        let long = [UInt8](repeating: 255, count: 100_000)
        let (first, second) = long.reduce(into: (1, 0)) { sums, byte in
            sums.0 = (sums.0 + Int(byte)) % 65_521
            sums.1 = (sums.1 + sums.0) % 65_521
        }
        #expect(Inflater.checksum(of: long) == UInt32(second << 16 | first))
    }
}
