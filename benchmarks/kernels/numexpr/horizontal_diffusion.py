import numexpr


def by_slices(field, factor):
    around = {"c": field[1:-1, 1:-1], "s": field[2:, 1:-1], "n": field[:-2, 1:-1], "e": field[1:-1, 2:], "w": field[1:-1, :-2]}
    laplacian = numexpr.evaluate("4.0 * c - (s + n + e + w)", around)
    limited = "where((far - near) * (beyond - here) > 0.0, 0.0, far - near)"
    along_x = numexpr.evaluate(limited, {"far": laplacian[1:, 1:-1], "near": laplacian[:-1, 1:-1], "beyond": field[2:-1, 2:-2], "here": field[1:-2, 2:-2]})
    along_y = numexpr.evaluate(limited, {"far": laplacian[1:-1, 1:], "near": laplacian[1:-1, :-1], "beyond": field[2:-2, 2:-1], "here": field[2:-2, 1:-2]})
    return numexpr.evaluate("c - factor * (e - w + n - s)", {
        "c": field[2:-2, 2:-2], "factor": factor, "e": along_x[1:], "w": along_x[:-1], "n": along_y[:, 1:], "s": along_y[:, :-1]})
