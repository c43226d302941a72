import Synchronization
import TillCore

/// One shop's register at one desk: look-up, decide, append are one serial section.
///
/// Any number of conversations can share a keeper. It never waits for a person: questions are asked
/// outside, and the command comes again with its answer.
public final class Keeper: Sendable {
  public let store: any Store
  public let register: Register
  public let people: [Person]
  public let desk: Int
  private let state: Mutex<RegisterState>
  private let clock: @Sendable () -> Moment
  private let newID: @Sendable () -> String

  /// - Parameters:
  ///   - clock: the only source of time.
  ///   - newID: the only source of randomness: ids of commands and sales.
  public init(
    store: any Store, register: Register, people: [Person], desk: Int,
    clock: @escaping @Sendable () -> Moment, newID: @escaping @Sendable () -> String
  ) throws {
    self.store = store
    self.register = register
    self.people = people
    self.desk = desk
    self.clock = clock
    self.newID = newID
    state = Mutex(try store.state(ofDesk: desk))
  }

  public var settings: ShopSettings { register.settings }

  /// Someone of the staff by their number; who left it can neither sign on nor vouch.
  func person(_ id: String) -> Person? { people.first { $0.id == id } }

  /// Runs one line's work alone: nobody else looks up or writes in between.
  func serially<Result>(
    _ work: (inout sending Section) throws -> sending Result
  ) throws -> sending Result {
    try state.withLock { state in
      var section = Section(keeper: self, state: state, at: clock())
      defer { state = section.state }
      return try work(&section)
    }
  }

  func makeID() -> String { newID() }

  /// The keeper while one line has it.
  struct Section {
    let keeper: Keeper
    private(set) var state: RegisterState
    let at: Moment

    init(keeper: Keeper, state: RegisterState, at: Moment) {
      self.keeper = keeper
      self.state = state
      self.at = at
    }

    var settings: ShopSettings { keeper.settings }

    var today: CivilDate {
      state.businessDate(at: at, cutOffHour: settings.cutOffHour)
    }

    /// What came of a command: facts on disk, a question, or a refusal.
    enum Outcome {
      case done([Fact], [WrittenFact])
      case missing(Question)
      case refused(Refusal, [WrittenFact])
    }

    /// Decides a command and writes its facts down; only then does the state move.
    mutating func perform(
      _ command: Command, id: String, answers: [Question: Answer], digest: String?,
      contact: Contact?
    ) throws -> Outcome {
      let circumstances = Register.Circumstances(
        at: at, freshID: keeper.makeID(), answers: answers)
      let before = state.session?.id
      switch keeper.register.decide(state, command, circumstances) {
      case .done(let facts, let after):
        // A close that begins is dated by the day it ends, like everything in it.
        let day = after.closing?.beginning.day ?? today
        let stamp = Stamp(
          at: at, day: day, desk: state.desk, person: before ?? after.session?.id,
          commandID: id, contentDigest: digest, newContact: contact)
        let written = facts.isEmpty ? [] : try keeper.store.append(facts, stamp)
        state = after
        return .done(facts, written)
      case .missing(let question): return .missing(question)
      case .refused(let refusal, let facts, let after):
        let stamp = Stamp(
          at: at, day: today, desk: state.desk, person: before, commandID: keeper.makeID())
        let written = facts.isEmpty ? [] : try keeper.store.append(facts, stamp)
        state = after
        return .refused(refusal, written)
      }
    }

    /// The break was asked about, or something else was done since: don't ask again.
    mutating func forgetBreak() { state.isAfterBreak = false }
  }
}
