import Promotion

/// One thing that the till says, in one line.
enum TillSaying: Sendable, Hashable {
    case ready(String)
    case unreachable(String)
    case redeemed(TillAnswer.Redeemed)
    case reversed(String)
    case refused(String)
    case amountWanted(String)
    case amountKept(String)
    case memberKept(String)
    case nothingToVoid
    case retrying
    case unanswered
    case rejected(status: Int, detail: String)
    case noCode
    case unknownCommand(String)
    case help

    /// How it looks and sounds.
    enum Tone: Sendable {
        case good, bad, caution, plain

        var colour: Colour? {
            switch self {
            case .good: .green
            case .bad: .red
            case .caution: .yellow
            case .plain: nil
            }
        }

        /// One bell for yes, two for no: a cashier looks at the customer, not at the screen.
        var bellCount: Int {
            switch self {
            case .good: 1
            case .bad: 2
            case .caution, .plain: 0
            }
        }
    }

    var tone: Tone {
        switch self {
        case .redeemed, .reversed: .good
        case .refused, .unanswered, .rejected, .noCode: .bad
        case .amountWanted, .retrying, .unreachable, .nothingToVoid, .unknownCommand: .caution
        case .ready, .amountKept, .memberKept, .help: .plain
        }
    }

    /// Returns the line.
    func text(in language: SpokenLanguage) -> String {
        switch language {
        case .english: english
        case .simplifiedChinese: chinese
        }
    }

    private var english: String {
        switch self {
        case .ready(let server): "Ready at \(server). Scan a coupon; /help says what else."
        case .unreachable(let detail): "The verifier cannot be reached yet: \(detail)"
        case .redeemed(let answer):
            "OK  \(answer.discount) off · \(answer.offer) · \(answer.coupon) · \(answer.redemption)"
                + (answer.usesLeft > 0 ? " · \(answer.usesLeft) uses left" : "")
                + (answer.isReplayed ? " (the earlier answer again)" : "")
        case .reversed(let redemption): "OK  \(redemption) is undone."
        case .refused(let detail): "NO  \(detail)"
        case .amountWanted(let detail): "?   \(detail)"
        case .amountKept(let amount): "Purchase \(amount). Scan the coupon."
        case .memberKept(let member): "Member \(member). Scan the coupon."
        case .nothingToVoid: "Nothing to undo: /void and the redemption."
        case .retrying: "…   No answer yet, trying again."
        case .unanswered: "NO  No answer. Scan the same coupon again: it is not redeemed twice."
        case .rejected(let status, let detail): "NO  \(detail) (\(status))"
        case .noCode: "NO  Too long for a code."
        case .unknownCommand(let word): "There is no /\(word); /help says what there is."
        case .help:
            "Scan a code · CODE 128.00 · 128.00 then a code · /member ID · /void [REDEMPTION] · /quit · /close"
        }
    }

    private var chinese: String {
        switch self {
        case .ready(let server): "已连接 \(server)。请扫券码，输入 /help 查看说明。"
        case .unreachable(let detail): "暂时无法连接核销服务：\(detail)"
        case .redeemed(let answer):
            "成功 减 \(answer.discount) · \(answer.offer) · \(answer.coupon) · \(answer.redemption)"
                + (answer.usesLeft > 0 ? " · 剩余 \(answer.usesLeft) 次" : "")
                + (answer.isReplayed ? "（重复应答）" : "")
        case .reversed(let redemption): "成功 \(redemption) 已撤销。"
        case .refused(let detail): "失败 \(detail)"
        case .amountWanted(let detail): "？   \(detail)"
        case .amountKept(let amount): "消费 \(amount)，请扫券码。"
        case .memberKept(let member): "会员 \(member)，请扫券码。"
        case .nothingToVoid: "没有可撤销的核销：/void 加核销编号。"
        case .retrying: "…   尚无应答，正在重试。"
        case .unanswered: "失败 没有应答，请重新扫同一张券，不会重复核销。"
        case .rejected(let status, let detail): "失败 \(detail)（\(status)）"
        case .noCode: "失败 内容过长，不是券码。"
        case .unknownCommand(let word): "没有 /\(word) 命令，输入 /help 查看说明。"
        case .help: "扫券码 · 券码 128.00 · 先输 128.00 再扫码 · /member 会员号 · /void [核销编号] · /quit · /close 日结"
        }
    }
}
