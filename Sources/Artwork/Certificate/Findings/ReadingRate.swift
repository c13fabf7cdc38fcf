/// How often each reader has read a symbol under one damage.
public struct ReadingRate: Sendable, Hashable, Codable {
    /// One reader's count.
    public struct Count: Sendable, Hashable, Codable {
        /// Who has read.
        public let reader: CheckReader
        /// How many of the trials it has read to exactly the expected text.
        public internal(set) var read: Int
    }

    /// The damage.
    public let damage: Damage
    /// How many pictures there were.
    public internal(set) var trials: Int
    /// The readers.
    public internal(set) var counts: [Count]
    /// How many pictures all readers have read.
    public internal(set) var readByAll: Int

    init(_ damage: Damage, readers: [CheckReader]) {
        self.damage = damage
        (trials, readByAll) = (0, 0)
        counts = readers.map { Count(reader: $0, read: 0) }
    }

    /// Adds one picture.
    mutating func add(_ isRead: [Bool]) {
        trials += 1
        readByAll += isRead.allSatisfy(\.self) ? 1 : 0
        for (index, isRead) in isRead.enumerated() where isRead { counts[index].read += 1 }
    }

    /// How many pictures a reader has read, 0 if it took no part.
    public func read(by reader: CheckReader) -> Int { counts.first { $0.reader == reader }?.read ?? 0 }
}

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
}
