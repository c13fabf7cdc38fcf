internal import Dispatch
internal import Synchronization

/// One picture before one reader, on a thread of its own, so that a reader that never ends can be left behind.
final class TimedDecode: Sendable {
    private let end = DispatchSemaphore(value: 0)
    private let texts = Mutex<[[UInt8]]?>(nil)

    private init() {}

    /// Gives a picture to a reader and returns at once.
    static func start(_ reader: GauntletReader, _ picture: GreyPicture) -> TimedDecode {
        let decode = TimedDecode()
        // A queue that is nobody else's gets a thread even while others are stuck.
        DispatchQueue(label: "decode").async {
            let texts = reader.read(picture)
            decode.texts.withLock { $0 = texts }
            decode.end.signal()
        }
        return decode
    }

    /// Waits for the reader.
    ///
    /// - Parameter limit: How long at most, from now.
    /// - Returns: What it has read; `nil` when it has not come to an end, and then its thread is left to itself.
    func result(within limit: Duration) -> [[UInt8]]? {
        let (seconds, attoseconds) = limit.components
        let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
        guard end.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .success else { return nil }
        return texts.withLock { $0 }
    }
}
