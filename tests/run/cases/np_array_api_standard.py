"""Every function of the array API standard (2024.12), in the forms that the standard gives it, for NumPy: the namespace is a parameter."""

import numpy as np

F0 = np.ndarray[tuple[()], np.dtype[np.float64]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
I2 = np.ndarray[tuple[int, int], np.dtype[np.int64]]
B2 = np.ndarray[tuple[int, int], np.dtype[np.bool_]]
C2 = np.ndarray[tuple[int, int], np.dtype[np.complex128]]


def elementwise_1(x: F2, v: F1, s: F0, *, xp=np):
    return (
        xp.abs(x), xp.abs(v), xp.abs(s), xp.acos(x), xp.acos(v), xp.acos(s), xp.acosh(x), xp.acosh(v), xp.acosh(s), xp.asin(x), xp.asin(v),
        xp.asin(s), xp.asinh(x), xp.asinh(v), xp.asinh(s), xp.atan(x), xp.atan(v), xp.atan(s),
    )


def elementwise_2(x: F2, v: F1, s: F0, *, xp=np):
    return (
        xp.atanh(x), xp.atanh(v), xp.atanh(s), xp.ceil(x), xp.ceil(v), xp.ceil(s), xp.cos(x), xp.cos(v), xp.cos(s), xp.cosh(x), xp.cosh(v),
        xp.cosh(s), xp.exp(x), xp.exp(v), xp.exp(s), xp.expm1(x), xp.expm1(v), xp.expm1(s),
    )


def elementwise_3(x: F2, v: F1, s: F0, *, xp=np):
    return (
        xp.floor(x), xp.floor(v), xp.floor(s), xp.isfinite(x), xp.isfinite(v), xp.isfinite(s), xp.isinf(x), xp.isinf(v), xp.isinf(s), xp.isnan(x),
        xp.isnan(v), xp.isnan(s), xp.log(x), xp.log(v), xp.log(s), xp.log1p(x), xp.log1p(v), xp.log1p(s),
    )


def elementwise_4(x: F2, v: F1, s: F0, *, xp=np):
    return (
        xp.log2(x), xp.log2(v), xp.log2(s), xp.log10(x), xp.log10(v), xp.log10(s), xp.negative(x), xp.negative(v), xp.negative(s), xp.positive(x),
        xp.positive(v), xp.positive(s), xp.reciprocal(x), xp.reciprocal(v), xp.reciprocal(s), xp.round(x), xp.round(v), xp.round(s),
    )


def elementwise_5(x: F2, v: F1, s: F0, *, xp=np):
    return (
        xp.sign(x), xp.sign(v), xp.sign(s), xp.signbit(x), xp.signbit(v), xp.signbit(s), xp.sin(x), xp.sin(v), xp.sin(s), xp.sinh(x), xp.sinh(v),
        xp.sinh(s), xp.square(x), xp.square(v), xp.square(s), xp.sqrt(x), xp.sqrt(v), xp.sqrt(s),
    )


def elementwise_6(x: F2, b: B2, v: F1, s: F0, *, xp=np):
    return (
        xp.tan(x), xp.tan(v), xp.tan(s), xp.tanh(x), xp.tanh(v), xp.tanh(s), xp.trunc(x), xp.trunc(v), xp.trunc(s), xp.real(x), xp.real(v),
        xp.real(s), xp.conj(x), xp.conj(v), xp.conj(s), xp.bitwise_invert(b),
    )


def elementwise_complex_1(c: C2, *, xp=np):
    return (
        xp.abs(c), xp.acos(c), xp.acosh(c), xp.asin(c), xp.asinh(c), xp.atan(c), xp.atanh(c), xp.cos(c), xp.cosh(c), xp.exp(c), xp.expm1(c),
        xp.isfinite(c), xp.isinf(c), xp.isnan(c), xp.log(c), xp.log1p(c), xp.log2(c), xp.log10(c),
    )


def elementwise_complex_2(c: C2, *, xp=np):
    return (
        xp.negative(c), xp.positive(c), xp.reciprocal(c), xp.round(c), xp.sign(c), xp.sin(c), xp.sinh(c), xp.square(c), xp.sqrt(c), xp.tan(c),
        xp.tanh(c), xp.real(c), xp.imag(c), xp.conj(c),
    )


def elementwise_int(i: I2, *, xp=np):
    return (
        xp.abs(i), xp.ceil(i), xp.floor(i), xp.trunc(i), xp.round(i), xp.sign(i), xp.square(i), xp.negative(i), xp.positive(i),
        xp.bitwise_invert(i), xp.isfinite(i), xp.isinf(i), xp.isnan(i),
    )


def pairs_1(x: F2, y: F2, v: F1, s: F0, *, xp=np):
    return (
        xp.add(x, y), xp.add(x, v), xp.add(x, 2.0), xp.add(s, s), xp.atan2(x, y), xp.atan2(x, v), xp.atan2(x, 2.0), xp.atan2(s, s),
        xp.copysign(x, y), xp.copysign(x, v), xp.copysign(x, 2.0), xp.copysign(s, s), xp.divide(x, y), xp.divide(x, v), xp.divide(x, 2.0),
        xp.divide(s, s), xp.equal(x, y), xp.equal(x, v),
    )


def pairs_2(x: F2, y: F2, v: F1, s: F0, *, xp=np):
    return (
        xp.equal(x, 2.0), xp.equal(s, s), xp.floor_divide(x, y), xp.floor_divide(x, v), xp.floor_divide(x, 2.0), xp.floor_divide(s, s),
        xp.greater(x, y), xp.greater(x, v), xp.greater(x, 2.0), xp.greater(s, s), xp.greater_equal(x, y), xp.greater_equal(x, v),
        xp.greater_equal(x, 2.0), xp.greater_equal(s, s), xp.hypot(x, y), xp.hypot(x, v), xp.hypot(x, 2.0), xp.hypot(s, s),
    )


def pairs_3(x: F2, y: F2, v: F1, s: F0, *, xp=np):
    return (
        xp.less(x, y), xp.less(x, v), xp.less(x, 2.0), xp.less(s, s), xp.less_equal(x, y), xp.less_equal(x, v), xp.less_equal(x, 2.0),
        xp.less_equal(s, s), xp.logaddexp(x, y), xp.logaddexp(x, v), xp.logaddexp(x, 2.0), xp.logaddexp(s, s), xp.maximum(x, y), xp.maximum(x, v),
        xp.maximum(x, 2.0), xp.maximum(s, s), xp.minimum(x, y), xp.minimum(x, v),
    )


def pairs_4(x: F2, y: F2, v: F1, s: F0, *, xp=np):
    return (
        xp.minimum(x, 2.0), xp.minimum(s, s), xp.multiply(x, y), xp.multiply(x, v), xp.multiply(x, 2.0), xp.multiply(s, s), xp.nextafter(x, y),
        xp.nextafter(x, v), xp.nextafter(x, 2.0), xp.nextafter(s, s), xp.not_equal(x, y), xp.not_equal(x, v), xp.not_equal(x, 2.0),
        xp.not_equal(s, s), xp.pow(x, y), xp.pow(x, v), xp.pow(x, 2.0), xp.pow(s, s),
    )


def pairs_5(x: F2, y: F2, v: F1, s: F0, *, xp=np):
    return (
        xp.remainder(x, y), xp.remainder(x, v), xp.remainder(x, 2.0), xp.remainder(s, s), xp.subtract(x, y), xp.subtract(x, v),
        xp.subtract(x, 2.0), xp.subtract(s, s),
    )


def pairs_int_1(i: I2, k: I1, *, xp=np):
    return (
        xp.add(i, i), xp.add(i, k), xp.add(i, 2), xp.bitwise_and(i, i), xp.bitwise_and(i, k), xp.bitwise_and(i, 2), xp.bitwise_left_shift(i, i),
        xp.bitwise_left_shift(i, k), xp.bitwise_left_shift(i, 2), xp.bitwise_or(i, i), xp.bitwise_or(i, k), xp.bitwise_or(i, 2),
        xp.bitwise_right_shift(i, i), xp.bitwise_right_shift(i, k), xp.bitwise_right_shift(i, 2), xp.bitwise_xor(i, i), xp.bitwise_xor(i, k),
        xp.bitwise_xor(i, 2),
    )


def pairs_int_2(i: I2, k: I1, *, xp=np):
    return (
        xp.equal(i, i), xp.equal(i, k), xp.equal(i, 2), xp.floor_divide(i, i), xp.floor_divide(i, k), xp.floor_divide(i, 2), xp.greater(i, i),
        xp.greater(i, k), xp.greater(i, 2), xp.greater_equal(i, i), xp.greater_equal(i, k), xp.greater_equal(i, 2), xp.less(i, i), xp.less(i, k),
        xp.less(i, 2), xp.less_equal(i, i), xp.less_equal(i, k), xp.less_equal(i, 2),
    )


def pairs_int_3(i: I2, k: I1, *, xp=np):
    return (
        xp.maximum(i, i), xp.maximum(i, k), xp.maximum(i, 2), xp.minimum(i, i), xp.minimum(i, k), xp.minimum(i, 2), xp.multiply(i, i),
        xp.multiply(i, k), xp.multiply(i, 2), xp.not_equal(i, i), xp.not_equal(i, k), xp.not_equal(i, 2), xp.pow(i, i), xp.pow(i, k), xp.pow(i, 2),
        xp.remainder(i, i), xp.remainder(i, k), xp.remainder(i, 2),
    )


def pairs_int_4(i: I2, b: B2, k: I1, *, xp=np):
    return (
        xp.subtract(i, i), xp.subtract(i, k), xp.subtract(i, 2), xp.logical_and(b, b), xp.logical_or(b, b), xp.logical_xor(b, b), xp.equal(b, b),
        xp.not_equal(b, b), xp.bitwise_and(b, b), xp.bitwise_or(b, b), xp.bitwise_xor(b, b), xp.logical_not(b),
    )


def pairs_complex(c: C2, *, xp=np):
    return (
        xp.add(c, c), xp.divide(c, c), xp.equal(c, c), xp.multiply(c, c), xp.not_equal(c, c), xp.pow(c, c), xp.subtract(c, c),
    )


def constants(x: F2, y: F2, i: I2, *, xp=np):
    return (
        xp.clip(x, 0.0, 1.0), xp.clip(x, min=0.5), xp.clip(x, max=y), xp.clip(i, 1, 2), xp.clip(x), xp.pi, xp.e, xp.inf, xp.newaxis is None,
    )


def creation_1(x: F2, *, xp=np):
    return (
        xp.asarray(x), xp.asarray(x, copy=True), xp.asarray([1, 2, 3], dtype=xp.int16), xp.asarray([[1.0, 2.0], [3.0, 4.0]]), xp.asarray(True),
        xp.asarray(3, dtype=xp.float64, device="cpu"), xp.asarray(x, device=None), xp.arange(5), xp.arange(1, 5, 2, dtype=xp.float32),
        xp.arange(1.0, 5.5), xp.arange(5, device="cpu"), xp.empty((2, 3), dtype=xp.int8).shape, xp.eye(3), xp.eye(2, 3, k=1, dtype=xp.complex64),
        xp.eye(2, None, k=-1), xp.full((2, 2), 3), xp.full(4, 2.5, dtype=xp.float32), xp.full((), True),
    )


def creation_2(x: F2, i: I2, b: B2, c: C2, v: F1, k: I1, *, xp=np):
    return (
        xp.full_like(x, 2), xp.full_like(i, 2, dtype=xp.uint8), xp.linspace(0, 1, 5),
        xp.linspace(0.0, 1.0, num=4, endpoint=False, dtype=xp.float32), xp.linspace(0, 1j, 3), xp.meshgrid(v, k), xp.meshgrid(v, k, indexing="ij"),
        xp.ones((2,), dtype=xp.bool), xp.ones(3, device="cpu"), xp.ones_like(c), xp.tril(x), xp.triu(x, k=1), xp.zeros((2, 2), dtype=xp.uint64),
        xp.zeros_like(b, dtype=xp.float64),
    )


def dtypes(x: F2, i: I2, c: C2, *, xp=np):
    return (
        xp.astype(x, xp.float32), xp.astype(i, xp.complex128, copy=True), xp.astype(x, xp.float64, copy=False), xp.can_cast(xp.int32, xp.float64),
        xp.finfo(xp.float32).eps, xp.finfo(xp.float64).smallest_normal, xp.finfo(xp.float64).bits, xp.iinfo(xp.int8).min, xp.iinfo(xp.int64).bits,
        xp.isdtype(x.dtype, "real floating"), xp.isdtype(i.dtype, ("integral", "bool")), xp.isdtype(c.dtype, xp.complex128),
    )


def manipulation_1(x: F2, y: F2, i: I2, v: F1, *, xp=np):
    return (
        xp.broadcast_arrays(x, v), xp.broadcast_to(v, (3, 3)), xp.broadcast_shapes((3, 1), (1, 4)), xp.concat([x, y]), xp.concat((x, y), axis=1),
        xp.concat((x, y), axis=None), xp.concat((x, i)), xp.expand_dims(x, axis=0), xp.expand_dims(x, axis=-1), xp.expand_dims(x, axis=(0, 2)),
        xp.flip(x), xp.flip(x, axis=0), xp.flip(x, axis=(0, 1)), xp.moveaxis(x, 0, 1), xp.moveaxis(x, (0, 1), (1, 0)), xp.permute_dims(x, (1, 0)),
        xp.repeat(x, 2), xp.repeat(x, 2, axis=1),
    )


def manipulation_2(x: F2, y: F2, v: F1, k: I1, *, xp=np):
    return (
        xp.repeat(v, k), xp.reshape(x, (9,)), xp.reshape(x, (-1, 1), copy=True), xp.roll(x, 1), xp.roll(x, (1, 2), axis=(0, 1)),
        xp.roll(x, -1, axis=0), xp.squeeze(x[:, None], axis=1), xp.squeeze(x[None, None], axis=(0, 1)), xp.stack([x, y]),
        xp.stack((v, v), axis=-1), xp.tile(x, (2, 1)), xp.tile(v, (2, 2)), xp.unstack(x), xp.unstack(x, axis=1),
    )


def searching_1(x: F2, y: F2, i: I2, b: B2, v: F1, k: I1, *, xp=np):
    return (
        xp.take(x, k, axis=0), xp.take(v, k), xp.take_along_axis(x, i, axis=1), xp.take_along_axis(x, i), xp.argmax(x), xp.argmax(x, axis=0),
        xp.argmax(x, axis=1, keepdims=True), xp.argmin(i, axis=-1), xp.argmin(x, keepdims=True), xp.nonzero(i), xp.nonzero(b), xp.count_nonzero(x),
        xp.count_nonzero(i, axis=0), xp.count_nonzero(i, axis=(0, 1), keepdims=True), xp.searchsorted(xp.sort(v), x),
        xp.searchsorted(v, v, side="right", sorter=xp.argsort(v)), xp.where(b, x, y), xp.where(b, x, 0.0),
    )


def searching_2(x: F2, i: I2, b: B2, k: I1, *, xp=np):
    return (
        xp.where(b, i, 1), xp.unique_all(k), xp.unique_all(i).indices, xp.unique_counts(i), xp.unique_counts(k).counts, xp.unique_inverse(i),
        xp.unique_inverse(k).inverse_indices, xp.unique_values(x), xp.isin(i, k), xp.isin(i, k, invert=True), xp.argsort(x),
        xp.argsort(x, axis=0, stable=True), xp.sort(x), xp.sort(x, axis=0, stable=False),
    )


def products(x: F2, y: F2, c: C2, v: F1, *, xp=np):
    return (
        xp.matmul(x, y), xp.matmul(x, v), xp.tensordot(x, y, axes=1), xp.tensordot(x, y, axes=((0, 1), (0, 1))), xp.tensordot(x, y, axes=0),
        xp.matrix_transpose(x), xp.vecdot(x, y), xp.vecdot(x, y, axis=-2), xp.vecdot(c, c),
    )


def statistics_1(x: F2, i: I2, c: C2, v: F1, *, xp=np):
    return (
        xp.cumulative_sum(v), xp.cumulative_sum(x, axis=1), xp.cumulative_sum(i, axis=0, dtype=xp.float64, include_initial=True),
        xp.cumulative_prod(v), xp.cumulative_prod(x, axis=0, include_initial=True), xp.max(x), xp.max(x, axis=1),
        xp.max(x, axis=(0, 1), keepdims=True), xp.min(i, axis=0, keepdims=True), xp.mean(x), xp.mean(x, axis=0), xp.mean(c, axis=1, keepdims=True),
        xp.prod(i), xp.prod(x, axis=1, dtype=xp.float32), xp.std(x), xp.std(x, axis=0, correction=1),
        xp.std(x, axis=1, correction=0.5, keepdims=True), xp.var(x, correction=1.0),
    )


def statistics_2(x: F2, i: I2, b: B2, v: F1, *, xp=np):
    return (
        xp.var(x, axis=(0, 1)), xp.sum(x), xp.sum(b), xp.sum(x, axis=0, dtype=xp.float64, keepdims=True), xp.sum(xp.astype(i, xp.int8)), xp.all(b),
        xp.all(x, axis=0), xp.any(b, axis=1, keepdims=True), xp.any(i, axis=(0, 1)), xp.diff(v), xp.diff(x, axis=0, n=2),
        xp.diff(v, prepend=v[:1], append=v[:2]),
    )


def linear_algebra_1(x: F2, y: F2, p: F2, *, xp=np):
    return (
        xp.linalg.cholesky(p), xp.linalg.cholesky(p, upper=True), xp.linalg.cross(x, y), xp.linalg.cross(x, y, axis=0), xp.linalg.det(p),
        xp.linalg.diagonal(x), xp.linalg.diagonal(x, offset=1), xp.linalg.eigh(p).eigenvalues, xp.linalg.eigh(p)[0], xp.linalg.eigvalsh(p),
        xp.linalg.inv(p), xp.linalg.matmul(x, y), xp.linalg.matrix_norm(x), xp.linalg.matrix_norm(x, ord=1, keepdims=True),
        xp.linalg.matrix_norm(x, ord="nuc"), xp.linalg.matrix_norm(x, ord=xp.inf), xp.linalg.matrix_power(x, 3), xp.linalg.matrix_rank(x),
    )


def linear_algebra_2(x: F2, y: F2, i: I2, v: F1, p: F2, *, xp=np):
    return (
        xp.linalg.matrix_rank(x, rtol=0.1), xp.linalg.matrix_transpose(x), xp.linalg.outer(v, v), xp.linalg.pinv(x), xp.linalg.pinv(x, rtol=0.1),
        xp.linalg.qr(p).R, xp.linalg.qr(p, mode="complete").Q, xp.linalg.slogdet(p), xp.linalg.slogdet(p).logabsdet, xp.linalg.solve(p, x),
        xp.linalg.solve(p, v), xp.linalg.svd(p, full_matrices=False).S, xp.linalg.svd(p)[1], xp.linalg.svdvals(x),
        xp.linalg.tensordot(x, y, axes=1), xp.linalg.trace(x), xp.linalg.trace(i, offset=1, dtype=xp.float64), xp.linalg.vecdot(x, y, axis=0),
    )


def linear_algebra_3(x: F2, c: C2, *, xp=np):
    return (
        xp.linalg.vector_norm(x), xp.linalg.vector_norm(x, axis=0, ord=1), xp.linalg.vector_norm(x, axis=(0, 1), ord=xp.inf, keepdims=True),
        xp.linalg.vector_norm(c),
    )


def fourier(x: F2, c: C2, v: F1, *, xp=np):
    return (
        xp.fft.fft(v), xp.fft.fft(c, n=4, axis=0, norm="ortho"), xp.fft.ifft(c), xp.fft.fftn(x),
        xp.fft.fftn(x, s=(2, 2), axes=(0, 1), norm="forward"), xp.fft.ifftn(c), xp.fft.rfft(v, n=5), xp.fft.irfft(c, n=4), xp.fft.rfftn(x),
        xp.fft.irfftn(c, s=(3, 4), axes=(0, 1)), xp.fft.hfft(c), xp.fft.ihfft(x), xp.fft.fftfreq(5, d=0.1), xp.fft.fftfreq(4, device="cpu"),
        xp.fft.rfftfreq(5), xp.fft.fftshift(x), xp.fft.fftshift(x, axes=1), xp.fft.ifftshift(x, axes=(0, 1)),
    )


def operators(x: F2, y: F2, i: I2, b: B2, c: C2, k: I1, *, xp=np):
    return (
        (x + y, x - 1.0, 2 * x, x / y, x // y, x % y, x ** 2.0, -x, +x, abs(x)), (i & i, i | 1, i ^ i, i << 1, i >> 1, ~i, ~b),
        (x @ y, x == y, x != y, x < y, x <= y, x > y, x >= y), (x.T, x.mT, x.ndim, x.shape, x.size, x.dtype == xp.float64, x.device),
        (float(x[0, 0]), int(i[0, 0]), bool(b[0, 0]), complex(c[0, 0])), (x[0], x[..., 1], x[:, None, 0], x[b], x[1:, ::-1], x[k, k], x[-1, :]),
    )


X = np.array([[0.5, -1.25, 2.0], [0.0, 3.5, 1.5], [-0.75, 0.25, 1.0]])
Y = np.array([[1.5, 2.0, -0.5], [1.0, 0.5, 2.5], [3.0, -2.0, 0.75]])
I = np.array([[0, 2, 1], [1, 0, 2], [2, 2, 0]])
B = np.array([[True, False, True], [False, False, True], [True, True, False]])
C = X + 1j * Y
V = np.array([0.5, 1.5, 2.5])
K = np.array([0, 2, 1])
S = np.array(2.5)
P = X @ X.T + np.eye(3)
TOLERANCE = 1e-13
CALLS = [
    ("elementwise_1", X, V, S), ("elementwise_2", X, V, S), ("elementwise_3", X, V, S), ("elementwise_4", X, V, S),
    ("elementwise_5", X, V, S), ("elementwise_6", X, B, V, S), ("elementwise_complex_1", C), ("elementwise_complex_2", C),
    ("elementwise_int", I), ("pairs_1", X, Y, V, S), ("pairs_2", X, Y, V, S), ("pairs_3", X, Y, V, S), ("pairs_4", X, Y, V, S),
    ("pairs_5", X, Y, V, S), ("pairs_int_1", I, K), ("pairs_int_2", I, K), ("pairs_int_3", I, K), ("pairs_int_4", I, B, K),
    ("pairs_complex", C), ("constants", X, Y, I), ("creation_1", X), ("creation_2", X, I, B, C, V, K), ("dtypes", X, I, C),
    ("manipulation_1", X, Y, I, V), ("manipulation_2", X, Y, V, K), ("searching_1", X, Y, I, B, V, K), ("searching_2", X, I, B, K),
    ("products", X, Y, C, V), ("statistics_1", X, I, C, V), ("statistics_2", X, I, B, V), ("linear_algebra_1", X, Y, P),
    ("linear_algebra_2", X, Y, I, V, P), ("linear_algebra_3", X, C), ("fourier", X, C, V), ("operators", X, Y, I, B, C, K),
]
