import Foundation
import Testing

@Suite struct ArticleTests {
    @Test("The article on codes shows frozen vectors, letter by letter")
    func examples() throws {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let article = try String(
            contentsOf: package.appending(path: "Sources/Payload/Payload.docc/Codes.md"), encoding: .utf8)
        let sequences: [CodeSequenceTests.Vector] = try VectorFile.read("sequences")
        let tokens: [SignedTokenTests.Vector] = try VectorFile.read("tokens")
        let sequence = try #require(sequences.first { $0.batch == "spring-2026.tea" && $0.serial.value == 0 })
        #expect(article.contains("| short code | `\(sequence.text)` |"))
        #expect(article.contains("| number, bucket | \(sequence.number.value), 0 |"))
        #expect(article.contains("\n" + tokens[2].text + "\n"))
    }
}
