import Payload
import Promotion

/// The till with a screen, without its terminal, network and clock: keys and answers go in, actions come out.
///
/// Wraps the same `Till` that the line-based face has, so that no rule stands twice.
struct CounterTill: Sendable {
    /// What the shell does next, in this order; then it shows the screen again.
    enum Action: Sendable, Hashable {
        case send(TillRequest)
        case resend(TillRequest, afterMilliseconds: Int)
        /// One bell for yes, two for no.
        case ring(Int)
        case repaint
        case quit
    }

    /// What the same key again does.
    private enum Confirmation {
        case void, close
    }

    /// 4 scans that wait while one is asked: more customers than stand at one till.
    static let maximumWaitingScans = 4

    let language: SpokenLanguage
    private(set) var panel = Panel.ready
    private(set) var totals: DayTotals
    private(set) var isBusy = false
    private var till = Till()
    private var waiting: [String] = []
    /// What the request under way is about.
    private var asked: TillRequest?
    /// The last coupon that was accepted here and not undone.
    private var last: TillAnswer.Redeemed?
    private var confirming: Confirmation?

    /// Begins.
    ///
    /// - Parameters:
    ///   - language: What the cashier reads.
    ///   - totals: Of the day so far.
    init(language: SpokenLanguage, totals: DayTotals) {
        self.language = language
        self.totals = totals
    }

    /// Whether the last request got no answer.
    var isUnanswered: Bool { till.isUnanswered }

    /// Whether the till ends because the day is closed, and leases go back.
    var isClosing: Bool { till.isClosing }

    /// Whether a coupon waits for its purchase.
    var wantsAmount: Bool { till.wantsAmount }

    /// Scans that wait until the request under way is answered.
    var waitingCount: Int { waiting.count }

    /// Begins another day's totals if the day is another one.
    mutating func turn(to day: String) { totals.turn(to: day) }

    /// Shows something that is no answer to a coupon.
    mutating func remark(_ text: String) { if !isBusy { panel = .remark(text) } }

    /// Takes what the keys came to.
    ///
    /// - Parameters:
    ///   - entry: A scan, a line or a key.
    ///   - key: A key that no other request has, used if this makes a new request.
    /// - Returns: What to do.
    mutating func take(_ entry: ScanAssembler.Entry, key: String) -> [Action] {
        switch entry {
        case .doubled: return []
        case .key(let pressed): return press(pressed, key: key)
        case .scan(let text, let typed):
            confirming = nil
            guard !isBusy else { return wait(text) }
            var actions: [Action] = []
            // An amount that was typed and not ended is meant for this coupon; anything else was a slip.
            if case .amount = TillInput(typed), !till.wantsAmount {
                actions += perform(till.read(typed, key: key), about: typed)
            }
            return actions + perform(till.take(TillInput(scanned: text), key: key), about: text)
        case .typed(let line):
            confirming = nil
            guard !isBusy else { return [] }
            return perform(till.take(Self.corrected(TillInput(line)), key: key), about: line)
        }
    }

    /// Takes the answer to the request that was sent last.
    ///
    /// - Parameters:
    ///   - result: What came, or why nothing came.
    ///   - key: A key that no other request has, for a scan that waited.
    /// - Returns: What to do.
    mutating func take(_ result: Result<TillAnswer, TillFailure>, key: String) -> [Action] {
        let about = asked
        isBusy = false
        switch result {
        case .success(let answer):
            count(answer, about)
            let actions = perform(till.take(answer), about: about?.text ?? "")
            return actions + next(key: key)
        case .failure(let failure):
            let actions = perform(till.take(failure), about: about?.text ?? "")
            return isBusy ? actions : actions + next(key: key)
        }
    }
}

extension CounterTill {
    /// A typed code in its one spelling: look-alikes are corrected, separators and case do not matter.
    private static func corrected(_ input: TillInput) -> TillInput {
        guard case .code(let text, let amount) = input,
            case .short(let code)? = try? PresentedCode(parsing: text)
        else { return input }
        return .code(code.text, amount: amount)
    }

    private mutating func press(_ pressed: Key, key: String) -> [Action] {
        let confirmed = confirming
        confirming = nil
        switch pressed {
        case .function(10), .control("d"): return isBusy ? [] : [.quit]
        case .control("l"): return [.repaint]
        case .function where isBusy, .escape where isBusy: return []
        case .function(1): panel = .help
        case .function(3): panel = .totals
        case .function(2): return confirmed == .void ? undo(key: key) : askToUndo()
        case .function(9):
            if confirmed == .close { return perform(till.take(.close, key: key), about: "") }
            (confirming, panel) = (.close, .confirmingClose)
        case .escape:
            till.forget()
            panel = .ready
        default: confirming = confirmed
        }
        return []
    }

    private mutating func askToUndo() -> [Action] {
        guard let last, till.undoable == last.redemption else {
            return perform([.say(.nothingToVoid)], about: "")
        }
        (confirming, panel) = (.void, .confirmingVoid(last))
        return []
    }

    private mutating func undo(key: String) -> [Action] {
        perform(till.take(.void(nil), key: key), about: last?.coupon ?? "")
    }

    private mutating func wait(_ text: String) -> [Action] {
        // Whoever presses again because the server is slow means the same coupon.
        let text = text.trimmed
        let isSame = asked?.text == text || waiting.contains(text)
        if !isSame, waiting.count < Self.maximumWaitingScans { waiting.append(text) }
        return []
    }

    private mutating func next(key: String) -> [Action] {
        guard !isBusy, !till.wantsAmount, !waiting.isEmpty else { return [] }
        let text = waiting.removeFirst()
        return perform(till.take(TillInput(scanned: text), key: key), about: text)
    }

    private mutating func count(_ answer: TillAnswer, _ request: TillRequest?) {
        switch answer {
        case .redeemed(let redeemed):
            totals.count(redeemed)
            last = redeemed
        case .reversed(let redemption):
            let isLast = last?.redemption == redemption
            totals.countVoid(of: isLast ? last?.discount : nil)
            if isLast { last = nil }
        case .refused(let reason, _):
            guard !isQuestion(reason, request) else { return }
            totals.countRefusal(reason)
        }
    }

    /// Whether the refusal only asks for the purchase.
    private func isQuestion(_ reason: String, _ request: TillRequest?) -> Bool {
        guard case .redeem(_, nil, _) = request?.wish else { return false }
        return Till.asksForAmount.contains(reason)
    }

    private mutating func perform(_ actions: [Till.Action], about text: String) -> [Action] {
        actions.flatMap { action -> [Action] in
            switch action {
            case .quit: return [.quit]
            case .say(let saying):
                panel = panel(for: saying, about: text)
                return saying.tone.bellCount > 0 ? [.ring(saying.tone.bellCount)] : []
            case .send(let request):
                (isBusy, asked, panel) = (true, request, .working(code: text))
                return [.send(request)]
            case .resend(let request, let delay):
                (isBusy, asked) = (true, request)
                return [.resend(request, afterMilliseconds: delay)]
            }
        }
    }

    private func panel(for saying: TillSaying, about text: String) -> Panel {
        switch saying {
        case .redeemed(let answer): .accepted(answer)
        case .reversed: .undone
        case .refused(let detail): .refused(detail)
        case .rejected(let status, let detail): .refused("\(detail) (\(status))")
        case .noCode: .refused(saying.plain(in: language))
        case .amountWanted(let detail): .amountWanted(detail)
        case .retrying: .retrying(code: text)
        case .unanswered: .unanswered
        case .help: .help
        case .ready, .unreachable, .amountKept, .memberKept, .nothingToVoid, .unknownCommand:
            .remark(saying.text(in: language))
        }
    }
}

extension TillRequest {
    /// What was scanned for it.
    fileprivate var text: String {
        switch wish {
        case .redeem(let code, _, _): code
        case .void(let redemption): redemption
        }
    }
}

extension TillSaying {
    /// The sentence without the word before it, which the block shows large.
    fileprivate func plain(in language: SpokenLanguage) -> String {
        text(in: language).split(separator: " ", maxSplits: 1).last.map { String($0).trimmed } ?? ""
    }
}
