import Vocabulary

/// Reads one row onto what the store has, field by field, noting what it meets.
struct RowEvaluation {
    let row: ListedRow
    let record: CSVRecord
    let layout: MemberLayout
    let context: MemberImport.Context
    private(set) var result: MemberRecord
    private let isNew: Bool
    private var findings: [Finding] = []

    init(
        row: ListedRow, record: CSVRecord, layout: MemberLayout, context: MemberImport.Context, id: MemberID,
        existing: MemberRecord?
    ) {
        self.row = row
        self.record = record
        self.layout = layout
        self.context = context
        isNew = existing == nil
        let blank = Member(id: id, joinedAt: context.now, marketingConsent: .neverAsked(at: context.now))
        result = existing ?? MemberRecord(member: blank, identities: [])
    }

    /// Reads every column, in the order of `MemberColumn`, which is the order of the findings.
    mutating func readAll(claims: IdentityClaims, owners: [Identity: MemberID]) {
        readState()
        readName()
        for (kind, reading) in zip(Identity.Kind.allCases, row.readings) {
            readIdentity(kind, reading, claims: claims, owners: owners)
        }
        readGender()
        readHomeStore()
        readTier()
        readPlace()
        readJoinedAt()
        readSource()
        readConsent()
        readLanguage()
        readNote()
        readBirthday()
    }

    func outcome(comparedWith existing: MemberRecord?) -> RowOutcome {
        guard !findings.contains(where: { $0.reason.effect == .refused }) else { return .refused(findings) }
        return .accepted(result, RowOutcome.Change(from: existing, to: result), findings)
    }

    /// Notes what was found before the row's text was read.
    mutating func note(_ earlier: [Finding]) { findings += earlier }

    /// Whether the list may say what a column holds, of which the store has something or nothing.
    private func mayWrite(_ column: MemberColumn, hasValue: Bool) -> Bool {
        guard !isNew else { return true }
        return switch layout.update(of: column) {
        case .overwrite: true
        case .fillEmpty: !hasValue
        case .keep: false
        }
    }

    // MARK: - Text

    private mutating func readName() {
        if let name = line(.name), mayWrite(.name, hasValue: !result.member.name.isEmpty) {
            result.member.name = name
        }
        if result.member.name.isEmpty { note(.name, .missingName) }
    }

    private mutating func readSource() {
        guard let source = line(.source), mayWrite(.source, hasValue: !result.member.source.isEmpty) else {
            return
        }
        result.member.source = source
    }

    private mutating func readNote() {
        let text = layout.field(.note, of: record)
        let clean = FieldText.trimmed(FieldText.withoutControls(text))
        guard !clean.isEmpty else { return }
        if clean.unicodeScalars.count < FieldText.trimmed(text).unicodeScalars.count {
            note(.note, .controlCharactersRemoved)
        }
        guard clean.utf8.count <= MemberImport.maximumNoteBytes else {
            return note(.note, .textTooLong, clean)
        }
        if SpreadsheetText.isFormulaLike(clean) { note(.note, .formulaLike, clean) }
        guard mayWrite(.note, hasValue: !result.member.note.isEmpty) else { return }
        result.member.note = clean
    }

    /// The text of a column in one clean line, or `nil` if it is empty or too long.
    private mutating func line(_ column: MemberColumn) -> String? {
        let text = layout.field(column, of: record)
        let visible = FieldText.withoutControls(text)
        if visible.unicodeScalars.count < text.unicodeScalars.count {
            note(column, .controlCharactersRemoved)
        }
        let clean = FieldText.singleSpaced(visible)
        guard !clean.isEmpty else { return nil }
        if clean != visible { note(column, .whitespaceNormalised, text) }
        guard clean.utf8.count <= MemberImport.maximumLineBytes else {
            note(column, .textTooLong, clean)
            return nil
        }
        if SpreadsheetText.isFormulaLike(clean) { note(column, .formulaLike, clean) }
        return clean
    }

    // MARK: - Identities

    private mutating func readIdentity(
        _ kind: Identity.Kind, _ reading: IdentityReading.Result, claims: IdentityClaims,
        owners: [Identity: MemberID]
    ) {
        switch reading {
        case .absent: break
        case .invalid(let text): note(kind.column, kind.invalid, text)
        case .valid(let identity):
            // Already this member's in the store: somebody has decided, or the same list comes again.
            guard !result.identities.contains(identity) else { return }
            let owner = owners[identity] ?? result.member.id
            guard !claims.isShared(identity), owner == result.member.id else {
                return findings.append(
                    Finding(
                        line: record.line, field: kind.column.rawValue, reason: kind.shared,
                        value: identity.masked, identity: identity))
            }
            let former = result.identity(kind)
            guard mayWrite(kind.column, hasValue: former != nil) else { return }
            if let former {
                note(kind.column, .identityReplaced, former.masked)
                result.identities.remove(former)
            }
            result.identities.insert(identity)
        }
    }

    // MARK: - State

    /// Comes first, since other columns depend on it.
    ///
    /// A state decides what somebody is owed, so that of a word that is none no guess is made. Who joins by a list does so
    /// when the list is read, unless it has a date.
    private mutating func readState() {
        guard let text = word(.state) else { return }
        guard let state = MemberState(givenBy: text) else { return note(.state, .unknownState, text) }
        guard !isNew else {
            result.member.state = state
            return
        }
        guard result.member.state.advanced(to: state) != result.member.state,
            mayWrite(.state, hasValue: true)
        else { return }
        result.member.state = state
        result.member.joinedAt = context.now
    }

    // MARK: - Attributes

    private mutating func readGender() {
        guard let text = word(.gender) else { return }
        guard let gender = Gender(parsing: text) else { return note(.gender, .unknownGender, text) }
        guard mayWrite(.gender, hasValue: result.member.gender != nil) else { return }
        result.member.gender = gender
    }

    private mutating func readBirthday() {
        guard let text = word(.birthday) else { return }
        guard let birthday = birthday(of: text) else { return note(.birthday, .invalidBirthday, text) }
        guard mayWrite(.birthday, hasValue: result.member.birthday != nil) else { return }
        result.member.birthday = birthday
    }

    private func birthday(of text: String) -> Birthday? {
        let now = LocalMoment(instant: context.now, utcOffsetSeconds: 14 * 3_600).date
        if let pattern = layout.mapping.columns[.birthday]?.pattern {
            return (try? pattern.time(parsing: text))?.date.flatMap { $0 <= now ? Birthday($0) : nil }
        }
        if let birthday = try? Birthday(parsing: text, today: now) { return birthday }
        // Sheets write a day with its midnight, or with slashes.
        guard case .local(let time) = try? DateTimeScanner.reading(of: text) else { return nil }
        return time.date.flatMap { $0 <= now ? Birthday($0) : nil }
    }

    private mutating func readHomeStore() {
        guard let text = word(.homeStore) else { return }
        guard let store = try? StoreID(parsing: text), context.stores[store] != nil else {
            return note(.homeStore, .unknownStore, text)
        }
        guard mayWrite(.homeStore, hasValue: result.member.homeStore != nil) else { return }
        result.member.homeStore = store
    }

    private mutating func readTier() {
        guard let text = word(.tier) else { return }
        guard let tier = Tier(parsing: text) else { return note(.tier, .invalidTier, text) }
        guard result.member.state == .member else { return note(.tier, .tierOfFollower, text) }
        guard mayWrite(.tier, hasValue: result.member.tier != nil) else { return }
        result.member.tier = tier
    }

    private mutating func readLanguage() {
        guard let text = word(.language) else { return }
        guard let language = Language(parsing: text) else { return note(.language, .unknownLanguage, text) }
        guard mayWrite(.language, hasValue: result.member.language != nil) else { return }
        result.member.language = language
    }

    private mutating func readJoinedAt() {
        guard let text = word(.joinedAt) else {
            if isNew { note(.joinedAt, .missingDate) }
            return
        }
        do throws(DateTimeText.ParseError) {
            let joinedAt = try instant(of: text)
            guard joinedAt <= context.now else { return note(.joinedAt, .futureDate, text) }
            // The store always has one.
            guard mayWrite(.joinedAt, hasValue: true) else { return }
            result.member.joinedAt = joinedAt
        } catch {
            note(.joinedAt, error == .impossible ? .impossibleDate : .malformedDate, text)
        }
    }

    private func instant(of text: String) throws(DateTimeText.ParseError) -> Instant {
        if let pattern = layout.mapping.columns[.joinedAt]?.pattern {
            return context.instant(try pattern.time(parsing: text))
        }
        return switch try DateTimeScanner.reading(of: text) {
        case .instant(let instant): instant
        case .local(let time): context.instant(time)
        }
    }

    /// A refusal that the member has made stands against any list, and a withdrawal in a list is obeyed, whatever the
    /// rule for updates.
    private mutating func readConsent() {
        guard let text = word(.marketingConsent) else { return }
        guard let state = Consent.State(parsing: text) else {
            return note(.marketingConsent, .unknownConsent, text)
        }
        let former = result.member.marketingConsent.state
        guard state != .unknown, state != former else { return }
        guard !(former == .denied && state == .granted) else {
            return note(.marketingConsent, .consentConflict, text)
        }
        guard state == .denied || mayWrite(.marketingConsent, hasValue: former != .unknown) else { return }
        result.member.marketingConsent = Consent(state: state, source: "import", recordedAt: context.now)
    }

    // MARK: - Place

    private mutating func readPlace() {
        let latitude = word(.latitude)
        let longitude = word(.longitude)
        if let latitude, let longitude {
            readCoordinates(latitude: latitude, longitude: longitude)
        } else if let half = latitude ?? longitude {
            note(latitude == nil ? .longitude : .latitude, .incompleteCoordinates, half)
        } else if let text = word(.cell) {
            guard let cell = CoarseCell(parsing: text) else { return note(.cell, .invalidCell, text) }
            guard mayWrite(.cell, hasValue: result.member.cell != nil) else { return }
            result.member.cell = cell
        }
    }

    private mutating func readCoordinates(latitude: String, longitude: String) {
        guard let north = DecimalText.degrees(latitude) else {
            return note(.latitude, .malformedCoordinates, latitude)
        }
        guard let east = DecimalText.degrees(longitude) else {
            return note(.longitude, .malformedCoordinates, longitude)
        }
        guard Coordinate(latitude: north, longitude: 0) != nil else {
            return note(.latitude, .coordinatesOutOfRange, latitude)
        }
        guard Coordinate(latitude: 0, longitude: east) != nil else {
            return note(.longitude, .coordinatesOutOfRange, longitude)
        }
        // A wrong datum is wrong by up to a kilometre, and no datum is the better guess.
        guard let name = word(.datum) else { return note(.datum, .missingDatum) }
        guard let datum = Datum(rawValue: name.lowercased()) else { return note(.datum, .unknownDatum, name) }
        guard let place = Coordinate(latitude: north, longitude: east, datum: datum) else {
            return note(.latitude, .coordinatesOutOfRange, latitude)
        }
        guard mayWrite(.cell, hasValue: result.member.cell != nil) else { return }
        result.member.cell = CoarseCell(containing: place)
    }

    // MARK: - Shared

    /// The field without the space around it, or `nil` if that leaves nothing.
    private func word(_ column: MemberColumn) -> String? {
        let text = FieldText.trimmed(layout.field(column, of: record))
        return text.isEmpty ? nil : text
    }

    private mutating func note(_ column: MemberColumn, _ reason: Finding.Reason, _ value: String? = nil) {
        findings.append(Finding(line: record.line, field: column.rawValue, reason: reason, value: value))
    }
}

extension MemberImport {
    /// 400 bytes of UTF-8: 130 Chinese or 400 Latin letters; the longest names known fit.
    package static let maximumLineBytes = 400
    /// 4,000 bytes: a page of notes; more belongs in a document.
    package static let maximumNoteBytes = 4_000
}
