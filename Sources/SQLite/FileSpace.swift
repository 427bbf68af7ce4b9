#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Space of a disk that is set aside in a file that holds nothing.
public enum FileSpace {
    /// What became of setting space aside.
    public enum Outcome: Sendable, Hashable {
        /// The file has the size, and the disk has the space for it.
        case kept
        /// The disk has not as much.
        case full
        /// The file cannot be made, or its file system cannot set space aside.
        case unsupported
    }

    /// Makes a file of a size, if at least as much again is free beside it.
    ///
    /// So a disk that is filling up does not take back at once what it was just given.
    public static func keep(_ size: Int64, at path: String) -> Outcome {
        #if canImport(Darwin)
            return .unsupported
        #else
            let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return errno == ENOSPC || errno == EDQUOT ? .full : .unsupported }
            defer { close(descriptor) }
            let failure = posix_fallocate(descriptor, 0, off_t(size.multipliedReportingOverflow(by: 2).partialValue))
            guard failure == 0 else {
                unlink(path)
                return [ENOSPC, EDQUOT, EFBIG].contains(failure) ? .full : .unsupported
            }
            guard ftruncate(descriptor, off_t(size)) == 0 else {
                unlink(path)
                return .unsupported
            }
            return .kept
        #endif
    }
}
