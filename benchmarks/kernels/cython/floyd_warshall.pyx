def by_loops(double[:, ::1] distances):
    cdef Py_ssize_t n = distances.shape[0], i, j, k
    cdef double through
    for k in range(n):
        for i in range(n):
            for j in range(n):
                through = distances[i, k] + distances[k, j]
                if through < distances[i, j]:
                    distances[i, j] = through


by_rows = by_loops
