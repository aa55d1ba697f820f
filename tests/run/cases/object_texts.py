"""Texts of objects whose class says what str() of them is: print, f-strings, `%`, format, with and without a repr of their own."""


class Plain:
    def __init__(self, n: int) -> None:
        self.n = n


class Shown:
    def __init__(self, n: int) -> None:
        self.n = n

    def __str__(self) -> str:
        return "shown %d" % self.n


class Both(Shown):
    def __repr__(self) -> str:
        return "Both(%d)" % self.n


class Formatted:
    def __init__(self, x: float) -> None:
        self.x = x

    def __format__(self, spec: str) -> str:
        return "<" + format(self.x, spec) + ">"


class Named:
    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return "Named(" + self.name + ")"


class Louder(Named):
    def __str__(self) -> str:
        return self.name.upper()


def printed(n: int) -> None:
    a, b = Shown(n), Both(n)
    print(a, b, sep=" | ")
    print([b], (b, n), Named("x"))
    for one in [a, b]:
        print(one)
    print(maybe(n), maybe(-n))


def maybe(n: int) -> Shown | None:
    return Shown(n) if n > 0 else None


def percent(n: int) -> tuple[str, str, str, str]:
    a, b = Shown(n), Both(n)
    return "%s" % a, "%s and %r" % (b, b), "%s %s %5d|" % (a, b, n), "%s %r" % (Named("y"), Named("z"))


def formats(n: int) -> tuple[str, str, str, str, str]:
    a, b = Shown(n), Both(n)
    return "{} {!r}".format(a, b), f"{a} {b} {b!r}", "{0} {x}".format(b, x=a), str(a) + repr(b), format(a)


def with_specs(x: float) -> tuple[str, str, str]:
    f = Formatted(x)
    return f"{f:.2f}", format(f, "8.1f"), "{:e}".format(f)


def refused(n: int) -> str:
    a = Shown(n)
    return f"{a:>20}"


def overridden(names: list[str]) -> list[str]:
    out = []
    for i, name in enumerate(names):
        one = Named(name) if i % 2 == 0 else Louder(name)
        out.append("%s/%r" % (one, one))
        out.append(f"{one}, {one!r}")
        out.append("{}".format(one))
    print(one)
    return out


CALLS = [
    ("printed", 3), ("percent", 4), ("percent", -1), ("formats", 5), ("with_specs", 2.5), ("with_specs", float("nan")), ("refused", 1), ("overridden", ["a", "b", "c"]), ("overridden", []),
    ("maybe", 0),
]
