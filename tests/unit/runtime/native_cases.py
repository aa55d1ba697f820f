"""Compares expressions over the runtime headers with NumPy.

A case is a C++ expression over `a`, `b`, ... (views or scalars), its arguments, and what NumPy gives for them. All cases of a
family are compiled into one shared library.
"""

import ctypes
import hashlib
import os
import subprocess
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
BUILD = ROOT / "build" / "numpy"

PREAMBLE = r"""
#include <cstdio>
#if __has_include(<keelback/complex.hpp>)
#include <keelback/complex.hpp>
#endif
#if __has_include(<keelback/tuple.hpp>)
#include <keelback/tuple.hpp>
#endif
#if __has_include(<keelback/list.hpp>)
#include <keelback/list.hpp>
#endif
#include <keelback/array.hpp>
#include <keelback/float16.hpp>
#include <keelback/views.hpp>
%(includes)s
namespace keelback { template <class...> struct tuple; }
namespace kb = keelback;
template <class X> void put(struct Result& r, const X& x);
using kb::int64;
struct Argument { void* data; int64 shape[8]; int64 strides[8]; };
struct Item { const char* dtype; int64 rank; int64 shape[8]; void* data; };
struct Result { int64 count; Item items[8]; char error[64]; char message[400]; };
template <class T, int N> kb::view<T, N> take(const Argument& x) {
  kb::view<T, N> v{static_cast<T*>(x.data), nullptr, {}, {}};
  for (int k = 0; k < N; ++k) v.shape[k] = x.shape[k], v.strides[k] = x.strides[k];
  return v;
}
template <class... X> void put(Result& r, const kb::tuple<X...>& t) {
  [&]<std::size_t... K>(std::index_sequence<K...>) { (put(r, get<K>(t)), ...); }(std::make_index_sequence<sizeof...(X)>{});
}
template <class X> void put(Result& r, const X& x) {
  if constexpr (kb::is_array<X>) {
    Item& item = r.items[r.count++];
    using T = typename X::value_type;
    item.dtype = kb::dtype_name<T>();
    item.rank = X::rank;
    for (int k = 0; k < X::rank; ++k) item.shape[k] = x.shape[k];
    auto copied = kb::empty_at<T, X::rank>(x.shape, 0);
    kb::assign(0, static_cast<const kb::view<T, X::rank>&>(copied), static_cast<const kb::view<T, X::rank>&>(x));
    kb::retain(copied.base);  // leaked: a test
    item.data = copied.data;
  } else {
    Item& item = r.items[r.count++];
    item.dtype = kb::dtype_name<X>();
    item.rank = -1;
    item.data = new X(x);
  }
}
"""

SCALARS = {bool: "bool", int: "int64", float: "double", complex: "kb::complex<double>"}
DTYPES = {
    "bool": "bool", "int8": "std::int8_t", "int16": "std::int16_t", "int32": "std::int32_t", "int64": "int64",
    "uint8": "std::uint8_t", "uint16": "std::uint16_t", "uint32": "std::uint32_t", "uint64": "std::uint64_t",
    "float16": "kb::float16", "float32": "float", "float64": "double", "complex64": "kb::complex<float>", "complex128": "kb::complex<double>",
}  # fmt: skip


COMPLEX_DTYPES = ["complex64", "complex128"] if (ROOT / "include/keelback/complex.hpp").exists() else []


class Argument(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("shape", ctypes.c_int64 * 8), ("strides", ctypes.c_int64 * 8)]


class Item(ctypes.Structure):
    _fields_ = [("dtype", ctypes.c_char_p), ("rank", ctypes.c_int64), ("shape", ctypes.c_int64 * 8), ("data", ctypes.c_void_p)]


class Result(ctypes.Structure):
    _fields_ = [("count", ctypes.c_int64), ("items", Item * 8), ("error", ctypes.c_char * 64), ("message", ctypes.c_char * 400)]


class NativeError(Exception):
    pass


def c_type(x):
    """The C++ declaration of an argument named by the position."""
    if isinstance(x, np.ndarray):
        return f"kb::view<{DTYPES[x.dtype.name]}, {x.ndim}>"
    if isinstance(x, np.generic):
        return DTYPES[x.dtype.name]
    return SCALARS[type(x)]


class Family:
    def __init__(self, name, includes, options=("-O2",)):
        self.name, self.includes, self.options = name, includes, options
        self.functions, self.cases, self.library, self.failed = {}, [], None, False

    def case(self, expression, reference, *args, tolerance=0, label=None):
        """`reference` is called with copies of the arguments; what it raises must be raised too."""
        body = expression.replace("$T", DTYPES[args[0].dtype.name] if args and hasattr(args[0], "dtype") else "double")
        key = (body, tuple(c_type(x) for x in args))
        index = self.functions.setdefault(key, len(self.functions))
        self.cases.append((index, body, reference, args, tolerance, label))

    def source(self):
        out = [PREAMBLE % {"includes": "\n".join(f"#include <keelback/{header}>" for header in self.includes)}]
        for (body, types), index in self.functions.items():
            takes = "".join(
                f"  const auto {'abcdefgh'[k]} = take<{t[9:-1]}>(args[{k}]);\n" if t.startswith("kb::view")
                else f"  const {t} {'abcdefgh'[k]} = *static_cast<const {t}*>(args[{k}].data);\n"
                for k, t in enumerate(types))  # fmt: skip
            statement = body if body.rstrip().endswith(";") else f"put(result, {body});"
            out.append(f"static void body_{index}(const Argument* args, Result& result) {{\n{takes}  const int line = 7;\n  {statement}\n"
                       "  (void)args, (void)line; }")  # fmt: skip
        table = ", ".join(f"body_{index}" for index in range(len(self.functions)))
        out.append(f"static void (*const bodies[])(const Argument*, Result&) = {{{table}}};")
        out.append('extern "C" void call(int i, const Argument* args, Result* result) {\n  result->count = 0; result->error[0] = 0;\n'
                   "  try { bodies[i](args, *result); } catch (const kb::error& e) {\n"
                   '    std::snprintf(result->error, 64, "%s", kb::name_of(e.kind())); std::snprintf(result->message, 400, "%s", e.message()); }\n}\n')  # fmt: skip
        return "\n".join(out)

    def build(self):
        if self.library:
            return self.library
        assert not self.failed, "the family does not compile"
        self.failed = True
        BUILD.mkdir(parents=True, exist_ok=True)
        source = self.source()
        options = ["-std=c++20", "-fPIC", "-shared", "-Wall", "-Wextra", "-Werror=return-type", "-ffp-contract=off", *self.options, f"-I{ROOT / 'include'}"]
        headers = "".join(p.read_text() for p in sorted((ROOT / "include/keelback").rglob("*.hpp")))
        key = hashlib.sha1((source + headers + str(options)).encode()).hexdigest()[:12]
        library = BUILD / f"{self.name}_{key}.so"
        if not library.exists():
            for old in BUILD.glob(f"{self.name}_*.so"):
                old.unlink()
            path = BUILD / f"{self.name}.cpp"
            path.write_text(source)
            stub = Path(__file__).with_name("stub.cpp")
            compiler = os.environ.get("CXX", "g++")
            subprocess.run([compiler, *options, str(path), str(stub), "-o", str(library)], check=True)
        self.library = ctypes.CDLL(str(library))
        return self.library

    def call(self, index, args):
        structs = (Argument * max(len(args), 1))()
        keep = []
        for s, x in zip(structs, args):
            if not isinstance(x, np.ndarray):
                x = np.array(x)  # a 0-d array of int64, float64, ... : only its data is read
            keep.append(x)
            s.data = x.__array_interface__["data"][0]
            for k in range(x.ndim):
                s.shape[k], s.strides[k] = x.shape[k], x.strides[k] // x.itemsize
        result = Result()
        self.build().call(index, structs, ctypes.byref(result))
        if result.error:
            raise NativeError(result.error.decode(), result.message.decode())
        return [value_of(result.items[k]) for k in range(result.count)]


def value_of(item):
    dtype = np.dtype(item.dtype.decode())
    shape = tuple(item.shape[: item.rank]) if item.rank >= 0 else ()
    count = int(np.prod(shape, dtype=np.int64))
    text = ctypes.string_at(item.data, count * dtype.itemsize) if count else b""
    array = np.frombuffer(text, dtype).reshape(shape)
    return array if item.rank >= 0 else array[()]


def copied(x):
    """A copy with the same strides."""
    if not isinstance(x, np.ndarray):
        return x
    base = x if x.base is None or not isinstance(x.base, np.ndarray) else x.base
    if base is x:
        return x.copy(order="K")
    new = base.copy(order="K")
    offset = x.__array_interface__["data"][0] - base.__array_interface__["data"][0]
    if x.size == 0 or new.strides != base.strides:
        return x.copy()
    return np.ndarray(x.shape, x.dtype, new.data if new.flags.c_contiguous else new.T.data, offset, x.strides)


def check(family, case):
    index, body, reference, args, tolerance, _ = case
    ours, theirs = [copied(x) for x in args], [copied(x) for x in args]
    what = f"{body} of {args!r}"
    expected, failure = None, None
    with np.errstate(all="ignore"):
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                expected = reference(*theirs)
            except Exception as e:  # noqa: BLE001 - compared
                failure = e
    try:
        got = family.call(index, ours)
    except NativeError as e:
        assert failure is not None, f"{what}: raised {e.args}"
        assert e.args[0] == type(failure).__name__, f"{what}: {e.args} but NumPy raised {failure!r}"
        assert e.args[1] == str(failure), f"{what}: {e.args[1]!r} but NumPy says {str(failure)!r}"
        return
    assert failure is None, f"{what}: gave {got}, NumPy raised {failure!r}"
    if expected is None:
        return
    if not isinstance(expected, tuple):
        expected = (expected,)
    assert len(got) == len(expected), what
    for g, e in zip(got, expected):
        e = np.asarray(e)
        assert g.dtype == e.dtype, f"{what}: {g.dtype}, not {e.dtype}"
        assert g.shape == e.shape, f"{what}: {g.shape}, not {e.shape}"
        same(g, e, tolerance, what)


def same(g, e, tolerance, what):
    if tolerance and e.dtype.kind in "fc":
        eps = np.finfo(e.dtype).eps
        with np.errstate(all="ignore"):
            # sums of products cancel: of the size of the largest result
            largest = np.abs(e[np.isfinite(e)]).max(initial=0) if tolerance >= 1000 else 0
            np.testing.assert_allclose(g, e, rtol=tolerance * eps, atol=tolerance * np.finfo(e.dtype).tiny + 100 * eps * largest, err_msg=what)
        return
    if e.dtype.kind == "c":
        same(np.asarray(g.real), np.asarray(e.real), 0, what), same(np.asarray(g.imag), np.asarray(e.imag), 0, what)
        return
    np.testing.assert_array_equal(g, e, err_msg=what)
    if e.dtype.kind == "f":
        zero = e == 0
        np.testing.assert_array_equal(np.signbit(g)[zero], np.signbit(e)[zero], err_msg=f"{what}: sign of zero")
