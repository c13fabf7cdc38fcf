import Foundation
import Promotion

/// Joins the counter to its terminal, its clock and its desk.
struct CounterSession {
    var desk: any TillDesk
    var terminal: RawTerminal
    var language: SpokenLanguage
    var cashier: String?
    var isColoured: Bool
    var isAudible: Bool
    /// Makes a key that no other request has.
    var makeKey: @Sendable () -> String
    var totals: DayTotals
    /// Keeps the day's totals over a restart.
    var keep: @Sendable (DayTotals) -> Void

    /// One second: the time of day on the screen, and what the desk says of itself.
    private static let clockInterval = Duration.seconds(1)
    /// 180 ms between two bells: closer, and terminals ring once.
    private static let bellGap = Duration.milliseconds(180)

    private enum Event: Sendable {
        case terminal(RawTerminal.Event)
        case tick(at: Int64)
        case answered(Result<TillAnswer, TillFailure>)
        case changed
    }

    /// What the loop holds between two events.
    private struct Loop {
        var counter: CounterTill
        var keys = KeyDecoder()
        var scans = ScanAssembler()
        var painter: ScreenPainter
        var state: DeskState
        var timer: Task<Void, Never>?
        let post: AsyncStream<Event>.Continuation
    }

    /// Serves the cashier until they end it, the terminal goes, or a signal comes.
    ///
    /// - Returns: How it ended.
    func run() async -> SessionEnd {
        let (events, post) = AsyncStream.makeStream(of: Event.self)
        var loop = Loop(
            counter: CounterTill(language: language, totals: totals),
            painter: ScreenPainter(isColoured: isColoured), state: await desk.state(), post: post)
        terminal.open()
        defer { terminal.restore() }
        let helpers = start(post)
        defer { helpers.forEach { $0.cancel() } }
        paint(&loop)
        for await event in events {
            if case .changed = event { loop.state = await desk.state() }
            guard handle(event, &loop) else { break }
            schedule(&loop)
            paint(&loop)
        }
        loop.timer?.cancel()
        return SessionEnd(isAnswered: !loop.counter.isUnanswered, isClosing: loop.counter.isClosing)
    }

    private func start(_ post: AsyncStream<Event>.Continuation) -> [Task<Void, Never>] {
        let (desk, keys) = (desk, terminal.events())
        return [
            Task { for await event in keys { post.yield(.terminal(event)) } },
            Task { await desk.work { post.yield(.changed) } },
            Task {
                while !Task.isCancelled {
                    try? await Task.sleep(for: Self.clockInterval)
                    post.yield(.changed)
                }
            },
        ]
    }

    /// - Returns: Whether to go on.
    private func handle(_ event: Event, _ loop: inout Loop) -> Bool {
        switch event {
        case .terminal(.keys(let bytes, let now)):
            return take(loop.keys.take(bytes, at: now), at: now, &loop)
        case .tick(let now):
            let keys = loop.keys.tick(at: now)
            return take(keys, at: now, &loop) && perform(loop.scans.tick(at: now), &loop)
        case .terminal(.resized), .terminal(.resumed): loop.painter.forget()
        case .terminal(.ended): return false
        case .answered(let result):
            let isGoing = perform(loop.counter.take(result, key: makeKey()), &loop)
            keep(loop.counter.totals)
            return isGoing
        case .changed: loop.counter.turn(to: WallClock.day())
        }
        return true
    }

    private func take(_ keys: [Key], at now: Int64, _ loop: inout Loop) -> Bool {
        for key in keys {
            guard perform(loop.scans.take(key, at: now), &loop) else { return false }
        }
        return true
    }

    private func perform(_ entries: [ScanAssembler.Entry], _ loop: inout Loop) -> Bool {
        for entry in entries {
            guard perform(loop.counter.take(entry, key: makeKey()), &loop) else { return false }
        }
        return true
    }

    private func perform(_ actions: [CounterTill.Action], _ loop: inout Loop) -> Bool {
        let (desk, post) = (desk, loop.post)
        for action in actions {
            switch action {
            case .send(let request):
                Task { post.yield(.answered(await desk.answer(to: request))) }
            case .resend(let request, let milliseconds):
                Task {
                    try? await Task.sleep(for: .milliseconds(milliseconds))
                    post.yield(.answered(await desk.answer(to: request)))
                }
            case .ring(let count): ring(count)
            case .repaint: loop.painter.forget()
            case .quit: return false
            }
        }
        return true
    }

    private func ring(_ count: Int) {
        guard isAudible else { return }
        let terminal = terminal
        Task {
            for number in 0..<count {
                if number > 0 { try? await Task.sleep(for: Self.bellGap) }
                terminal.write("\u{07}")
            }
        }
    }

    /// Wakes the loop when a pause ends a scan or an escape key.
    private func schedule(_ loop: inout Loop) {
        loop.timer?.cancel()
        guard let deadline = [loop.keys.deadline, loop.scans.deadline].compactMap(\.self).min() else {
            return
        }
        let post = loop.post
        loop.timer = Task {
            let left = max(0, deadline - RunningClock.milliseconds)
            try? await Task.sleep(for: .milliseconds(left))
            if !Task.isCancelled { post.yield(.tick(at: RunningClock.milliseconds)) }
        }
    }

    private func paint(_ loop: inout Loop) {
        let (columns, rows) = RawTerminal.size
        let screen = CounterScreen(
            language: language, panel: loop.counter.panel, totals: loop.counter.totals,
            network: loop.state.network, place: loop.state.place, cashier: cashier, time: WallClock.time(),
            typed: loop.scans.typed, wantsAmount: loop.counter.wantsAmount,
            waitingScans: loop.counter.waitingCount, warnings: loop.state.warnings, news: loop.state.news,
            notice: loop.state.notice, leased: loop.state.leased)
        let (lines, cursor) = screen.layout(columns: columns, rows: rows)
        terminal.write(loop.painter.paint(lines, width: columns, cursor: cursor))
    }
}
