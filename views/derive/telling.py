"""How much a page tells while the next line is asked for."""

from ..proofs.version import Version


def tells_all(version: Version, line: int, predict: str) -> bool:
    """Whether no line is left to ask for after `line`, from 1: nothing is given away.

    A whole derivation of one's own asks for all of them.
    """
    last = len(version.derivation.lines)
    return predict == "off" or (predict != "whole" and line == last)
