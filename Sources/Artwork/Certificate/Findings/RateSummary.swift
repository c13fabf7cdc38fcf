/// The readings of some damages together.
public struct RateSummary: Sendable, Hashable, Codable {
    /// One reader's share.
    public struct Share: Sendable, Hashable, Codable {
        /// Who has read.
        public let reader: CheckReader
        /// Of all pictures, in percent.
        public let percent: Double
    }

    /// The number of pictures.
    public let pictures: Int
    /// Each reader's share.
    public let readers: [Share]
    /// The mean of the readers' shares, in percent.
    public let percent: Double
    /// The share of pictures that all readers have read, in percent.
    public let allPercent: Double

    /// Adds rates up; of none all is 0.
    public init(_ rates: [ReadingRate]) {
        let pictures = rates.reduce(0) { $0 + $1.trials }
        func percent(_ count: Int) -> Double { Double(count) * 100 / Double(max(pictures, 1)) }
        let names = rates.first?.counts.map(\.reader) ?? []
        readers = names.map { name in
            Share(reader: name, percent: percent(rates.reduce(0) { $0 + $1.read(by: name) }))
        }
        self.percent = readers.map(\.percent).reduce(0, +) / Double(max(readers.count, 1))
        allPercent = percent(rates.reduce(0) { $0 + $1.readByAll })
        self.pictures = pictures
    }

    /// The share of the reader that reads less, in percent.
    public var weakerPercent: Double { readers.map(\.percent).min() ?? 0 }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case pictures, readers, percent
        case allPercent = "all_percent"
    }
}
