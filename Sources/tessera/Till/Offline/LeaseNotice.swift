import Promotion
import Vocabulary

/// What one lease came to, for the cashier.
struct LeaseNotice: Sendable, Hashable {
    var uses: Int
    var coupons: Int
    var until: LocalMoment
    var today: CalendarDate
    /// How many coupons have nothing in it, by the stable word.
    var leftOut: [String: Int]

    /// One sentence.
    func text(in language: SpokenLanguage) -> String {
        let reasons = leftOut.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\(ReasonName.text($0.key, in: language)) \($0.value)" }
        let count = leftOut.values.reduce(0, +)
        return switch language {
        case .english:
            english + (count > 0 ? "; \(count) left out: " + reasons.joined(separator: ", ") : "") + "."
        case .simplifiedChinese:
            chinese + (count > 0 ? "；\(count) 张未预留：" + reasons.joined(separator: "，") : "") + "。"
        }
    }

    private var english: String {
        guard uses > 0 else { return "Nothing new was leased" }
        let what = "\(EnglishCount.text(uses, "use")) of \(EnglishCount.text(coupons, "coupon"))"
        return "Leased \(what) until \(until.text(on: today))"
    }

    private var chinese: String {
        uses > 0 ? "已预留 \(coupons) 张券共 \(uses) 次，可用至 \(until.text(on: today))" : "没有新的预留"
    }
}

/// What is leased to the till and not given, for the screen.
struct LeasedUses: Sendable, Hashable {
    var uses: Int
    /// When the first of them can be given no more.
    var firstEnd: LocalMoment
    /// When the last of them can be given no more.
    var lastEnd: LocalMoment
    var today: CalendarDate

    /// A few words.
    func text(in language: SpokenLanguage) -> String {
        let first = firstEnd.text(on: today)
        let last = lastEnd.text(on: today)
        return switch language {
        case .english:
            "Leased: \(EnglishCount.text(uses, "use")) until "
                + (first == last ? first : "\(first), the last until \(last)")
        case .simplifiedChinese:
            "预留：\(uses) 次，可用至 " + (first == last ? first : "\(first)，最晚至 \(last)")
        }
    }
}

/// Things counted in English.
enum EnglishCount {
    /// Returns a number and a noun.
    static func text(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

extension LocalMoment {
    /// Hours and minutes.
    var clock: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(secondOfDay / 3_600)):\(two(secondOfDay / 60 % 60))"
    }

    /// Hours and minutes, with the date if it is another day.
    func text(on today: CalendarDate) -> String { date == today ? clock : "\(date) \(clock)" }
}
