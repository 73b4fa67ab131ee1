"""What a benchmark is made of: a case has our command and those of the peers it is held against."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Contender:
    """One way to do a case's work.

    `targets` are our time divided by its time at most, by size. `check` returns what came out, in a
    form that must equal what comes out of ours; it runs once, after the timing. `once` is for peers
    so slow that repeating them tells nothing.
    """

    name: str
    command: object
    targets: tuple = ()
    check: object = None
    once: bool = False


@dataclass(frozen=True)
class Case:
    """`memory_limits` are megabytes by size; `inputs` are read before the timing, to be warm."""

    name: str
    title: str
    ours: Contender
    peers: list
    inputs: tuple = ()
    memory_limits: tuple = ()
