import NIOCore
import Service
import Store
import Synchronization

/// The answers of a group that go to connections of one event loop.
///
/// The thread that commits puts them here one after the other and wakes the event loop once, for the first: a task of
/// the event loop's own for each would cost more than handing the answer over.
final class AnswerTray: Sendable {
    /// A redemption that was carried out, or was not.
    struct Item: Sendable {
        let pending: PendingRedemption
        let result: Result<GroupAnswer, StoreError>
    }

    private let eventLoop: any EventLoop
    private let items = Mutex<[Item]>([])

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    /// Puts an answer on the tray; from any thread.
    func put(_ item: Item) {
        let isFirst = items.withLock { items in
            items.append(item)
            return items.count == 1
        }
        if isFirst { eventLoop.execute { self.empty() } }
    }

    private func empty() {
        var taken: [Item] = []
        items.withLock { swap(&$0, &taken) }
        for item in taken { item.pending.desk.finish(item.pending, item.result) }
    }
}

/// The trays of all event loops.
final class AnswerTrays: Sendable {
    private let trays = Mutex<[ObjectIdentifier: AnswerTray]>([:])

    /// The tray of an event loop, which lives as long as the server.
    func tray(of eventLoop: any EventLoop) -> AnswerTray {
        trays.withLock { trays in
            if let tray = trays[ObjectIdentifier(eventLoop)] { return tray }
            let tray = AnswerTray(eventLoop)
            trays[ObjectIdentifier(eventLoop)] = tray
            return tray
        }
    }
}
