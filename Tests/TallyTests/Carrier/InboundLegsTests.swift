import Testing

@testable import Tally

struct InboundLegsTests {
  /// Who called whom from when to when, each a leg of the parent with its index.
  private func parents(
    of leg: (shows: Int32, account: Int32, from: Double, to: Double),
    among inbound: [(caller: Int32, called: Int32, from: Double, to: Double?)]
  ) -> [Int32] {
    var world = MatchWorld()
    for (index, leg) in inbound.enumerated() {
      world.addLeg(
        parent: Int32(index),
        phone: leg.called,
        shows: leg.caller,
        from: leg.from,
        to: leg.to,
        kind: .inbound
      )
    }
    world.addLeg(parent: -1, shows: leg.shows, account: leg.account, from: leg.from, to: leg.to)
    let legs = InboundLegs(world.legs)
    return legs.parents(of: world.legs[inbound.count], atMost: 2).sorted()
  }

  @Test func `a leg shows the caller or the number that was called`() {
    let inbound: [(caller: Int32, called: Int32, from: Double, to: Double?)] = [
      (7, 9, 0, 60), (8, 9, 100, 160), (7, 5, 200, nil),
    ]
    #expect(parents(of: (7, 0, 5, 50), among: inbound) == [0])
    #expect(parents(of: (9, 0, 105, 155), among: inbound) == [1])
    #expect(parents(of: (5, 0, 3000, 3010), among: inbound) == [2])
    #expect(parents(of: (6, 0, 5, 50), among: inbound) == [])
    #expect(parents(of: (-1, 0, 5, 50), among: inbound) == [])
  }

  @Test func `it lies within the leg that came in, of the same account`() {
    let inbound: [(caller: Int32, called: Int32, from: Double, to: Double?)] = [(7, 9, 10, 60)]
    #expect(parents(of: (7, 0, 8, 62), among: inbound) == [0])
    #expect(parents(of: (7, 0, 7.9, 60), among: inbound) == [])
    #expect(parents(of: (7, 0, 10, 62.1), among: inbound) == [])
    #expect(parents(of: (7, 1, 10, 60), among: inbound) == [])
  }

  @Test func `of several all are told, and which one it is stays open`() {
    let inbound: [(caller: Int32, called: Int32, from: Double, to: Double?)] = [
      (7, 9, 0, 600), (8, 9, 100, 160), (6, 9, 250, 251), (9, 9, 302, 303),
    ]
    #expect(parents(of: (9, 0, 110, 120), among: inbound) == [0, 1])
    #expect(parents(of: (9, 0, 200, 220), among: inbound) == [0])
    #expect(parents(of: (9, 0, 302, 303), among: inbound) == [0, 3])
  }

  @Test func `whether a leg lies within a call is known where the call's own leg is`() {
    var world = MatchWorld()
    world.addLeg(parent: 0, from: 0, to: 60, kind: .inbound)
    world.addLeg(parent: -1, from: 10, to: 70)
    let legs = InboundLegs(world.legs)
    #expect(legs.contains(world.legs[1], parent: 0) == false)
    world.legs[1].end = 60_000
    #expect(legs.contains(world.legs[1], parent: 0) == true)
    #expect(legs.contains(world.legs[1], parent: 1) == nil)
  }
}
