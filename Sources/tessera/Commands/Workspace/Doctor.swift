import ArgumentParser
import Service

/// Checks a workspace.
struct Doctor: TesseraCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Checks settings, keys, drawing, reading and the database; recomputes balances and the ledger.",
        discussion: "Changes nothing. Ends with 1 if anything is wrong.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let checks = try await withSession { context in
            await Examination(context).run()
        }
        let faultCount = checks.reduce(0) { $0 + $1.findings.count }
        let lines = checks.flatMap { check in
            check.findings.isEmpty
                ? ["ok    \(check.name): \(check.detail)"]
                : check.findings.map { "FAIL  \(check.name): \($0)" }
        }
        let verdict =
            faultCount == 0 ? "All is sound." : "\(faultCount) thing\(faultCount == 1 ? "" : "s") wrong."
        try output.result(
            Document(isSound: faultCount == 0, checks: checks),
            text: (lines + [verdict]).joined(separator: "\n"))
        guard faultCount == 0 else { throw Refused() }
    }

    private struct Document: Encodable {
        var isSound: Bool
        var checks: [Examination.Check]
    }
}
