import Membership

extension MemberImportReport {
    /// 5 lines of each kind show what it is about; the JSON document has all of them.
    package static let shownCount = 5

    /// The report for people: counts, then what was noticed, the gravest first, by its reason.
    package var text: String {
        var lines = ["\(rows) rows: \(added) added, \(updated) updated, \(unchanged) unchanged,"]
        lines[0] += " \(refused) refused, \(questions) with a question"
        if dryRun { lines.insert("A dry run: nothing was written.", at: 0) }
        lines.append("Read as " + form)
        let groups = Dictionary(grouping: findings, by: \.reason)
        for effect in Finding.Effect.allCases {
            let reasons = Finding.Reason.allCases.filter { $0.effect == effect && groups[$0.rawValue] != nil }
            guard !reasons.isEmpty else { continue }
            lines += ["", effect.heading]
            for reason in reasons { lines += section(reason, entries: groups[reason.rawValue] ?? []) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What the list was taken for, so that a wrong guess is seen.
    private var form: String {
        [format, encoding, delimiter.map { $0 + " between the fields" }].compactMap(\.self)
            .joined(separator: ", ")
    }

    private func section(_ reason: Finding.Reason, entries: [Entry]) -> [String] {
        var lines = ["  \(reason.sentence) (\(reason.rawValue), \(entries.count))"]
        for entry in entries.prefix(Self.shownCount) {
            let value = entry.value.map { ": " + DisplayText.printable($0) } ?? ""
            lines.append("    line \(entry.line), \(entry.field)\(value)")
        }
        if entries.count > Self.shownCount {
            lines.append("    and \(entries.count - Self.shownCount) more")
        }
        return lines
    }
}

extension Finding.Effect {
    fileprivate var heading: String {
        switch self {
        case .refused: "Refused: these rows were not taken"
        case .question: "Questions: taken without the field until somebody decides"
        case .dropped: "Dropped: taken without the field, which cannot be meant as it stands"
        case .changed: "Changed: taken with another value"
        case .noted: "Noted: taken as it is"
        }
    }
}

extension Finding.Reason {
    /// What was noticed, for the person who will mend the list.
    fileprivate var sentence: String {
        switch self {
        case .wrongColumnCount: "The row has more or fewer fields than the heading"
        case .invalidUTF8: "The row has bytes that are no text in the list's encoding"
        case .malformedQuote: "Text follows a closing quote"
        case .missingMemberID: "No member id"
        case .malformedMemberID: "The member id has characters or a length that ids do not have"
        case .inactiveMember:
            "The member has left, was erased or is part of another one: no list brings them back"
        case .duplicateID: "An earlier row is about this member and says something else"
        case .unknownState: "The state is neither follower nor member"
        case .impossibleDate: "No calendar has this date"
        case .malformedDate: "Not a date with the year first"
        case .sharedPhone: "Two members have this phone; neither got it"
        case .sharedOpenID: "Two members have this OpenID; neither got it"
        case .sharedUnionID: "Two members have this UnionID; neither got it"
        case .sharedEmail: "Two members have this e-mail address; neither got it"
        case .sharedCardNumber: "Two members have this card number; neither got it"
        case .futureDate: "The join date is still to come"
        case .unknownStore: "There is no such store in tessera.yaml"
        case .consentConflict: "The list agrees to marketing where the member has refused"
        case .invalidPhone: "Not a phone number that a message can reach"
        case .invalidOpenID: "Not a WeChat OpenID"
        case .invalidUnionID: "Not a WeChat UnionID"
        case .invalidEmail: "Not an e-mail address"
        case .invalidCardNumber: "Not a card number"
        case .invalidBirthday: "Not a day that somebody can have been born on"
        case .unknownGender: "A word for gender that is not known"
        case .unknownConsent: "Neither yes nor no"
        case .unknownLanguage: "Not a language tag"
        case .unknownDatum: "A datum other than wgs84, gcj02 and bd09"
        case .missingDatum: "Coordinates without a datum"
        case .incompleteCoordinates: "Latitude or longitude alone"
        case .malformedCoordinates: "Not degrees"
        case .coordinatesOutOfRange: "No such place on earth"
        case .invalidCell: "Not a geohash of five characters"
        case .tierOfFollower: "A tier of somebody who has not joined"
        case .invalidTier: "Not a tier's name"
        case .textTooLong: "The text is too long"
        case .whitespaceNormalised: "White space was put in order"
        case .controlCharactersRemoved: "Characters that show nothing were taken out"
        case .identityReplaced: "The member had another one before"
        case .missingDate: "No join date; the day of the import was taken"
        case .formulaLike: "A spreadsheet could take this for a formula; it is exported as text"
        case .duplicateRow: "The same row was there before"
        case .missingKey: "Nothing by which the member could be found"
        case .malformedKey: "What the member is found by is not readable"
        case .malformedJSON: "The line is no JSON object"
        case .wrongType: "A value that is no text"
        case .inexactNumber: "A number that may have been rounded; have the column written as text"
        case .cellError: "The cell's formula failed"
        case .guessedEncoding: "The encoding was guessed; look at the names, or say --encoding"
        case .missingName: "No name"
        case .unknownColumn: "A column that is not known was left out"
        }
    }
}
