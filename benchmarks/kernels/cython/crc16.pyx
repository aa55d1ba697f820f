def crc16(unsigned char[::1] data):
    cdef unsigned int crc = 0xFFFF
    cdef Py_ssize_t i
    for i in range(data.shape[0]):
        crc ^= <unsigned int>data[i] << 8
        for _ in range(8):
            if crc & 0x8000:
                crc = ((crc << 1) ^ 0x1021) & 0xFFFF
            else:
                crc = (crc << 1) & 0xFFFF
    return crc
