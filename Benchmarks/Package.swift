// swift-tools-version: 6.2
import PackageDescription

// What measures Handrail uses it as a host does: through its one public product.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

// A package beside this one is known by the name of its folder, whatever that is.
let folder = Context.packageDirectory.lowercased().split(separator: "/").dropLast().last
let handrail = Target.Dependency.product(
  name: "Handrail", package: folder.map(String.init) ?? "handrail")

let package = Package(
  name: "handrail-benchmarks",
  dependencies: [.package(path: "..")],
  targets: [
    .systemLibrary(name: "CAllocator"),
    .target(name: "BenchSupport", dependencies: ["CAllocator"], swiftSettings: settings),
    .executableTarget(
      name: "PeerBench", dependencies: [handrail, "BenchSupport"], swiftSettings: settings),
    .executableTarget(
      name: "FixedCases", dependencies: [handrail, "BenchSupport"], swiftSettings: settings),
  ]
)
