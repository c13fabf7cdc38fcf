public import Vocabulary

/// A language in which Tessera speaks to cashiers and customers; raw values are BCP 47 tags.
public enum SpokenLanguage: String, Sendable, Hashable, Codable, CaseIterable {
    case english = "en"
    case simplifiedChinese = "zh-Hans"

    /// Returns the spoken language nearest to a tag; English where nothing fits.
    public init(nearest tag: some StringProtocol) {
        self = tag.lowercased().hasPrefix("zh") ? .simplifiedChinese : .english
    }
}

extension Weekday {
    /// Returns the day's name, as it stands in a sentence.
    public func name(in language: SpokenLanguage) -> String {
        switch (self, language) {
        case (.monday, .english): "Monday"
        case (.tuesday, .english): "Tuesday"
        case (.wednesday, .english): "Wednesday"
        case (.thursday, .english): "Thursday"
        case (.friday, .english): "Friday"
        case (.saturday, .english): "Saturday"
        case (.sunday, .english): "Sunday"
        case (.monday, .simplifiedChinese): "周一"
        case (.tuesday, .simplifiedChinese): "周二"
        case (.wednesday, .simplifiedChinese): "周三"
        case (.thursday, .simplifiedChinese): "周四"
        case (.friday, .simplifiedChinese): "周五"
        case (.saturday, .simplifiedChinese): "周六"
        case (.sunday, .simplifiedChinese): "周日"
        }
    }
}
