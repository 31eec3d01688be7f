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
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    ours("HandrailSource"),
    ours("HandrailEngine"),
    ours("HandrailSyntax", "HandrailSource"),
    ours("HandrailModel", "HandrailSource", "HandrailEngine", "HandrailSyntax"),
    ours("HandrailLowering", "HandrailSource", "HandrailEngine", "HandrailModel"),
    ours("HandrailExplanation", "HandrailEngine"),
    ours("HandrailReadBack", "HandrailSource", "HandrailEngine", "HandrailModel"),
    ours("HandrailAnalysis", "HandrailEngine"),
    ours(
      "HandrailLint", "HandrailSource", "HandrailEngine", "HandrailSyntax", "HandrailModel",
      "HandrailAnalysis"),
    ours("HandrailYAML", "HandrailSource", "CYAML"),
    ours(
      "HandrailScenarios", "HandrailSource", "HandrailEngine", "HandrailSyntax", "HandrailModel",
      "HandrailLowering", "HandrailExplanation", "HandrailYAML"),
    ours(
      "Handrail", "HandrailSource", "HandrailEngine", "HandrailSyntax", "HandrailModel",
      "HandrailLowering", "HandrailExplanation", "HandrailYAML", "HandrailScenarios",
      "HandrailAnalysis", "HandrailLint", "HandrailReadBack"),
    ours("HandrailConversation", "Handrail", "HandrailEngine"),
    ours(
      "HandrailReporting", "Handrail", "HandrailConversation", "HandrailSource", "HandrailEngine",
      "HandrailExplanation", "HandrailScenarios", "HandrailReadBack", "HandrailAnalysis"),
    .executableTarget(
      name: "HandrailCommand",
      dependencies: [
        "Handrail", "HandrailConversation", "HandrailReporting", "HandrailSource",
        "HandrailAnalysis", "HandrailEngine", "HandrailExplanation", "HandrailScenarios",
        "HandrailReadBack", argumentParser,
      ], swiftSettings: settings),

    // The reference evaluator reads the checked model alone: never lowering, graph or evaluation.
    support("HandrailTestSupport", "HandrailSource"),
    support(
      "HandrailReference", "HandrailSource", "HandrailEngine", "HandrailModel",
      "HandrailTestSupport"),
    support(
      "HandrailComparison", "HandrailSource", "HandrailEngine", "HandrailSyntax", "HandrailModel",
      "HandrailLowering", "HandrailExplanation", "HandrailReference", "HandrailTestSupport"),
    // Z3, for one of the two oracles of the region search: tests alone need it.
    .systemLibrary(
      name: "CZ3", path: "Tests/CZ3", pkgConfig: "z3", providers: [.apt(["libz3-dev"])]),
    support(
      "HandrailOracles", "HandrailSource", "HandrailEngine", "HandrailModel", "HandrailLowering",
      "HandrailReference", "HandrailTestSupport", "CZ3"),
    support(
      "HandrailAnalysisTrial", "HandrailEngine", "HandrailModel", "HandrailLowering",
      "HandrailAnalysis", "HandrailOracles", "HandrailReference"),
    .executableTarget(
      name: "HandrailVerifier",
      dependencies: [
        "Handrail", "HandrailReference", "HandrailComparison", "HandrailOracles",
        "HandrailAnalysisTrial",
        "HandrailTestSupport",
        "HandrailEngine",
        "HandrailModel", "HandrailLowering", "HandrailExplanation", "HandrailSource",
        "HandrailSyntax",
      ],
      path: "Tests/HandrailVerifier", swiftSettings: settings),

    tests("HandrailSourceTests", "HandrailSource", "HandrailTestSupport"),
    tests("HandrailSyntaxTests", "HandrailSource", "HandrailSyntax", "HandrailTestSupport"),
    tests("HandrailEngineTests", "HandrailEngine", "HandrailTestSupport"),
    tests(
      "HandrailModelTests", "HandrailSource", "HandrailEngine", "HandrailSyntax", "HandrailModel",
      "HandrailTestSupport"),
    tests("HandrailYAMLTests", "HandrailSource", "HandrailYAML", "HandrailTestSupport"),
    tests(
      "HandrailTests", "HandrailSource", "HandrailSyntax", "HandrailEngine", "HandrailModel",
      "HandrailLowering", "HandrailExplanation", "HandrailScenarios", "HandrailConversation",
      "Handrail",
      "HandrailReporting", "HandrailReference", "HandrailComparison", "HandrailReadBack",
      "HandrailTestSupport"),
    tests(
      "HandrailAnalysisTests", "HandrailSource", "HandrailEngine", "HandrailSyntax",
      "HandrailModel", "HandrailLowering", "HandrailAnalysis", "HandrailAnalysisTrial",
      "HandrailOracles", "Handrail", "HandrailReference", "HandrailComparison",
      "HandrailTestSupport"),
    tests(
      "HandrailOraclesTests", "HandrailSource", "HandrailEngine", "HandrailModel",
      "HandrailOracles", "HandrailReference", "HandrailTestSupport"),
    tests(
      "HandrailLintTests", "HandrailSource", "HandrailEngine", "HandrailSyntax", "HandrailModel",
      "HandrailLowering", "HandrailAnalysis", "HandrailLint", "HandrailYAML", "Handrail",
      "HandrailReporting", "HandrailOracles", "HandrailTestSupport"),
    tests("EndToEnd", "HandrailTestSupport"),
  ]
)
