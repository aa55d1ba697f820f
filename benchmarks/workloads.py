"""Realistic calls of the eight real modules: {module: [(label, function name, make arguments)]}. Arguments are made anew for each timing."""

import numpy as np


def rng():
    return np.random.default_rng(20261121)


def contingency(n, dtype):
    return rng().integers(0, 50, (n, n)).astype(dtype)


def triangular(n, dtype):
    r = rng()
    t = np.triu(r.random((n, n)) + np.eye(n) * np.arange(1, n + 1))
    if np.issubdtype(dtype, np.complexfloating):
        t = t + 1j * np.triu(r.random((n, n)))
    return t.astype(dtype)


def funm(dtype, real):
    def make():
        t = triangular(100, dtype)
        return np.diag(np.diag(t) ** 0.5).astype(dtype), t, 100, real(np.abs(t).max())
    return make


def sqrtm(dtype):
    def make():
        t = triangular(200, dtype)
        r = np.diag(np.sqrt(np.diag(t))).astype(dtype)
        return r, t, [(i, i + 50) for i in range(0, 200, 50)], 4
    return make


def jacobian(m, n):
    return (rng().random((m, n)) < 0.02).astype(np.int32)


def sparse_columns(m, n):
    r = rng()
    counts = r.integers(1, 6, n)
    indptr = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    return r.integers(0, m, indptr[-1]).astype(np.int32), indptr


def mls():
    return np.array([2, 3, 4], dtype=np.int32), np.ones(8, dtype=np.int8), 8, 2**18, np.empty(2**18, dtype=np.int8)


def brief():
    r = rng()
    image = r.random((512, 512))
    keypoints = r.integers(30, 480, (1000, 2))
    pos0, pos1 = (r.integers(-24, 25, (256, 2)).astype(np.int32) for _ in range(2))
    return image, np.zeros((1000, 256), dtype=np.uint8), keypoints, pos0, pos1


def integral():
    return np.cumsum(np.cumsum(rng().random((256, 256)), 0), 1), 4.0


def rbf(kernel):
    def make():
        r = rng()
        y = r.random((400, 3))
        powers = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
        return y, r.random((400, 2)), np.zeros(400), kernel, 1.0, powers
    return make


def rbf_evaluate(kernel):
    def make():
        r = rng()
        powers = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
        return r.random((500, 3)), r.random((300, 3)), kernel, 1.0, powers, np.zeros(3), np.ones(3)
    return make


WORKLOADS = {
    "_max_len_seq_inner": [("2^18 samples", "_max_len_seq_inner", mls)],
    "_rbfinterp_pythran": [
        ("kernel matrix, thin plate spline, 400x3", "_kernel_matrix", lambda: (rng().random((400, 3)), "thin_plate_spline")),
        ("build system, cubic, 400x3", "_build_system", rbf("cubic")),
        ("build system, gaussian, 400x3", "_build_system", rbf("gaussian")),
        ("evaluation, multiquadric, 500x300x3", "_build_evaluation_coefficients", rbf_evaluate("multiquadric")),
        ("polynomial matrix, 20000x3, 10 terms", "_polynomial_matrix", lambda: (rng().random((20000, 3)), rng().integers(0, 4, (10, 3)))),
    ],
    "_stats_pythran": [
        ("concordant pairs 60x60 float", "_concordant_pairs", lambda: (contingency(60, float),)),
        ("discordant pairs 60x60 int", "_discordant_pairs", lambda: (contingency(60, np.int64),)),
        ("a_ij_Aij_Dij2 60x60 int", "_a_ij_Aij_Dij2", lambda: (contingency(60, np.int64),)),
        ("KS inside method 2000x1999", "_compute_outer_prob_inside_method", lambda: (2000, 1999, 1, 120000)),
        ("siegelslopes 500", "siegelslopes", lambda: (rng().random(500), np.arange(500.0), "separate")),
        ("Poisson binomial pmf 2000", "_poisson_binom_pmf", lambda: (rng().random(2000),)),
        ("Poisson binomial 50x200", "_poisson_binom", lambda: (rng().integers(0, 50, 200), rng().random((50, 200)), "cdf")),
        ("bvnu", "_bvnu", lambda: (0.3, 0.7, 0.95)),
    ],
    "_linalg_pythran": [("funm 100x100 float64", "_funm_loops", funm(np.float64, np.float64)), ("funm 100x100 complex128", "_funm_loops", funm(np.complex128, np.float64))],
    "_matfuncs_sqrtm_triu": [("sqrtm blocks of 50 in 200x200 float64", "within_block_loop", sqrtm(np.float64)), ("sqrtm blocks complex128", "within_block_loop", sqrtm(np.complex128))],
    "_group_columns": [
        ("dense 500x500", "group_dense", lambda: (500, 500, jacobian(500, 500))),
        ("sparse 2000x2000", "group_sparse", lambda: (2000, 2000, *sparse_columns(2000, 2000))),
    ],
    "brief_cy": [("256 positions, 1000 keypoints", "_brief_loop", brief)],
    "_hessian_det_appx": [("256x256, sigma 4", "_hessian_matrix_det", integral)],
}
