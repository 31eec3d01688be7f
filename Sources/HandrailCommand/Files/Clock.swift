import Glibc

/// The moment of the machine's clock, in microseconds since 1970-01-01 UTC.
func clockNow() -> Int64 {
  var now = timespec()
  guard unsafe clock_gettime(CLOCK_REALTIME, &now) == 0 else { return 0 }
  return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000
}
