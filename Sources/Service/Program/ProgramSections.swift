import Membership

/// The sections of `program.yaml`, a key each and what reads it; a new section is one line here.
enum ProgramSections {
    /// Reads a section into the program; faults are noted where they stand.
    typealias Section = (key: String, read: @Sendable (DocumentValue, ProgramSetting, inout Program) -> Void)

    static let all: [Section] = [
        ("points", { $2.points = $0.pointsProgram(in: $1) }),
        ("stamp_cards", { value, _, program in program.stampCards = value.stampCards() ?? [] }),
        ("stored_value", { $2.storedValue = $0.storedValueProgram($1.currency) }),
        ("tiers", { $2.tiers = TierProgram($0, $1) }),
        ("triggers", { value, _, program in program.triggers = value.triggers() ?? [] }),
        ("referral", { value, _, program in program.referral = ReferralRules(value) }),
    ]
}

extension DocumentValue {
    /// Returns the program, or `nil` after a fault was noted.
    func program(in setting: ProgramSetting) -> Program? {
        guard let fields = fields(ProgramSections.all.map(\.key)) else { return nil }
        var program = Program()
        for section in ProgramSections.all {
            if let value = fields.optional(section.key) { section.read(value, setting, &program) }
        }
        refuseUncountedPoints(program)
        return program
    }

    /// A rule that counts points needs rules by which they come.
    private func refuseUncountedPoints(_ program: Program) {
        let isCounting = program.tiers?.measures.contains { $0.fact == .pointsEarned } ?? false
        guard isCounting, program.points == nil, let fields = fields(ProgramSections.all.map(\.key)) else {
            return
        }
        fields.optional("tiers")?.fault("A rule counts points_earned, and there is no section points.")
    }
}
