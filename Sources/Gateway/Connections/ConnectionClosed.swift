/// Closes the connection: the server does so when a responder throws.
struct ConnectionClosed: Error {}
