import ArgumentParser
import Service
import Vocabulary

/// Gives points.
struct PointsEarn: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "earn",
        abstract: "Gives a member the points that a purchase earns, or a number of points.")

    @Argument(help: "The member's id.", transform: identifier)
    var member: MemberID

    @Option(
        help: ArgumentHelp(
            "What was paid, such as 128.00; program.yaml says what it earns.", valueName: "amount"))
    var purchase: String?

    @Option(help: ArgumentHelp("How many points, instead of a purchase.", valueName: "n"))
    var points: Int64?

    @OptionGroup var options: UnitOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard (purchase == nil) != (points == nil) else {
            throw ValidationError("give either --purchase or --points")
        }
    }

    func run() async throws {
        try await units(options) { service, call, context in
            guard let purchase else {
                return try await service.earn(points: points ?? 0, for: member, call)
            }
            let money = try tessera.amount(purchase, in: context.configuration.issuer.currency)
            return try await service.earn(purchase: money, for: member, call)
        }
    }
}

/// Takes points.
struct PointsSpend: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "spend",
        abstract: "Takes points of a member, those that end first; ends with 1 if there are too few.")

    @Argument(help: "The member's id.", transform: identifier)
    var member: MemberID

    @Argument(help: "How many points.")
    var points: Int64

    @OptionGroup var options: UnitOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await units(options) { service, call, _ in
            try await service.spend(points: points, of: member, call)
        }
    }
}

/// Corrects points.
struct PointsAdjust: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "adjust", abstract: "Corrects a member's points by hand.")

    @Argument(help: "The member's id.", transform: identifier)
    var member: MemberID

    @Option(help: ArgumentHelp("How many points; below zero, to take.", valueName: "n"))
    var by: Int64

    @OptionGroup var options: UnitOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard options.note != nil else { throw ValidationError("a correction says why: --note TEXT") }
    }

    func run() async throws {
        try await units(options) { service, call, _ in
            try await service.adjust(points: by, of: member, call)
        }
    }
}
