// swift-tools-version: 6.2
import PackageDescription

// The table below is the diagram: a target may import only what its line names.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

func ours(_ name: String, _ imports: String...) -> Target {
  .target(
    name: name, dependencies: imports.map { .byName(name: $0) }, swiftSettings: settings)
}

func tests(_ name: String, _ imports: String...) -> Target {
  .testTarget(
    name: name, dependencies: imports.map { .byName(name: $0) }, swiftSettings: settings)
}

func support(_ name: String, _ imports: String...) -> Target {
  .target(
    name: name, dependencies: imports.map { .byName(name: $0) }, path: "Tests/\(name)",
    swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "handrail",
  products: [
    .library(name: "Handrail", targets: ["Handrail"]),
    .executable(name: "handrail", targets: ["HandrailCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    ours("HandrailSource"),
    ours("HandrailEngine"),
    ours("HandrailSyntax", "HandrailSource"),
    ours("HandrailModel", "HandrailSource", "HandrailEngine", "HandrailSyntax"),
  ]
)
