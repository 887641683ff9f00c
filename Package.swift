// swift-tools-version:6.1
import PackageDescription

// The targets stand in the order in which data flows. Those in the middle (Fetching, Archive, Formats, Warehouse,
// Figures, Publishing) never import one another; only Runs joins them. Only Fetching sees curl, only Warehouse sees SQLite.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "soundings",
  products: [.executable(name: "soundings", targets: ["soundings"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CBrotli", providers: [.apt(["libbrotli-dev"])]),
    .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),

    .target(name: "Model", swiftSettings: settings),
    .target(
      name: "Manifest",
      dependencies: ["Model", .product(name: "Yams", package: "Yams")], swiftSettings: settings),
    .target(
      name: "Fetching",
      dependencies: [
        "Model", "Manifest", "CCurl", "CZlib", "CBrotli",
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: settings),
    .target(
      name: "Archive",
      dependencies: ["Model", "Manifest", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: settings),
    .target(name: "Formats", dependencies: ["Model"], swiftSettings: settings),
    .target(
      name: "Warehouse",
      dependencies: [
        "Model", "Manifest",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ], swiftSettings: settings),
    .target(name: "Figures", dependencies: ["Model", "Manifest"], swiftSettings: settings),
    .target(
      name: "Publishing",
      dependencies: [
        "Model", "Manifest", "CXlsxWriter", "CZlib", .product(name: "Mustache", package: "swift-mustache"),
      ],
      // Templates become bytes in the program: it stays one file.
      resources: [.embedInCode("Templates/pages"), .embedInCode("Templates/proof")],
      swiftSettings: settings),
    .target(
      name: "Runs",
      dependencies: [
        "Model", "Manifest", "Fetching", "Archive", "Formats", "Warehouse", "Figures", "Publishing",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "soundings",
      dependencies: [
        "Model", "Manifest", "Runs", "Figures", "Publishing",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),

    .target(name: "TestTools", path: "Tests/TestTools", swiftSettings: settings),
    .target(
      name: "StandIn", dependencies: ["Manifest"], path: "Tests/StandIn", exclude: ["server.py", "faults.py"],
      swiftSettings: settings),
    .testTarget(
      name: "FetchingTests", dependencies: ["Fetching", "StandIn", "Model", "Manifest"], swiftSettings: settings),
    .testTarget(name: "CommandTests", dependencies: ["soundings", "StandIn", "TestTools"], swiftSettings: settings),
    .testTarget(name: "ManifestTests", dependencies: ["Manifest", "Model"], swiftSettings: settings),
    .testTarget(name: "FormatsTests", dependencies: ["Formats", "Model"], swiftSettings: settings),
    .testTarget(name: "WarehouseTests", dependencies: ["Warehouse", "Model", "Manifest"], swiftSettings: settings),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "Runs", "Manifest", "Model", "Figures", "Publishing", "Warehouse", "TestTools",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      exclude: ["Browser", "datasette_get.py", "same_cells.py"],
      swiftSettings: settings),
    .testTarget(name: "FiguresTests", dependencies: ["Figures", "Model", "Manifest"], swiftSettings: settings),
    .testTarget(
      name: "PublishingTests",
      dependencies: [
        "Publishing", "Model", "Manifest", "TestTools", .product(name: "Crypto", package: "swift-crypto"),
      ],
      exclude: ["workbook.py", "vega_check.py"], swiftSettings: settings),
  ]
)
