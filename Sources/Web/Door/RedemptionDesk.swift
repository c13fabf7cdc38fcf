import Hummingbird
import Logging
import NIOCore
import Promotion
import Service
import Store

/// Carries out the redemptions that come through the door, by the same gate, rules and answers as the route's.
///
/// A request whose till is remembered takes no task and no thread of its own: it is understood on its connection's
/// event loop, waits in the queue, and is answered on the event loop again. Whatever must be looked up first is done
/// in a task, step by step as the controller does it.
///
/// It and what it knows of a request are objects, so that whoever waits for something holds one reference to each.
final class RedemptionDesk: Sendable {
    private let counter: RedemptionController
    private let log: RequestLog
    private let inFlight: GaugeInstrument
    private let writer: AnswerWriter
    private let logger: Logger
    let trays = AnswerTrays()

    /// The one route that is served here.
    static let route = "/v1/redemptions"

    init(
        counter: RedemptionController, log: RequestLog, inFlight: GaugeInstrument, writer: AnswerWriter,
        logger: Logger
    ) {
        self.counter = counter
        self.log = log
        self.inFlight = inFlight
        self.writer = writer
        self.logger = logger
    }

    private var gate: Gate { counter.gate }

    /// Who sends a request, by its fields and the address at the other end of its connection.
    func asker(_ request: PlainRequest, remoteAddress: String?) -> Asker {
        let address = Asker.address(
            remote: remoteAddress, forwardedFor: request.forwardedFor,
            trustedProxyCount: gate.trustedProxyCount)
        return Asker(authorization: request.authorization, network: NetworkName.of(address))
    }

    /// Serves a request.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - asker: Who sends it.
    ///   - slip: Where the answer goes, once; called on its event loop.
    func serve(_ request: PlainRequest, _ asker: Asker, _ slip: AnswerSlip) {
        let order = Order(request, asker, slip)
        inFlight.add(1)
        guard gate.watchman.isUpToDate else { return serveAfterReading(order) }
        serveFromMemory(order)
    }

    /// Reads the lock-outs, which is due once a second, and then goes on as with all others.
    private func serveAfterReading(_ order: Order) {
        Task {
            do {
                try await gate.watchman.update()
                order.slip.eventLoop.execute { self.serveFromMemory(order) }
            } catch {
                answer(order, caught: error)
            }
        }
    }

    private func serveFromMemory(_ order: Order) {
        let request = order.request
        do {
            guard let recalled = try gate.recall(.redeem, order.asker) else { return serveInTask(order) }
            let call = try Requests.redemption(request.body)
            let prepared = try counter.redemptions.prepare(
                call, key: request.idempotencyKey, terminal: recalled.terminal,
                language: SpokenLanguage(accepted: request.languages), accessVersion: recalled.accessVersion)
            guard let prepared else { return serveInTask(order) }
            let pending = PendingRedemption(self, order, recalled.caller, prepared)
            counter.redemptions.carryOut(prepared) { result in
                pending.order.slip.tray.put(AnswerTray.Item(pending: pending, result: result))
            }
        } catch {
            answer(order, caught: error)
        }
    }

    /// Answers a request whose group was carried out; on its event loop.
    func finish(_ pending: PendingRedemption, _ result: Result<GroupAnswer, StoreError>) {
        let order = pending.order
        do {
            guard let reply = try counter.redemptions.reply(to: pending.prepared, result) else {
                gate.access.forgetAll()
                return serveInTask(order)
            }
            let answer = try counter.answer(to: reply)
            guard let problem = reply.newRefusal, problem.isUnknownCode else { return give(answer, order) }
            Task {
                // The answer tells a guesser that the code is unknown, so it is counted before.
                await gate.countUnknown(problem, pending.caller, logger(order))
                give(answer, order)
            }
        } catch {
            answer(order, caught: error)
        }
    }

    /// Serves a request for which something has to be looked up.
    private func serveInTask(_ order: Order) {
        Task {
            do {
                let (terminal, caller) = try await gate.lookUp(.redeem, order.asker)
                let call = try Requests.redemption(order.request.body)
                let reply = try await counter.redemptions.redeem(
                    call, key: order.request.idempotencyKey, terminal: terminal,
                    language: SpokenLanguage(accepted: order.request.languages))
                let answer = try counter.answer(to: reply)
                if let problem = reply.newRefusal { await gate.countUnknown(problem, caller, logger(order)) }
                give(answer, order)
            } catch {
                answer(order, caught: error)
            }
        }
    }

    private func answer(_ order: Order, caught error: any Error) {
        give(.problem(Problem(caught: error, logger(order))), order)
    }

    private func give(_ answer: Answering, _ order: Order) {
        inFlight.add(-1)
        log.record(status: answer.status, since: order.start, logger(order))
        order.slip.give(writer.bytes(answer, requestID: order.id.description))
    }

    /// A logger that names the request, as Hummingbird's does.
    private func logger(_ order: Order) -> Logger {
        guard logger.logLevel <= .info else { return logger }
        var named = logger
        named[metadataKey: "hb.request.id"] = .stringConvertible(order.id)
        return named
    }
}

extension RedemptionDesk {
    /// A request with the way back.
    final class Order: Sendable {
        let request: PlainRequest
        let asker: Asker
        let slip: AnswerSlip
        let start = NIODeadline.now()
        let id = RequestID()

        init(_ request: PlainRequest, _ asker: Asker, _ slip: AnswerSlip) {
            self.request = request
            self.asker = asker
            self.slip = slip
        }
    }
}

/// A request that waits for its group.
final class PendingRedemption: Sendable {
    let desk: RedemptionDesk
    let order: RedemptionDesk.Order
    let caller: Caller
    let prepared: PreparedRedemption

    init(
        _ desk: RedemptionDesk, _ order: RedemptionDesk.Order, _ caller: Caller,
        _ prepared: PreparedRedemption
    ) {
        self.desk = desk
        self.order = order
        self.caller = caller
        self.prepared = prepared
    }
}

/// The way back to the connection that waits for an answer.
struct AnswerSlip: Sendable {
    let eventLoop: any EventLoop
    /// Where answers of groups are put for its event loop.
    let tray: AnswerTray
    private let door: NIOLoopBound<RedemptionDoor>

    init(_ door: RedemptionDoor, on eventLoop: any EventLoop, _ tray: AnswerTray) {
        self.eventLoop = eventLoop
        self.tray = tray
        self.door = NIOLoopBound(door, eventLoop: eventLoop)
    }

    /// Gives the answer; from any thread.
    func give(_ bytes: ByteBuffer) {
        if eventLoop.inEventLoop { return door.value.answer(bytes) }
        eventLoop.execute { door.value.answer(bytes) }
    }
}
