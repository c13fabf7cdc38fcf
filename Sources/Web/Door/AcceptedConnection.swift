import HummingbirdCore
import NIOCore
import Synchronization

/// A connection between being accepted and being served.
///
/// One that is accepted while the server shuts down is never served: the server lets go of it. An asynchronous channel
/// that nobody has run ends the process when it is let go of, so this closes it first.
final class AcceptedConnection: ServerChildChannelValue {
    private let http: HTTP1Channel.Value
    private let isTaken = Atomic(false)

    init(_ http: HTTP1Channel.Value) {
        self.http = http
    }

    deinit {
        guard let http = take() else { return }
        // Ends with the connection; there is nobody left to tell of a connection that fails to close.
        Task { try? await http.executeThenClose { _, _ in } }
    }

    var channel: any Channel { http.channel }

    /// Returns the connection to whoever serves it: to the first who asks, and to nobody after.
    func take() -> HTTP1Channel.Value? {
        isTaken.exchange(true, ordering: .acquiringAndReleasing) ? nil : http
    }
}
