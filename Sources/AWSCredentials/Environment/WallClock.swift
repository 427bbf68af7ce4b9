internal import AWSSigning

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The time of day, which is what the end of credentials is measured by.
enum WallClock {
    /// The present moment of the system's clock.
    static func now() -> UTCTime { UTCTime(clamping: Int64(time(nil))) }
}
