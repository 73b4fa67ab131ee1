// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is held to the same rules: warnings are errors, unsafe code says so.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "calltally",
  products: [
    .executable(name: "calltally", targets: ["Tool"])
  ],
  targets: [
    .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter",
      pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"])]
    ),
    .systemLibrary(name: "CPostgreSQL"),
    .systemLibrary(name: "CCurl"),
    .systemLibrary(name: "CLinux"),
    .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: strict),
    .target(name: "PostgreSQL", dependencies: ["CPostgreSQL"], swiftSettings: strict),
    .target(name: "Reports", swiftSettings: strict),
    .target(
      name: "Tally",
      dependencies: ["CLZ4", "CLinux", "CZlib", "CZstd", "PostgreSQL", "Reports", "SQLite"],
      resources: [.embedInCode("SQL")],
      swiftSettings: strict
    ),
    .target(
      name: "Export",
      dependencies: ["CXLSXWriter", "CZlib", "Reports"],
      swiftSettings: strict
    ),
    .target(name: "Remote", dependencies: ["CCurl", "Reports", "Tally"], swiftSettings: strict),
    .target(name: "Arguments", swiftSettings: strict),
    .executableTarget(
      name: "Tool",
      dependencies: ["Arguments", "Export", "Remote", "Reports", "Tally"],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "FixtureGenerator",
      dependencies: ["CZlib", "CZstd", "Reports"],
      path: "fixtures/generator",
      swiftSettings: strict
    ),
    .target(name: "Support", path: "Tests/Support", swiftSettings: strict),
    .testTarget(
      name: "ArgumentsTests",
      dependencies: ["Arguments", "Support"],
      exclude: ["Snapshots"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ExportTests",
      dependencies: ["CZlib", "Export", "Reports", "Support"],
      exclude: ["Snapshots"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "FixtureGeneratorTests",
      dependencies: ["FixtureGenerator", "Reports"],
      swiftSettings: strict
    ),
    .testTarget(name: "PostgreSQLTests", dependencies: ["PostgreSQL"], swiftSettings: strict),
    .testTarget(
      name: "RemoteTests",
      dependencies: ["Remote", "Reports", "Support", "Tally"],
      swiftSettings: strict
    ),
    .testTarget(name: "ReportsTests", dependencies: ["Reports", "Support"], swiftSettings: strict),
    .testTarget(name: "SQLiteTests", dependencies: ["SQLite", "Support"], swiftSettings: strict),
    .testTarget(
      name: "TallyTests",
      dependencies: ["CLZ4", "CZlib", "CZstd", "Reports", "SQLite", "Support", "Tally"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ToolTests",
      dependencies: ["Arguments", "Export", "Reports", "SQLite", "Support", "Tally", "Tool"],
      swiftSettings: strict
    ),
  ]
)
