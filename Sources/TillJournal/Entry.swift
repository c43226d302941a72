import TillCore

/// One entry of the journal: a fact with who, when and where, its bytes encoded once.
public struct Entry: Hashable, Sendable {
  public let seq: Int64
  /// UUID of the shop, from `till init`.
  public let shop: String
  public let desk: Int
  public let stream: String
  public let streamID: String
  /// Counts the entries of a stream from 1, without gaps.
  public let version: Int
  /// A dotted name with a version, such as `sale.line-added.1`.
  public let kind: String
  public let at: Moment
  /// The day whose books it belongs to; stored, never derived again.
  public let day: String
  public let person: String?
  public let commandID: String
  /// One line of JSON with sorted keys. These bytes are sealed, stored and exported.
  public let body: [UInt8]

  /// The bytes the seal covers: every field, each with its length before it, so that no two entries
  /// share an encoding.
  var sealedBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(body.count + 256)
    func add(_ field: some Collection<UInt8>) {
      withUnsafeBytes(of: UInt32(field.count).bigEndian) { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: field)
    }
    func add(_ number: Int64) { add(String(number).utf8) }
    add(seq)
    add(shop.utf8)
    add(Int64(desk))
    add(stream.utf8)
    add(streamID.utf8)
    add(Int64(version))
    add(kind.utf8)
    add(at.utcMilliseconds)
    add(Int64(at.offsetSeconds))
    add(day.utf8)
    // Nobody is a length no text has, so that it isn't somebody with an empty number.
    if let person { add(person.utf8) } else { bytes.append(contentsOf: [255, 255, 255, 255]) }
    add(commandID.utf8)
    add(body)
    return bytes
  }

  /// The line `till journal export` writes: the body's bytes stand in it as they are stored.
  func exportLine(seal: [UInt8]) -> [UInt8] {
    let head: JSON = .flat([
      "at": .int(at.utcMilliseconds), "command": .string(commandID), "date": .string(day),
      "desk": .int(Int64(desk)), "kind": .string(kind), "offset": .int(Int64(at.offsetSeconds)),
      "person": person.map { .string($0) }, "seal": .string(Seal.hexadecimal(seal)),
      "seq": .int(seq), "shop": .string(shop), "stream": .string(stream),
      "stream_id": .string(streamID), "version": .int(Int64(version)),
    ])
    return Array("{\"body\":".utf8) + body + Array(",".utf8) + head.bytes.dropFirst()
  }
}
