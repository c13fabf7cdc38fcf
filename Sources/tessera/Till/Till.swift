/// The till without its network, keyboard and clock: lines and answers go in, actions come out.
///
/// A request keeps its key until it is answered, also over a pause: whoever scans again after a lost answer
/// sends the same request again, and never redeems twice.
struct Till: Sendable {
    /// What the shell does next, in this order.
    enum Action: Sendable, Hashable {
        case send(TillRequest)
        /// Wait, then send again.
        case resend(TillRequest, afterMilliseconds: Int)
        case say(TillSaying)
        case quit
    }

    /// How long to wait before each repeat: a restart of the verifier takes a second or two.
    static let delaysInMilliseconds = [200, 400, 800, 1_600, 3_200]

    /// Five seconds: a verifier may ask for more, but a customer waits.
    static let maximumDelayInMilliseconds = 5_000

    private var request: TillRequest?
    private var repeats = 0
    /// The last request that was given up without an answer.
    private var unanswered: TillRequest?
    /// The purchase typed before the code, or the code that waits for its purchase.
    private var amount: String?
    private var codeWithoutAmount: String?
    private var member: String?
    private var lastRedemption: String?
    /// Whether it ends because the day is closed.
    private(set) var isClosing = false

    /// Whether the last request got no answer.
    var isUnanswered: Bool { unanswered != nil }

    /// The redemption that a void would undo.
    var undoable: String? { lastRedemption }

    /// Whether a coupon waits for its purchase.
    var wantsAmount: Bool { codeWithoutAmount != nil }

    /// Forgets what was typed for the next coupon, and the coupon that waits for its purchase.
    mutating func forget() { forgetPurchase() }

    /// Takes a line from the scanner or the keyboard.
    ///
    /// - Parameters:
    ///   - line: As it came, without its line end.
    ///   - key: A key that no other request has, used if this line makes a new request.
    /// - Returns: What to do.
    mutating func read(_ line: String, key: String) -> [Action] { take(TillInput(line), key: key) }

    /// Takes what was read.
    ///
    /// - Parameters:
    ///   - input: What a line or a scan means.
    ///   - key: A key that no other request has, used if it makes a new request.
    /// - Returns: What to do.
    mutating func take(_ input: TillInput, key: String) -> [Action] {
        switch input {
        case .nothing: return []
        case .tooLong: return [.say(.noCode)]
        case .help: return [.say(.help)]
        case .quit: return [.quit]
        case .close:
            isClosing = true
            return [.quit]
        case .unknownCommand(let word): return [.say(.unknownCommand(word))]
        case .member(let member):
            self.member = member
            return [.say(.memberKept(member))]
        case .amount(let amount): return take(amount: amount, key: key)
        case .code(let code, let amount): return redeem(code, amount: amount ?? self.amount, key: key)
        case .void(let redemption):
            guard let redemption = redemption ?? lastRedemption else { return [.say(.nothingToVoid)] }
            return send(.void(redemption: redemption), key: key)
        }
    }

    /// Takes the verifier's answer to the request that was sent last.
    mutating func take(_ answer: TillAnswer) -> [Action] {
        let answered = request
        (request, unanswered) = (nil, nil)
        switch answer {
        case .redeemed(let redeemed):
            lastRedemption = redeemed.redemption
            forgetPurchase()
            return [.say(.redeemed(redeemed))]
        case .reversed(let redemption):
            if lastRedemption == redemption { lastRedemption = nil }
            return [.say(.reversed(redemption))]
        case .refused(let reason, let detail):
            forgetPurchase()
            if case .redeem(let code, nil, let member) = answered?.wish, Self.asksForAmount.contains(reason) {
                codeWithoutAmount = code
                self.member = member
                return [.say(.amountWanted(detail))]
            }
            return [.say(.refused(detail))]
        }
    }

    /// Takes the news that no answer came.
    mutating func take(_ failure: TillFailure) -> [Action] {
        guard let request else { return [] }
        if case .rejected(let status, let detail) = failure {
            self.request = nil
            unanswered = nil
            return [.say(.rejected(status: status, detail: detail))]
        }
        guard repeats < Self.delaysInMilliseconds.count else {
            self.request = nil
            unanswered = request
            return [.say(.unanswered)]
        }
        var delay = Self.delaysInMilliseconds[repeats]
        if case .busy(let seconds?) = failure {
            delay = min(max(delay, seconds * 1_000), Self.maximumDelayInMilliseconds)
        }
        repeats += 1
        let isFirst = repeats == 1
        return (isFirst ? [.say(.retrying)] : []) + [.resend(request, afterMilliseconds: delay)]
    }

    /// Refusals that a purchase amount may turn into a redemption.
    static let asksForAmount: Set = ["amount_required", "below_minimum_spend"]
}

extension Till {
    private mutating func take(amount: String, key: String) -> [Action] {
        guard let code = codeWithoutAmount else {
            self.amount = amount
            return [.say(.amountKept(amount))]
        }
        return redeem(code, amount: amount, key: key)
    }

    private mutating func redeem(_ code: String, amount: String?, key: String) -> [Action] {
        codeWithoutAmount = nil
        return send(.redeem(code: code, amount: amount, member: member), key: key)
    }

    private mutating func send(_ wish: TillRequest.Wish, key: String) -> [Action] {
        // The same wish after a lost answer is the same request.
        let request = unanswered?.wish == wish ? unanswered : nil
        let next = request ?? TillRequest(key: key, wish: wish)
        self.request = next
        repeats = 0
        return [.send(next)]
    }

    private mutating func forgetPurchase() {
        (amount, codeWithoutAmount, member) = (nil, nil, nil)
    }
}
