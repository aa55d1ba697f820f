"""Names of a class that begin with two underscores: each class has its own, as `_Class__name`."""


class Vault:
    __code: int
    _Vault__spare: int

    def __init__(self, code: int) -> None:
        self.__code = code
        self._Vault__spare = code + 1
        self.__items: list[int] = [code]

    def __twist(self, n: int) -> int:
        return self.__code * 10 + n

    def code(self) -> int:
        return self.__twist(self.__spare)

    def fails(self, n: int) -> int:
        return self.__check(n)

    def __check(self, n: int) -> int:
        if n < 0:
            raise ValueError(f"{self.__code} and {n}")
        return n

    def grow(self, n: int) -> list[int]:
        self.__items.append(n)
        return self.__items


class _Safe(Vault):
    def __init__(self, code: int, other: str) -> None:
        super(_Safe, self).__init__(code)
        self.__code = other

    def both(self) -> tuple[str, int, int]:
        return self.__code, self._Vault__code, self.code()


class Box:
    __made: int = 0

    def __init__(self, *, __width: int) -> None:
        self.width = __width


def opened(code: int) -> int:
    return Vault(code).code()


def outside(code: int) -> tuple[int, int]:
    vault = Vault(code)
    vault._Vault__code += 5
    return vault._Vault__code, vault._Vault__twist(1)


def both(code: int, other: str) -> tuple[str, int, int]:
    return _Safe(code, other).both()


def refused(code: int, n: int) -> int:
    return Vault(code).fails(n)


def grown(code: int) -> list[int]:
    vault = Vault(code)
    vault.grow(1)
    return vault.grow(2)


def boxed(n: int) -> int:
    return Box(_Box__width=n).width


CALLED = ["Vault", "_Safe", "Box"]
CALLS = [("opened", 2), ("outside", 3), ("both", 4, "x"), ("refused", 1, 2), ("refused", 1, -2), ("grown", 7), ("boxed", 3)]
