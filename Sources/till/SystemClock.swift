import Glibc
import TillCore

/// The one place where the time of day is read.
enum SystemClock {
  static func now() -> Moment {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return moment(utcMilliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// An instant with the offset that the system's zone had then.
  static func moment(utcMilliseconds: Int64) -> Moment {
    var seconds = time_t(utcMilliseconds / 1000)
    var local = tm()
    localtime_r(&seconds, &local)
    return Moment(utcMilliseconds: utcMilliseconds, offsetSeconds: local.tm_gmtoff)
  }
}
