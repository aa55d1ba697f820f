// Arrays from and to NumPy, without copies.
#include <stddef.h>
#include <string.h>

#include "python.hpp"

namespace keelback::binding {
namespace {

// By dtype. Items are of 1 << shift bytes.
constexpr std::uint8_t type_numbers[] = {NPY_BOOL,  NPY_INT8,   NPY_INT16,   NPY_INT32,   NPY_INT64,     NPY_UINT8,     NPY_UINT16,
                                         NPY_UINT32, NPY_UINT64, NPY_FLOAT16, NPY_FLOAT32, NPY_FLOAT64, NPY_COMPLEX64, NPY_COMPLEX128};
constexpr std::uint8_t item_shifts[] = {0, 0, 1, 2, 3, 0, 1, 2, 3, 1, 2, 3, 3, 4};
int type_number(dtype d) { return is_temporal(d) ? (d < dtype::timedelta_generic ? NPY_DATETIME : NPY_TIMEDELTA) : type_numbers[static_cast<int>(d)]; }
int item_shift(dtype d) { return is_temporal(d) ? 3 : item_shifts[static_cast<int>(d)]; }

KB_NOINLINE bool same_unit(const PyArray_Descr* descr, dtype d) {
  const auto* metadata = reinterpret_cast<const PyArray_DatetimeDTypeMetaData*>(PyDataType_C_METADATA(const_cast<PyArray_Descr*>(descr)));
  dtype found;
  return metadata != nullptr && dtype_of_time(metadata->meta, descr->type_num == NPY_TIMEDELTA, &found) && found == d;
}

// A new reference.
PyArray_Descr* descriptor_of(dtype d) {
  if (!is_temporal(d)) return PyArray_DescrFromType(type_number(d));
  PyArray_Descr* made = nullptr;
  object* name = PyUnicode_FromString(name_of(d));
  if (name != nullptr) PyArray_DescrConverter(name, &made);
  Py_XDECREF(name);
  return made;
}

// C has two types of the width of int64, and NumPy tells them apart.
KB_INLINE bool same_dtype(const PyArray_Descr* descr, dtype d) {
  const int number = descr->type_num, wanted = type_number(d);
  if (KB_LIKELY(number == wanted)) return KB_LIKELY(!is_temporal(d)) || same_unit(descr, d);
  if (wanted == NPY_INT64) return number == (NPY_INT64 == NPY_LONG ? NPY_LONGLONG : NPY_LONG) && sizeof(long) == 8;
  if (wanted == NPY_UINT64) return number == (NPY_UINT64 == NPY_ULONG ? NPY_ULONGLONG : NPY_ULONG) && sizeof(long) == 8;
  return false;
}

// Apart from what the rule asks.
KB_INLINE bool is_array_of(PyArrayObject* a, const type& as) {
  const PyArray_Descr* descr = PyArray_DESCR(a);
  return PyArray_NDIM(a) == as.rank && same_dtype(descr, as.dtype) && PyArray_ISALIGNED(a) && PyArray_ISNBO(descr->byteorder);
}
KB_NOINLINE bool follows(PyArrayObject* a, const type& as, const rule& how) {
  if (how.layout == layout::c && !PyArray_IS_C_CONTIGUOUS(a)) return false;
  if (how.layout == layout::fortran && !PyArray_IS_F_CONTIGUOUS(a)) return false;
  for (int k = 0; how.extents != nullptr && k < as.rank; ++k) {
    if (how.extents[k] >= 0 && how.extents[k] != PyArray_DIM(a, k)) return false;
  }
  return true;
}
bool has_rule(const rule& how) { return how.layout != layout::any || how.extents != nullptr; }

bool is_accepted(PyArrayObject* a, const type& as, const rule& how) {
  if (!is_array_of(a, as) || (has_rule(how) && !follows(a, as, how))) return false;
  for (int k = 0; k < as.rank; ++k) {
    if ((PyArray_STRIDE(a, k) & ((npy_intp{1} << item_shift(as.dtype)) - 1)) != 0 && PyArray_DIM(a, k) > 1) return false;
  }
  return true;
}

// The owner of memory that is Python's: `context` is the array that was passed, of which it holds a reference. They come and go with
// every call, so the last ones are kept.
owner* free_owners = nullptr;  // linked through `context`
int free_owner_count = 0;

void release_python(owner* base) noexcept {
  Py_DECREF(static_cast<object*>(base->context));
  if (free_owner_count >= 64) {
    PyMem_Free(base);
    return;
  }
  base->context = free_owners;
  free_owners = base;
  ++free_owner_count;
}

}  // namespace

// NumPy's enumeration leaves out one, business days, and has `generic` last.
NPY_DATETIMEUNIT unit_of(dtype d) {
  const int unit = static_cast<int>(d) - static_cast<int>(d < dtype::timedelta_generic ? dtype::datetime_generic : dtype::timedelta_generic);
  return unit == 0 ? NPY_FR_GENERIC : static_cast<NPY_DATETIMEUNIT>(unit <= 3 ? unit - 1 : unit);
}
static_assert(NPY_FR_Y == 0 && NPY_FR_W == 2 && NPY_FR_D == 4 && NPY_FR_as == 13 && NPY_FR_GENERIC == 14);
bool dtype_of_time(const PyArray_DatetimeMetaData& unit, bool is_difference, dtype* found) {
  if (unit.num != 1 || unit.base < 0 || unit.base == 3 || unit.base > NPY_FR_GENERIC) return false;
  const int place = unit.base == NPY_FR_GENERIC ? 0 : unit.base <= NPY_FR_W ? unit.base + 1 : static_cast<int>(unit.base);
  *found = static_cast<dtype>(static_cast<int>(is_difference ? dtype::timedelta_generic : dtype::datetime_generic) + place);
  return true;
}

owner* hold(object* array) {
  owner* made = free_owners;
  if (made != nullptr) {
    free_owners = static_cast<owner*>(made->context);
    --free_owner_count;
  } else {
    made = static_cast<owner*>(PyMem_Malloc(sizeof(owner)));
    if (made == nullptr) {
      PyErr_NoMemory();
      return nullptr;
    }
  }
  Py_INCREF(array);
  *made = {release_python, 1, array, !PyArray_ISWRITEABLE(reinterpret_cast<PyArrayObject*>(array))};
  return made;
}

namespace {

// What an ndarray of our memory has as its base.
struct buffer_object {
  PyObject_HEAD
  owner* base;
};
void release_buffer_object(object* self) {
  drop(reinterpret_cast<buffer_object*>(self)->base);
  PyObject_Free(self);
}
PyTypeObject buffer_type = [] {
  PyTypeObject type = {PyVarObject_HEAD_INIT(nullptr, 0)};
  type.tp_name = "keelback.buffer";
  type.tp_basicsize = sizeof(buffer_object);
  type.tp_dealloc = release_buffer_object;
  type.tp_flags = Py_TPFLAGS_DEFAULT;
  return type;
}();

object* new_buffer_object(owner* base) {
  if (buffer_type.tp_dict == nullptr && PyType_Ready(&buffer_type) < 0) return nullptr;
  buffer_object* made = PyObject_New(buffer_object, &buffer_type);
  if (made == nullptr) return nullptr;
  retain(base);
  made->base = base;
  return reinterpret_cast<object*>(made);
}

}  // namespace

fit fit_of_array(object* o, const type& as, const rule& how) {
  if (!numpy_is_loaded() || !PyArray_CheckExact(o)) return fit::none;
  return is_accepted(reinterpret_cast<PyArrayObject*>(o), as, how) ? fit::exact : fit::none;
}

bool is_array_of_dtype(object* o, const type& as) {
  if (!numpy_is_loaded() || !PyArray_CheckExact(o)) return false;
  type any = as;
  any.rank = static_cast<std::uint16_t>(PyArray_NDIM(reinterpret_cast<PyArrayObject*>(o)));
  return fit_of_array(o, any, {}) != fit::none;
}

// Every view<T, N> begins so; then shape and strides, of at least one element each.
struct view_head {
  void* data;
  owner* base;
  int64 shape[1];
};
static_assert(sizeof(view<double, 0>) == sizeof(view_head) + sizeof(int64) && offsetof(view_head, shape) == 2 * sizeof(void*));

namespace {
// All but the owner.
KB_INLINE bool load_fields(object* from, view_head& to, const type& as, const rule& how) {
  if (!numpy_is_loaded() || !PyArray_CheckExact(from)) return false;
  auto* a = reinterpret_cast<PyArrayObject*>(from);
  if (!is_array_of(a, as)) return false;
  if (KB_UNLIKELY(has_rule(how)) && !follows(a, as, how)) return false;
  const int rank = as.rank;
  int64* const shape = to.shape;
  int64* const strides = shape + (rank > 0 ? rank : 1);
  const int shift = item_shift(as.dtype);
  const npy_intp odd = (npy_intp{1} << shift) - 1;
  const npy_intp* const extents = PyArray_DIMS(a);
  const npy_intp* const steps = PyArray_STRIDES(a);
  if (rank == 0) shape[0] = strides[0] = 1;
  for (int k = 0; k < rank; ++k) {
    if (KB_UNLIKELY((steps[k] & odd) != 0) && extents[k] > 1) return false;
    shape[k] = extents[k];
    strides[k] = steps[k] >> shift;
  }
  if (KB_UNLIKELY(how.writes) && !PyArray_ISWRITEABLE(a)) {
    PyErr_SetString(PyExc_ValueError, "assignment destination is read-only");
    return false;
  }
  to.data = PyArray_DATA(a);
  return true;
}

void release_nothing(owner*) noexcept {}
}  // namespace

owner nobody = {release_nothing, int64{1} << 62, nullptr};
owner nobody_read_only = {release_nothing, int64{1} << 62, nullptr, true};
const void* array_type = nullptr;
static_assert(offsetof(PyArrayObject_fields, data) == offsetof(array_object, data) && offsetof(PyArrayObject_fields, nd) == offsetof(array_object, rank) &&
              offsetof(PyArrayObject_fields, dimensions) == offsetof(array_object, shape) && offsetof(PyArrayObject_fields, strides) == offsetof(array_object, strides) &&
              offsetof(PyArrayObject_fields, descr) == offsetof(array_object, dtype) && offsetof(PyArrayObject_fields, flags) == offsetof(array_object, flags));
static_assert(offsetof(PyArray_Descr, byteorder) == offsetof(dtype_object, byte_order) && offsetof(PyArray_Descr, type_num) == offsetof(dtype_object, type_number));
static_assert(array_object::aligned == NPY_ARRAY_ALIGNED && array_object::writeable == NPY_ARRAY_WRITEABLE && NPY_OPPBYTE == '>');
static_assert(type_number<std::int8_t>() == NPY_INT8 && type_number<std::int16_t>() == NPY_INT16 && type_number<std::int32_t>() == NPY_INT32 &&
              type_number<std::int64_t>() == NPY_INT64 && type_number<std::uint8_t>() == NPY_UINT8 && type_number<std::uint64_t>() == NPY_UINT64 &&
              type_number<float>() == NPY_FLOAT32 && type_number<double>() == NPY_FLOAT64);

bool load_array(object* from, void* view_of_rank, const type& as, const rule& how) {
  auto& to = *static_cast<view_head*>(view_of_rank);
  if (!load_fields(from, to, as, how)) return false;
  to.base = hold(from);
  return to.base != nullptr;
}
bool load_borrowed_array(object* from, void* view_of_rank, const type& as, const rule& how) {
  auto& to = *static_cast<view_head*>(view_of_rank);
  if (!load_fields(from, to, as, how)) return false;
  to.base = PyArray_ISWRITEABLE(reinterpret_cast<PyArrayObject*>(from)) ? &nobody : &nobody_read_only;
  return true;
}

object* make_array(const void* data, owner* base, const int64* shape, const int64* strides, const type& as) {
  if (!load_numpy()) return nullptr;
  PyArray_Descr* descr = descriptor_of(as.dtype);
  if (descr == nullptr) return nullptr;
  const npy_intp item = PyDataType_ELSIZE(descr);
  npy_intp extents[64], steps[64];
  for (int k = 0; k < as.rank; ++k) {
    extents[k] = shape[k];
    steps[k] = strides[k] * item;
  }
  if (base == nullptr || data == nullptr) {  // an array that was never assigned
    for (int k = 0; k < as.rank; ++k) extents[k] = 0;
    return PyArray_NewFromDescr(&PyArray_Type, descr, as.rank, extents, nullptr, nullptr, 0, nullptr);
  }
  int flags = base->read_only ? 0 : NPY_ARRAY_WRITEABLE;
  owner* const given = base;
  base = writeable_owner(base);
  object* holder;
  if (base->release == release_python) {
    auto* a = static_cast<PyArrayObject*>(base->context);
    bool whole = base == given && data == PyArray_DATA(a) && as.rank == PyArray_NDIM(a) && same_dtype(PyArray_DESCR(a), as.dtype);
    for (int k = 0; whole && k < as.rank; ++k) {
      whole = extents[k] == PyArray_DIM(a, k) && (steps[k] == PyArray_STRIDE(a, k) || extents[k] == 1);
    }
    holder = reinterpret_cast<object*>(a);
    Py_INCREF(holder);
    if (whole) {
      Py_DECREF(descr);
      return holder;
    }
    if (!PyArray_ISWRITEABLE(a)) flags = 0;
  } else {
    holder = new_buffer_object(base);
    if (holder == nullptr) {
      Py_DECREF(descr);
      return nullptr;
    }
  }
  object* made = PyArray_NewFromDescr(&PyArray_Type, descr, as.rank, extents, steps, const_cast<void*>(data), flags, nullptr);
  if (made == nullptr) {
    Py_DECREF(holder);
    return nullptr;
  }
  if (PyArray_SetBaseObject(reinterpret_cast<PyArrayObject*>(made), holder) < 0) {
    Py_DECREF(made);
    return nullptr;
  }
  return made;
}

}  // namespace keelback::binding
