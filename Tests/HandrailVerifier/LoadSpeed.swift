import Foundation
import Handrail
import HandrailEngine

/// `--load-speed FILE…` compiles each policy and prints what loading its compiled form takes, phase
/// by phase, in milliseconds of one core: the best of some.
///
/// Says whether that was asked for.
func measuresLoading(_ arguments: [String]) throws -> Bool {
  guard arguments.first == "--load-speed" else { return false }
  for path in arguments.dropFirst() {
    let file = PolicyFile(path: path, bytes: Array(try Data(contentsOf: URL(filePath: path))))
    guard let policy = compile(file, in: surroundings()).policy else {
      print("\(path): it cannot run")
      continue
    }
    print(try LoadTimes(of: try policy.compiledForm(), from: path).words)
  }
  return true
}

/// Milliseconds of one core by phase.
private struct LoadTimes {
  private let name: String
  private let size: Int
  private var reading = Double.infinity
  private var signing = Double.infinity
  private var preparing = Double.infinity
  private var loading = Double.infinity

  init(of bytes: [UInt8], from path: String) throws {
    name = URL(filePath: path).lastPathComponent
    size = bytes.count
    var spent = 0.0
    var runs = 0
    while runs < 5 || spent < 300 && runs < 60 {
      spent += try measure(bytes)
      runs += 1
    }
  }

  private mutating func measure(_ bytes: [UInt8]) throws -> Double {
    let read = try milliseconds { try readGraph(body: bytes, from: CompiledForm.head) }
    let graph = read.value
    let signed = milliseconds { graphDigest(graph) }
    let prepared = milliseconds { Program(graph) }
    let loaded = try milliseconds { try Policy(compiled: bytes) }
    reading = min(reading, read.time)
    signing = min(signing, signed.time)
    preparing = min(preparing, prepared.time)
    loading = min(loading, loaded.time)
    return read.time + signed.time + prepared.time + loaded.time
  }

  var words: String {
    let rest = loading - reading - preparing
    let phases = [("read", reading), ("prepare", preparing), ("rest", rest)]
    let shown = phases.map { "\($0.0) \(twoDigits($0.1))" }.joined(separator: ", ")
    let signed = "its digest anew \(twoDigits(signing)) ms"
    return "\(name): \(size / 1024) KiB; \(signed); \(shown); all \(twoDigits(loading)) ms"
  }
}
