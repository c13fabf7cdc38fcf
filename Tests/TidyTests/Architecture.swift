/// The table of modules in the article *Architecture*, as data.
///
/// Nothing imports upwards. A new arrow is a decision: change the article together with this table.
enum Architecture {
    private static let core: Set = ["Vocabulary", "Promotion", "Membership", "Measurement", "Payload"]
    /// The C library by its names on Linux and macOS: file modes and number functions.
    private static let system: Set = ["Glibc", "Musl", "Darwin"]
    private static let store = core.union(["Synchronization", "Dispatch"])

    /// What the files of a module may import; the executable is not here, for it may import anything.
    static let allowedImports: [String: Set<String>] = [
        "Vocabulary": [],
        "Promotion": ["Vocabulary"],
        "Membership": ["Vocabulary"],
        "Measurement": ["Vocabulary"],
        "Payload": ["Crypto"],
        // The journal is a file, synced before a cashier sees green.
        "OfflineTill": system.union(["Vocabulary", "Promotion", "Payload", "Crypto"]),
        "QRSymbol": system.union(["CQRencode", "CLanes"]),
        "Artwork": system.union([
            "QRSymbol", "CPNG", "CPNGShims", "CRSVG", "CFontconfig", "CBarcodeReader", "CPoppler", "CQPDF",
            "CZlib", "CZXingShims",
            // A reader that is given a time limit runs on a thread of its own.
            "Dispatch", "Synchronization",
        ]),
        "Archive": system.union(["CArchive"]),
        "Workbook": ["Vocabulary", "Archive", "CExpat"],
        "Spreadsheet": system.union(["CXLSXWriter"]),
        "EmbedTemplates": ["Foundation", "PackagePlugin"],
        "EmbedTemplatesTool": ["Foundation"],
        "Templates": ["Foundation"],
        "Store": store,
        "StoreSQLite": store.union(system).union(["Store", "GRDB", "GRDBSQLite", "Foundation"]),
        "StorePostgres": store.union(system).union(["Store", "CPostgres", "Foundation"]),
        "Courier": ["CCurl", "Foundation", "Synchronization"],
        "Service": core.union(system).union([
            // What tills fetch and upload is written in their own terms.
            "OfflineTill",
            "Store", "Synchronization", "QRSymbol", "Artwork", "Archive", "Spreadsheet", "Workbook",
            "Templates",
            "Yams",
            "Logging", "Crypto", "Foundation",
        ]),
        "Web": core.union([
            "Store", "Service", "Templates", "Foundation", "Synchronization",
            "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOHTTP1", "NIOPosix", "Mustache",
            "Logging", "ServiceLifecycle",
        ]),
    ]

    /// The module that may import anything: the only composition root.
    static let executable = "tessera"

    /// The libraries that other programs link, and the modules between them and the executable.
    static let modules = allowedImports.keys.filter { !$0.hasPrefix("Embed") }.sorted()

    /// What may stand at the top of the repository.
    static let topLevel: Set = [
        ".ci", ".gitignore", ".swift-format", "CHANGELOG.md", "LICENSE", "Makefile", "Package.swift",
        "README.md", "Sources", "Tests", "output", "templates",
    ]
}
