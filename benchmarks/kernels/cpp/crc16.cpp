#include "hand.hpp"

static int crc16(const Array<uint8_t>& data) {
  uint32_t crc = 0xFFFF;
  const uint8_t* p = data.data();
  for (Index i = 0, n = data.size(); i < n; ++i) {
    crc ^= uint32_t(p[i]) << 8;
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xFFFF;
  }
  return int(crc);
}

PYBIND11_MODULE(crc16, m) { m.def("crc16", crc16); }
