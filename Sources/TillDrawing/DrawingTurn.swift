import Synchronization

/// Cairo and Pango share fonts between threads and were seen to crash on it: one draws at a time.
///
/// Whoever makes a `Canvas` holds this until its bytes are out.
public let drawingTurn = Mutex(())
