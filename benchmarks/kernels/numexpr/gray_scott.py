import numexpr

STEP_U = "u + (0.14 * (north + west - 4 * u + east + south) - u * v * v + 0.035 * (1 - u))"
STEP_V = "v + (0.06 * (north + west - 4 * v + east + south) + u * v * v - 0.1 * v)"


def gray_scott(u_, v_, steps):
    u, v = u_[1:-1, 1:-1], v_[1:-1, 1:-1]
    for _ in range(steps):
        def around(a):
            return {"u": u, "v": v, "north": a[:-2, 1:-1], "west": a[1:-1, :-2], "east": a[1:-1, 2:], "south": a[2:, 1:-1]}
        new_u = numexpr.evaluate(STEP_U, around(u_))
        new_v = numexpr.evaluate(STEP_V, around(v_))
        u[:] = new_u
        v[:] = new_v
