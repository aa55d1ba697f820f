// The yardstick of benchmarks/calls.py: two functions written by hand as METH_FASTCALL, with the checks that Keelback's have.
#define PY_SSIZE_T_CLEAN
#define NPY_NO_DEPRECATED_API NPY_2_0_API_VERSION
#include <Python.h>
#include <numpy/arrayobject.h>

static int to_double(PyObject* object, double* out) {
  if (PyFloat_CheckExact(object)) {
    *out = PyFloat_AS_DOUBLE(object);
    return 1;
  }
  *out = PyFloat_AsDouble(object);
  return *out != -1.0 || !PyErr_Occurred();
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

// first(a: float64[:]) -> float
static PyObject* first(PyObject* module, PyObject* const* args, Py_ssize_t count) {
  (void)module;
  if (count != 1) {
    PyErr_SetString(PyExc_TypeError, "first() takes one argument");
    return NULL;
  }
  PyArrayObject* array = (PyArrayObject*)args[0];
  if (!PyArray_CheckExact(args[0]) || PyArray_TYPE(array) != NPY_DOUBLE || PyArray_NDIM(array) != 1 || !PyArray_ISBEHAVED_RO(array)) {
    PyErr_SetString(PyExc_TypeError, "first() takes an array of float64 of one dimension");
    return NULL;
  }
  if (PyArray_DIM(array, 0) < 1) {
    PyErr_SetString(PyExc_IndexError, "index 0 is out of bounds for axis 0 with size 0");
    return NULL;
  }
  return PyFloat_FromDouble(*(const double*)PyArray_DATA(array));
}

static PyMethodDef methods[] = {
  {"scale", (PyCFunction)(void (*)(void))scale, METH_FASTCALL, NULL},
  {"first", (PyCFunction)(void (*)(void))first, METH_FASTCALL, NULL},
  {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "fastcall", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_fastcall(void) {
  import_array();
  return PyModule_Create(&definition);
}
