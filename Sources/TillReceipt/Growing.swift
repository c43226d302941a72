/// Room that grows as an array does, for the loops that write bytes, characters and glyphs.
///
/// An array asks at every append whether somebody else holds it; this has one owner, by its type.
/// Only `BitwiseCopyable` elements, so nothing needs to be destroyed one by one.
struct Growing<Element: BitwiseCopyable>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// What was written, valid until the next change.
  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

  /// One that was written before.
  subscript(index: Int) -> Element {
    get {
      precondition(index < count)
      return base[index]
    }
    set {
      precondition(index < count)
      base[index] = newValue
    }
  }

  /// A copy to keep.
  var array: [Element] { Array(elements) }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(by: 1) }
    base[count] = element
    count += 1
  }

  /// Makes room for `appendReserved`.
  mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(by: more) }
  }

  /// Appends where `reserve` has made room: without it, this writes past the end.
  @inline(__always)
  mutating func appendReserved(_ element: Element) {
    assert(count < capacity)
    base[count] = element
    count += 1
  }

  @inline(__always)
  mutating func append(_ more: UnsafeBufferPointer<Element>) {
    guard let start = more.baseAddress else { return }
    if count + more.count > capacity { grow(by: more.count) }
    (base + count).initialize(from: start, count: more.count)
    count += more.count
  }

  mutating func append(repeating element: Element, count more: Int) {
    guard more > 0 else { return }
    reserve(more)
    (base + count).initialize(repeating: element, count: more)
    count += more
  }

  mutating func append(contentsOf more: some Collection<Element>) {
    if more.withContiguousStorageIfAvailable({ append($0) }) == nil {
      for element in more { append(element) }
    }
  }

  /// Takes back the last ones, down to `count`.
  mutating func shorten(to count: Int) { self.count = min(self.count, max(count, 0)) }

  @inline(never)
  private mutating func grow(by more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.initialize(from: base, count: count)
    base.deallocate()
    base = larger
  }
}
