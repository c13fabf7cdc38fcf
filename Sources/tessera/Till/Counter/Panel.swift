import Promotion

/// What the big block of the screen says.
enum Panel: Sendable, Hashable {
    case ready
    /// The server or the journal has the request.
    case working(code: String)
    /// The verifier is away and the request is sent again.
    case retrying(code: String)
    case accepted(TillAnswer.Redeemed)
    case undone
    case refused(String)
    /// The purchase is wanted, for this reason.
    case amountWanted(String)
    case confirmingVoid(TillAnswer.Redeemed)
    /// The day is about to be closed.
    case confirmingClose
    case unanswered
    /// Something that is no answer to a coupon.
    case remark(String)
    case help
    case totals
}

extension Panel {
    var tone: ScreenLine.Tone {
        switch self {
        case .accepted, .undone: .good
        case .refused, .unanswered: .bad
        case .amountWanted, .confirmingVoid, .confirmingClose, .retrying: .caution
        case .ready, .working, .remark, .help, .totals: .calm
        }
    }

    /// The large sign, and the figures beside it.
    var figure: (sign: LargeType.Sign, figures: String)? {
        switch self {
        case .accepted(let answer): (.tick, String(answer.discount.prefix { $0 != " " }))
        case .undone: (.tick, "")
        case .refused, .unanswered: (.cross, "")
        case .amountWanted, .confirmingClose: (.question, "")
        case .confirmingVoid(let answer): (.question, "-" + answer.discount.prefix { $0 != " " })
        case .working, .retrying: (.clock, "")
        case .ready, .remark, .help, .totals: nil
        }
    }

    /// The sign as a character, for whoever hears the screen read out.
    private var sign: String {
        switch figure?.sign {
        case .tick: "✓ "
        case .cross: "✗ "
        case .question: "? "
        case .clock: "... "
        case nil: ""
        }
    }

    /// The word that says it all, behind its sign.
    func word(in language: SpokenLanguage) -> String {
        sign + (language == .english ? english : chinese)
    }

    private var english: String {
        switch self {
        case .ready: "READY - scan a coupon"
        case .working: "ASKING"
        case .retrying: "NO ANSWER YET - trying again"
        case .accepted: "ACCEPTED"
        case .undone: "UNDONE"
        case .refused: "REFUSED"
        case .amountWanted: "AMOUNT - type the purchase, then Enter"
        case .confirmingVoid: "UNDO THIS? F2 undoes it, Esc keeps it"
        case .confirmingClose: "CLOSE THE DAY? F9 closes it, Esc does not"
        case .unanswered: "NO ANSWER"
        case .remark: "NOTE"
        case .help: "KEYS"
        case .totals: "TODAY"
        }
    }

    private var chinese: String {
        switch self {
        case .ready: "准备就绪，请扫券码"
        case .working: "正在核销"
        case .retrying: "尚无应答，正在重试"
        case .accepted: "核销成功"
        case .undone: "已撤销"
        case .refused: "不能核销"
        case .amountWanted: "请输入消费金额，按回车"
        case .confirmingVoid: "撤销这一笔？再按 F2 撤销，Esc 保留"
        case .confirmingClose: "日结？再按 F9 日结，Esc 取消"
        case .unanswered: "没有应答"
        case .remark: "提示"
        case .help: "按键说明"
        case .totals: "今日合计"
        }
    }

    /// What stands below the word, each a line or more.
    func details(in language: SpokenLanguage) -> [String] {
        switch self {
        case .ready: []
        case .working(let code), .retrying(let code): [code]
        case .accepted(let answer): answer.details(in: language)
        case .confirmingVoid(let answer): answer.details(in: language)
        case .confirmingClose:
            [
                language == .english
                    ? "Leased coupons go back, so that other tills may give them, and the till ends."
                    : "归还预留的券，供其他收银台使用，然后退出。"
            ]
        case .undone:
            [language == .english ? "The coupon may be used again." : "该券可再次使用。"]
        case .refused(let detail), .amountWanted(let detail), .remark(let detail): [detail]
        case .unanswered:
            [
                language == .english
                    ? "Scan the same coupon again: it is not redeemed twice." : "请重新扫同一张券，不会重复核销。"
            ]
        case .help: Self.help(in: language)
        case .totals: []
        }
    }

    private static func help(in language: SpokenLanguage) -> [String] {
        switch language {
        case .english:
            [
                "Scan a coupon, or type its code and press Enter. O and 0, I and 1 may be mixed up.",
                "Type the purchase before the coupon, such as 128.00 and Enter, or when the till asks.",
                "Scan a member's card before the coupon that belongs to it.",
                "F2 undoes the last one, F3 shows the day's totals, F10 ends, Esc takes back what was typed.",
                "F9 closes the day: what is leased to this till goes back. With F10 the till keeps it.",
                "/void REDEMPTION undoes another one; /member ID names a member without a card.",
            ]
        case .simplifiedChinese:
            [
                "扫券码，或输入券码后按回车。O 与 0、I 与 1 混淆会自动纠正。",
                "可先输入消费金额（如 128.00）按回车再扫券，或在提示时输入。",
                "会员专属券请先扫会员卡。",
                "F2 撤销上一笔，F3 今日合计，F10 退出，Esc 清除已输入内容。",
                "F9 日结：归还本机预留的券；按 F10 退出则保留。",
                "/void 核销编号 撤销其他一笔；/member 会员号 指定会员。",
            ]
        }
    }
}

extension TillAnswer.Redeemed {
    /// What the customer gets and what is left.
    fileprivate func details(in language: SpokenLanguage) -> [String] {
        switch language {
        case .english:
            [
                "\(discount) off - \(offer)", usesLeft == 1 ? "1 use left" : "\(usesLeft) uses left",
                isOwn ? "Kept in this till's journal; the server hears of it later." : "",
                isReplayed ? "This is the earlier answer again." : "", coupon,
            ]
            .filter { !$0.isEmpty }
        case .simplifiedChinese:
            [
                "减 \(discount) · \(offer)", "剩余 \(usesLeft) 次",
                isOwn ? "已记入本机日志，稍后同步。" : "", isReplayed ? "（重复应答）" : "", coupon,
            ]
            .filter { !$0.isEmpty }
        }
    }
}
