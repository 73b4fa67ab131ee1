import Testing

@testable import Tally

struct CarrierMatcherTests {
  @Test func `the best assignment is chosen and not the first`() {
    var world = MatchWorld()
    // Taken one by one, the first attempt would get the leg of the second: it ends nearer.
    world.addAttempt(call: 1, from: 0, to: 10)
    world.addAttempt(call: 1, from: 10.2, to: 13)
    world.addLeg(parent: 0, from: 1, to: 8.2)
    world.addLeg(parent: 0, from: 10.8, to: 11.2)
    #expect(world.matched().legTexts == ["1", "2"])
  }

  @Test func `one leg that was deleted and one attempt that is missing are not each other's`() {
    var world = MatchWorld()
    world.addAttempt(call: 1, from: 0, to: 24)
    world.addLeg(parent: 0, from: 28, to: 48)
    let matcher = world.matched()
    #expect(matcher.legTexts == ["too_far"])
    #expect(matcher.attemptTexts == ["too_far"])
  }

  @Test func `talk of the same length makes up for ends that are apart`() {
    var world = MatchWorld()
    world.addAttempt(call: 1, from: 0, to: 130, talked: 93)
    world.addLeg(parent: 0, from: 4, to: 101, talked: 93)
    let matcher = world.matched()
    #expect(matcher.legTexts == ["1"])
    #expect(matcher.ofLeg[0].confidence == 60)
    #expect(world.matched(toleranceSeconds: 20).legTexts == ["too_far"])
  }

  @Test func `two attempts that fit one leg equally well leave it alone`() {
    var world = MatchWorld()
    world.addAttempt(call: 1, from: 0, to: 20)
    world.addAttempt(call: 1, from: 0, to: 20.3)
    world.addLeg(parent: 0, from: 2, to: 20)
    let matcher = world.matched()
    #expect(matcher.legTexts == ["ambiguous"])
    #expect(matcher.attemptTexts == ["ambiguous", "ambiguous"])
  }

  @Test func `a leg that is billed twice is matched once`() {
    var world = MatchWorld()
    world.addAttempt(call: 1, from: 0, to: 80, talked: 60)
    world.addLeg(parent: 0, from: 3, to: 79, talked: 60)
    world.addLeg(parent: 0, from: 3, to: 79, talked: 60)
    let matcher = world.matched()
    #expect(matcher.legTexts.sorted() == ["1", "duplicate"])
  }

  @Test func `numbers and calls that contradict each other are never matched`() {
    var world = MatchWorld()
    world.addAttempt(call: 1, phone: 1, from: 0, to: 20)
    world.addAttempt(call: 2, phone: 2, from: 0, to: 20)
    world.addLeg(parent: 0, phone: 2, from: 1, to: 20)
    world.addLeg(parent: 1, phone: 1, from: 1, to: 20)
    world.addLeg(parent: 7, phone: 1, from: 1, to: 20)
    world.addLeg(parent: -1, phone: 1, from: 1, to: 20, kind: .other)
    let matcher = world.matched()
    #expect(
      matcher.legTexts == ["no_attempt", "no_attempt", "no_parent_record", "no_parent_record"]
    )
    #expect(matcher.attemptTexts == ["no_leg", "no_leg"])
  }

  @Test func `a leg without a parent goes by number and time`() {
    var world = MatchWorld()
    for number in 0..<8 {
      let start = Double(number) * 100
      world.addAttempt(call: Int32(number + 1), from: start, to: start + 23)
      // The carrier's clock is three seconds behind.
      world.addLeg(parent: -1, from: start + 1, to: start + 20)
    }
    let matcher = world.matched()
    #expect(matcher.legTexts == (1...8).map(String.init))
    #expect(matcher.ofLeg.allSatisfy { $0.method == .time && $0.distanceMilliseconds == 0 })
  }

  @Test func `a call that was found by time helps the rest of its legs`() {
    var world = MatchWorld()
    world.addAttempt(call: 1, hasParent: false, phone: 1, from: 0, to: 20)
    world.addAttempt(call: 1, hasParent: false, phone: 2, from: 20.2, to: nil)
    world.addLeg(parent: 3, phone: 1, from: 3, to: 20)
    world.addLeg(parent: 3, phone: 2, from: 39, to: 70, talked: 25)
    world.addLeg(parent: 3, phone: 9, from: 0, to: 70, kind: .inbound)
    let matcher = world.matched()
    #expect(matcher.legTexts == ["1", "2", "-"])
    #expect(matcher.ofLeg.map(\.method) == [.time, .parent, .inbound])
    #expect(matcher.call(ofLeg: 2) == 1)
  }

  @Test func `an attempt that nobody saw end has its leg, and a phantom has none`() {
    var world = MatchWorld()
    world.addAttempt(call: 1, from: 0, to: nil)
    world.addLeg(parent: 0, from: 5, to: 31, talked: 12)
    // The caller hung up while the first rang: the second was never dialled.
    world.addAttempt(call: 2, from: 100, to: 115)
    world.addAttempt(call: 2, from: 115.2, to: nil)
    world.addLeg(parent: 1, from: 104, to: 115)
    let matcher = world.matched()
    #expect(matcher.legTexts == ["1", "2"])
    #expect(matcher.attemptTexts == ["1", "2", "no_leg"])
  }

  @Test func `a leg that ends as an attempt begins was for the one before`() {
    var world = MatchWorld()
    // Of legs that nobody took this carrier knows the end alone; the caller hung up at 20.
    world.addAttempt(call: 1, from: 0, to: 20.1)
    world.addAttempt(call: 1, from: 20.1, to: nil)
    world.addLeg(parent: 0, from: 20, to: 20)
    #expect(world.matched().legTexts == ["1"])
    // Also where OneUptime has lost the one before.
    world.attempts.removeFirst()
    #expect(world.matched().attemptTexts == ["too_far"])
  }

  @Test func `callers tell the calls of legs whose parents nobody tells`() {
    var world = MatchWorld()
    // Two calls have the same phone rung at once.
    for (call, caller) in [(Int32(1), Int32(7)), (2, 8)] {
      world.addAttempt(call: call, from: 0, to: 20)
      world.addLeg(parent: call - 1, phone: 9, shows: caller, from: 0, to: 21, kind: .inbound)
    }
    for caller: Int32 in [8, 7] { world.addLeg(parent: -1, shows: caller, from: 1, to: 20) }
    #expect(world.matched().legTexts == ["-", "-", "2", "1"])
    for index in world.legs.indices { world.legs[index].from = -1 }
    #expect(world.matched().legTexts == ["-", "-", "ambiguous", "ambiguous"])
  }

  @Test func `a caller's leg that proves wrong is no obstacle`() {
    var world = MatchWorld()
    // The call's own leg is deleted; another one was going on between the same two numbers.
    world.addAttempt(call: 1, from: 0, to: 20)
    world.addLeg(parent: 1, phone: 9, shows: 7, from: 0, to: 60, kind: .inbound)
    world.callOfParent[1] = 2
    world.addLeg(parent: -1, shows: 7, from: 1, to: 20)
    #expect(world.matched().legTexts == ["-", "1"])
  }

  @Test func `an attempt that nobody saw end waits as long as its call`() {
    var world = MatchWorld()
    world.addAttempt(call: 1, from: 0, to: nil)
    world.addLeg(parent: 0, phone: 9, from: 0, to: 60, kind: .inbound)
    world.addLeg(parent: -1, from: 35, to: 60, talked: 25)
    #expect(world.matched().legTexts == ["-", "1"])
    // The caller had gone by then, and with the caller the leg that came in.
    world.legs[0].end = 30_000
    #expect(world.matched().legTexts == ["-", "no_attempt"])
  }

  @Test func `inbound legs belong to calls`() {
    var world = MatchWorld()
    world.addAttempt(call: 1, from: 0, to: 20)
    world.addLeg(parent: 0, from: 0, to: 21, kind: .inbound)
    world.addLeg(parent: 5, from: 0, to: 21, kind: .inbound)
    let matcher = world.matched()
    #expect(matcher.ofLeg.map(\.method) == [.inbound, nil])
    #expect(matcher.ofLeg.map(\.reason) == [nil, .noCall])
    #expect(matcher.call(ofLeg: 0) == 1)
    #expect(matcher.call(ofLeg: 1) == 0)
  }

  @Test func `a crowd that nobody could tell apart is left alone`() {
    var world = MatchWorld()
    for number in 0..<60 {
      let start = Double(number) / 100
      world.addAttempt(call: 1, from: start, to: start + 20)
      world.addLeg(parent: 0, from: start + 1, to: start + 20)
    }
    #expect(Set(world.matched().legTexts) == ["ambiguous"])
  }
}
