"""Names for array types in annotations, shorter than NumPy's own form; type checkers and `typing.get_type_hints` see through them.

``Array2D[np.float64]`` is ``np.ndarray[tuple[int, int], np.dtype[np.float64]]``: any strides. ``CArray2D`` and ``FArray2D`` ask for rows or
columns one after another in memory, ``ReadOnly[...]`` promises that the function does not write to the array. ``NDArray`` leaves the rank open.
``@extensible`` marks a class from which others are derived in Python. A module needs none of this at run time: Keelback reads the source.
"""

from typing import Annotated, Any, TypeVar

import numpy as np

__all__ = ["Layout", "NDArray", "ReadOnly", "Writability", "extensible"]
__all__ += [f"{layout}Array{rank}D" for layout in ("", "C", "F") for rank in range(1, 9)]

S = TypeVar("S", bound=np.generic)
T = TypeVar("T")


class _Mark:
    """A word about an annotated type; equal where the word is."""

    __slots__ = ("value",)

    def __init__(self, value: str) -> None:
        self.value = value

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.value!r})"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.value == self.value

    def __hash__(self) -> int:
        return hash((type(self), self.value))


class Layout(_Mark):
    """How an array lies in memory: ``"C"`` rows, ``"F"`` columns one after another."""


class Writability(_Mark):
    """``"read"``: the function does not write to the array."""


Array1D = np.ndarray[tuple[int], np.dtype[S]]
Array2D = np.ndarray[tuple[int, int], np.dtype[S]]
Array3D = np.ndarray[tuple[int, int, int], np.dtype[S]]
Array4D = np.ndarray[tuple[int, int, int, int], np.dtype[S]]
Array5D = np.ndarray[tuple[int, int, int, int, int], np.dtype[S]]
Array6D = np.ndarray[tuple[int, int, int, int, int, int], np.dtype[S]]
Array7D = np.ndarray[tuple[int, int, int, int, int, int, int], np.dtype[S]]
Array8D = np.ndarray[tuple[int, int, int, int, int, int, int, int], np.dtype[S]]
NDArray = np.ndarray[Any, np.dtype[S]]

CArray1D = Annotated[Array1D[S], Layout("C")]
CArray2D = Annotated[Array2D[S], Layout("C")]
CArray3D = Annotated[Array3D[S], Layout("C")]
CArray4D = Annotated[Array4D[S], Layout("C")]
CArray5D = Annotated[Array5D[S], Layout("C")]
CArray6D = Annotated[Array6D[S], Layout("C")]
CArray7D = Annotated[Array7D[S], Layout("C")]
CArray8D = Annotated[Array8D[S], Layout("C")]

FArray1D = Annotated[Array1D[S], Layout("F")]
FArray2D = Annotated[Array2D[S], Layout("F")]
FArray3D = Annotated[Array3D[S], Layout("F")]
FArray4D = Annotated[Array4D[S], Layout("F")]
FArray5D = Annotated[Array5D[S], Layout("F")]
FArray6D = Annotated[Array6D[S], Layout("F")]
FArray7D = Annotated[Array7D[S], Layout("F")]
FArray8D = Annotated[Array8D[S], Layout("F")]

ReadOnly = Annotated[T, Writability("read")]

C = TypeVar("C", bound=type)


def extensible(cls: C) -> C:
    """Marks a class from which Python code derives classes that native code shall call.

    Any compiled class can be subclassed in Python, ``typing.final`` ones excepted; native functions that are given objects of such a class run as Python. Of an
    extensible class they stay native, and call the methods and properties that the object's class overrides. Calls then cost a look at the object.
    """
    return cls
