import Promotion

/// All that the screen of the till shows, as values.
struct CounterScreen: Sendable, Hashable {
    var language: SpokenLanguage
    var panel: Panel
    var totals: DayTotals
    var network = NetworkState.connecting
    /// Where the till stands: the store, or the server's host.
    var place = ""
    var cashier: String?
    /// Hours and minutes.
    var time = ""
    /// What was typed and not ended.
    var typed = ""
    var wantsAmount = false
    /// Scans that wait for the request under way.
    var waitingScans = 0
    /// What is wrong with the clock or the till, in whole sentences.
    var warnings: [String] = []
    /// What the synchronisation found, the newest last.
    var news: [String] = []
    /// What was not leased, and why.
    var notice: String?
    /// What is leased to the till and not given.
    var leased: LeasedUses?

    /// 40 columns and 12 rows: a screen that is smaller shows what fits and nothing beside.
    static let smallest = (columns: 40, rows: 12)
    /// 3 pieces of news: more would push the answer away; all are in the journal.
    static let maximumNews = 3

    /// Lays the screen out.
    ///
    /// - Parameters:
    ///   - columns: How wide it is.
    ///   - rows: How high.
    /// - Returns: Exactly `rows` lines of `columns`, and where the cursor belongs.
    func layout(columns: Int, rows: Int) -> (lines: [ScreenLine], cursor: (row: Int, column: Int)) {
        let width = max(columns, 1)
        let top = [bar(width)] + notices(width)
        let bottom = [ScreenLine(), input, leasedLine, summary, keys]
        let room = max(0, rows - top.count - bottom.count)
        var lines = top + block(width, height: room) + bottom
        if lines.count > rows { lines = Array(lines.prefix(max(0, rows))) }
        let row = min(top.count + room + 1, max(0, rows - 1))
        let fitted = lines.map { line in
            line.fitted(to: width, filling: line.spans.last?.style == .bar ? .bar : .plain)
        }
        return (fitted, (row, min(input.columns, width - 1)))
    }

    private func bar(_ width: Int) -> ScreenLine {
        let left = " " + [place, cashier].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "  ")
        let right = "\(network.text(in: language))  \(time) "
        let gap = width - TextWidth.columns(of: left) - TextWidth.columns(of: right)
        guard gap > 0 else { return ScreenLine(" " + right, .bar) }
        return ScreenLine(left + String(repeating: " ", count: gap) + right, .bar)
    }

    private func notices(_ width: Int) -> [ScreenLine] {
        let texts = warnings + [notice].compactMap(\.self) + news.suffix(Self.maximumNews)
        return texts.flatMap { TextWidth.wrap("! " + $0, columns: max(2, width - 2)) }
            .map { ScreenLine(" " + $0, .warning) }
    }

    private var input: ScreenLine {
        let label =
            switch (wantsAmount, language) {
            case (true, .english): " Purchase: "
            case (true, .simplifiedChinese): " 消费金额："
            case (false, .english): " Code or amount: "
            case (false, .simplifiedChinese): " 券码或金额："
            }
        var line = ScreenLine(label, .bold)
        // Of a long text the end is what the cashier is typing.
        line.add(TextWidth.suffix(of: typed, columns: Self.smallest.columns / 2), .plain)
        return line
    }

    private var leasedLine: ScreenLine {
        leased.map { ScreenLine(" " + $0.text(in: language)) } ?? ScreenLine()
    }

    private var summary: ScreenLine {
        let waiting =
            waitingScans > 0
            ? (language == .english ? ", \(waitingScans) more scanned" : "，另有 \(waitingScans) 张待处理") : ""
        return ScreenLine(" " + totals.line(in: language) + waiting)
    }

    private var keys: ScreenLine {
        ScreenLine(
            language == .english
                ? " F1 help  F2 undo the last  F3 today  F9 close the day  F10 end"
                : " F1 帮助  F2 撤销上一笔  F3 今日合计  F9 日结  F10 退出",
            .faint)
    }
}

extension CounterScreen {
    /// The coloured block: a large sign and figures, the word, and what belongs to it.
    private func block(_ width: Int, height: Int) -> [ScreenLine] {
        let tone = panel.tone
        let text = blockText(width)
        var drawn: [ScreenLine] = []
        let large = panel.figure.map { LargeType.rows($0.sign, figures: $0.figures, width: width - 4) } ?? []
        // The words count more than the drawing where there is room for one of them only.
        if !large.isEmpty, height >= LargeType.height + 2 + text.count {
            drawn = [ScreenLine()] + large.map { stroked($0, tone) } + [ScreenLine()]
        }
        drawn += text
        let above = max(0, (height - drawn.count) / 2)
        let lines = Array(repeating: ScreenLine(), count: above) + drawn
        return (0..<height).map { row in
            (row < lines.count ? lines[row] : ScreenLine()).fitted(to: width, filling: .block(tone))
        }
    }

    private func blockText(_ width: Int) -> [ScreenLine] {
        let word = ScreenLine("  " + panel.word(in: language), .block(panel.tone))
        var details = panel == .totals ? totals.table(in: language) : panel.details(in: language)
        if panel == .totals || panel == .confirmingClose, let leased {
            details.append(leased.text(in: language))
        }
        if case .accepted(let answer) = panel, let age = answer.statusAgeSeconds {
            details.append(Self.age(age, in: language))
        }
        let lines = details.flatMap { TextWidth.wrap($0, columns: max(2, width - 4)) }
        return [word] + lines.map { ScreenLine("  " + $0, .block(panel.tone)) }
    }

    private func stroked(_ row: String, _ tone: ScreenLine.Tone) -> ScreenLine {
        var line = ScreenLine("  ", .block(tone))
        for pixel in row { line.add(" ", pixel == "#" ? .stroke(tone) : .block(tone)) }
        return line
    }

    /// How old the status list is that a coupon was judged by.
    static func age(_ seconds: Int64, in language: SpokenLanguage) -> String {
        let (count, english, chinese): (Int64, String, String) =
            seconds < 120
            ? (seconds, "seconds", "秒")
            : seconds < 7_200 ? (seconds / 60, "minutes", "分钟") : (seconds / 3_600, "hours", "小时")
        return language == .english
            ? "The list of used coupons is \(count) \(english) old." : "用券状态表为 \(count) \(chinese)前的数据。"
    }
}
