/// Both readers with their time limit, and what became of it.
struct ReaderPair {
    /// How long a reader may look at one picture: a hundred times what a picture of these sizes takes.
    ///
    /// Readers are known that never end on a crafted picture.
    static let standardLimit = Duration.seconds(2)
    /// After so many threads that never ended the certificate ends too: each may keep a processor busy.
    static let mostAbandoned = 3

    let readers: [GauntletReader]
    let limit: Duration
    /// The readings that were given up, per reader.
    private(set) var abandoned: [Int]

    init(_ readers: [GauntletReader] = GauntletReader.both, limit: Duration = standardLimit) {
        (self.readers, self.limit) = (readers, limit)
        abandoned = readers.map { _ in 0 }
    }

    /// Gives a picture to all readers at once.
    ///
    /// - Parameters:
    ///   - picture: The picture.
    ///   - accepted: What counts as read: exactly one of these.
    /// - Returns: For each reader whether it has read one of them.
    /// - Throws: ``CertificateError/readersHang(_:count:seconds:)``.
    mutating func read(
        _ picture: GreyPicture, accepting accepted: [[UInt8]]
    ) throws(CertificateError) -> [Bool] {
        let running = readers.map { TimedDecode.start($0, picture) }
        var isRead: [Bool] = []
        for (index, decode) in running.enumerated() {
            let texts = decode.result(within: limit)
            if texts == nil { abandoned[index] += 1 }
            isRead.append(texts?.contains(where: accepted.contains) ?? false)
        }
        for (index, count) in abandoned.enumerated() where count >= Self.mostAbandoned {
            throw .readersHang(
                readers[index].name, count: count, seconds: Int(limit.components.seconds))
        }
        return isRead
    }
}
