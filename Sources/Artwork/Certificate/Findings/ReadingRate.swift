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

    enum CodingKeys: String, CodingKey, CaseIterable {
        case damage, trials, counts
        case readByAll = "read_by_all"
    }
}
