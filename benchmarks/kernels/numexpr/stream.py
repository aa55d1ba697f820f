import numexpr


def triad(out, a, b, factor):
    numexpr.evaluate("a + factor * b", out=out)


def new_triad(a, b, factor):
    return numexpr.evaluate("a + factor * b")
