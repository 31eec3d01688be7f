import Foundation

/// What the verifier was asked for.
struct Options {
  var comparisons = 200_000
  /// The first policy's own seed: `--seed N` sets far apart ones, `--exact N` one itself.
  var seed: UInt64 = 1_000_003
  var questionsPerPolicy = 40
  var lanes = 2
  var differences = 1
  var showsStopped = false
  var showsPolicy = false
  var showsCoverage = false
  /// Policies to try the guarantees G1 to G6 on, instead of comparing.
  var propertyPolicies = 0
  /// Steps of the approval machine to try, instead of comparing.
  var approvalSteps = 0
  /// Small policies to hold the oracles of the region search against each other on.
  var oraclePolicies = 0
  /// Small policies to hold the region search against both oracles on.
  var analysisPolicies = 0
  /// Small policies to compare with their next version.
  var diffPolicies = 0
  /// Small policies to hold the fewest facts that settle a task against every answer on.
  var settlingPolicies = 0
  /// Compiled policies to damage and seal anew.
  var damagedFiles = 0
  /// Questions of each small policy that the reference evaluator decides too.
  var samplesPerPolicy = 20
  /// False with `--no-solver`: brute force alone, for its speed.
  var solves = true
  /// For runs too short to see every production.
  var coverageOnly = false

  init(_ arguments: [String]) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--comparisons": comparisons = number(&rest, argument)
      case "--seed": seed = UInt64(number(&rest, argument)) &* 1_000_003
      case "--exact": seed = UInt64(number(&rest, argument))
      case "--questions-per-policy": questionsPerPolicy = number(&rest, argument)
      case "--lanes": lanes = max(1, number(&rest, argument))
      case "--differences": differences = number(&rest, argument)
      case "--properties": propertyPolicies = number(&rest, argument)
      case "--approvals": approvalSteps = number(&rest, argument)
      case "--oracles": oraclePolicies = number(&rest, argument)
      case "--analysis": analysisPolicies = number(&rest, argument)
      case "--diffs": diffPolicies = number(&rest, argument)
      case "--settling": settlingPolicies = number(&rest, argument)
      case "--damage": damagedFiles = number(&rest, argument)
      case "--samples": samplesPerPolicy = number(&rest, argument)
      case "--no-solver": solves = false
      case "--show-stopped": showsStopped = true
      case "--show-policy": showsPolicy = true
      case "--show-coverage": showsCoverage = true
      case "--no-coverage": coverageOnly = true
      default: refuse("`\(argument)` is no option of the verifier")
      }
    }
  }

  private func number(_ rest: inout ArraySlice<String>, _ option: String) -> Int {
    guard let word = rest.popFirst(), let number = Int(word), number >= 0 else {
      refuse("`\(option)` needs a number")
    }
    return number
  }

  private func refuse(_ words: String) -> Never {
    FileHandle.standardError.write(Data((words + "\n").utf8))
    exit(2)
  }
}
