import Payload
import Testing

@Suite struct CodeSequenceTests {
    struct Vector: Decodable {
        let secret: HexBytes
        let batch: String
        let serial: Decimal64
        let number: Decimal64
        let text: String
    }

    @Test("The frozen numbers come out of secret, batch and serial")
    func vectors() throws {
        let vectors: [Vector] = try VectorFile.read("sequences")
        #expect(vectors.count == 48)
        for vector in vectors {
            let sequence = CodeSequence(
                secret: try BatchSecret(bytes: vector.secret.bytes), batch: vector.batch)
            #expect(sequence.number(serial: vector.serial.value) == vector.number.value)
            #expect(sequence.code(serial: vector.serial.value).text == vector.text)
        }
    }

    @Test("100,000 serials have 100,000 numbers")
    func collisions() {
        let sequence = CodeSequence(secret: Sample.batchSecret, batch: "spring")
        #expect(Set((0..<100_000).map(sequence.number(serial:))).count == 100_000)
    }

    @Test("Order and repetition do not matter")
    func stateless() {
        let sequence = CodeSequence(secret: Sample.batchSecret, batch: "spring")
        let forwards = (0..<100).map(sequence.number(serial:))
        let backwards = (0..<100).reversed().map(sequence.number(serial:))
        #expect(forwards == backwards.reversed())
    }

    @Test("Another batch or another secret shares no number")
    func separation() throws {
        let other = try BatchSecret(bytes: Array(1...32))
        let sequences = [
            CodeSequence(secret: Sample.batchSecret, batch: "spring"),
            CodeSequence(secret: Sample.batchSecret, batch: "spring2"),
            CodeSequence(secret: Sample.batchSecret, batch: "spring\0"),
            CodeSequence(secret: other, batch: "spring"),
        ]
        let numbers = sequences.flatMap { sequence in (0..<1_000).map(sequence.number(serial:)) }
        #expect(Set(numbers).count == 4_000)
    }

    @Test("A batch secret has 32 bytes", arguments: [0, 31, 33])
    func secretLength(count: Int) {
        #expect(throws: ByteCountError(expected: 32, found: count)) {
            try BatchSecret(bytes: Array(repeating: 1, count: count))
        }
    }
}
