// swift-tools-version: 6.3
import PackageDescription

/// The core needs none of the server's packages, and the drawing needs no package at all: `make test-core`
/// and `make test-drawing` build only those, each with `TESSERA_ONLY` and a build folder of its own.
let only = Context.environment["TESSERA_ONLY"]
let hasCore = only != "drawing"
let hasDrawing = only != "core"
let hasServer = only == nil

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// Modules that touch C say `unsafe` at every unsafe call.
let strictMemory = strict + [.strictMemorySafety()]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

// MARK: - C libraries, one target each, found by pkg-config

let systemLibraries: [Target] = [
    .systemLibrary(
        name: "CQRencode", pkgConfig: "libqrencode",
        providers: [.apt(["libqrencode-dev"]), .brew(["qrencode"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(
        name: "CRSVG", pkgConfig: "librsvg-2.0", providers: [.apt(["librsvg2-dev"]), .brew(["librsvg"])]),
    .systemLibrary(
        name: "CFontconfig", pkgConfig: "fontconfig",
        providers: [.apt(["libfontconfig-dev"]), .brew(["fontconfig"])]),
    .systemLibrary(
        name: "CBarcodeReader", pkgConfig: "zbar", providers: [.apt(["libzbar-dev"]), .brew(["zbar"])]),
    .systemLibrary(
        name: "CPoppler", pkgConfig: "poppler-glib",
        providers: [.apt(["libpoppler-glib-dev"]), .brew(["poppler"])]),
    .systemLibrary(
        name: "CQPDF", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"]), .brew(["qpdf"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
        name: "CArchive", pkgConfig: "libarchive",
        providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
    .systemLibrary(
        name: "CXLSXWriter", pkgConfig: "xlsxwriter",
        providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
    .systemLibrary(
        name: "CZXing", pkgConfig: "zxing", providers: [.apt(["libzxing-dev"]), .brew(["zxing-cpp"])]),
    // libpng reports errors by longjmp, which must not cross Swift frames: the calls that can fail live in C.
    .target(name: "CPNGShims", dependencies: ["CPNG"]),
    // zxing-cpp is C++ and reports by exceptions, which must not cross Swift frames either.
    .target(name: "CZXingShims", dependencies: ["CZXing"]),
]

// MARK: - The core, and the drawing

let coreTargets: [Target] = [
    // Instants, dates, money and identifiers: the values that the core's modules share.
    .target(name: "Vocabulary", swiftSettings: strict),
    .target(name: "Promotion", dependencies: ["Vocabulary"], swiftSettings: strict),
    .target(name: "Membership", dependencies: ["Vocabulary"], swiftSettings: strict),
    .target(name: "Measurement", dependencies: ["Vocabulary"], swiftSettings: strict),
    .target(name: "Payload", dependencies: [crypto], swiftSettings: strict),
    // What a till decides, keeps and uploads without a network; the only part of the core that writes a file.
    .target(
        name: "OfflineTill", dependencies: ["Vocabulary", "Promotion", "Payload", crypto],
        swiftSettings: strict),
]

let drawingTargets: [Target] = [
    // Swift's own vectors have no logic that stays in vectors.
    .target(name: "CLanes"),
    .target(
        name: "QRSymbol", dependencies: ["CQRencode", "CLanes"], swiftSettings: strictMemory,
        // Character sets; on Linux they are part of the C library.
        linkerSettings: [.linkedLibrary("iconv", .when(platforms: [.macOS]))]),
    .target(
        name: "Artwork",
        dependencies: [
            "QRSymbol", "CPNG", "CPNGShims", "CRSVG", "CFontconfig", "CBarcodeReader", "CPoppler", "CQPDF",
            "CZlib", "CZXingShims",
        ],
        swiftSettings: strictMemory),
    .target(name: "Archive", dependencies: ["CArchive"], swiftSettings: strictMemory),
    .target(name: "Spreadsheet", dependencies: ["CXLSXWriter"], swiftSettings: strictMemory),

    // The folder `templates` as Swift source, so that an installed binary may be moved.
    .executableTarget(name: "EmbedTemplatesTool", swiftSettings: strict),
    .plugin(
        name: "EmbedTemplates", capability: .buildTool(), dependencies: ["EmbedTemplatesTool"],
        path: "Sources/EmbedTemplates"),
    .target(name: "Templates", swiftSettings: strict, plugins: ["EmbedTemplates"]),
]

/// Our side of `make bench ONLY=symbols`.
let symbolSpeed: Target = .executableTarget(
    name: "SymbolSpeed", dependencies: ["QRSymbol", "Artwork", "CLanes"],
    path: "Tests/Benchmarks/SymbolSpeed",
    swiftSettings: strict)

/// Random texts, logos, shares and levels by the thousand: `make logo-cases`.
let logoCases: Target = .executableTarget(
    name: "LogoCases", dependencies: ["QRSymbol", "Artwork", "Support"], path: "Tests/Benchmarks/LogoCases",
    swiftSettings: strict)

/// A till that does nothing but write its journal, to be killed in the middle of it.
let journalWriter: Target = .executableTarget(
    name: "JournalWriter", dependencies: ["Vocabulary", "Payload", "OfflineTill"],
    path: "Tests/JournalWriter", swiftSettings: strict)

let testSupport: Target = .target(name: "Support", path: "Tests/Support", swiftSettings: strict)

let coreTests: [Target] = [
    .testTarget(name: "VocabularyTests", dependencies: ["Vocabulary", "Support"], swiftSettings: strict),
    .testTarget(
        name: "PromotionTests", dependencies: ["Vocabulary", "Promotion", "Support"], swiftSettings: strict),
    .testTarget(
        name: "MembershipTests", dependencies: ["Vocabulary", "Membership", "Support"],
        resources: [.copy("Place/Vectors")], swiftSettings: strict),
    .testTarget(
        name: "MeasurementTests", dependencies: ["Vocabulary", "Measurement", "Support"],
        swiftSettings: strict),
    .testTarget(
        name: "PayloadTests", dependencies: ["Payload", "Support", crypto],
        resources: [.copy("Vectors")], swiftSettings: strict),
    .testTarget(
        name: "OfflineTillTests",
        dependencies: [
            "Vocabulary", "Promotion", "Payload", "OfflineTill", "JournalWriter", "Support",
        ],
        swiftSettings: strict),
]

let drawingTests: [Target] = [
    .testTarget(name: "QRSymbolTests", dependencies: ["QRSymbol", "Support"], swiftSettings: strict),
    .testTarget(
        name: "ArtworkTests", dependencies: ["Artwork", "QRSymbol", "Support"],
        resources: [.copy("Snapshots")], swiftSettings: strict),
    .testTarget(name: "ArchiveTests", dependencies: ["Archive", "Support"], swiftSettings: strict),
    .testTarget(
        name: "SpreadsheetTests", dependencies: ["Spreadsheet", "Archive", "Support"], swiftSettings: strict),
    .testTarget(name: "TemplatesTests", dependencies: ["Templates"], swiftSettings: strict),
    .testTarget(name: "TidyTests", exclude: ["ratchet.json"], swiftSettings: strict),
]

// MARK: - Storage, server and command line

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let core: [Target.Dependency] = ["Vocabulary", "Promotion", "Membership", "Measurement", "Payload"]

let serverTargets: [Target] = [
    .systemLibrary(
        name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    .systemLibrary(
        name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    .systemLibrary(
        name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
    .target(name: "Courier", dependencies: ["CCurl"], swiftSettings: strictMemory),
    .target(
        name: "Workbook", dependencies: ["Vocabulary", "Archive", "CExpat"], swiftSettings: strictMemory),
    .target(name: "Store", dependencies: core, swiftSettings: strict),
    .target(name: "StoreSQLite", dependencies: core + ["Store", grdb, sqlite], swiftSettings: strict),
    .target(
        name: "StorePostgres", dependencies: core + ["Store", "CPostgres"], swiftSettings: strictMemory),
    .target(
        name: "Service",
        dependencies: core + [
            "OfflineTill", "Store", "QRSymbol", "Artwork", "Archive", "Spreadsheet", "Workbook", "Templates",
            yams, logging, crypto,
        ],
        swiftSettings: strict,
        // Character sets; on Linux they are part of the C library.
        linkerSettings: [.linkedLibrary("iconv", .when(platforms: [.macOS]))]),
    .target(
        name: "Web",
        dependencies: core + [
            "Store", "Service", "Templates", hummingbird, mustache, logging, lifecycle,
        ],
        swiftSettings: strict),
    .executableTarget(
        name: "tessera",
        dependencies: core + [
            "OfflineTill", "Store", "StoreSQLite", "StorePostgres", "QRSymbol", "Artwork", "Archive",
            "Templates", "Service", "Web", "Courier", arguments, logging, lifecycle,
        ],
        swiftSettings: strict),
]

let serverTests: [Target] = [
    .testTarget(
        name: "WorkbookTests", dependencies: ["Workbook", "Archive", "Support"], swiftSettings: strict),
    .testTarget(
        name: "StoreContractTests",
        dependencies: core + ["Store", "StoreSQLite", "StorePostgres", "Support", grdb],
        resources: [.copy("Schemas")], swiftSettings: strict),
    .testTarget(
        name: "ServiceTests",
        dependencies: core + [
            "OfflineTill", "Service", "Store", "StoreSQLite", "QRSymbol", "Artwork", "Archive", "Templates",
            "Support",
        ],
        swiftSettings: strict),
    .testTarget(
        name: "WebTests",
        dependencies: core + [
            "OfflineTill", "Web", "Service", "Store", "StoreSQLite", "Templates", "Support", hummingbird,
        ],
        swiftSettings: strict),
    .testTarget(
        name: "CLITests", dependencies: core + ["tessera", "OfflineTill", "Service", "Support"],
        exclude: ["Snapshots"],
        swiftSettings: strict),
]

let serverPackages: [Package.Dependency] = [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
]

let libraries: [Product] =
    (hasDrawing
        ? [
            .library(name: "QRSymbol", targets: ["QRSymbol"]),
            .library(name: "Artwork", targets: ["Artwork"]),
        ]
        : [])
    + (hasCore
        ? [
            .library(name: "Payload", targets: ["Payload"]),
            .library(name: "Promotion", targets: ["Promotion", "Vocabulary"]),
        ] : [])

let package = Package(
    name: "tessera",
    platforms: [.macOS(.v15)],
    products: libraries + (hasServer ? [.executable(name: "tessera", targets: ["tessera"])] : []),
    dependencies: (hasCore
        ? [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")] : [])
        + (hasServer ? serverPackages : []),
    targets: [testSupport] + (hasCore ? coreTargets + [journalWriter] + coreTests : [])
        + (hasDrawing ? systemLibraries + drawingTargets + [symbolSpeed, logoCases] + drawingTests : [])
        + (hasServer ? serverTargets + serverTests : []),
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
