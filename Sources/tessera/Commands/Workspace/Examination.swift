import Artwork
import Payload
import Promotion
import Service
import Store
import Vocabulary

/// What `doctor` looks at, one thing after the other.
struct Examination {
    private let context: ServiceContext

    init(_ context: ServiceContext) {
        self.context = context
    }

    /// One thing that was looked at.
    struct Check: Encodable, Sendable {
        var name: String
        /// What was found to be right.
        var detail: String
        /// What was found to be wrong.
        var findings: [String] = []
    }

    /// Looks at everything, also after something wrong was found.
    func run() async -> [Check] {
        // That the workspace opened means that settings and keys were read and are whole.
        let settings = Check(
            name: "settings", detail: "\(context.configuration.stores.count) stores")
        return [
            settings, keys(), areas(), await program(), sheets(), symbols(), await writing(),
            await balances(),
            await points(),
        ]
    }

    private func keys() -> Check {
        let now = context.surroundings.now()
        let ended = context.keys.keyEnds.filter { $0.value <= now }.keys.sorted().map {
            "key \($0) has ended"
        }
        let detail = ["\(context.keys.keyring.keys.count) public, one signs"] + ended
        return Check(name: "keys", detail: detail.joined(separator: ", "))
    }

    private func areas() -> Check {
        var check = Check(name: "areas", detail: "none")
        do {
            let names = try AreaLibrary(context.workspace).all().map(\.id.text)
            if !names.isEmpty { check.detail = names.joined(separator: ", ") }
        } catch {
            check.findings += Failure(error).lines
        }
        return check
    }

    private func program() async -> Check {
        var check = Check(name: "program", detail: "")
        do {
            let rules = try ProgramLibrary(context.workspace).program()
            let parts = [
                rules.points == nil ? nil : "points", rules.stampCards.isEmpty ? nil : "stamp cards",
                rules.storedValue == nil ? nil : "stored value", rules.triggers.isEmpty ? nil : "triggers",
            ].compactMap(\.self)
            check.detail = parts.isEmpty ? "no rules" : parts.joined(separator: ", ")
            for card in rules.stampCards where try await context.store.offer(card.reward) == nil {
                check.findings.append(
                    "The stamp card \(card.id) is good for \(card.reward), which is no offer.")
            }
            check.findings += try await TriggerService(context).findings()
        } catch {
            check.findings += Failure(error).lines
        }
        return check
    }

    private func sheets() -> Check {
        let library = SheetLibrary(context.templates)
        var check = Check(name: "label sheets", detail: library.names.joined(separator: ", "))
        for name in library.names {
            do {
                _ = try library.sheet(name)
            } catch {
                check.findings += Failure(error).lines
            }
        }
        return check
    }

    /// Draws the brand's symbol in every form, and reads each back with the independent reader.
    private func symbols() -> Check {
        var check = Check(name: "drawing and reading", detail: "")
        var forms: [String] = []
        for format in SymbolFormat.allCases {
            do {
                let style = try BrandStyle(context).style(logo: .brand)
                let text = context.configuration.server.publicHost.placementURL("doctor")
                let order = SymbolOrder(
                    text: text, format: format, size: .moduleMillimetres(0.5), style: style)
                _ = try SymbolPrinting.draw(order, title: "doctor")
                forms.append(format.rawValue)
            } catch {
                check.findings += Failure(error).lines.map { "\(format.rawValue): \($0)" }
            }
        }
        check.detail = forms.joined(separator: ", ") + " with the brand's colours and logo"
        return check
    }

    private func writing() async -> Check {
        var check = Check(name: "database", detail: "takes writes")
        do {
            try await context.store.checkWritable()
        } catch {
            check.findings += Failure(error).lines
        }
        return check
    }

    /// How far points are behind the register; no fault, since a server or `points follow` catches up.
    private func points() async -> Check {
        var check = Check(name: "points", detail: "not given at redemptions")
        // What is wrong with the rules is said of the program.
        guard (try? ProgramLibrary(context.workspace).program().points?.atRedemption) != nil else {
            return check
        }
        do {
            if let count = try await PointsFollowService(context).backlog() {
                let isMore = count == LedgerPage.maximumCount
                check.detail =
                    count == 0
                    ? "up to date with the register"
                    : "\(count)\(isMore ? " or more" : "") entries of the register behind"
            }
        } catch {
            check.findings = Failure(error).lines
        }
        return check
    }

    private func balances() async -> Check {
        var check = Check(name: "ledger", detail: "chain whole, balances recomputed")
        do {
            check.findings = try await context.store.findFaults()
        } catch {
            check.findings = Failure(error).lines
        }
        return check
    }
}
