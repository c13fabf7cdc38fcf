import Foundation

/// How a command ends; the numbers are those of BSD's sysexits and are promised to scripts.
enum ExitStatus: Int32, Sendable {
    case done = 0
    /// Refused, or a negative finding; the answer is on stdout.
    case refused = 1
    case usage = 64
    case badInput = 65
    case missingInput = 66
    /// The server or the database cannot be reached.
    case unreachable = 69
    /// A fault of ours.
    case fault = 70
    /// The output exists, or nothing can be written there.
    case cannotCreate = 73
    case inputOutput = 74
    /// Ended by Ctrl-C, as shells count it: 128 and the signal's number.
    case interrupted = 130
}

/// Ends a command whose answer was negative; the answer itself is on stdout already.
struct Refused: Error {}

/// The command line is well formed but asks for something that is not possible.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
