import ArgumentParser
import Foundation
import Payload
import Promotion
import Service
import Vocabulary

/// The till.
struct TerminalTill: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "till", abstract: "Redeems what a scanner types, one line a code.",
        discussion: """
            Reads codes from stdin, as a keyboard-wedge scanner types them: CODE, CODE 128.00, or 128.00 and then \
            CODE. /help says what else. A lost answer is asked for again under the same key, so nothing is redeemed \
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

    @OptionGroup(title: "Global options") var global: GlobalOptions

    /// A token has 43 characters; a file of more than this is another one.
    private static let maximumTokenFileBytes = 1_024

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let tag = language ?? environment["LC_ALL"] ?? environment["LANG"] ?? "en"
        let spoken = SpokenLanguage(nearest: tag)
        guard Currency(parsing: currency) != nil else {
            throw UsageError("'\(currency)' is no currency such as CNY")
        }
        let client = TillClient(
            caller: URLSessionCaller(try URLSessionCaller.address(server)), token: try token(environment),
            currency: currency, cashier: cashier, language: spoken)
        let random = Surroundings.system.randomBytes
        let makeKey: @Sendable () -> String = { "till-" + Hex.encode(random(16)) }
        if let terminal = wholeScreen(environment) {
            try await serve(terminal, client, makeKey)
            return
        }
        let output = output
        let screen = TillScreen(
            isColoured: Terminal.allowsColour, isAudible: !mute && Terminal.isOutputInteractive,
            write: { try? output.write(Array($0.utf8)) })
        if !global.quiet { await greet(client, spoken) }
        let session = TillSession(client: client, language: spoken, screen: screen, makeKey: makeKey)
        guard await session.run(StandardInput.lines()) else {
            throw Unreachable("the last request got no answer")
        }
    }

    /// The terminal, if there is one that shows a whole screen and nobody wants lines.
    private func wholeScreen(_ environment: [String: String]) -> RawTerminal? {
        let isPlain = ["", "dumb"].contains(environment["TERM"] ?? "")
        return lines || isPlain || global.json ? nil : RawTerminal()
    }

    private func serve(
        _ terminal: RawTerminal, _ client: TillClient, _ makeKey: @escaping @Sendable () -> String
    ) async throws {
        let host = URL(string: server)?.host() ?? server
        let session = CounterSession(
            desk: OnlineDesk(client: client, place: host, time: { WallClock.time() }), terminal: terminal,
            language: client.language, cashier: cashier, isColoured: Terminal.allowsColour, isAudible: !mute,
            makeKey: makeKey, totals: DayTotals(day: WallClock.day()), keep: { _ in })
        guard await session.run() else { throw Unreachable("the last request got no answer") }
    }

    /// Says on stderr whether the verifier is there; a till that is switched on first waits for it.
    private func greet(_ client: TillClient, _ language: SpokenLanguage) async {
        do {
            try await client.greet()
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
