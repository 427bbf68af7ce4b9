#include <zlib.h>

/// Prepares a stream for gzip members. `inflateInit2` is a macro, which Swift does not see.
static inline int czlib_inflate_init_gzip(z_stream *_Nonnull stream) {
    return inflateInit2(stream, MAX_WBITS + 16);
}
