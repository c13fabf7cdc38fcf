import Foundation

/// What the terminal at the other end of a stream can do.
enum Terminal {
    /// Whether a person reads stderr.
    static var isErrorInteractive: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether a person reads stdout.
    static var isOutputInteractive: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether a person, or a scanner that types, is at stdin.
    static var isInputInteractive: Bool { isatty(STDIN_FILENO) == 1 }

    /// Runs something while the terminal at stdin does not show what is typed.
    static func withoutEcho<Value>(_ body: () -> Value) -> Value {
        var former = termios()
        guard tcgetattr(STDIN_FILENO, &former) == 0 else { return body() }
        var silent = former
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &former) }
        return body()
    }

    /// Whether colours may be written to stdout (no-color.org).
    static var allowsColour: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isOutputInteractive && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }
}

/// A colour of the terminal's own palette; raw values are SGR parameters (ECMA-48).
enum Colour: Int, Sendable {
    case red = 31
    case green = 32
    case yellow = 33

    /// Returns the text bold and in this colour.
    func apply(to text: String) -> String {
        "\u{1B}[1;\(rawValue)m\(text)\u{1B}[0m"
    }
}
