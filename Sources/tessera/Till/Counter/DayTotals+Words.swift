import Promotion
import Vocabulary

extension DayTotals {
    /// The day in one line.
    func line(in language: SpokenLanguage) -> String {
        let sum = money.map(\.description).joined(separator: " + ")
        return switch language {
        case .english:
            "Today: \(accepted) accepted" + (sum.isEmpty ? "" : ", \(sum) off")
                + ", \(refused) refused, \(voids) undone"
        case .simplifiedChinese:
            "今日：核销 \(accepted) 笔" + (sum.isEmpty ? "" : "，优惠 \(sum)") + "，拒绝 \(refused) 笔，撤销 \(voids) 笔"
        }
    }

    /// The day line by line: how many, how much by currency, why not, and what was undone.
    func table(in language: SpokenLanguage) -> [String] {
        let isEnglish = language == .english
        var lines = [day]
        lines.append(isEnglish ? "Accepted: \(accepted)" : "核销：\(accepted) 笔")
        if own > 0 { lines.append(isEnglish ? "  of them offline: \(own)" : "  其中离线：\(own) 笔") }
        lines += money.map { isEnglish ? "Taken off: \($0)" : "优惠：\($0)" }
        lines.append(isEnglish ? "Undone: \(voids)" : "撤销：\(voids) 笔")
        lines.append(isEnglish ? "Refused: \(refused)" : "拒绝：\(refused) 笔")
        lines += refusals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            "  \(ReasonName.text($0.key, in: language)): \($0.value)"
        }
        return lines
    }
}

/// A refusal's stable word as people say it in a list.
enum ReasonName {
    /// Returns a few words; the stable word itself where there are none.
    static func text(_ reason: String, in language: SpokenLanguage) -> String {
        switch language {
        case .english: reason.split(separator: "_").joined(separator: " ")
        case .simplifiedChinese: chinese[reason] ?? reason
        }
    }

    private static let chinese = [
        "already_redeemed": "已使用", "budget_exhausted": "预算用完", "member_limit": "会员次数用完",
        "stock_exhausted": "库存用完", "not_yet_valid": "未生效", "expired": "已过期", "revoked": "已作废",
        "wrong_store": "门店不符", "outside_area": "不在活动区域", "location_unknown": "位置不明",
        "below_minimum_spend": "未达最低消费", "amount_required": "缺消费金额", "wrong_member": "会员不符",
        "member_required": "需要会员", "not_applicable": "商品不适用", "campaign_paused": "活动暂停",
        "cannot_stack": "不可叠加", "unknown_code": "券码无效", "key_reused": "请求编号重复",
        "needs_network": "需要联网", "allowance_exhausted": "离线额度用完", "lease_expired": "预留过期",
        "status_list_too_old": "状态表过旧", "status_list_tampered": "状态表无效", "key_expired": "密钥失效",
        "clock_wrong": "时钟不准", "terminal_revoked": "收银台已停用", "reserved": "已预留",
        "store_limit": "门店次数用完", "void_too_late": "超过撤销时间", "already_reversed": "已撤销",
        "unknown_redemption": "无此核销", "counted_by_day": "按日限次", "unbounded_discount": "优惠无上限",
        "enough_uses": "超出预留数量",
    ]
}
