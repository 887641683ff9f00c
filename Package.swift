// swift-tools-version:6.1
import PackageDescription

// The targets are listed in the order in which data flows; the dependency graph is the architecture (Sources/README.md).
// Model, Words, System and Manifest are for everyone. Those in the middle (Fetching to Publishing) never import one another;
// only Runs joins them. Only Fetching uses curl, only Warehouse uses SQLite.
//
// Versions are exact because Package.resolved is not committed: the same sources give the same pages. What these packages
// depend on in turn (swift-asn1 under swift-crypto, of which only SHA-256 is used) no page depends on.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // That no two accesses to a variable overlap is checked while the program runs in debug builds, as which all tests run; in the inner
  // loops of the loader those checks cost more than the work.
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
  // Where Debian has the headers of libxml2. With `pkgConfig` the program would be linked with it too (Sources/CXML/shim.h).
  .unsafeFlags(["-Xcc", "-I/usr/include/libxml2"]),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// What every room may use.
let basics: [Target.Dependency] = ["Model", "Words", "System"]

func room(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(of name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: basics + dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "soundings",
  products: [.executable(name: "soundings", targets: ["soundings"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CBrotli", providers: [.apt(["libbrotli-dev"])]),
    .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CXML", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CGeodesic", providers: [.apt(["libproj-dev"])]),

    room("Model", []),
    room("Words", ["Model"]),
    room("System", ["Model", "CLinux", "CZlib", crypto]),
    room("Manifest", basics + [yams]),
    room("Fetching", basics + ["Manifest", "CCurl", "CBrotli"]),
    room("Archive", basics + ["Manifest"]),
    room("Formats", basics + ["CZlib", "CXML"]),
    room("Warehouse", basics + ["Manifest", "CGeodesic", grdb, grdbSQLite]),
    room("Figures", basics + ["Manifest"]),
    room("Drafts", basics + ["Manifest"]),
    room("Charts", basics + ["Manifest", "CZlib"]),
    room(
      "Publishing", basics + ["Manifest", "CXlsxWriter", "CZlib", mustache],
      // Templates become bytes in the program: it stays one file.
      resources: [.embedInCode("Templates/pages"), .embedInCode("Templates/proof")]),
    room(
      "Runs",
      basics + [
        "Manifest", "Fetching", "Archive", "Formats", "Warehouse", "Figures", "Drafts", "Charts", "Publishing",
      ]),
    .executableTarget(
      name: "soundings",
      dependencies: basics + ["Manifest", "Runs", "Figures", "Drafts", "Publishing", argumentParser],
      swiftSettings: settings),

    .target(name: "TestTools", dependencies: ["Model", "Manifest"], path: "Tests/TestTools", swiftSettings: settings),
    .target(
      name: "StandIn", dependencies: ["Manifest"], path: "Tests/StandIn", exclude: ["server.py", "faults.py"],
      swiftSettings: settings),
    .target(
      name: "PipelineTools",
      dependencies: ["Model", "System", "Manifest", "Figures", "Publishing", "Runs", "TestTools"],
      path: "Tests/PipelineTools", swiftSettings: settings),
    tests(of: "Model", []),
    tests(of: "Words", []),
    tests(of: "System", []),
    tests(of: "Manifest", ["Manifest", "TestTools"]),
    tests(of: "Fetching", ["Manifest", "Fetching", "StandIn", "TestTools"]),
    tests(of: "Archive", ["Manifest", "Archive", "TestTools"]),
    tests(of: "Formats", ["Formats", "TestTools"], exclude: ["Excel/excel_cells.py", "PDF/pdf_cells.py"]),
    tests(of: "Warehouse", ["Manifest", "Warehouse", "TestTools"]),
    tests(of: "Figures", ["Manifest", "Figures", "TestTools"]),
    tests(of: "Drafts", ["Manifest", "Drafts", "TestTools"]),
    tests(of: "Charts", ["Manifest", "Charts", "TestTools"], exclude: ["vega_check.py"]),
    tests(of: "Publishing", ["Manifest", "Publishing", "TestTools", crypto], exclude: ["workbook.py"]),
    tests(
      of: "Runs",
      [
        "Manifest", "Fetching", "Archive", "Runs", "Figures", "Publishing", "Warehouse", "PipelineTools", "TestTools",
      ]),
    tests(
      of: "Pipeline",
      ["Manifest", "Runs", "Figures", "Publishing", "Warehouse", "Charts", "PipelineTools", "TestTools", crypto],
      exclude: ["Browser", "Plans", "datasette_get.py", "duckdb_rows.py", "publisher_rows.py", "same_cells.py"]),
    // Without the target of the program, which `swift build` makes anyway: a change in a room would compile all of these tests again.
    tests(
      of: "Command", ["StandIn", "TestTools"],
      exclude: ["Keeping/interrupt.c", "Work/counts.json", "Year/mails.txt"]),
    tests(of: "House", ["soundings", argumentParser]),
  ]
)
