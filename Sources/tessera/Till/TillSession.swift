import Foundation
import Promotion

/// Joins the till to its scanner, its screen and the verifier.
struct TillSession {
    var desk: any TillDesk
    var language: SpokenLanguage
    var screen: TillScreen
    /// Makes a key that no other request has.
    var makeKey: @Sendable () -> String

    /// Serves the lines one after the other until they end or `/quit` comes.
    ///
    /// - Parameter lines: What the scanner types.
    /// - Returns: How it ended.
    func run(_ lines: some AsyncSequence<String, Never>) async -> SessionEnd {
        var till = Till()
        for await line in lines {
            guard await perform(till.read(line, key: makeKey()), &till) else { break }
        }
        return SessionEnd(isAnswered: !till.isUnanswered, isClosing: till.isClosing)
    }

    /// - Returns: Whether to go on.
    private func perform(_ actions: [Till.Action], _ till: inout Till) async -> Bool {
        for action in actions {
            switch action {
            case .quit: return false
            case .say(let saying): screen.show(saying, in: language)
            case .send(let request):
                guard await perform(answer(to: request, &till), &till) else { return false }
            case .resend(let request, let milliseconds):
                try? await Task.sleep(for: .milliseconds(milliseconds))
                guard await perform(answer(to: request, &till), &till) else { return false }
            }
        }
        return true
    }

    private func answer(to request: TillRequest, _ till: inout Till) async -> [Till.Action] {
        switch await desk.answer(to: request) {
        case .success(let answer): till.take(answer)
        case .failure(let failure): till.take(failure)
        }
    }
}

/// How a cashier's session ended.
struct SessionEnd: Sendable, Hashable {
    /// Whether the last request was answered.
    var isAnswered: Bool
    /// Whether the day is closed, so that leases go back.
    var isClosing: Bool
}

/// Writes what the till says, in colour and with a sound where a person can see and hear it.
struct TillScreen: Sendable {
    var isColoured: Bool
    var isAudible: Bool
    /// Takes finished bytes; stdout outside of tests.
    var write: @Sendable (String) -> Void

    func show(_ saying: TillSaying, in language: SpokenLanguage) {
        let text = saying.text(in: language).withoutControls
        let tone = saying.tone
        let line = isColoured ? tone.colour?.apply(to: text) ?? text : text
        let bells = isAudible ? String(repeating: "\u{07}", count: tone.bellCount) : ""
        write(bells + line + "\n")
    }
}

extension String {
    /// A server's sentence must not move the cursor or change the screen.
    var withoutControls: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { $0.properties.generalCategory != .control }))
    }
}

/// The lines of stdin, read beside the network so that a scanner never waits for its keyboard buffer.
enum StandardInput {
    static func lines() -> AsyncStream<String> {
        AsyncStream { continuation in
            let thread = Thread {
                while let line = readLine() { continuation.yield(line) }
                continuation.finish()
            }
            thread.start()
        }
    }
}
