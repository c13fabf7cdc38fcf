import Membership
import Support
import Testing

@Suite struct CSVReaderTests {
    private func fields(_ text: String) throws -> [[String]] {
        try CSVReader.rows(in: Array(text.utf8)).map { row in
            guard case .record(let record) = row else { return ["damaged"] }
            return record.fields
        }
    }

    @Test(
        "RFC 4180 is read, and what spreadsheets add to it",
        arguments: [
            ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]), ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
            ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]), ("\u{FEFF}a,b\n1,2", [["a", "b"], ["1", "2"]]),
            ("\u{FEFF}\"a\",b\n", [["a", "b"]]), ("a,b\n\n\r\n1,2\n\n", [["a", "b"], ["1", "2"]]),
            (
                "\"x,y\",\"say \"\"hi\"\"\"\n\"two\r\nlines\",\"\"\n",
                [["x,y", "say \"hi\""], ["two\r\nlines", ""]]
            ),
            ("a,b\n,\n", [["a", "b"], ["", ""]]), ("a,b\n5\" pipe,2\n", [["a", "b"], ["5\" pipe", "2"]]),
            ("", []), ("\u{FEFF}", []), ("\"\"", [[""]]), ("a\n\"\"\n", [["a"], [""]]),
            ("！,b\n", [["！", "b"]]), ("a, b \n", [["a", " b "]]),
        ])
    func reads(text: String, expected: [[String]]) throws {
        #expect(try fields(text) == expected)
    }

    @Test("Rows are numbered by the line on which they begin")
    func lines() throws {
        let rows = try CSVReader.rows(in: Array("a,b\r\n\"1\r\n2\n3\",x\r\n\r\n4,5\r6,7\n".utf8))
        #expect(rows.map(\.line) == [1, 2, 6, 7])
    }

    @Test("A damaged row is told apart, and the next one is read")
    func damage() throws {
        let text = Array("a,b\n1\n1,2,3\n\"x\"y,2\n1,".utf8) + [0xFF] + Array("\n5,6\n".utf8)
        let rows = try CSVReader.rows(in: text)
        let faults: [CSVFault] = rows.compactMap { if case .damaged(let fault) = $0 { fault } else { nil } }
        #expect(
            faults == [
                CSVFault(line: 2, reason: .wrongColumnCount(found: 1, expected: 2)),
                CSVFault(line: 3, reason: .wrongColumnCount(found: 3, expected: 2)),
                CSVFault(line: 4, reason: .textAfterQuote(column: 1)),
                CSVFault(line: 5, reason: .invalidUTF8(column: 2)),
            ])
        #expect(rows.last == .record(CSVRecord(line: 6, fields: ["5", "6"])))
    }

    @Test("A quote that is never closed is an error that names its line")
    func unterminated() {
        #expect(throws: CSVError.unterminatedQuote(line: 3)) {
            try CSVReader.rows(in: Array("a,b\n1,2\n1,\"open\n3,4\n".utf8))
        }
    }

    @Test("Limits end the reading with the line that broke them")
    func limits() {
        let long = [UInt8](repeating: 0x61, count: CSVReader.maximumFieldBytes + 1)
        let heading = Array("a\n".utf8)
        #expect(throws: CSVError.fieldTooLong(line: 2, limit: CSVReader.maximumFieldBytes)) {
            try CSVReader.rows(in: heading + long)
        }
        #expect(throws: CSVError.fieldTooLong(line: 2, limit: CSVReader.maximumFieldBytes)) {
            try CSVReader.rows(in: heading + [0x22] + long)
        }
        let wide = [UInt8](repeating: 0x2C, count: CSVReader.maximumColumns)
        #expect(throws: CSVError.tooManyColumns(line: 1, limit: CSVReader.maximumColumns)) {
            try CSVReader.rows(in: wide)
        }
        let field = Array(long.dropFirst()) + [0x2C]
        let row = (0..<17).flatMap { _ in field }
        #expect(throws: CSVError.rowTooLong(line: 1, limit: CSVReader.maximumRowBytes)) {
            try CSVReader.rows(in: row)
        }
        #expect(throws: Never.self) { try CSVReader.rows(in: Array(long.dropFirst())) }
    }

    @Test("Pieces of any size give the same rows and the same error as the whole file")
    func pieces() throws {
        var random = SplitMix64.forTests()
        let alphabet: [UInt8] = Array("ab\",\"\r\n\r\n".utf8) + [0xEF, 0xBB, 0xBF, 0xC3]
        for _ in 0..<500 {
            let count = Int.random(in: 0..<40, using: &random)
            let bytes = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            let whole = Result { () throws(CSVError) in try CSVReader.rows(in: bytes) }
            let size = Int.random(in: 1...5, using: &random)
            let pieces = Result { () throws(CSVError) -> [CSVRow] in
                var reader = CSVReader()
                var rows: [CSVRow] = []
                for start in stride(from: 0, to: bytes.count, by: size) {
                    rows += try reader.read(bytes[start..<min(start + size, bytes.count)])
                }
                return try rows + reader.finish()
            }
            #expect(whole == pieces, "seed \(random.seed), bytes \(bytes), pieces of \(size)")
        }
    }

    @Test("A list may be separated by semicolons")
    func semicolons() throws {
        var reader = CSVReader(delimiter: UInt8(ascii: ";"))
        let rows = try reader.read(Array("a;b,c\n".utf8)[...])
        #expect(rows == [.record(CSVRecord(line: 1, fields: ["a", "b,c"]))])
    }
}
