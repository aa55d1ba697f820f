// The yardstick of benchmarks/calls.py: functions written by hand as METH_FASTCALL, with the checks that Keelback's have.
#define PY_SSIZE_T_CLEAN
#define NPY_NO_DEPRECATED_API NPY_2_0_API_VERSION
#include <Python.h>
#include <numpy/arrayobject.h>
#include <numpy/arrayscalars.h>

static int to_double(PyObject* object, double* out) {
  if (PyFloat_CheckExact(object)) {
    *out = PyFloat_AS_DOUBLE(object);
    return 1;
  }
  *out = PyFloat_AsDouble(object);
  return *out != -1.0 || !PyErr_Occurred();
}

// The one argument as an array of float64 of one dimension, aligned and in native byte order; NULL with an exception where it is not.
static PyArrayObject* to_vector(PyObject* const* args, Py_ssize_t count) {
  PyArrayObject* array = count == 1 ? (PyArrayObject*)args[0] : NULL;
  if (!array || !PyArray_CheckExact(args[0]) || PyArray_TYPE(array) != NPY_DOUBLE || PyArray_NDIM(array) != 1 || !PyArray_ISBEHAVED_RO(array)) {
    PyErr_SetString(PyExc_TypeError, "an array of float64 of one dimension is wanted");
    return NULL;
  }
  return array;
}

// a[0]; returns 0 with an exception where there is none.
static int first_of(PyObject* const* args, Py_ssize_t count, double* out) {
  PyArrayObject* array = to_vector(args, count);
  if (!array) return 0;
  if (PyArray_DIM(array, 0) < 1) {
    PyErr_SetString(PyExc_IndexError, "index 0 is out of bounds for axis 0 with size 0");
    return 0;
  }
  *out = *(const double*)PyArray_DATA(array);
  return 1;
}

// scale(x: float, y: float) -> float
static PyObject* scale(PyObject* module, PyObject* const* args, Py_ssize_t count) {
  double x, y;
  (void)module;
  if (count != 2) {
    PyErr_SetString(PyExc_TypeError, "scale() takes two arguments");
    return NULL;
  }
  if (!to_double(args[0], &x) || !to_double(args[1], &y)) return NULL;
  return PyFloat_FromDouble(x * y + 1.0);
}

// accept(a: float64[:]) -> None
static PyObject* accept(PyObject* module, PyObject* const* args, Py_ssize_t count) {
  (void)module;
  if (!to_vector(args, count)) return NULL;
  Py_RETURN_NONE;
}

// first(a: float64[:]) -> float
static PyObject* first(PyObject* module, PyObject* const* args, Py_ssize_t count) {
  double value;
  (void)module;
  return first_of(args, count, &value) ? PyFloat_FromDouble(value) : NULL;
}

// first_scalar(a: float64[:]) -> np.float64
static PyObject* first_scalar(PyObject* module, PyObject* const* args, Py_ssize_t count) {
  double value;
  (void)module;
  if (!first_of(args, count, &value)) return NULL;
  PyObject* out = PyArrayScalar_New(Double);
  if (out) PyArrayScalar_ASSIGN(out, Double, value);
  return out;
}

#define FAST(name) {#name, (PyCFunction)(void (*)(void))name, METH_FASTCALL, NULL}
static PyMethodDef methods[] = {FAST(scale), FAST(accept), FAST(first), FAST(first_scalar), {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "fastcall", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_fastcall(void) {
  import_array();
  return PyModule_Create(&definition);
}
