def pi(long long n, long long seed):
    cdef long long state = seed, inside = 0, i, modulus = 2147483648   # as a literal it would be an object
    cdef double x, y
    for i in range(n):
        state = (1103515245 * state + 12345) % modulus
        x = state / 2147483648.0
        state = (1103515245 * state + 12345) % modulus
        y = state / 2147483648.0
        if x * x + y * y <= 1.0:
            inside += 1
    return 4.0 * inside / n
