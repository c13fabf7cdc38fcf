package import Promotion
import Vocabulary

extension OfflineRefusal {
    /// Returns one sentence for the cashier: what is wrong and what helps.
    package func sentence(in language: SpokenLanguage) -> String {
        if case .rule(let refusal) = self { return refusal.sentence(in: language) }
        return switch language {
        case .english: english
        case .simplifiedChinese: chinese
        }
    }

    private var english: String {
        switch self {
        case .rule(let refusal): refusal.sentence(in: .english)
        case .terminalRevoked: "This till is no longer trusted; ask the office to enrol it again."
        case .clockWrong(let milliseconds):
            "This till's clock is \(Span(milliseconds).english) \(milliseconds > 0 ? "ahead" : "behind"); "
                + "set it, or connect the till."
        case .needsNetwork(let need): need.english
        case .allowanceExhausted(.terminal(let limit)):
            "This till has given \(limit) of this promotion while offline, which is all it may; connect it first."
        case .allowanceExhausted(.coupon(let limit)):
            "This coupon was used \(limit) of \(limit) times here while offline; connect the till first."
        case .allowanceExhausted(.money(let limit, let left)):
            "Of the \(limit) that this till may take off while offline, \(left) is left; connect it first."
        case .statusListTooOld(let age, let limit):
            "The list of used coupons is \(Span(seconds: age).english) old, "
                + "more than \(Span(seconds: limit).english); connect the till."
        case .statusListTampered:
            "The list of used coupons is not the issuer's; connect the till for a new one."
        case .leaseExpired(let since):
            "This coupon was kept for this till until \(since.date) \(since.timeOfDay); connect the till."
        case .keyReused: "This key was used for another request; scan again."
        }
    }

    private var chinese: String {
        switch self {
        case .rule(let refusal): refusal.sentence(in: .simplifiedChinese)
        case .terminalRevoked: "本收银台已被停用，请联系总部重新登记。"
        case .clockWrong(let milliseconds):
            "本机时钟\(milliseconds > 0 ? "快" : "慢")了 \(Span(milliseconds).chinese)，请校准时间或联网。"
        case .needsNetwork(let need): need.chinese
        case .allowanceExhausted(.terminal(let limit)):
            "本机离线时此活动最多核销 \(limit) 次，已用完，请先联网同步。"
        case .allowanceExhausted(.coupon(let limit)):
            "此券离线时在本机已核销 \(limit) 次，达到上限，请先联网同步。"
        case .allowanceExhausted(.money(let limit, let left)):
            "本机离线时最多优惠 \(limit)，仅余 \(left)，请先联网同步。"
        case .statusListTooOld(let age, let limit):
            "用券状态表已有 \(Span(seconds: age).chinese)，超过 \(Span(seconds: limit).chinese)，请联网更新。"
        case .statusListTampered: "用券状态表并非发行方签发，请联网重新获取。"
        case .leaseExpired(let since): "此券为本机预留至 \(since.date) \(since.timeOfDay)，已过期，请联网后再试。"
        case .keyReused: "此请求编号已用于另一请求，请重新扫码。"
        }
    }
}

extension OfflineRefusal.NetworkNeed {
    fileprivate var english: String {
        switch self {
        case .unsignedCode: "Only the server can check a short code; try again when the till is online."
        case .unknownOffer: "This till has not heard of this promotion yet; try again when it is online."
        case .notLeased: "This promotion is not given offline; try again when the till is online."
        case .unknownMember: "Only the server knows this member; try again when the till is online."
        case .heldElsewhere:
            "This coupon is kept for another till, or its promotion was paused; try again when this one is online."
        case .noStatusList: "This till has no list of used coupons; try again when it is online."
        case .staleTerms: "This till was offline for too long; connect it first."
        }
    }

    fileprivate var chinese: String {
        switch self {
        case .unsignedCode: "短券码需联网核验，请联网后再试。"
        case .unknownOffer: "本机尚无此活动的资料，请联网后再试。"
        case .notLeased: "此活动不支持离线核销，请联网后再试。"
        case .unknownMember: "会员身份需联网核实，请联网后再试。"
        case .heldElsewhere: "此券已为另一收银台预留或活动已暂停，请联网后再试。"
        case .noStatusList: "本机没有用券状态表，请联网后再试。"
        case .staleTerms: "本机离线时间过长，请先联网。"
        }
    }
}

/// A length of time as people say it: in the largest unit of which there are two or more.
private struct Span {
    let seconds: Int64

    init(seconds: Int64) {
        self.seconds = seconds
    }

    init(_ milliseconds: Int64) {
        seconds = Int64(clamping: milliseconds.magnitude / 1_000)
    }

    private static let units: [(seconds: Int64, english: String, chinese: String)] = [
        (86_400, "days", "天"), (3_600, "hours", "小时"), (60, "minutes", "分钟"),
    ]

    private var unit: (count: Int64, english: String, chinese: String) {
        let unit = Self.units.first { seconds >= 2 * $0.seconds } ?? (1, "seconds", "秒")
        return (seconds / unit.0, unit.1, unit.2)
    }

    var english: String { "\(unit.count) \(unit.english)" }
    var chinese: String { "\(unit.count) \(unit.chinese)" }
}

extension LocalMoment {
    /// Hours and minutes.
    fileprivate var timeOfDay: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(secondOfDay / 3_600)):\(two(secondOfDay / 60 % 60))"
    }
}
