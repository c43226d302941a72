import CEdit
import Glibc
import TillCore

/// Reads lines from a person at a terminal: editing, history and completion by libedit.
///
/// Ctrl-C gives the line up and not the program, Ctrl-D on an empty line is the end. Between two
/// lines the terminal doesn't echo, so that what is typed ahead appears once, where it is read,
/// and a PIN typed too early doesn't appear at all. The terminal is put back when the reader goes.
///
/// One at a time in a process: signals and the locale are the process's own.
public final class TerminalLineReader {
  /// Stands around what takes no room in a prompt; can't occur in one.
  private static let mark: Unicode.Scalar = "\u{1}"

  private let device: TerminalDevice
  private let limitBytes: Int
  private let codes: (String) -> [String]
  private let history: LineHistory
  private let editor: OpaquePointer
  private let streams: [UnsafeMutablePointer<FILE>]
  /// What libedit shows; it keeps the pointer while a line is edited.
  private var prompt: UnsafeMutablePointer<CChar>?
  private var keys: KeyReader
  private var isGivenUp = false
  private var isCompleting = true
  /// The `errno` that ended the input, when it wasn't simply over.
  public private(set) var failure: Int32?

  /// A reader at a terminal; nil when `input` or `output` is none.
  ///
  /// - Parameters:
  ///   - historyPath: where lines are kept from one day to the next; nil: in memory only.
  ///   - codes: the catalogue codes that begin so, few of them, for completion.
  public init?(
    input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, historyPath: String? = nil,
    limitBytes: Int = Limits.lineBytes, codes: @escaping (String) -> [String] = { _ in [] }
  ) {
    // Before el_init, which asks the locale whether the terminal speaks UTF-8.
    TerminalDevice.useUTF8()
    guard let device = TerminalDevice(input: input, output: output),
      let history = LineHistory(path: historyPath),
      let streams = Self.streams(input, output)
    else { return nil }
    guard let editor = el_init("till", streams[0], streams[1], streams[1]) else {
      for stream in streams { fclose(stream) }
      return nil
    }
    self.device = device
    self.history = history
    self.streams = streams
    self.editor = editor
    self.limitBytes = limitBytes
    keys = KeyReader(descriptor: input)
    self.codes = codes
    setUp()
  }

  deinit {
    el_end(editor)
    for stream in streams { fclose(stream) }
    free(prompt)
    // `device` goes last and puts the terminal back as it was found.
  }

  /// The next line of the counter's language, with history and completion.
  public func next(prompt: String) -> Input {
    isCompleting = true
    let input = edited(prompt)
    if case .line(let line) = input { history.remember(line) }
    return input
  }

  /// The answer to a question: edited like a line, but never remembered.
  public func answer(prompt: String) -> Input {
    isCompleting = false
    return edited(prompt)
  }

  /// A PIN or another secret: neither shown nor remembered.
  public func secret(prompt: String) -> Input {
    device.secret(prompt: prompt, limitBytes: limitBytes)
  }

  private func edited(_ text: String) -> Input {
    free(prompt)
    prompt = strdup(TerminalText.prompt(text, mark: Self.mark))
    isGivenUp = false
    // The window may have changed its size while nobody was typing.
    el_resize(editor)
    var count: Int32 = 0
    let (line, fault) = device.interruptibly {
      errno = 0
      let line = el_gets(editor, &count)
      return (line, errno)
    }
    guard let line, count > 0 else {
      if isGivenUp || (count < 0 && fault == EINTR) {
        TerminalDevice.writeText("^C\n", to: device.output)
        return .givenUp
      }
      if count < 0 { failure = fault }
      TerminalDevice.writeText("\n", to: device.output)
      return .end
    }
    let bytes = UnsafeBufferPointer(start: line, count: Int(count)).map(UInt8.init(bitPattern:))
    let content = bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...]
    let input = Input.judging(content, limitBytes: limitBytes)
    if case .line(let line) = input,
      let unreadable = line.unicodeScalars.firstIndex(of: KeyReader.unreadable)
    {
      return .invalidUTF8(offset: line[..<unreadable].utf8.count)
    }
    return input
  }

  private func setUp() {
    _ = till_edit_set_owner(editor, Unmanaged.passUnretained(self).toOpaque())
    _ = till_edit_set_prompt(
      editor, { editor in TerminalLineReader.owner(of: editor)?.prompt },
      CChar(truncatingIfNeeded: Self.mark.value))
    _ = till_edit_set_reader(editor) { editor, character in
      guard let reader = TerminalLineReader.owner(of: editor), let character else { return -1 }
      var key: Unicode.Scalar = KeyReader.unreadable
      let count = reader.keys.next(&key)
      // On Linux a wchar_t is the number of a Unicode scalar.
      character.pointee = wchar_t(key.value)
      return count
    }
    _ = till_edit_set_keys(editor, "emacs")
    _ = till_edit_set_history(editor, history.past)
    // While editing, Ctrl-C is a key like any other, and Ctrl-Z and Ctrl-\ can't leave a till
    // standing there with the shop's lock in its hand.
    _ = till_edit_set_terminal(editor, "-d", "-isig")
    _ = till_edit_set_terminal(editor, "-x", "-echo")
    _ = till_edit_add_command(editor, "till-give-up", "Give the line up") { editor, _ in
      TerminalLineReader.owner(of: editor)?.isGivenUp = true
      return UInt8(CC_EOF)
    }
    _ = till_edit_add_command(editor, "till-complete", "Complete the word") { editor, _ in
      TerminalLineReader.owner(of: editor)?.complete() ?? UInt8(CC_ERROR)
    }
    _ = till_edit_bind(editor, "^C", "till-give-up")
    _ = till_edit_bind(editor, "^I", "till-complete")
    _ = till_edit_bind(editor, "^R", "em-inc-search-prev")
    _ = till_edit_bind(editor, "\\e[3~", "ed-delete-next-char")
  }

  private func complete() -> UInt8 {
    guard isCompleting, let info = el_line(editor)?.pointee, let buffer = info.buffer,
      let cursor = info.cursor
    else { return UInt8(CC_ERROR) }
    let bytes = UnsafeBufferPointer(start: buffer, count: cursor - buffer)
    let before = String(decoding: bytes.map(UInt8.init(bitPattern:)), as: UTF8.self)
    let completion = Completion(before: before, codes: codes)
    if let replacement = completion.replacement {
      el_deletestr(editor, Int32(completion.replaced))
      el_insertstr(editor, replacement)
      return UInt8(CC_REFRESH)
    }
    guard !completion.choices.isEmpty else { return UInt8(CC_ERROR) }
    let list = completion.choices.joined(separator: "  ")
    TerminalDevice.writeText("\r\n\(list)\r\n", to: device.output)
    return UInt8(CC_REDISPLAY)
  }

  private static func owner(of editor: OpaquePointer?) -> TerminalLineReader? {
    guard let editor, let owner = till_edit_owner(editor) else { return nil }
    return Unmanaged<TerminalLineReader>.fromOpaque(owner).takeUnretainedValue()
  }

  /// Streams of their own, as libedit wants them; closing these leaves the owner's open.
  private static func streams(_ input: Int32, _ output: Int32) -> [UnsafeMutablePointer<FILE>]? {
    let inputCopy = dup(input)
    let outputCopy = dup(output)
    guard let reading = fdopen(inputCopy, "r"), let writing = fdopen(outputCopy, "w") else {
      close(inputCopy)
      close(outputCopy)
      return nil
    }
    return [reading, writing]
  }
}
