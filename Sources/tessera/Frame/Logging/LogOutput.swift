import Foundation
import Logging
import Service
import Vocabulary

/// Where a running server's log goes: to stderr, as text for a person or as JSON lines for a machine.
enum LogOutput {
    /// Makes every logger of this process write to stderr; called once, before the first logger is made.
    ///
    /// - Parameters:
    ///   - form: How it is written; `nil` for text where a person reads stderr, and JSON lines elsewhere.
    ///   - level: What is left out.
    static func begin(_ form: LogForm?, level: Logger.Level) {
        switch form ?? (Terminal.isErrorInteractive ? .text : .json) {
        case .text:
            LoggingSystem.bootstrap { label in
                var handler = StreamLogHandler.standardError(label: label)
                handler.logLevel = level
                return handler
            }
        case .json:
            LoggingSystem.bootstrap { label in
                JSONLogHandler(label: label, logLevel: level, now: { Instant(Date()) }) { Output.error($0) }
            }
        }
    }
}
