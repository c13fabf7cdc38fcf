import Foundation
import Logging
import Synchronization
import Testing
import Vocabulary

@testable import tessera

@Suite struct JSONLogHandlerTests {
    /// Logs something and returns the lines.
    private func lines(_ level: Logger.Level = .trace, _ log: (inout Logger) -> Void) -> [String] {
        let written = Written()
        var logger = Logger(label: "tessera") { label in
            JSONLogHandler(
                label: label, logLevel: level, now: { Instant(millisecondsSince1970: 1_803_873_600_123) },
                write: { written.add($0) })
        }
        log(&logger)
        return written.lines
    }

    private final class Written: Sendable {
        private let all = Mutex<[String]>([])

        var lines: [String] { all.withLock { $0 } }

        func add(_ line: String) { all.withLock { $0.append(line) } }
    }

    @Test("An event is one JSON object: its time, level and words, then its fields by name")
    func event() {
        let lines = lines { logger in
            logger[metadataKey: "hb.request.id"] = "7f"
            logger.info(
                "request",
                metadata: [
                    "status": .stringConvertible(201), "duration_ms": .stringConvertible(1.25),
                    "route": "/c/{code}",
                ])
        }
        #expect(
            lines == [
                """
                {"at":"2027-03-01T04:00:00.123Z","level":"info","logger":"tessera","message":"request",\
                "duration_ms":1.25,"request_id":"7f","route":"/c/{code}","status":201}
                """
            ])
    }

    @Test("Whatever a value holds, the line stays one line of JSON")
    func escapes() throws {
        let odd = "a\"b\\c\nd\u{1}e\u{2028}茶"
        let lines = lines { logger in
            logger.error(
                "\(odd)",
                metadata: [
                    "list": ["x", .dictionary(["k": "\(odd)"])], "none": .stringConvertible(Double.nan),
                ])
        }
        let line = try #require(lines.first)
        #expect(!line.contains("\n"))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(object["message"] as? String == odd)
        let list = try #require(object["list"] as? [Any])
        #expect(list[0] as? String == "x")
        #expect((list[1] as? [String: String])?["k"] == odd)
        #expect(object["none"] as? String == "nan")
    }

    @Test("What is below the level is not written")
    func level() {
        let lines = lines(.notice) { logger in
            logger.info("small")
            logger.notice("large")
        }
        #expect(lines.count == 1)
    }
}
