import Testing
import TillCore

@testable import TillCounter

@Suite struct InputVerbTests {
  /// A reading as a word a table can hold: the verb, what kind of reading, the operands.
  static func outcome(_ line: String) throws -> String {
    func sentence(_ kind: String, _ verb: Verb, _ operands: LexedLine) -> String {
      ([kind + verb.rawValue] + operands.words.map(\.text)).joined(separator: "|")
    }
    return switch VerbTable.reading(try LexedLine.reading(line).get()) {
    case .verb(let verb, let operands): sentence("", verb, operands)
    case .beginning(let verb, let operands): sentence("~", verb, operands)
    case .ambiguous(let verbs): "? " + verbs.map(\.rawValue).joined(separator: " ")
    case .notAVerb(let suggestion): "- " + (suggestion?.rawValue ?? "")
    case .fault(let fault): "! \(fault)"
    }
  }

  static let table: [(line: String, outcome: String)] = [
    ("cash 100", "cash|100"), ("CASH 100", "cash|100"), ("Ｃａｓｈ １００", "cash|100"),
    ("xj", "cash"), ("现金", "cash"), ("现金100", "cash|100"), ("现金￥１００", "cash|¥100"),
    ("现金 100x2 50", "cash|100x2|50"), ("数量2 3", "qty|2|3"), ("数100x2 50", "count|100x2|50"),
    ("查单今天", "sales|今天"), ("查", "check"), ("唱20x1", "announce|20x1"),
    ("找牛肉面", "find|牛肉面"), ("找“牛肉 面” 5", "find|牛肉 面|5"), ("顾客张三", "customer|张三"),
    ("备注\"two words\" x", "note|two words|x"), ("备注易碎", "note|易碎"), ("打折9", "discount-tenths|9"),
    ("dz 8.5", "discount-tenths|8.5"), ("优惠5.00", "rebate|5.00"), ("ml", "round-down"),
    ("less all 10%", "less|all|10%"), ("取消客人不要了", "cancel|客人不要了"), ("slip", "invoice"),
    ("x报表", "x-report"), ("？", "help"), ("? less", "help|less"), ("退出", "quit"), ("exit", "quit"),
    ("pickup later", "pickup|later"), ("待取", "pickup-later"), ("bz 2 轻放", "note|2|轻放"),
    ("备注\"open", "! unclosedQuote(offset: 2)"),
    // Behind one character a name may begin: 查理, 唱片, 数据线 are searches, not acts.
    ("查理", "- "), ("唱片", "- "), ("数据线", "- "),
    // Beginnings of three letters or more, of harmless verbs only.
    ("sta", "~status"), ("STAT", "~status"), ("fin noodles", "~find|noodles"),
    ("pri 2 5", "~price|2|5"),
    ("che", "~check"), ("cou 100x2", "~count|100x2"), ("cust", "~customer"),
    ("hel cash", "~help|cash"),
    ("rec", "? recall receipt"), ("reca", "~recall"), ("recei", "- receipt"),
    ("sign", "? sign-on sign-off"),
    ("se", "- "), ("ser", "~serial"), ("sel", "- seller"), ("can", "- cancel"), ("car", "- card"),
    ("ret", "? return retry"), ("job", "~jobs"), ("settl", "- settle"), ("re", "- "), ("qt", "- "),
    // Initials that mean two things to people do nothing, alone.
    ("zf", "? cash card"), ("ZK", "? discount-tenths less rebate"), ("cx", "? find sales undo"),
    ("ck 5", "- "),
    // The nearest word, by slips of the key.
    ("csah 100", "- cash"), ("cahs", "- cash"), ("signon 01", "- sign-on"), ("recieve", "- "),
    ("reciept", "- receipt"), ("delivr", "- deliver"), ("cutomer", "- customer"), ("xyz", "- "),
    ("abcd", "- "), ("cash1", "- "), ("6901028075862", "- "), ("3*69", "- "),
    ("\"cash\" 100", "- "),
    // Verbs of later work are unknown.
    ("voucher", "- "), ("", "- "),
    ("close", "close"), ("日结", "close"), ("rj", "close"), ("HANDOVER 02", "handover|02"),
    ("jb 02", "handover|02"), ("换零 100x1 换 50x2", "swap|100x1|换|50x2"), ("存入50 水费", "pay-in|50|水费"),
    ("jk 500 保险柜", "lift|500|保险柜"), ("zhic 20 水", "pay-out|20|水"), ("clos", "- close"),
  ]

  @Test(arguments: table.indices)
  func reads(row: Int) throws {
    let (line, outcome) = Self.table[row]
    #expect(try Self.outcome(line) == outcome, "\(line)")
  }

  @Test(arguments: Verb.allCases)
  func everyNameIsItsVerb(verb: Verb) throws {
    #expect(!verb.names.all.isEmpty)
    for name in verb.names.all {
      #expect(try Self.outcome("\(name) 5") == "\(verb.rawValue)|5", "\(name)")
      #expect(VerbTable.words(beginning: name).contains(name))
    }
    for name in verb.names.chinese {
      #expect(try Self.outcome("\(name)5") == "\(verb.rawValue)|5", "\(name)")
    }
  }

  @Test func wordsAreUnique() {
    let words = VerbTable.allWords.map(VerbTable.lowered)
    #expect(Set(words).count == words.count)
    #expect(Set(words).isDisjoint(with: VerbTable.doubtfulInitials.keys))
    #expect(VerbTable.doubtfulInitials.values.allSatisfy { !$0.isEmpty })
    let reserved = "kc rk pd bs diaoh gongd bx bj dd ps dj jr jf cz ts hf az".split(separator: " ")
    #expect(Set(words).isDisjoint(with: reserved.map(String.init)))
  }

  @Test func onlyHarmlessVerbsMayBeShortened() throws {
    for verb in Verb.allCases {
      for word in verb.names.english {
        for length in 3..<max(3, word.count) {
          let beginning = String(word.prefix(length))
          guard
            case .beginning(let read, _) = VerbTable.reading(
              try LexedLine.reading(beginning).get())
          else { continue }
          #expect(read == verb && verb.mayBeShortened, "\(beginning)")
        }
      }
    }
  }

  @Test func keywords() throws {
    for keyword in Keyword.allCases {
      for name in [keyword.rawValue, keyword.rawValue.uppercased()] + keyword.twins {
        #expect(Keyword(answer: " \(name) ") == keyword, "\(name)")
        #expect(Keyword(answer: "\"\(name)\"") == nil)
      }
    }
    #expect(Set(Keyword.allCases.flatMap { [$0.rawValue] + $0.twins }).count == 43)
    #expect(Keyword(answer: "") == nil)
    #expect(Keyword(answer: "yes no") == nil)
    #expect(Keyword(answer: "yess") == nil)
  }
}
