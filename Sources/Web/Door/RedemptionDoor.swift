import HummingbirdCore
import Logging
import NIOCore

/// The first handler of a connection: serves redemptions from the bytes, and steps aside for everything else.
///
/// One redemption after the other is read, carried out and answered; bytes that come meanwhile wait. With the first
/// request that is none, everything from its first byte on goes to the handlers behind, and the door leaves the
/// connection for good: where requests begin in what it does not read is not for it to say.
final class RedemptionDoor: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private let desk: RedemptionDesk
    private let idleTimeout: TimeAmount
    private let logger: Logger
    private let tray: AnswerTray
    private var context: ChannelHandlerContext?
    private var received = ByteBuffer()
    private var phase = Phase.waiting
    /// Whether the loop that reads requests is on the stack, so that an answer given at once does not begin another.
    private var isReading = false
    /// Whether the client waits for bytes that are not asked for while an answer is due.
    private var isReadHeld = false
    /// Events that came while an answer was due, for the handlers behind.
    private var heldEvents: [any Sendable] = []
    private var lastActivity = NIODeadline.now()
    private var idleCheck: Scheduled<Void>?
    /// The address at the other end, which stays the same.
    private var remoteAddress: String?

    private enum Phase {
        case waiting
        /// An answer is due.
        case serving(isLast: Bool)
        case gone
    }

    /// 65,536 bytes: as many requests may lie in wait behind the one that is carried out; more are left to the network.
    private static let maximumHeldByteCount = 65_536

    init(desk: RedemptionDesk, on eventLoop: any EventLoop, idleTimeout: TimeAmount, logger: Logger) {
        self.desk = desk
        tray = desk.trays.tray(of: eventLoop)
        self.idleTimeout = idleTimeout
        self.logger = logger
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        remoteAddress = context.channel.remoteAddress?.ipAddress
        scheduleIdleCheck(in: idleTimeout, context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        idleCheck?.cancel()
        phase = .gone
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        remoteAddress = context.channel.remoteAddress?.ipAddress
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        idleCheck?.cancel()
        phase = .gone
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastActivity = .now()
        var bytes = unwrapInboundIn(data)
        if received.readableBytes == 0 { received = bytes } else { received.writeBuffer(&bytes) }
        readRequests(context)
    }

    func read(context: ChannelHandlerContext) {
        if case .serving = phase, received.readableBytes >= Self.maximumHeldByteCount {
            isReadHeld = true
        } else {
            context.read()
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case let event as ChannelEvent: hold(event, context)
        case let event as ChannelShouldQuiesceEvent: hold(event, context)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    /// The end of the input and the end of the server both wait for the answer that is due.
    private func hold(_ event: any Sendable, _ context: ChannelHandlerContext) {
        heldEvents.append(event)
        if case .waiting = phase { goOn(context) }
    }
}

extension RedemptionDoor {
    private func readRequests(_ context: ChannelHandlerContext) {
        guard !isReading else { return }
        isReading = true
        defer { isReading = false }
        while case .waiting = phase, received.readableBytes > 0 {
            switch PlainRequest.read(received) {
            case .incomplete: return
            case .other: return stepAside(context)
            case .request(let request, let byteCount):
                received.moveReaderIndex(forwardBy: byteCount)
                received.discardReadBytes()
                phase = .serving(isLast: request.isLast)
                let asker = desk.asker(request, remoteAddress: remoteAddress)
                desk.serve(request, asker, AnswerSlip(self, on: context.eventLoop, tray))
            }
        }
    }

    /// Takes the answer that is due, on the event loop.
    func answer(_ bytes: ByteBuffer) {
        guard case .serving(let isLast) = phase, let context else { return }
        lastActivity = .now()
        phase = .waiting
        let mustEnd = isLast || heldEvents.contains { $0 is ChannelShouldQuiesceEvent }
        guard !mustEnd else {
            phase = .gone
            context.writeAndFlush(wrapOutboundOut(.byteBuffer(bytes))).assumeIsolated().whenComplete { _ in
                context.close(promise: nil)
            }
            return
        }
        context.writeAndFlush(wrapOutboundOut(.byteBuffer(bytes)), promise: nil)
        readRequests(context)
        guard case .waiting = phase else { return }
        goOn(context)
    }

    /// Does what waited for the answer.
    private func goOn(_ context: ChannelHandlerContext) {
        // Whoever ends the connection must have seen what of a request has come.
        guard heldEvents.isEmpty else { return stepAside(context) }
        guard isReadHeld else { return }
        isReadHeld = false
        context.read()
    }

    /// Gives the connection to the handlers behind, with every byte and event that nothing was done about yet.
    private func stepAside(_ context: ChannelHandlerContext) {
        guard case .waiting = phase else { return }
        phase = .gone
        idleCheck?.cancel()
        let pipeline = context.pipeline.syncOperations
        do {
            // From here on it is Hummingbird that closes an idle connection; until now it saw none of its requests.
            let state = try pipeline.handler(type: HTTPConnectionStateHandler.self)
            try pipeline.addHandler(
                HTTPConnectionStateHandler(idleTimeout: .init(idleTimeout), logger: logger),
                position: .before(state))
        } catch {
            return context.close(promise: nil)
        }
        if received.readableBytes > 0 {
            context.fireChannelRead(wrapInboundOut(received))
            context.fireChannelReadComplete()
            received = ByteBuffer()
        }
        for event in heldEvents { context.fireUserInboundEventTriggered(event) }
        pipeline.removeHandler(context: context, promise: nil)
        if isReadHeld { context.channel.read() }
    }

    /// Ends a connection that asks for nothing, or never comes to the end of its request.
    private func scheduleIdleCheck(in delay: TimeAmount, _ context: ChannelHandlerContext) {
        idleCheck = context.eventLoop.assumeIsolated().scheduleTask(in: delay) { [weak self] in
            guard let self, let context = self.context else { return }
            switch phase {
            case .gone: break
            case .serving: scheduleIdleCheck(in: idleTimeout, context)
            case .waiting:
                let left = lastActivity + idleTimeout - .now()
                guard left > .zero else { return context.close(promise: nil) }
                scheduleIdleCheck(in: left, context)
            }
        }
    }
}
