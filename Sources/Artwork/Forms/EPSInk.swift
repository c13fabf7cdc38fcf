/// How an EPS file names and sets one ink.
struct EPSInk {
    /// The comments of the header that name a spot ink, without the process inks.
    let comments: [String]
    /// What sets the colour.
    let setting: String
    /// What sets the colour space of pictures in tones of a spot ink.
    let space: String?
    /// The process inks that it needs.
    let process: Ink.Process?

    /// Checks an ink; its parts may come from elsewhere than ``Ink/init(parsing:)``.
    init(_ ink: Ink) throws(FormError) {
        switch ink {
        case .black: self.init(process: .key)
        case .process(let inks):
            try Self.check(inks)
            self.init(process: inks)
        case .spot(let name, let appearance):
            try Self.check(appearance)
            try self.init(spot: name, appearance: appearance)
        }
    }

    /// Sets process inks.
    init(process inks: Ink.Process) {
        comments = []
        setting = inks.shares.map(decimalText).joined(separator: " ") + " setcmykcolor"
        space = nil
        process = inks
    }

    /// A Separation colour space, PLRM 4.8.4: the transform is what devices without the ink show.
    private init(spot name: String, appearance: Ink.Process) throws(FormError) {
        let string = PostScriptText.string(name)
        // `All` and `None` are no inks (PLRM 4.8.4).
        guard !["All", "None", ""].contains(name), name.utf8.count <= Ink.maximumNameByteCount,
            string.utf8.count <= FormLimits.epsTextByteCount,
            name.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { throw .inkName(name, maximumByteCount: Ink.maximumNameByteCount) }
        let shares = appearance.shares.map(decimalText)
        comments = [
            "%%DocumentCustomColors: \(string)",
            "%%CMYKCustomColor: \(shares.joined(separator: " ")) \(string)",
        ]
        let space =
            "[/Separation \(string) cvn /DeviceCMYK\n"
            + "{dup \(shares[0]) mul exch dup \(shares[1]) mul exch dup \(shares[2]) mul exch \(shares[3]) mul}]"
            + " setcolorspace"
        self.space = space
        setting = space + "\n1 setcolor"
        process = nil
    }

    private static func check(_ inks: Ink.Process) throws(FormError) {
        for share in inks.shares where !(0...1).contains(share) { throw .inkShare(share) }
    }
}

extension Ink {
    /// About what it looks like, for the check that a scanner tells it from the ground.
    var appearance: Process {
        switch self {
        case .black: .key
        case .process(let inks): inks
        case .spot(_, let appearance): appearance
        }
    }
}
