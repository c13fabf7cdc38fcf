import Foundation
import Synchronization

/// Stdin key by key and stdout as a screen, for as long as this object is in use; given back however the process ends.
///
/// What the signal handlers need is kept where they may read it: a handler may call only a few functions (POSIX.1-2024,
/// XSH 2.4.3), `tcsetattr` and `write` among them.
final class RawTerminal: Sendable {
    /// What happens at the terminal beside keys.
    enum Event: Sendable {
        /// Bytes, and when they were read.
        case keys([UInt8], at: Int64)
        case resized
        /// The process was stopped and goes on: the screen shows something else.
        case resumed
        /// SIGINT, SIGTERM or SIGHUP, or stdin is at its end.
        case ended
    }

    /// Alternate screen, cleared, no automatic wrapping, bracketed paste.
    private static let begin = "\u{1B}[?1049h\u{1B}[2J\u{1B}[?7l\u{1B}[?2004h"
    private static let end: [UInt8] = Array("\u{1B}[0m\u{1B}[?2004l\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l".utf8)

    /// 4,096 bytes at once: what a terminal buffers of a line.
    private static let readBytes = 4_096

    /// How the terminal was before.
    private let former: termios
    private let isOpen = Mutex(false)

    /// Looks at the terminal; `nil` if stdin or stdout is none.
    init?() {
        var state = termios()
        guard Terminal.isOutputInteractive, tcgetattr(STDIN_FILENO, &state) == 0 else { return nil }
        former = state
    }

    deinit { restore() }

    /// Columns and rows now; what most terminals begin with where the system does not know.
    static var size: (columns: Int, rows: Int) {
        var window = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0
        else {
            return (80, 24)
        }
        return (Int(window.ws_col), Int(window.ws_row))
    }

    /// Takes the terminal over.
    func open() {
        isOpen.withLock { $0 = true }
        CrashRestore.arm(former, Self.end)
        enter()
    }

    /// Gives the terminal back; more than once does nothing.
    func restore() {
        let wasOpen = isOpen.withLock { open in
            defer { open = false }
            return open
        }
        guard wasOpen else { return }
        leave()
        CrashRestore.disarm()
    }

    /// Writes to the screen.
    func write(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Array(text.utf8))
    }

    private func enter() {
        var raw = former
        // Ctrl-C and Ctrl-Z stay signals; flow control must not eat what a scanner types.
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | IEXTEN)
        raw.c_iflag &= ~tcflag_t(ICRNL | INLCR | IGNCR | IXON | ISTRIP)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
        write(Self.begin)
    }

    private func leave() {
        write(String(decoding: Self.end, as: UTF8.self))
        var state = former
        tcsetattr(STDIN_FILENO, TCSADRAIN, &state)
    }
}

extension RawTerminal {
    /// Returns keys and signals as they come.
    ///
    /// The signals' sources live as long as the stream is read.
    func events() -> AsyncStream<Event> {
        AsyncStream { continuation in
            let reader = Thread { Self.read(into: continuation) }
            reader.start()
            // A source may be cancelled from any thread; nothing else is done with them.
            nonisolated(unsafe) let sources = watch(continuation)
            continuation.onTermination = { _ in sources.forEach { $0.cancel() } }
        }
    }

    private static func read(into continuation: AsyncStream<Event>.Continuation) {
        var buffer = [UInt8](repeating: 0, count: readBytes)
        while true {
            let count = Foundation.read(STDIN_FILENO, &buffer, readBytes)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { break }
            continuation.yield(.keys(Array(buffer[..<count]), at: RunningClock.milliseconds))
        }
        continuation.yield(.ended)
        continuation.finish()
    }

    private func watch(_ continuation: AsyncStream<Event>.Continuation) -> [any DispatchSourceSignal] {
        let ends = [SIGINT, SIGTERM, SIGHUP].map { number in
            source(number) { continuation.yield(.ended) }
        }
        let resize = source(SIGWINCH) { continuation.yield(.resized) }
        let stop = source(SIGTSTP) {
            self.leave()
            // Nobody may catch this one: the process stands still here until SIGCONT.
            kill(getpid(), SIGSTOP)
        }
        let resume = source(SIGCONT) {
            guard self.isOpen.withLock({ $0 }) else { return }
            self.enter()
            continuation.yield(.resumed)
        }
        return ends + [resize, stop, resume]
    }

    private func source(
        _ number: Int32, _ handle: @escaping @Sendable () -> Void
    ) -> any DispatchSourceSignal {
        // Without this the signal's default ends or stops the process before the source hears of it.
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler(handler: handle)
        source.resume()
        return source
    }
}
