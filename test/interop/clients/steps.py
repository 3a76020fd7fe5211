"""Runs a client's steps one after another and prints, as JSON, how each of them ended."""

import json
import sys
import traceback
from types import SimpleNamespace


class Session:
    """What the steps share: where the server is, and what earlier steps found."""

    def __init__(self):
        self.given = SimpleNamespace(**json.loads(sys.argv[1]))
        self.found = SimpleNamespace()
        self._ended = []

    def step(self, name, needs="endpoint"):
        """Runs the decorated function at once, unless what it needs was not given."""

        def run(function):
            if not hasattr(self.given, needs):
                return
            error = None
            try:
                function()
            except Exception:
                error = traceback.format_exc()
            self._ended.append({"name": name, "error": error})

        return run

    def report(self):
        print(json.dumps(self._ended))


def equal(actual, expected):
    if actual != expected:
        raise AssertionError("expected %r, got %r" % (expected, actual))


def raises(kind, call):
    """The exception that a call ends with."""
    try:
        result = call()
    except kind as error:
        return error
    raise AssertionError("expected %s, got %r" % (kind.__name__, result))
