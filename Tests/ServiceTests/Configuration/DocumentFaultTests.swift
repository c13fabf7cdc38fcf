import Foundation
import Service
import Testing

/// What the strict reader says of files that are broken in themselves.
@Suite struct DocumentFaultTests {
    @Test(
        "A file that is no YAML, or uses what we do not take, is told by line",
        arguments: [
            ("", ["c.yaml:1 The file is empty."]),
            ("# only a comment\n", ["c.yaml:1 The file is empty."]),
            (
                "\tid: a\n",
                [
                    """
                    c.yaml:1 This is not YAML: while scanning for the next token, found character that \
                    cannot start any token.
                    """
                ]
            ),
            ("id: a\nid: b\n", ["c.yaml:1 This is not YAML: id is written more than once."]),
            (
                "a: 1\n---\nb: 2\n",
                [
                    """
                    c.yaml:2 This is not YAML: expected a single document in the stream, but found another \
                    document.
                    """
                ]
            ),
            (
                "id: &x a\ntitle: *x\n",
                [
                    "c.yaml:1 Anchors (&x) are not taken; write the value out where it is needed.",
                    "c.yaml:1 Anchors (&x) are not taken; write the value out where it is needed.",
                ]
            ),
            ("id: *x\n", ["c.yaml:1 This is not YAML: found undefined alias."]),
            (
                "id: \"a\n",
                ["c.yaml:2 This is not YAML: while scanning a quoted scalar, found unexpected end of stream."]
            ),
            ("id: a\u{0}b\n", ["c.yaml:1 This is not YAML: control characters are not allowed."]),
            (
                "- a\n",
                [
                    """
                    c.yaml:1 It must be a group of keys (id, title, valid, budget, offline, offers, placements), each \
                    on its own line.
                    """
                ]
            ),
        ])
    func brokenFiles(text: String, expected: [String]) throws {
        #expect(try campaignFaults(Data(text.utf8)) == expected)
    }

    @Test("A file of more than a megabyte, or not in UTF-8, is refused before it is parsed")
    func largeAndForeignFiles() throws {
        let large = Data(repeating: UInt8(ascii: "#"), count: (1 << 20) + 1)
        #expect(
            try campaignFaults(large) == [
                "c.yaml The file has 1048577 bytes; at most 1048576 are read."
            ])
        #expect(
            try campaignFaults(Data([0x69, 0x64, 0x3A, 0x20, 0xFF])) == ["c.yaml The file is not UTF-8 text."]
        )
    }

    @Test("Aliases that would grow a short file without bound are refused before they are followed")
    func aliasBomb() throws {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            let aliases = repeatElement("*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        // As a key, the tree would be hashed while it is parsed.
        text += "? *a12\n: 1\n"
        #expect(
            try campaignFaults(Data(text.utf8)) == [
                "c.yaml Aliases (*name) are not taken; write the value out."
            ])
    }

    @Test("Lists within lists without end are refused and do not exhaust the stack")
    func deepNesting() throws {
        let text = String(repeating: "[", count: 100_000)
        let found = try campaignFaults(Data(text.utf8))
        #expect(found.count == 1)
        #expect(found.first?.contains("Maximum nesting level") == true)
    }

    @Test("Of a file full of faults the first hundred are told")
    func manyFaults() throws {
        let text = (1...500).map { "key\($0): 1\n" }.joined()
        #expect(try campaignFaults(Data(text.utf8)).count == 100)
    }

    private func campaignFaults(_ data: Data) throws -> [String] {
        try faults { () throws(ServiceError) in
            _ = try CampaignDocument(parsing: data, file: "c.yaml", stores: [], currency: .yuan)
        }
    }
}
