from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

T = TypeVar("T")


class Keyworded(metaclass=type):  # <- KB6001
    n: int = 0


class Statement:
    n: int = 0
    if n == 0:  # <- KB6001
        m: int = 1


class Foreign(dict):
    n: int = 0


class Changed:
    n: int = 0


def change(n):
    del Changed.n  # <- KB6001


class Twice:
    def f(self, n: int) -> int:
        return n

    def f(self, n: int) -> int:  # <- KB6001
        return n + 1


def match_statement(n: object) -> int:
    match n:
        case Foreign(n=0):  # <- KB6001
            return 1
    return 2


class Unused(Generic[T]):  # <- KB6001
    def f(self, x: T) -> T:
        return x


class Left:  # <- KB6005
    def __init__(self) -> None:
        self.a = 1


class Right:  # <- KB6005
    def __init__(self) -> None:
        self.b = 1


class TwoLayouts(Left, Right):  # <- KB6001
    pass


class Box(Generic[T]):
    def __init__(self) -> None:
        self.x: T | None = None


def box_of_what(n: int, box: Box[int]) -> bool:
    return Box().x is None  # <- KB6001


def errstate(x: float) -> float:
    with np.errstate(divide="raise"):  # <- KB6001
        return 1 / x



def class_in_a_function(x: float) -> float:
    class Local:  # <- KB6001
        pass

    return x


def late_generator(n: int) -> int:
    k = 1
    multiples = (i * k for i in range(n))  # <- KB6001
    k = 2
    return sum(multiples)


def attribute_assigned(n: int) -> int:
    n.x = 1  # <- KB6001
    return n


def function_returned(n: int):  # <- KB6001
    return lambda k: k + n


async def coroutine(n: int) -> int:  # <- KB6001
    return n


def one_of_several(flag: bool, n: int) -> int:
    f = (lambda x, y=1: x + y) if flag else (lambda x: x)
    return f(n)  # <- KB6001


def caught_exception_shared(n: int) -> int:
    try:
        return 1 // n
    except ZeroDivisionError as error:  # <- KB6001

        def show():
            return str(error)

        for error in range(2):
            pass
        return len(show())


def sent(n: int):
    x = yield n  # <- KB6001
    yield x


class WithDict:
    __slots__ = ("x", "__dict__")  # <- KB6001

    def __init__(self, x: int) -> None:
        self.x = x


class GivenAttributes:
    def __init__(self, x: int) -> None:
        self.x = x

    if TYPE_CHECKING:  # <- KB6001

        def __getattr__(self, name: str) -> int: ...


class Whole:  # <- KB6005
    def __init__(self, part: int) -> None:
        self.part = part

    def parts(self) -> int:
        return self.part


class Computed(Whole):
    @property
    def part(self) -> int:  # <- KB6001
        return 3
