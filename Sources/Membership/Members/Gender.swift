/// What a member chose to say, or that they chose not to.
///
/// A member who was never asked has no gender at all (`nil`). Raw values are wire format, so never rename one.
package enum Gender: String, Sendable, Hashable, CaseIterable {
    case female
    case male
    case undisclosed

    /// Reads what lists write: words in English and Chinese, letters, and the numbers of WeChat and ISO/IEC 5218.
    package init?(parsing text: some StringProtocol) {
        switch text.lowercased() {
        case "female", "f", "woman", "女", "女性", "女士", "2": self = .female
        case "male", "m", "man", "男", "男性", "先生", "1": self = .male
        case "undisclosed", "unknown", "u", "x", "保密", "未知", "0", "9": self = .undisclosed
        default: return nil
        }
    }
}
