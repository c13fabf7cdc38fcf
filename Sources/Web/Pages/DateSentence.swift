import Promotion
import Vocabulary

extension SpokenLanguage {
    /// Returns a date as people write it.
    func sentence(of date: CalendarDate) -> String {
        switch self {
        case .english: "\(date.day) \(Self.months[date.month - 1]) \(date.year)"
        case .simplifiedChinese: "\(date.year)年\(date.month)月\(date.day)日"
        }
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
}
