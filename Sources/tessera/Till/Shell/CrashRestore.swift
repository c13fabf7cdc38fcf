import Foundation

/// Gives the terminal back when the process dies of its own fault: otherwise the shell that follows shows nothing typed.
///
/// Nothing helps against SIGKILL; there `reset` or closing the window does.
enum CrashRestore {
    private static let signals = [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP]

    // Written before the handlers are set and not changed while they are; a handler only reads it.
    nonisolated(unsafe) private static var former: UnsafeMutablePointer<termios>?
    // Written and read as `former` is.
    nonisolated(unsafe) private static var ending: UnsafeMutableBufferPointer<UInt8>?

    /// Keeps what is needed and sets the handlers.
    ///
    /// - Parameters:
    ///   - state: The terminal's state to give back.
    ///   - bytes: What leaves the screen.
    static func arm(_ state: termios, _ bytes: [UInt8]) {
        let copy = UnsafeMutablePointer<termios>.allocate(capacity: 1)
        copy.initialize(to: state)
        let text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = text.initialize(from: bytes)
        (former, ending) = (copy, text)
        for number in signals { signal(number, restoreAndDie) }
    }

    /// Takes the handlers away; the memory stays, for one that is running.
    static func disarm() {
        for number in signals { signal(number, SIG_DFL) }
    }

    private static let restoreAndDie: @convention(c) (Int32) -> Void = { number in
        if let ending = CrashRestore.ending {
            _ = write(STDOUT_FILENO, ending.baseAddress, ending.count)
        }
        if let former = CrashRestore.former { tcsetattr(STDIN_FILENO, TCSANOW, former) }
        signal(number, SIG_DFL)
        raise(number)
    }
}
