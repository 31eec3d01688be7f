internal import CAllocator
internal import Glibc

/// What a file holds; ends the program where it cannot be read.
public func bytes(ofFile path: String) -> [UInt8] {
  guard let file = unsafe fopen(path, "rb") else { stop("cannot open \(path)") }
  defer { unsafe fclose(file) }
  var bytes: [UInt8] = []
  var piece = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = unsafe fread(&piece, 1, piece.count, file)
    if count == 0 { return bytes }
    bytes += piece[..<count]
  }
}

/// Lines without their ends; an empty last one is none.
public func lines(ofFile path: String) -> [ArraySlice<UInt8>] {
  bytes(ofFile: path).split(separator: 0x0A)
}

/// Ends the program with a sentence: it was called wrongly, or something is missing.
public func stop(_ sentence: String) -> Never {
  say(sentence)
  exit(2)
}

/// Ends the program with a sentence: it found what must not be.
public func failed(_ sentence: String) -> Never {
  say(sentence)
  exit(1)
}

/// A sentence on standard error.
public func say(_ sentence: String) {
  let line = Array((sentence + "\n").utf8)
  _ = unsafe write(2, line, line.count)
}

/// A clock of the machine, in nanoseconds.
public enum Clock {
  case wall
  case processor

  /// What it shows.
  public var now: Int64 {
    var time = timespec()
    switch self {
    case .wall: _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    case .processor: _ = unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    }
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// What is resident in MiB, once the allocator has handed back what nobody holds any more.
public func residentSize() -> Double {
  malloc_trim(0)
  return memory("VmRSS")
}

/// A figure of `/proc/self/status` in MiB: `VmRSS`, `VmHWM`.
public func memory(_ figure: String) -> Double {
  for line in lines(ofFile: "/proc/self/status") where line.starts(with: figure.utf8) {
    let digits = line.filter { $0 >= 0x30 && $0 <= 0x39 }
    return (Double(String(decoding: digits, as: UTF8.self)) ?? 0) / 1024
  }
  return 0
}
