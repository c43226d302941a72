/// Why a queue could not be asked or a document not be handed over.
///
/// `description` is one line for a person: what happened, in whose words, and the way on.
/// It holds no document content and no title, so it may be shown and logged.
public struct SpoolError: Error, Equatable, Sendable {
  /// Every way CUPS can disappoint, as far as a till acts differently on it.
  public enum Code: String, Sendable, CaseIterable {
    /// No answer: the server is off, hangs, or the connection broke.
    case serverUnreachable
    /// There is no queue of that name.
    case queueUnknown
    /// The queue exists and takes no jobs.
    case queueNotAccepting
    /// The server has no such job on that queue, or has forgotten it.
    case jobUnknown
    /// The job's name is empty, too long, or not all of it can be read; jobs are found by it.
    case titleRefused
    /// There were no bytes to print.
    case documentEmpty
    /// The queue does not take this kind of document.
    case formatRefused
    /// The server wants someone else, or a password.
    case notAllowed
    /// The queue or the job is in no state for it.
    case notPossible
    /// An option's name or value that IPP has no room for, or that is ours to set.
    case optionRefused
    /// The printer has no such paper.
    case mediaRefused
    /// It is no address of a device.
    case uriRefused
    /// There is a queue of that name already.
    case queueExists
    /// The folder of the direct carrier can't be made, read or written.
    case folderUnusable
    /// The backend of the direct carrier can't be started.
    case backendUnusable
    /// Any other refusal; `reason` has the server's words.
    case refused
  }

  /// What became of the document.
  public enum Fate: String, Sendable {
    /// Nothing was printed and nothing will be: it may be sent again.
    case notPrinted
    /// It may be on paper: a person decides, nothing sends it again by itself.
    case uncertain
  }

  /// What went wrong.
  public let code: Code
  /// What it went wrong with: a server's address, a queue's name.
  public let subject: String
  /// The reason in libcups' or the server's words; may be empty.
  public let reason: String
  /// Whether the document may have been printed all the same.
  public let fate: Fate

  init(
    _ code: Code, _ subject: String, reason: String = "", fate: Fate = .notPrinted
  ) {
    self.code = code
    self.subject = subject
    self.reason = reason
    self.fate = fate
  }
}

extension SpoolError: CustomStringConvertible {
  /// What happened, why, and what to do next, on one line.
  public var description: String {
    let why = reason.isEmpty ? "" : " (\(reason))"
    let doubt = fate == .uncertain ? " It may have printed all the same: look at the paper." : ""
    return "\(what)\(why).\(doubt) \(wayOn)"
  }

  private var what: String {
    switch code {
    case .serverUnreachable: "The print server \(subject) does not answer"
    case .queueUnknown: "There is no printer \"\(subject)\""
    case .queueNotAccepting: "Printer \"\(subject)\" takes no jobs"
    case .jobUnknown: "Printer \"\(subject)\" has no such job"
    case .titleRefused: "The document for \"\(subject)\" has no readable title"
    case .documentEmpty: "The document for \"\(subject)\" is empty"
    case .formatRefused: "Printer \"\(subject)\" does not take this kind of document"
    case .notAllowed: "\"\(subject)\" may not be used by this person"
    case .notPossible: "\"\(subject)\" can't do that now"
    case .optionRefused: "\"\(subject)\" can't be ordered of a printer"
    case .mediaRefused: "Printer \"\(subject)\" has no such paper"
    case .uriRefused: "\"\(subject)\" is no printer's address"
    case .queueExists: "There is a printer \"\(subject)\" already"
    case .folderUnusable: "The folder \(subject) can't be used"
    case .backendUnusable: "The printer program \(subject) can't be started"
    case .refused: "\"\(subject)\" refused"
    }
  }

  private var wayOn: String {
    switch code {
    case .serverUnreachable: "Start it: systemctl start cups"
    case .queueUnknown: "See which there are: lpstat -e"
    case .queueNotAccepting: "Let it take jobs: cupsaccept \(subject)"
    case .jobUnknown: "Look at the paper; print a copy if there is none"
    case .titleRefused: "Give it a title with letters or digits"
    case .documentEmpty: "Look at its template"
    case .formatRefused: "Receipt printers need a raw queue, others PDF: see printers.yaml"
    case .notAllowed: "Allow it in cupsd.conf, or run as the person who may"
    case .notPossible: "See how it is: lpstat -p \(subject)"
    case .optionRefused: "Name it as IPP does, such as sides=two-sided-long-edge"
    case .mediaRefused: "See what it has: lpoptions -p \(subject) -l"
    case .uriRefused: "Give one such as escpos://192.168.1.50:9100"
    case .queueExists: "Take another name, or remove that one first: lpadmin -x \(subject)"
    case .folderUnusable: "Make room on the disk, or give it to who runs the till"
    case .backendUnusable: "Install Till anew, or print by CUPS"
    case .refused: "See the server's log: /var/log/cups/error_log"
    }
  }
}
