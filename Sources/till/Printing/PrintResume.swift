import TillCore
import TillJournal
import TillSpool

/// What an earlier run of the program left at a print server.
extension PrintDispatch {
  /// Finds the jobs of an earlier run again. One that wasn't written down was never let go: it is
  /// taken back and made anew. One that was is watched; where it is gone, it may have printed.
  func takeUpAgain() throws {
    let tasks = try leftBehind ?? journal.watchedPrints()
    leftBehind = try tasks.filter { task in
      guard let queue = task.queue, let name = task.jobName else {
        try putBack(task)
        return false
      }
      do throws(SpoolError) {
        if let job = try jobLeft(of: task, queue: queue, name: name) {
          took(underway(task, job, at: queue))
          return false
        }
      } catch {
        noteTrouble(error, at: queue)
        // One that may have been let go is asked after until there is an answer.
        if error.isPassing || task.job != nil { return true }
      }
      try putBack(task)
      return false
    }
  }

  /// The job to watch; nil where the print was never let go and nothing is left of it.
  private func jobLeft(
    of task: PrintTask, queue: String, name: String
  ) throws(SpoolError) -> PrintJob? {
    let carrier = carriers.carrier(of: queue)
    if let id = task.job {
      return PrintJob(id: id, uuid: task.jobUUID ?? "", queue: queue, name: name)
    }
    if let found = try carrier.find(name: name, queue: queue) {
      switch try carrier.standing(of: found) {
      case .held: try carrier.cancel(found)
      // We took it back, and were cut off before that was written down.
      case .cancelled: break
      default: return found
      }
    }
    return nil
  }

  private func underway(_ task: PrintTask, _ job: PrintJob, at queue: String) -> Underway {
    var print = Underway(task, job, at: queue, isReleased: task.state == .handedOver)
    // It was about to be given to another queue.
    if let wanted = task.wantedQueue, wanted != name(of: queue) {
      print.whenNotPrinted = .elsewhere(wanted)
    }
    return print
  }
}
