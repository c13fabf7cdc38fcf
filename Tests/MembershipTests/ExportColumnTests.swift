import Membership
import Testing

@Suite struct ExportColumnTests {
    private typealias ListError = ExportColumn.ListError

    @Test("Columns have a treatment and a heading of their own, in any capitals")
    func columns() throws {
        let text = "Member_ID, name , phone:last4,phone:HASH=phone_key,joined_at = Joined = when"
        let columns = try ExportColumn.list(parsing: text)
        #expect(
            columns == [
                ExportColumn(.memberID), ExportColumn(.name), ExportColumn(.phone, .last4),
                ExportColumn(.phone, .hash, heading: "phone_key"),
                ExportColumn(.joinedAt, heading: "Joined = when"),
            ])
        #expect(
            columns.map { $0.heading(in: nil) }
                == ["member_id", "name", "phone_last4", "phone_key", "Joined = when"])
        #expect(columns.map(\.name) == ["member_id", "name", "phone:last4", "phone:hash", "joined_at"])
    }

    @Test(
        "What is wrong with a list of columns is said with the words that were given",
        arguments: [
            ("", .none), (",", .none), ("name,shoe_size", .unknownColumn("shoe_size")),
            ("latitude", .unknownColumn("latitude")),
            ("phone:lats4", .unknownTreatment("lats4", of: .phone)),
            ("phone:", .unknownTreatment("", of: .phone)),
            ("gender:last4", .treatment(.last4, of: .gender)), ("note:hash", .treatment(.hash, of: .note)),
            ("phone:year", .treatment(.year, of: .phone)),
            ("joined_at:masked", .treatment(.masked, of: .joinedAt)),
            ("name,NAME", .repeated(ExportColumn(.name))),
            ("phone:hash,phone:hash=key", .repeated(ExportColumn(.phone, .hash, heading: "key"))),
            ("name=who,note=Who", .repeatedHeading("Who")),
            ("phone:last4,note=phone_last4", .repeatedHeading("phone_last4")),
            ("name=", .headingLength(0, of: ExportColumn(.name))),
            ("phone:last4=phone", .misleadingHeading("phone", of: ExportColumn(.phone, .last4))),
            ("note=Tier", .misleadingHeading("Tier", of: ExportColumn(.note))),
        ] as [(String, ExportColumn.ListError)])
    func faults(text: String, error: ExportColumn.ListError) {
        #expect(throws: error) { try ExportColumn.list(parsing: text) }
    }

    @Test("A heading has a hundred characters at most")
    func headingLength() throws {
        let longest = String(repeating: "x", count: ExportColumn.maximumHeadingLength)
        #expect(try ExportColumn.list(parsing: "name=\(longest)").first?.ownHeading == longest)
        #expect(throws: ListError.headingLength(101, of: ExportColumn(.name))) {
            try ExportColumn.list(parsing: "name=\(longest)x")
        }
    }

    @Test("Every column has a heading of its own in every language, with each of its treatments")
    func headings() {
        let columns = MemberExport.columns.flatMap { source in
            [ExportColumn(source)] + source.treatments.map { ExportColumn(source, $0) }
        }
        for language in [nil] + ExportLanguage.allCases.map(Optional.some) {
            let headings = columns.map { $0.heading(in: language) }
            #expect(Set(headings).count == columns.count)
            if language != nil {
                #expect(Set(headings).isDisjoint(with: MemberColumn.allCases.map(\.rawValue)))
            }
        }
    }
}
