import Support
import Testing

@testable import Payload

@Suite struct StatusListTests {
    /// One of the draft's own lists: the two examples of sections 4.1 and 4.2, and three of its test vectors.
    struct Published: Decodable {
        let origin: String
        let bits: Int
        let lst: String
        let count: Int
        /// Index and status of every entry that is not 0.
        let statuses: [[Int]]
    }

    @Test("The published lists of 1, 2 and 4 bits hold what the draft says, and nothing else")
    func published() throws {
        let vectors: [Published] = try VectorFile.read("status-lists")
        #expect(vectors.map(\.bits) == [1, 2, 1, 2, 4])
        for vector in vectors {
            let stream = try #require(Base64URL.decode(vector.lst.utf8.compactMap(Base64URL.value)))
            let bytes = try Inflater.decompress(stream, limit: StatusList.maximumByteCount)
            #expect(bytes.count * 8 / vector.bits == vector.count)
            let marked = vector.statuses.reduce(into: [Int: Int]()) { $0[$1[0]] = $1[1] }
            let found = (0..<vector.count).filter {
                StatusList.value(at: $0, bits: vector.bits, in: bytes).map(Int.init) != marked[$0, default: 0]
            }
            #expect(found.isEmpty, "\(vector.origin), \(vector.bits) bits: \(found.prefix(5))")
            #expect(StatusList.value(at: vector.count, bits: vector.bits, in: bytes) == nil)
        }
    }

    @Test("The draft's two-bit example is made entry by entry, and is byte for byte the published one")
    func made() throws {
        var list = StatusList(count: 12)
        for (serial, status) in [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3].enumerated() {
            list.set(try #require(StatusList.Status(rawValue: UInt8(status))), at: serial)
        }
        #expect(list.bytes == [0xC9, 0x44, 0xF9])
        #expect(list[3] == .usedUp && list[9] == .suspended && list[5] == .invalid && list[2] == .valid)
    }

    @Test("An entry that is set is read back, and no other changes, whatever it was before")
    func entries() {
        var random = SplitMix64.forTests()
        var list = StatusList(count: 1_003)
        var expected = [StatusList.Status](repeating: .valid, count: list.count)
        #expect(list.count == 1_004)
        for _ in 0..<3_000 {
            let serial = Int.random(in: 0..<1_003, using: &random)
            let status = StatusList.Status.allCases[Int.random(in: 0..<4, using: &random)]
            list.set(status, at: serial)
            expected[serial] = status
        }
        #expect(expected.indices.allSatisfy { list[$0] == expected[$0] }, "seed \(random.seed)")
        #expect(list.markedCount(in: 1..<1_003) == expected[1..<1_003].count { $0 != .valid })
        #expect(list[1_004] == nil && list[-1] == nil)
    }

    @Test("All entries of a new list stand alike, those too that fill up its last byte")
    func filled() {
        for status in StatusList.Status.allCases {
            let list = StatusList(count: 6, filledWith: status)
            #expect(list.bytes.count == 2 && (0..<8).allSatisfy { list[$0] == status })
        }
        #expect(StatusList(count: 0).bytes.isEmpty)
    }

    @Test("A list has at most four million bytes, compressed or not")
    func limit() {
        #expect(StatusList(bytes: [UInt8](repeating: 0, count: StatusList.maximumByteCount)) != nil)
        #expect(StatusList(bytes: [UInt8](repeating: 0, count: StatusList.maximumByteCount + 1)) == nil)
        #expect(StatusList(compressed: [1, 2, 3]) == nil)
    }
}
