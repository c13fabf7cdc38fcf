/// Tells a scanner's keys from a person's by their pace, and makes whole codes of them.
///
/// A scanner is a keyboard that types faster than anybody can. Some end a code with Enter, some with Tab, some with
/// nothing: then the pause behind it is its end. Times are parameters, in milliseconds of a clock that only runs.
struct ScanAssembler: Sendable {
    /// What keys come to.
    enum Entry: Sendable, Hashable {
        /// A code from a scanner, and what a person had typed before it and not ended.
        case scan(String, typedBefore: String)
        /// A line that a person ended with Enter.
        case typed(String)
        /// The scanner fired twice; nothing is to be done.
        case doubled(String)
        /// A key that is no text.
        case key(Key)
    }

    /// 300 ms: a trigger that is held or bounces fires again within it, and no two customers come so close.
    static let doubleFireMilliseconds: Int64 = 300
    /// 120 ms: no scanner pauses so long within a code, and a person's hand needs longer from keyboard to scanner.
    static let pauseMilliseconds: Int64 = 120
    /// 50 ms between characters on average: 240 words a minute, over any length faster than people type; scanners
    /// need 1 to 20.
    static let scannerPaceMilliseconds: Int64 = 50
    /// 6 characters: shorter ones a person may type in one go, and no code is shorter.
    static let minimumScanLength = 6
    /// 3 different characters: a key that is held down repeats as fast as a scanner types.
    static let minimumVariety = 3
    /// 4,096 characters: twice the longest code; more is not kept.
    static let maximumLength = 4_096

    /// Characters without a pause between them.
    private struct Run: Sendable {
        var scalars = String.UnicodeScalarView()
        var startedAt: Int64 = 0
        var lastAt: Int64 = 0

        var text: String { String(scalars) }

        /// Whether a scanner typed it.
        var isScan: Bool {
            guard scalars.count >= minimumScanLength, Set(scalars).count >= minimumVariety else {
                return false
            }
            return lastAt - startedAt <= scannerPaceMilliseconds * Int64(scalars.count - 1)
        }
    }

    private var run = Run()
    /// What was typed before the run.
    private var line = ""
    private var lastScan: (text: String, endedAt: Int64)?

    /// What a person sees of a line that is not ended.
    var typed: String { line + (run.isScan ? "" : run.text) }

    /// When `tick` must be called, if no key comes before.
    var deadline: Int64? { run.scalars.isEmpty ? nil : run.lastAt + Self.pauseMilliseconds }

    /// Takes a key.
    ///
    /// - Parameters:
    ///   - key: What was pressed.
    ///   - now: When.
    /// - Returns: What is whole now, in order.
    mutating func take(_ key: Key, at now: Int64) -> [Entry] {
        var entries = tick(at: now)
        switch key {
        case .character(let scalar): append(scalar, at: now)
        case .enter: entries += end(at: now)
        case .backspace:
            settle()
            if !line.isEmpty { line.unicodeScalars.removeLast() }
        case .pasted(let text):
            settle()
            let before = takeLine()
            entries += scanned(text, from: now, to: now, typedBefore: before)
        case .escape where !typed.isEmpty, .control("u"):
            (run, line) = (Run(), "")
        case .escape, .function, .control: entries.append(.key(key))
        }
        return entries
    }

    /// Takes the news that time has passed: a pause ends what a scanner typed.
    mutating func tick(at now: Int64) -> [Entry] {
        guard let deadline, now >= deadline else { return [] }
        guard run.isScan else {
            settle()
            return []
        }
        return finishScan()
    }

    private mutating func append(_ scalar: Unicode.Scalar, at now: Int64) {
        guard line.unicodeScalars.count + run.scalars.count < Self.maximumLength else { return }
        if run.scalars.isEmpty { run.startedAt = now }
        run.scalars.append(scalar)
        run.lastAt = now
    }

    private mutating func end(at now: Int64) -> [Entry] {
        if run.isScan { return finishScan() }
        settle()
        let ended = takeLine()
        return ended.isEmpty ? [] : [.typed(ended)]
    }

    private mutating func finishScan() -> [Entry] {
        let finished = run
        run = Run()
        let before = takeLine()
        return scanned(
            Self.once(finished.text), from: finished.startedAt, to: finished.lastAt, typedBefore: before)
    }

    private mutating func scanned(
        _ text: String, from start: Int64, to end: Int64, typedBefore: String
    ) -> [Entry] {
        let former = lastScan
        lastScan = (text, end)
        if let former, former.text == text, start - former.endedAt <= Self.doubleFireMilliseconds {
            return [.doubled(text)]
        }
        return [.scan(text, typedBefore: typedBefore)]
    }

    /// Moves the run to the line: it was a person's.
    private mutating func settle() {
        line += run.text
        run = Run()
    }

    private mutating func takeLine() -> String {
        defer { line = "" }
        return line
    }

    /// The code once, where a scanner without Enter fired twice and left no pause.
    private static func once(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        let half = scalars.count / 2
        guard scalars.count.isMultiple(of: 2), half >= minimumScanLength,
            scalars[..<half].elementsEqual(scalars[half...])
        else { return text }
        return String(String.UnicodeScalarView(scalars[..<half]))
    }
}
