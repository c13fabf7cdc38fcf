import ArgumentParser
import Foundation
import Payload
import Promotion
import Service
import Vocabulary

/// The till.
struct TerminalTill: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "till", abstract: "Redeems what a scanner types.",
        discussion: """
            On a terminal it shows a whole screen, reads scanners with and without an Enter key, and goes on when \
            the network does not: what was leased to it, and what a campaign allows, it gives by its own journal, \
            which it uploads by itself. F1 tells the keys.

            From a pipe it reads one line a code and answers with one: CODE, CODE 128.00, or 128.00 and then CODE. \
            /help says what else. A lost answer is asked for again under the same key, so nothing is redeemed \
            twice. Ends with 69 if the last request got no answer.
            """)

    @Option(help: ArgumentHelp("The verifier, such as http://127.0.0.1:8080.", valueName: "url"))
    var server: String

    @Option(
        help: ArgumentHelp(
            "The terminal's token. Default: TESSERA_TERMINAL_TOKEN, which other users cannot see.",
            valueName: "token"))
    var token: String?

    @Option(help: ArgumentHelp("A file with the token.", valueName: "file"))
    var tokenFile: String?

    @Option(help: ArgumentHelp("The currency of amounts, ISO 4217.", valueName: "code"))
    var currency = "CNY"

    @Option(help: ArgumentHelp("Who stands at the till, for the register.", valueName: "name"))
    var cashier: String?

    @Option(
        help: ArgumentHelp("The language of the screen, en or zh-Hans. Default: LANG's.", valueName: "tag"))
    var language: String?

    @Flag(help: "Make no sound.")
    var mute = false

    @Flag(help: "Answer line by line, as into a pipe, also where a terminal could show a whole screen.")
    var lines = false

    @OptionGroup(title: "Without a network") var options: TillOptions

    @OptionGroup(title: "Global options") var global: GlobalOptions

    /// A token has 43 characters; a file of more than this is another one.
    private static let maximumTokenFileBytes = 1_024

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let tag = language ?? environment["LC_ALL"] ?? environment["LANG"] ?? "en"
        guard let money = Currency(parsing: currency) else {
            throw UsageError("'\(currency)' is no currency such as CNY")
        }
        let token = try token(environment)
        let client = TillClient(
            caller: URLSessionCaller(try URLSessionCaller.address(server)), token: token,
            currency: currency, cashier: cashier, language: SpokenLanguage(nearest: tag))
        let random = Surroundings.system.randomBytes
        let makeKey: @Sendable () -> String = { "till-" + Hex.encode(random(16)) }
        let terminal = wholeScreen(environment)
        let standard = TillState.standardPath(server: server, token: token, environment: environment)
        var tools: OfflineDesk.Tools?
        // A pipe goes without a journal unless a folder is named for it, or something is leased.
        let isWanted = terminal != nil || options.lease != nil || options.returnLeases
        if let path = options.state ?? (isWanted ? standard : nil) {
            tools = try OfflineDesk.Tools(
                client, state: path, currency: money, lease: options.lease, makeKey: makeKey)
        }
        let isAnswered =
            if let terminal {
                await serve(terminal, client, tools, makeKey)
            } else {
                await serveLines(client, tools, makeKey)
            }
        guard isAnswered else { throw Unreachable("the last request got no answer") }
    }

    /// The terminal, if there is one that shows a whole screen and nobody wants lines.
    private func wholeScreen(_ environment: [String: String]) -> RawTerminal? {
        let isPlain = ["", "dumb"].contains(environment["TERM"] ?? "")
        return lines || isPlain || global.json ? nil : RawTerminal()
    }

    private func serve(
        _ terminal: RawTerminal, _ client: TillClient, _ tools: OfflineDesk.Tools?,
        _ makeKey: @escaping @Sendable () -> String
    ) async -> Bool {
        let host = URL(string: server)?.host() ?? server
        let offline = tools.map { OfflineDesk($0, place: host) }
        let online = OnlineDesk(client: client, place: host, time: { WallClock.time() })
        let desk: any TillDesk = offline ?? (online as any TillDesk)
        let session = CounterSession(
            desk: desk, terminal: terminal, language: client.language, cashier: cashier,
            isColoured: Terminal.allowsColour, isAudible: !mute, makeKey: makeKey,
            totals: KeptTotals.read(tools?.state, day: WallClock.day()),
            keep: { KeptTotals.write($0, tools?.state) })
        let end = await session.run()
        if let offline, end.isClosing || options.returnLeases {
            for line in await offline.close() { Output.error(line) }
        }
        return end.isAnswered
    }

    private func serveLines(
        _ client: TillClient, _ tools: OfflineDesk.Tools?, _ makeKey: @escaping @Sendable () -> String
    ) async -> Bool {
        let output = output
        let screen = TillScreen(
            isColoured: Terminal.allowsColour, isAudible: !mute && Terminal.isOutputInteractive,
            write: { try? output.write(Array($0.utf8)) })
        if !global.quiet { await greet(client, client.language) }
        let offline = tools.map { OfflineDesk($0, place: server) }
        let online = OnlineDesk(client: client, place: server, time: { WallClock.time() })
        let desk: any TillDesk = offline ?? (online as any TillDesk)
        let session = TillSession(desk: desk, language: client.language, screen: screen, makeKey: makeKey)
        guard let offline else { return await session.run(StandardInput.lines()).isAnswered }
        await offline.prepare()
        if let missing = await offline.missingFirstLook { Output.error(missing) }
        let told = await tell(offline.leaseNotice, after: nil, client.language)
        let work = Task { await offline.work {} }
        let end = await session.run(StandardInput.lines())
        work.cancel()
        let isClosing = end.isClosing || options.returnLeases
        for line in isClosing ? await offline.close() : await offline.finish() { Output.error(line) }
        _ = await tell(offline.leaseNotice, after: told, client.language)
        return end.isAnswered
    }

    /// Says on stderr what was leased, if it was not said before.
    private func tell(
        _ notice: LeaseNotice?, after told: LeaseNotice?, _ language: SpokenLanguage
    ) -> LeaseNotice? {
        guard let notice, notice != told, !global.quiet else { return told }
        Output.error(notice.text(in: language))
        return notice
    }

    /// Says on stderr whether the verifier is there; a till that is switched on first waits for it.
    private func greet(_ client: TillClient, _ language: SpokenLanguage) async {
        do {
            try await client.greet(within: TillClient.maximumMilliseconds)
            Output.error(TillSaying.ready(server).text(in: language))
        } catch {
            Output.error(TillSaying.unreachable(error.description).text(in: language))
        }
    }

    private func token(_ environment: [String: String]) throws -> String {
        if let tokenFile {
            let bytes = try readInput(tokenFile, limit: Self.maximumTokenFileBytes)
            return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        guard let token = token ?? environment["TESSERA_TERMINAL_TOKEN"], !token.isEmpty else {
            throw UsageError("no token: set TESSERA_TERMINAL_TOKEN, or give --token-file or --token")
        }
        return token
    }
}
