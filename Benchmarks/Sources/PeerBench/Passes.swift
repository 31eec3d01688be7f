import BenchSupport

/// What one pass came to, in the harness's words.
struct Pass {
  var count: Int
  var median: Double
  var worstOfHundred: Double
  var mean: Double
  var processor: Double

  var json: String {
    "{\"k\":\(count),\"p50_us\":\(median),\"p99_us\":\(worstOfHundred),"
      + "\"mean_us\":\(mean),\"cpu_us\":\(processor)}"
  }
}

/// Half of the time clocked per call, half unclocked, as the harness measures its own.
func pass(over sessions: Int, seconds: Double, _ decide: (Int) -> Int) -> Pass {
  let half = Int64(seconds * 0.5e9)
  var times: [Int64] = []
  times.reserveCapacity(400_000)
  let end = Clock.wall.now + half
  while times.count < 400_000 {
    let session = times.count % sessions
    let start = Clock.wall.now
    _ = decide(session)
    let stop = Clock.wall.now
    times.append(stop - start)
    if stop > end { break }
  }
  times.sort()
  // So many calls between two looks at the clock that the look costs nothing.
  let typical = max(1, times[times.count / 2])
  let step = max(1, min(10_000, Int(1_000_000 / typical)))
  var count = 0
  let (wall, processor) = (Clock.wall.now, Clock.processor.now)
  repeat {
    for _ in 0..<step {
      _ = decide(count % sessions)
      count += 1
    }
  } while Clock.wall.now - wall < half
  let (wallEnd, processorEnd) = (Clock.wall.now, Clock.processor.now)
  return Pass(
    count: times.count, median: Double(times[times.count / 2]) / 1000,
    worstOfHundred: Double(times[times.count * 99 / 100]) / 1000,
    mean: Double(wallEnd - wall) / Double(count) / 1000,
    processor: Double(processorEnd - processor) / Double(count) / 1000)
}

/// So many passes of one form, after a short one that nobody counts.
func passes(
  _ wanted: (count: Int, seconds: Double), over sessions: Int, _ decide: (Int) -> Int
) -> String {
  _ = pass(over: sessions, seconds: 0.1, decide)
  let found = (0..<wanted.count).map { _ in
    pass(over: sessions, seconds: wanted.seconds, decide).json
  }
  return "{\"passes\":[\(found.joined(separator: ","))]}"
}
