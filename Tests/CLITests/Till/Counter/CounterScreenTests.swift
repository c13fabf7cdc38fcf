import Promotion
import Support
import Testing
import Vocabulary

@testable import tessera

@Suite struct CounterScreenTests {
    private let redeemed = TillAnswer.Redeemed(
        redemption: "r1", coupon: "7K3M", offer: "满50减10", discount: "10.00 CNY", usesLeft: 2,
        isReplayed: false,
        isOwn: true, statusAgeSeconds: 300)

    private var panels: [Panel] {
        [
            .ready, .working(code: "A"), .retrying(code: "A"), .accepted(redeemed), .undone,
            .refused("It ended."),
            .amountWanted("How much?"),
            .confirmingVoid(redeemed), .confirmingClose, .unanswered, .remark("x"), .help, .totals,
        ]
    }

    private let notice = LeaseNotice(
        uses: 118, coupons: 115, until: moment(21), today: moment(12).date,
        leftOut: ["already_redeemed": 3, "unbounded_discount": 1])
    private let leased = LeasedUses(
        uses: 118, firstEnd: moment(21), lastEnd: moment(21), today: moment(12).date)

    /// An hour of a day in Shanghai.
    private static func moment(_ hour: Int64) -> LocalMoment {
        LocalMoment(
            instant: Shop.noon.advanced(bySeconds: (hour - 12) * 3_600), utcOffsetSeconds: 28_800)
    }

    private func screen(_ panel: Panel, _ language: SpokenLanguage) -> CounterScreen {
        CounterScreen(language: language, panel: panel, totals: DayTotals(day: "2026-11-29"), time: "10:12")
    }

    private func text(_ screen: CounterScreen) -> String {
        screen.layout(columns: 80, rows: 24).lines.map(\.text).joined(separator: "\n")
    }

    @Test("Every panel fills every size of screen exactly, in both languages") func fits() {
        for language in SpokenLanguage.allCases {
            for panel in panels {
                var screen = screen(panel, language)
                screen.warnings = ["本机时钟快了 3 小时，请校准时间或联网。"]
                screen.news = ["one", "two", "three", "four"]
                screen.notice = notice.text(in: language)
                screen.leased = leased
                for (columns, rows) in [(80, 24), (40, 12), (200, 60), (20, 5), (1, 1)] {
                    let (lines, cursor) = screen.layout(columns: columns, rows: rows)
                    #expect(lines.count == rows, "\(panel) \(columns)x\(rows)")
                    #expect(lines.allSatisfy { $0.columns == columns }, "\(panel) \(columns)x\(rows)")
                    #expect((0..<rows).contains(cursor.row) && (0..<columns).contains(cursor.column))
                }
            }
        }
    }

    @Test("An answer has a word and a sign besides its colour") func words() {
        let marks = panels.prefix(10).dropFirst().map { panel in
            (panel.tone, panel.word(in: .english).prefix(1), panel.figure?.sign)
        }
        for (tone, sign, figure) in marks {
            switch tone {
            case .good: #expect(sign == "✓" && figure == .tick)
            case .bad: #expect(sign == "✗" && figure == .cross)
            case .caution: #expect(figure == .question || figure == .clock)
            case .calm: #expect(figure == .clock)
            }
        }
        #expect(text(screen(.accepted(redeemed), .english)).contains("✓ ACCEPTED"))
        #expect(text(screen(.refused("x"), .english)).contains("✗ REFUSED"))
        #expect(text(screen(.accepted(redeemed), .simplifiedChinese)).contains("✓ 核销成功"))
        #expect(text(screen(.refused("x"), .simplifiedChinese)).contains("✗ 不能核销"))
    }

    @Test("An accepted coupon shows what the customer gets, what is left, and how old the list is")
    func accepted() {
        let shown = text(screen(.accepted(redeemed), .english))
        #expect(shown.contains("10.00 CNY off - 满50减10"))
        #expect(shown.contains("2 uses left"))
        #expect(shown.contains("The list of used coupons is 5 minutes old."))
    }

    @Test(
        "The network is told in words",
        arguments: [
            (NetworkState.online, "online", "在线"),
            (.offline(since: "10:12", waiting: 3), "offline since 10:12, 3 waiting", "10:12 起离线，3 笔待同步"),
            (.synchronising(waiting: 2), "synchronising, 2 waiting", "正在同步，剩 2 笔"),
        ])
    func network(state: NetworkState, english: String, chinese: String) {
        for (language, words) in [(SpokenLanguage.english, english), (.simplifiedChinese, chinese)] {
            var screen = screen(.ready, language)
            screen.network = state
            #expect(screen.layout(columns: 80, rows: 24).lines.first?.text.contains(words) == true)
        }
    }

    @Test("The purchase is asked for where it is typed") func purchase() {
        var screen = screen(.amountWanted("How much?"), .english)
        #expect(!text(screen).contains("Purchase:"))
        screen.wantsAmount = true
        screen.typed = "66"
        #expect(text(screen).contains("Purchase: 66"))
    }

    @Test("The day's totals name money by currency and refusals by reason") func totals() {
        var day = DayTotals(day: "2026-11-29")
        day.count(redeemed)
        var euros = redeemed
        euros.discount = "1.50 EUR"
        euros.isOwn = false
        day.count(euros)
        day.countRefusal("expired")
        day.countRefusal("already_redeemed")
        day.countRefusal("already_redeemed")
        day.countVoid(of: "1.50 EUR")
        #expect(
            day.table(in: .english) == [
                "2026-11-29", "Accepted: 2", "  of them offline: 1", "Taken off: 10.00 CNY",
                "Taken off: 0.00 EUR",
                "Undone: 1", "Refused: 3", "  already redeemed: 2", "  expired: 1",
            ])
        #expect(day.line(in: .simplifiedChinese) == "今日：核销 2 笔，优惠 10.00 CNY + 0.00 EUR，拒绝 3 笔，撤销 1 笔")
        #expect(day.table(in: .simplifiedChinese).contains("  已使用: 2"))
    }

    @Test("What was leased and why the rest was not is one sentence in both languages") func leaseNotice() {
        #expect(
            notice.text(in: .english)
                == "Leased 118 uses of 115 coupons until 21:00; 4 left out: already redeemed 3, "
                + "unbounded discount 1.")
        #expect(
            notice.text(in: .simplifiedChinese)
                == "已预留 115 张券共 118 次，可用至 21:00；4 张未预留：已使用 3，优惠无上限 1。")
        var nothing = notice
        (nothing.uses, nothing.coupons, nothing.leftOut) = (0, 0, ["reserved": 1])
        #expect(nothing.text(in: .english) == "Nothing new was leased; 1 left out: reserved 1.")
        #expect(nothing.text(in: .simplifiedChinese) == "没有新的预留；1 张未预留：已预留 1。")
        var all = notice
        (all.uses, all.coupons, all.leftOut, all.until) = (1, 1, [:], Self.moment(36))
        #expect(all.text(in: .english) == "Leased 1 use of 1 coupon until 2027-03-11 12:00.")
    }

    @Test("How many uses are leased and until when stands on every screen and in the day's totals")
    func leasedUses() {
        var screen = screen(.ready, .english)
        #expect(!text(screen).contains("Leased"))
        screen.leased = leased
        #expect(text(screen).contains("Leased: 118 uses until 21:00"))
        screen.language = .simplifiedChinese
        #expect(text(screen).contains("预留：118 次，可用至 21:00"))
        screen.panel = .totals
        #expect(text(screen).split(separator: "预留：118 次").count == 3)
        screen.leased?.lastEnd = Self.moment(36)
        screen.language = .english
        #expect(text(screen).contains("Leased: 118 uses until 21:00, the last until 2027-03-11 12:00"))
    }

    @Test(
        "Every reason for which a coupon is not leased has Chinese words",
        arguments: [
            "counted_by_day", "unbounded_discount", "enough_uses", "reserved",
        ])
    func leaseReasons(reason: String) {
        #expect(ReasonName.text(reason, in: .simplifiedChinese) != reason)
    }

    @Test("Every reason of the server has Chinese words", arguments: Refusal.Reason.allCases)
    func reasons(reason: Refusal.Reason) {
        #expect(ReasonName.text(reason.rawValue, in: .simplifiedChinese) != reason.rawValue)
    }
}

@Suite struct ScreenPainterTests {
    private func lines(_ texts: String...) -> [ScreenLine] { texts.map { ScreenLine($0, .block(.good)) } }

    @Test("Only lines that changed are sent again") func changes() {
        var painter = ScreenPainter(isColoured: true)
        let first = painter.paint(lines("one", "two"), width: 3, cursor: (0, 0))
        #expect(first.contains("one") && first.contains("two"))
        let second = painter.paint(lines("one", "TWO"), width: 3, cursor: (0, 0))
        #expect(!second.contains("one") && second.contains("TWO"))
        painter.forget()
        #expect(painter.paint(lines("one", "TWO"), width: 3, cursor: (0, 0)).contains("one"))
    }

    @Test("Without colour no colour is sent, and the block still stands out") func noColour() {
        for tone in ScreenLine.Tone.allCases {
            var painter = ScreenPainter(isColoured: false)
            var line = ScreenLine("x", .block(tone))
            line.add("y", .stroke(tone))
            line.add("z", .warning)
            line.add("w", .faint)
            let sent = painter.paint([line], width: 4, cursor: (0, 0))
            #expect(
                sent.firstMatch(of: /\[[0-9;]*(3[0-7]|4[0-7]|9[0-7]|10[0-7])m/) == nil,
                "\(sent.debugDescription)")
            #expect(sent.contains("7"))
        }
    }

    @Test("What a server or a code says cannot move the cursor") func controls() {
        var painter = ScreenPainter(isColoured: true)
        let sent = painter.paint([ScreenLine("a\u{1B}[2Jb")], width: 5, cursor: (0, 0))
        #expect(sent.contains("a[2Jb"))
    }
}

@Suite struct TextWidthTests {
    @Test(
        "Chinese takes two columns, combining marks none",
        arguments: [
            ("abc", 3), ("券码", 4), ("，", 2), ("e\u{301}", 1), ("✓", 1), ("ｱ", 1), ("Ａ", 2), ("😀", 2), ("", 0),
        ])
    func columns(text: String, columns: Int) {
        #expect(TextWidth.columns(of: text) == columns)
    }

    @Test("A wide character is never cut in half") func prefix() {
        #expect(TextWidth.prefix(of: "券码", columns: 3) == "券")
        #expect(TextWidth.suffix(of: "a券码", columns: 3) == "码")
        #expect(ScreenLine("券码").fitted(to: 3, filling: .plain).text == "券 ")
    }

    @Test("Lines break at spaces and between Chinese characters, and no mark begins one") func wrapping() {
        #expect(TextWidth.wrap("one two three", columns: 8) == ["one two", "three"])
        #expect(TextWidth.wrap("扫券码，或输入", columns: 6) == ["扫券", "码，或", "输入"])
        #expect(TextWidth.wrap("abcdefgh", columns: 3) == ["abc", "def", "gh"])
        #expect(TextWidth.wrap("", columns: 3) == [])
    }

    @Test("No line is wider than it may be, and nothing is lost") func property() {
        var random = SplitMix64.forTests()
        let letters = Array("ab 券，码c ")
        for _ in 0..<500 {
            let text = String((0..<30).map { _ in letters.randomElement(using: &random) ?? "a" })
            let width = Int.random(in: 4...20, using: &random)
            let lines = TextWidth.wrap(text, columns: width)
            #expect(lines.allSatisfy { TextWidth.columns(of: $0) <= width }, "seed \(random.seed): \(text)")
            #expect(
                lines.joined().filter { $0 != " " } == text.filter { $0 != " " },
                "seed \(random.seed): \(text)")
        }
    }
}
