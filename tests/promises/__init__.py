"""The ten sentences of the design, each with a test, and a control on which the test fails.

A control is the house with that one promise broken: the same check must fail on it, or the
check proves nothing.
"""
